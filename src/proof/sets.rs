//! Sets of characters that a text may be held to.

use crate::source::{is_gb2312, is_gbk};
use std::sync::LazyLock;

/// A set of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharacterSet {
    /// The 6,763 of GB/T 2312-1980.
    Gb2312,
    /// The 20,902 of GBK.
    Gbk,
    /// The 8,105 of 《通用规范汉字表》 (2013).
    Tongyong,
    /// Implementation level 2 of GB 18030-2022 (clause 9): what every system has to have that serves the public.
    Gb18030Level2,
}

impl CharacterSet {
    /// Every set.
    pub const ALL: [CharacterSet; 4] =
        [CharacterSet::Gb2312, CharacterSet::Gbk, CharacterSet::Tongyong, CharacterSet::Gb18030Level2];

    /// As the project file calls it.
    pub fn key(self) -> &'static str {
        match self {
            CharacterSet::Gb2312 => "gb2312",
            CharacterSet::Gbk => "gbk",
            CharacterSet::Tongyong => "tongyong",
            CharacterSet::Gb18030Level2 => "gb18030-2",
        }
    }

    /// As messages call it.
    pub fn name(self) -> &'static str {
        match self {
            CharacterSet::Gb2312 => "GB/T 2312",
            CharacterSet::Gbk => "GBK",
            CharacterSet::Tongyong => "《通用规范汉字表》",
            CharacterSet::Gb18030Level2 => "GB 18030-2",
        }
    }

    /// Whether a Chinese character is in it.
    pub fn has(self, c: char) -> bool {
        match self {
            CharacterSet::Gb2312 => is_gb2312(c),
            CharacterSet::Gbk => is_gbk(c),
            CharacterSet::Tongyong => TONGYONG.binary_search(&c).is_ok(),
            // Level 1 is GBK's, Extension A and the block's additions up to 2022; level 2 adds the general table's.
            CharacterSet::Gb18030Level2 => {
                matches!(c, '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FEF}')
                    || is_gbk(c)
                    || TONGYONG.binary_search(&c).is_ok()
            }
        }
    }
}

/// By code point.
static TONGYONG: LazyLock<Vec<char>> =
    LazyLock::new(|| include_str!("characters/tongyong.txt").chars().filter(|c| *c != '\n').collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_general_table_is_whole_and_in_order() {
        assert_eq!(TONGYONG.len(), 8105);
        assert!(TONGYONG.is_sorted_by(|a, b| a < b));
        // 196 of them are in no block that earlier levels have (GB 18030-2022, clause 9).
        let level_1 = |c: &&char| !matches!(**c, '\u{3400}'..='\u{4DB5}' | '\u{4E00}'..='\u{9FEF}');
        assert_eq!(TONGYONG.iter().filter(level_1).count(), 196);
    }

    #[test]
    fn each_set_ends_where_it_should() {
        let sets = |c| CharacterSet::ALL.map(|set| set.has(c));
        assert_eq!(sets('来'), [true, true, true, true]);
        assert_eq!(sets('來'), [false, true, false, true]);
        // 镕 was no character of GB 2312; 𬭎 (name of an element's tool) is in Extension E.
        assert_eq!(sets('镕'), [false, true, true, true]);
        assert_eq!(sets('𬭎'), [false, false, true, true]);
        assert_eq!(sets('㐀'), [false, false, false, true]);
        assert_eq!(sets('𠮷'), [false, false, false, false]);
    }
}
