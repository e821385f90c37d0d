//! Labels as the Markdown parser compares them: `[^A]` and `[^a]` are one note.

/// A label without regard to case, runs of white space as one space.
pub(super) fn folded(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        // There and back, for letters that have two small forms (σ, ς), or a capital of two letters and one of its own (ß).
        let small = word.chars().flat_map(char::to_lowercase);
        out.extend(small.flat_map(char::to_uppercase).flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_white_space_do_not_count() {
        assert_eq!(folded(" A \t注\n"), folded("a 注"));
        assert_eq!((folded("ΣΑΣ"), folded("Straße")), (folded("σας"), folded("STRASSE")));
        assert_eq!(folded("STRAẞE"), folded("strasse"));
        assert_ne!(folded("a b"), folded("ab"));
    }
}
