//! A book of many articles: what stands on its title page and in its colophon (版权页), and which articles make
//! which part. The articles themselves stay a list beside it.

use super::{Cover, Date, Person, SenseText};
use std::ops::Range;

/// A book, as its `keben.toml` describes it.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// 书名; inner spaces are sense breaks.
    pub title: SenseText,
    /// 副书名.
    pub subtitle: Option<SenseText>,
    /// 著者, 编者; each with a role if one is given.
    pub authors: Vec<Person>,
    /// 出版者.
    pub publisher: Option<String>,
    /// 丛书.
    pub collection: Option<Collection>,
    /// When it was published.
    pub date: Option<Date>,
    /// BCP 47; `zh-Hans` unless given.
    pub lang: String,
    /// 国际标准书号.
    pub isbn: Option<Isbn>,
    /// An identifier for a book without an ISBN: URN or UUID, as given.
    pub identifier: Option<String>,
    /// 版次, such as `2026年6月第1版`.
    pub edition: Option<String>,
    /// 印次, such as `2026年6月第1次印刷`.
    pub printing: Option<String>,
    /// Copyright line.
    pub rights: Option<String>,
    /// 内容提要.
    pub summary: Option<String>,
    /// 主题词.
    pub keywords: Vec<String>,
    /// The photo on the cover; without one a cover is typeset.
    pub cover: Option<Cover>,
    /// What else the colophon says: a label and a text, in order.
    pub colophon: Vec<(String, String)>,
    /// 图书在版编目（CIP）数据, line by line as the author wrote it.
    pub cip: Vec<String>,
    /// Which lists the book has.
    pub contents: Contents,
    /// Its parts in order; together they cover all articles. A book without parts has one without a title.
    pub parts: Vec<Part>,
}

/// A part (编, 辑) of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its title; `None` for articles that stand in no part.
    pub title: Option<SenseText>,
    /// Which articles, by their place in the list of articles.
    pub articles: Range<usize>,
}

/// 丛书: the collection that a book is a volume of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its name.
    pub title: String,
    /// The number of the volume, as printed.
    pub number: Option<String>,
}

/// Which lists a book has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How deep the table of contents goes: 0 for none, 1 for parts and articles, 2 for their section heads too,
    /// 3 for the heads below those.
    pub toc: u8,
    /// Whether pictures are listed.
    pub figures: bool,
    /// The orders in which the index is given, one after the other; it is made where there are entries.
    pub index: Vec<IndexOrder>,
}

impl Default for Contents {
    fn default() -> Contents {
        Contents { toc: 1, figures: false, index: vec![IndexOrder::Pinyin] }
    }
}

/// How an index is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexOrder {
    /// 音序.
    Pinyin,
    /// 笔画.
    Stroke,
}

/// 国际标准书号 (ISO 2108), its checksum verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Isbn {
    digits: String,
    shown: String,
}

/// What is wrong with a text that should be an ISBN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsbnFault {
    /// It has not 10 or 13 digits, or begins with neither 978 nor 979.
    Shape,
    /// Its last digit should be another.
    Checksum {
        /// The right one.
        right: char,
    },
}

impl Isbn {
    /// Reads an ISBN of 13 or 10 digits, with or without hyphens and `ISBN` before it.
    pub fn parse(text: &str) -> Result<Isbn, IsbnFault> {
        let text = text.trim();
        let bare = match text.get(..4) {
            Some(head) if head.eq_ignore_ascii_case("isbn") => text[4..].trim_start_matches([' ', ':', '：']),
            _ => text,
        };
        let dash = |c: char| matches!(c, '-' | ' ' | '‐' | '‑' | '–');
        let digits: String = bare.chars().filter(|c| !dash(*c)).map(|c| c.to_ascii_uppercase()).collect();
        let right = check_digit(&digits).ok_or(IsbnFault::Shape)?;
        if !digits.ends_with(right) {
            return Err(IsbnFault::Checksum { right });
        }
        let shown = bare.chars().map(|c| if dash(c) { '-' } else { c.to_ascii_uppercase() }).collect();
        Ok(Isbn { digits, shown })
    }

    /// The digits alone, 13 or 10 of them (the last of 10 may be `X`).
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// With the hyphens that the author gave it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// As a URN (RFC 8254): `urn:isbn:9787020002207`.
    pub fn urn(&self) -> String {
        format!("urn:isbn:{}", self.digits)
    }
}

/// The right last digit of an ISBN of 13 (weights 1 and 3, modulo 10) or of 10 digits (weights 10 to 2, modulo 11).
fn check_digit(digits: &str) -> Option<char> {
    let (body, last) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
    let values: Vec<u32> = body.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    match values.len() {
        12 if last.bytes().all(|b| b.is_ascii_digit()) && ["978", "979"].contains(&&body[..3]) => {
            let sum: u32 = values.iter().zip([1, 3].into_iter().cycle()).map(|(v, w)| v * w).sum();
            char::from_digit((10 - sum % 10) % 10, 10)
        }
        9 if last.bytes().all(|b| b.is_ascii_digit() || b == b'X') => {
            let sum: u32 = values.iter().zip((2..=10).rev()).map(|(v, w)| v * w).sum();
            let right = (11 - sum % 11) % 11;
            if right == 10 { Some('X') } else { char::from_digit(right, 10) }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbns_are_counted_through() {
        let right = Isbn::parse("978-7-02-000220-7").unwrap();
        assert_eq!((right.digits(), right.shown()), ("9787020002207", "978-7-02-000220-7"));
        assert_eq!(right.urn(), "urn:isbn:9787020002207");
        assert_eq!(Isbn::parse("ISBN 0-306-40615-2").unwrap().digits(), "0306406152");
        assert_eq!(Isbn::parse("080442957x").unwrap().digits(), "080442957X");
        assert_eq!(Isbn::parse("9787020002200"), Err(IsbnFault::Checksum { right: '7' }));
        for wrong in ["", "97870200022", "9777020002207", "978702000220X", "某书号", "12345678901234"] {
            assert_eq!(Isbn::parse(wrong), Err(IsbnFault::Shape), "{wrong}");
        }
    }
}
