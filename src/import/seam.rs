//! Where two pieces of a paragraph meet: whether a space stood there, which the end of a line swallowed.

/// Whether a space belongs between two stretches of one text. Between Chinese characters none does; between two words
/// of letters one does. A number that a line cut in two stays one number, unless the words around it are set apart.
pub(super) fn needs_space(before: &str, behind: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    if !first.is_ascii_alphanumeric() || is_address(before) {
        return false;
    }
    let number_goes_on = first.is_ascii_digit() && is_of_number(before);
    match last {
        _ if number_goes_on => is_set_apart(before, behind),
        c if c.is_ascii_alphanumeric() => true,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '"' | '%' => true,
        _ => false,
    }
}

/// Whether a text ends in a digit, or in a mark that may stand within a number.
fn is_of_number(text: &str) -> bool {
    let inner = text.strip_suffix(['.', ',', ':']).unwrap_or(text);
    inner.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the number on one side of the cut has a space on its other side.
fn is_set_apart(before: &str, behind: &str) -> bool {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':');
    let left = before.chars().rev().take(40).find(|c| !in_number(*c));
    let right = behind.chars().take(40).find(|c| !in_number(*c));
    [left, right].contains(&Some(' '))
}

/// Whether a text ends within an address of the net, which no space divides.
fn is_address(text: &str) -> bool {
    let from = text.char_indices().rev().take(200).last().map_or(0, |(at, _)| at);
    let tail = &text[from..];
    let word = tail.rsplit(|c: char| c.is_whitespace() || !c.is_ascii()).next().unwrap_or(tail);
    word.contains("://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_a_line_end_swallowed() {
        for (before, behind, expected) in [
            ("the whole", "wide world", true),
            ("总额五亿元2024", "the best of", true),
            ("Dongyang, Zhejiang,", "China", true),
            ("was held in 2023", "and 2024", true),
            ("grew from 12", "15 people came", true),
            ("增长6.2%", "2024年", true),
            ("各县", "的人", false),
            ("共有20个工坊、3", "个车间", false),
            ("总投资12", "00亿元", false),
            ("达到123.", "4万元", false),
            ("共1,", "200户", false),
            ("见 https://example.", "com/a", false),
            ("half-", "hour", false),
            ("", "a", false),
        ] {
            assert_eq!(needs_space(before, behind), expected, "{before}┃{behind}");
        }
    }
}
