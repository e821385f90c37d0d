//! Which characters are East Asian, for the two places where Markdown was made for words with spaces: emphasis
//! beside full-width punctuation, and line breaks in the source.

/// Whether a character is East Asian in itself: Han, kana, Hangul, bopomofo, and their punctuation and
/// full-width forms. The ideographic space is not among them, it is white space.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{2FFF}'
        | '\u{3001}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FFEF}'
        | '\u{1AFF0}'..='\u{1B2FF}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Hangul words are divided by spaces, and a line break divides them too.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

/// Marks that Chinese and Latin text share: quotation marks, dashes, ellipses, the middle dot. What they are
/// is told by what they stand beside.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201F}' | '\u{2013}'..='\u{2015}' | '\u{2025}' | '\u{2026}' | '\u{00B7}' | '\u{2E3A}')
}

/// Variation selectors follow the character whose shape they choose.
pub(super) fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
