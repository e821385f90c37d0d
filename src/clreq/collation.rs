//! How an index is sorted: by the sound of its words (音序) or by their strokes (笔画). Order and groups are those of
//! Unicode CLDR, which knows the usual readings of words too (重庆 stands under C).

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::{Locale, locale};
use std::cmp::Ordering;

/// What words are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorting {
    /// 音序: Hanyu Pinyin.
    Pinyin,
    /// 笔画: the number of strokes, then their kinds.
    Stroke,
}

/// An order of words.
pub struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
    /// The groups' names and where each begins.
    groups: Vec<(String, String)>,
}

impl std::fmt::Debug for Collation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Collation").field("groups", &self.groups.len()).finish_non_exhaustive()
    }
}

/// CLDR marks the beginning of each group with this noncharacter and a sign: the letter, or the braille pattern
/// whose number is that of the strokes.
const MARK: char = '\u{FDD0}';
/// The braille pattern of no strokes.
const NO_STROKES: u32 = 0x2800;
/// More strokes than any character of Unicode has.
const MOST_STROKES: u32 = 64;

impl Collation {
    /// The order by sound or by strokes.
    pub fn new(sorting: Sorting) -> Collation {
        let (locale, groups): (Locale, Vec<(String, String)>) = match sorting {
            Sorting::Pinyin => (
                locale!("zh-u-co-pinyin"),
                ('A'..='Z').map(|letter| (letter.to_string(), format!("{MARK}{letter}"))).collect(),
            ),
            Sorting::Stroke => (
                locale!("zh-u-co-stroke"),
                (1..=MOST_STROKES)
                    .filter_map(|n| {
                        Some((n.to_string(), format!("{MARK}{}", char::from_u32(NO_STROKES + n)?)))
                    })
                    .collect(),
            ),
        };
        // The data is compiled in, so this cannot fail; without it words would sort by code point.
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default()).ok();
        Collation { collator, groups }
    }

    /// Compares two words: those that begin with Han characters behind all others; quotation and title marks at
    /// their start do not count.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (bare(a), bare(b));
        begins_with_han(a).cmp(&begins_with_han(b)).then_with(|| match &self.collator {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        })
    }

    /// The letter or the number of strokes of the group that a word belongs to; `None` for words that begin with
    /// no Han character.
    pub fn group(&self, word: &str) -> Option<&str> {
        let word = bare(word);
        let collator = self.collator.as_ref().filter(|_| begins_with_han(word))?;
        // Groups without a word of their own (I, U, V) begin where the next one does, or nowhere.
        let behind =
            self.groups.partition_point(|(_, mark)| collator.compare(mark, word) != Ordering::Greater);
        self.groups.get(behind.checked_sub(1)?).map(|(name, _)| name.as_str())
    }
}

fn bare(word: &str) -> &str {
    let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() { word } else { inner }
}

fn begins_with_han(word: &str) -> bool {
    word.chars().next().is_some_and(|c| {
        matches!(c, '〇' | '々' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(sorting: Sorting) -> Vec<String> {
        let collation = Collation::new(sorting);
        let mut words = vec![
            "重庆",
            "《山河》",
            "阿尔山",
            "张三",
            "Rust",
            "丁家村",
            "一江",
            "3D打印",
            "鑫",
            "江心洲",
            "重量",
        ];
        words.sort_by(|a, b| collation.compare(a, b));
        words.iter().map(|w| format!("{}{w}", collation.group(w).unwrap_or("·"))).collect()
    }

    #[test]
    fn by_sound() {
        let expected = [
            "·3D打印",
            "·Rust",
            "A阿尔山",
            "C重庆",
            "D丁家村",
            "J江心洲",
            "S《山河》",
            "X鑫",
            "Y一江",
            "Z张三",
            "Z重量",
        ];
        assert_eq!(sorted(Sorting::Pinyin), expected);
    }

    #[test]
    fn by_strokes() {
        let expected = [
            "·3D打印",
            "·Rust",
            "1一江",
            "2丁家村",
            "3《山河》",
            "6江心洲",
            "7张三",
            "8阿尔山",
            "9重庆",
            "9重量",
            "24鑫",
        ];
        let found = sorted(Sorting::Stroke);
        // Among characters of one count the kinds of strokes decide; the counts are what readers look for.
        let counts = |list: &[String]| -> Vec<String> {
            list.iter().map(|w| w.chars().take_while(char::is_ascii_digit).collect()).collect()
        };
        assert_eq!(counts(&found), counts(&expected.map(str::to_owned)));
    }
}
