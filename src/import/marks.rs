//! Marks within the text of a piece that are no text: where a footnote is referred to, and where the characters before
//! have a reading over them. What looks at a text looks at it without them; only the article is written with them.

use std::borrow::Cow;

/// Stands before and behind what a mark says: no text has it.
pub(super) const MARK: char = '\u{1F}';
/// Begins what a mark says of a reading.
const READING: char = 'r';

/// A reading over the characters before its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// How many characters it is for, space not counted.
    pub(super) over: usize,
    pub(super) text: String,
}

/// The mark of a footnote, by its number from 1.
pub(super) fn note(number: usize) -> String {
    format!("{MARK}{number}{MARK}")
}

/// The mark of a reading, by its place among all.
pub(super) fn reading(place: usize) -> String {
    format!("{MARK}{READING}{place}{MARK}")
}

/// The place of the reading that a mark says, if it says one.
pub(super) fn read_reading(said: &str) -> Option<usize> {
    said.strip_prefix(READING)?.parse().ok()
}

/// A text without its marks.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(MARK) { Cow::Owned(text.split(MARK).step_by(2).collect()) } else { Cow::Borrowed(text) }
}

/// The marks of the footnotes of a text, without the text.
pub(super) fn notes_of(text: &str) -> String {
    let said = text.split(MARK).skip(1).step_by(2).filter(|said| !said.starts_with(READING));
    said.map(|said| format!("{MARK}{said}{MARK}")).collect()
}

/// Whether a text has a reading over some of its characters.
pub(super) fn has_reading(text: &str) -> bool {
    text.split(MARK).skip(1).step_by(2).any(|said| said.starts_with(READING))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_text() {
        let text = format!("渡口{}的早晨{}。{}", reading(4), note(1), note(12));
        assert_eq!(plain(&text), "渡口的早晨。");
        assert_eq!(notes_of(&text), format!("{}{}", note(1), note(12)));
        assert!(has_reading(&text) && !has_reading(&note(3)));
        assert_eq!((read_reading("r4"), read_reading("4")), (Some(4), None));
    }
}
