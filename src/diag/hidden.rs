//! Characters that cannot be seen, or that turn or hide what follows. A text shows marks for them, a message too: a
//! terminal obeys some.

use std::borrow::Cow;

/// Control characters that mean nothing in a text, and those that turn or hide what follows (U+202E and its kin);
/// tab and the ends of lines are none.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => true,
        _ => {
            c.is_control()
                || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
                || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        }
    }
}

/// What is shown for a character: for U+0001 a ␁, for those without a picture of their own U+FFFD; a byte order mark
/// within a text is nothing.
pub fn unhidden(c: char) -> Option<char> {
    match c {
        _ if !is_hidden(c) => Some(c),
        '\u{FEFF}' => None,
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        _ => Some('\u{FFFD}'),
    }
}

/// A word in a message: on one line, and nothing in it that a terminal would obey.
pub(super) fn told(word: &str) -> Cow<'_, str> {
    let is_told =
        |c: char| !c.is_control() && !is_hidden(c) && !matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}');
    if word.chars().all(is_told) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(|c| if is_told(c) { c } else { '\u{FFFD}' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_not_told() {
        assert_eq!(told("ab\u{1b}[2J\u{202e}c\n\u{9b}d"), "ab\u{fffd}[2J\u{fffd}c\u{fffd}\u{fffd}d");
        assert!(matches!(told("甲乙 a"), Cow::Borrowed(_)));
        assert_eq!(
            "a\u{1}\u{7f}\u{feff}\u{202e}\t".chars().filter_map(unhidden).collect::<String>(),
            "a␁␡\u{fffd}\t"
        );
    }
}
