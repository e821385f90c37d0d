//! Characters that cannot be seen, or that turn or hide what follows. A text shows marks for them, a message too: a
//! terminal obeys some.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// Control characters that mean nothing in a text, and those that turn or hide what follows (U+202E and its kin);
/// tab and the ends of lines are none. U+0085 ends lines in texts of mainframes only; Markdown, YAML 1.2 and XML 1.0 know it
/// as no end of a line.
pub fn is_hidden(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
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

/// The hidden characters of a text: each kind once, with the byte where it first stands and how often it does.
pub fn hidden_in(text: &str) -> BTreeMap<char, (usize, usize)> {
    let mut found = BTreeMap::new();
    for (at, c) in text.char_indices().filter(|(_, c)| is_hidden(*c)) {
        found.entry(c).or_insert((at, 0)).1 += 1;
    }
    found
}

/// Whether a character has no place in a name, an address or a message: all control characters, what is hidden, and the
/// other marks of direction.
pub fn is_invisible(c: char) -> bool {
    c.is_control() || is_hidden(c) || matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// A word in a message: on one line, and nothing in it that a terminal would obey.
pub(super) fn told(word: &str) -> Cow<'_, str> {
    if !word.contains(is_invisible) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.replace(is_invisible, "\u{FFFD}"))
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
