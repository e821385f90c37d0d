//! Front matter, understood.

use super::Inline;
use crate::diag::Span;

/// A short text whose inner spaces are sense breaks, the only places where a headline line may end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SenseText {
    /// The parts between the breaks; never empty strings. `["对标甲地经验", "走出乙地路径"]`.
    pub parts: Vec<String>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

impl SenseText {
    /// Splits at white space that touches an East Asian character; a space between two Latin words is a
    /// word space and stays inside its part.
    pub fn new(text: &str, span: Option<Span>) -> SenseText {
        let mut parts = vec![String::new()];
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if let Some(part) = parts.last_mut() {
                part.push_str(word);
            }
            if let Some(next) = words.peek() {
                let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2E80}' || "“”‘’…—".contains(c));
                if wide(word.chars().next_back()) || wide(next.chars().next()) {
                    parts.push(String::new());
                } else if let Some(part) = parts.last_mut() {
                    part.push(' ');
                }
            }
        }
        parts.retain(|p| !p.is_empty());
        SenseText { parts, span }
    }

    /// The whole text, one space at each break.
    pub fn text(&self) -> String {
        self.parts.join(" ")
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// A person or desk who made something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as it is printed.
    pub name: String,
    /// What they are: 记者, 通讯员, 摄, 绘 …
    pub role: Option<String>,
}

/// A calendar date, as exact as the author gave it. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, only with a month.
    pub day: Option<u8>,
}

/// Everything about an article that is not its text.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// 主题.
    pub title: SenseText,
    /// 引题, above the title.
    pub kicker: Option<SenseText>,
    /// 副题, below the title.
    pub subtitle: Option<SenseText>,
    /// 栏题, the strap of a series.
    pub series: Option<SenseText>,
    /// 署名, in the author's order.
    pub byline: Vec<Person>,
    /// When it ran.
    pub date: Option<Date>,
    /// The paper or magazine.
    pub publication: Option<String>,
    /// Its issue.
    pub issue: Option<String>,
    /// Its page (版次).
    pub page: Option<String>,
    /// Its section (版名).
    pub section: Option<String>,
    /// 摘要.
    pub summary: Option<String>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// Copyright line.
    pub rights: Option<String>,
    /// 出版者.
    pub publisher: Option<String>,
    /// ISBN, URN or UUID, as given.
    pub identifier: Option<String>,
    /// BCP 47, `zh-Hans` unless given.
    pub lang: String,
    /// Project-relative path of the cover photo.
    pub cover: Option<(String, Span)>,
    /// 图片总说明, set small at the end; also the default credit.
    pub credits: Option<Vec<Inline>>,
}

impl Meta {
    /// Whether the text is Chinese in traditional characters.
    pub fn is_traditional(&self) -> bool {
        let lang = self.lang.to_ascii_lowercase();
        lang.contains("hant") || lang.ends_with("-tw") || lang.ends_with("-hk") || lang.ends_with("-mo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sense_breaks_are_spaces_beside_han() {
        assert_eq!(SenseText::new("对标经验 走出路径", None).parts, ["对标经验", "走出路径"]);
        assert_eq!(SenseText::new("The Long Road", None).parts, ["The Long Road"]);
        assert_eq!(SenseText::new("  用 Rust 写  书 ", None).parts, ["用", "Rust", "写", "书"]);
        assert!(SenseText::new(" \u{3000}", None).is_empty());
    }
}
