//! Chinese with Latin letters and digits (CLREQ 3.2; section F), and the Western half of line breaking (UAX 14).

use super::{Class, Prohibition};
use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

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

static ZH: LanguageIdentifier = langid!("zh");

/// Where a level of CSS `line-break` allows a line of Chinese to end (C6–C8), as UAX 14 and CSS Text map it: byte
/// places, as [`break_opportunities`] gives them. Levels that are not CSS's own are taken for its strict one.
pub fn css_opportunities(text: &str, level: Prohibition) -> impl Iterator<Item = usize> + '_ {
    let mut options = LineBreakOptions::default();
    options.content_locale = Some(&ZH);
    options.strictness = Some(match level {
        Prohibition::CssLoose => LineBreakStrictness::Loose,
        Prohibition::CssNormal => LineBreakStrictness::Normal,
        _ => LineBreakStrictness::Strict,
    });
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    segmenter.segment_str(text).filter(move |&at| at > 0 && at < text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a level of CSS lets a line begin with a character, or end with it, between Han.
    fn css(c: char, level: Prohibition) -> (bool, bool) {
        let text = format!("汉{c}字");
        let at: Vec<usize> = css_opportunities(&text, level).collect();
        (at.contains(&3), at.contains(&(3 + c.len_utf8())))
    }

    #[test]
    fn c6_c7_c8_css_levels_are_mapped_as_the_standard_maps_them() {
        use Prohibition::{CssLoose, CssNormal, CssStrict};
        // C6: centred marks, iteration marks, suffixes.
        for c in "・：；･‼⁇⁈⁉！？々〻ゝゞヽヾ°‰′″‵℃℉％￠".chars() {
            assert_eq!(
                [css(c, CssLoose).0, css(c, CssNormal).0, css(c, CssStrict).0],
                [true, false, false],
                "{c}"
            );
        }
        // C7: what only the strict level forbids.
        for c in "〜゠ぁっャヶーㇰｧ".chars() {
            assert_eq!(
                [css(c, CssLoose).0, css(c, CssNormal).0, css(c, CssStrict).0],
                [true, true, false],
                "{c}"
            );
        }
        // What no level allows.
        for level in [CssLoose, CssNormal, CssStrict] {
            assert!("，。、）》」”".chars().all(|c| !css(c, level).0));
            assert!("（《「“".chars().all(|c| !css(c, level).1));
        }
    }

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
