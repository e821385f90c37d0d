//! Chinese with Latin letters and digits (CLREQ 3.2; section F), and the Western half of line breaking (UAX 14).

use super::Class;
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

/// Whether a space of its own belongs between two neighbours (F1): Han and a Latin letter or digit, or a sign
/// that belongs to a number. None beside Chinese marks (F3), in or beside code, at note marks and superscripts
/// (F5); those have other classes or are left out by the caller.
pub fn gap_between(a: Class, b: Class) -> bool {
    let latin_end = |c| matches!(c, Class::Letter | Class::Digit);
    a.is_ideographic() && (latin_end(b) || b == Class::Prefix)
        || (latin_end(a) || a == Class::Postfix) && b.is_ideographic()
}

/// Where UAX 14 allows a line to end in a stretch of text: byte places inside it, ascending. The end of the text
/// is none.
pub fn break_opportunities(text: &str) -> impl Iterator<Item = usize> + '_ {
    // Scripts that need a dictionary (Thai, Khmer …) break only at spaces.
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    segmenter.segment_str(text).filter(move |&at| at > 0 && at < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_f3_f5_where_a_gap_belongs() {
        for (a, b) in [(Class::Han, Class::Letter), (Class::Digit, Class::Han), (Class::Postfix, Class::Han)]
        {
            assert!(gap_between(a, b));
        }
        for (a, b) in [
            (Class::Pause, Class::Letter),
            (Class::Open, Class::Digit),
            (Class::Letter, Class::Close),
            (Class::Han, Class::NoteMark),
            (Class::NoteMark, Class::Letter),
            (Class::Han, Class::LatinMark),
            (Class::Letter, Class::Digit),
        ] {
            assert!(!gap_between(a, b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn uax14_breaks_western_text() {
        let at = |text| break_opportunities(text).collect::<Vec<_>>();
        assert_eq!(at("two words"), [4]);
        assert_eq!(at("well-known"), [5]);
        assert!(at("1,234.56").is_empty());
        assert!(at("98.1%").is_empty());
        assert_eq!(at("(a) b"), [4]);
        assert!(at("").is_empty());
    }
}
