//! How an index is sorted: by the sound of its words (音序), by their strokes (笔画), or by letters. Order and groups
//! are those of Unicode CLDR, which knows the usual readings of words too (重庆 stands under C).

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
    /// The Latin alphabet, for books in its languages.
    Letter,
}

/// An order of words.
pub struct Collation {
    sorting: Sorting,
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
    /// The order by sound, strokes or letters.
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
            Sorting::Letter => (
                locale!("en"),
                // Small letters come before capital ones and those with accents.
                ('A'..='Z').map(|letter| (letter.to_string(), letter.to_lowercase().to_string())).collect(),
            ),
        };
        // The data is compiled in, so this cannot fail; without it words would sort by code point.
        let collator = Collator::try_new((&locale).into(), CollatorOptions::default()).ok();
        Collation { sorting, collator, groups }
    }

    /// Compares two words: those that begin with Han characters (by letters: with a Latin letter) behind all others;
    /// quotation and title marks at their start do not count.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (a, b) = (bare(a), bare(b));
        self.has_group(a).cmp(&self.has_group(b)).then_with(|| match &self.collator {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        })
    }

    /// The letter or the number of strokes of the group that a word belongs to; `None` for words that begin with
    /// no Han character, or by letters with no Latin one.
    pub fn group(&self, word: &str) -> Option<&str> {
        let word = bare(word);
        let collator = self.collator.as_ref().filter(|_| self.has_group(word))?;
        // Groups without a word of their own (I, U, V) begin where the next one does, or nowhere.
        let behind =
            self.groups.partition_point(|(_, mark)| collator.compare(mark, word) != Ordering::Greater);
        self.groups.get(behind.checked_sub(1)?).map(|(name, _)| name.as_str())
    }

    /// Things sorted by their words, under their groups; what has no group comes first.
    pub fn grouped<'t, T>(
        &self,
        things: &'t [T],
        word: impl Fn(&'t T) -> &'t str,
    ) -> Vec<(Option<&str>, Vec<&'t T>)> {
        let mut sorted: Vec<&T> = things.iter().collect();
        sorted.sort_by(|a, b| self.compare(word(a), word(b)).then_with(|| word(a).cmp(word(b))));
        let mut groups: Vec<(Option<&str>, Vec<&T>)> = Vec::new();
        for thing in sorted {
            let group = self.group(word(thing));
            match groups.last_mut().filter(|(name, _)| *name == group) {
                Some((_, list)) => list.push(thing),
                None => groups.push((group, vec![thing])),
            }
        }
        groups
    }

    fn has_group(&self, bare: &str) -> bool {
        match self.sorting {
            Sorting::Pinyin | Sorting::Stroke => begins_with_han(bare),
            Sorting::Letter => bare.chars().next().is_some_and(|c| {
                c.is_ascii_alphabetic()
                    || (c.is_alphabetic() && matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
            }),
        }
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
    fn by_letters() {
        let collation = Collation::new(Sorting::Letter);
        let words =
            ["zebra", "Élan", "“Bridge”", "apple", "3D", "桥", "Äpfel", "east", "Eel", "bread", "über"];
        let groups = collation.grouped(&words, |w| w);
        let shown: Vec<String> =
            groups.iter().map(|(name, list)| format!("{} {list:?}", name.unwrap_or("·"))).collect();
        let expected = [
            "· [\"3D\", \"桥\"]",
            "A [\"Äpfel\", \"apple\"]",
            "B [\"bread\", \"“Bridge”\"]",
            "E [\"east\", \"Eel\", \"Élan\"]",
            "U [\"über\"]",
            "Z [\"zebra\"]",
        ];
        assert_eq!(shown, expected);
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
