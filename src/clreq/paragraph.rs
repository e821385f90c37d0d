//! Paragraphs (CLREQ 3.2.4, 3.3; section H).

use super::Class;

/// How many characters a last line has besides marks, up to `enough`; a Latin word or a number counts as many as
/// it has letters. Walks from the end and stops early.
pub fn lone_characters(classes: impl DoubleEndedIterator<Item = Class>, enough: usize) -> usize {
    classes.rev().filter(|c| c.is_character()).take(enough).count()
}

/// 孤字 (H4): a last line with fewer than two characters besides marks.
pub fn last_line_is_lone(classes: impl DoubleEndedIterator<Item = Class>) -> bool {
    lone_characters(classes, 2) < 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clreq::classes;

    #[test]
    fn h4_marks_do_not_count() {
        let lone = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            last_line_is_lone(classes(&chars, |_| false).into_iter())
        };
        assert!(lone("了。”"));
        assert!(lone("）。"));
        assert!(!lone("好了。"));
        assert!(!lone("ok."));
    }
}
