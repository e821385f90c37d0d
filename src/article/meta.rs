//! Front matter, understood.

use super::{Cover, Inline};
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name as it is printed.
    pub name: String,
    /// What they are: 记者, 通讯员, 摄, 绘 …
    pub role: Option<String>,
    /// The name in Latin letters, surname first (GB/T 28039): `Shen Yan`.
    pub latin: Option<String>,
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

impl Date {
    /// `2026-01-31`, also with `/`, `.` or 年月日; month and day may be left out, a time of day behind is passed
    /// over. `None` for what is no day of the calendar.
    pub fn parse(text: &str) -> Option<Date> {
        // A time of day behind the date says nothing to a newspaper.
        let day_only = text.split(['T', ' ']).next().filter(|_| text.contains(':')).unwrap_or(text);
        let mut parts = day_only.split(['-', '/', '.', '年', '月', '日']).map(str::trim);
        let number = |s: &str| {
            (s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u16>().ok())?
        };
        let year = number(parts.next()?).filter(|y| (1000..=9999).contains(y))?;
        let rest: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
        let part = |i: usize| match rest.get(i) {
            None => Some(None),
            Some(text) => number(text).and_then(|n| u8::try_from(n).ok()).map(Some),
        };
        let (month, day) = (part(0)?, part(1)?);
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            Some(2) => 28 + u8::from(leap),
            Some(4 | 6 | 9 | 11) => 30,
            None | Some(1..=12) => 31,
            Some(_) => return None,
        };
        let fits = rest.len() <= 2 && day.is_none_or(|d| (1..=days).contains(&d));
        fits.then_some(Date { year: i32::from(year), month, day })
    }

    /// The date as a language (BCP 47) writes it, as exact as it is known: 2026年6月5日, 5 June 2026; for others
    /// than Chinese, Japanese and English as ISO 8601 has it.
    pub fn shown(self, lang: &str) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let year = self.year;
        let name = |month: u8| MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
        match (lang.split('-').next(), self.month, self.day) {
            (Some("zh" | "ja"), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
            (Some("zh" | "ja"), Some(month), None) => format!("{year}年{month}月"),
            (Some("zh" | "ja"), None, _) => format!("{year}年"),
            (Some("en"), Some(month), Some(day)) => format!("{day} {} {year}", name(month)),
            (Some("en"), Some(month), None) => format!("{} {year}", name(month)),
            (Some("en"), None, _) => year.to_string(),
            _ => self.iso(),
        }
    }

    /// The date as ISO 8601 has it, as exact as it is known.
    pub fn iso(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
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
    /// The photo on the cover; without one a cover is typeset.
    pub cover: Option<Cover>,
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
    fn dates_are_shown_as_exact_as_given() {
        let shown = |month, day| ["zh-Hans", "en-GB", "fr"].map(|l| Date { year: 2026, month, day }.shown(l));
        assert_eq!(shown(Some(6), Some(5)), ["2026年6月5日", "5 June 2026", "2026-06-05"]);
        assert_eq!(shown(Some(6), None), ["2026年6月", "June 2026", "2026-06"]);
        assert_eq!(shown(None, None), ["2026年", "2026", "2026"]);
    }

    #[test]
    fn sense_breaks_are_spaces_beside_han() {
        assert_eq!(SenseText::new("对标经验 走出路径", None).parts, ["对标经验", "走出路径"]);
        assert_eq!(SenseText::new("The Long Road", None).parts, ["The Long Road"]);
        assert_eq!(SenseText::new("  用 Rust 写  书 ", None).parts, ["用", "Rust", "写", "书"]);
        assert!(SenseText::new(" \u{3000}", None).is_empty());
    }

    #[test]
    fn dates_are_real_days() {
        let day = |y, m, d| Some(Date { year: y, month: m, day: d });
        for text in [
            "2026-01-31",
            "2026/1/31",
            "2026.1.31",
            "2026年1月31日",
            "2026 年 1 月 31 日",
            "2026-01-31 08:00",
        ] {
            assert_eq!(Date::parse(text), day(2026, Some(1), Some(31)), "{text}");
        }
        assert_eq!(Date::parse("2024-02-29"), day(2024, Some(2), Some(29)));
        assert_eq!(Date::parse("2026年1月"), day(2026, Some(1), None));
        assert_eq!(Date::parse("2026"), day(2026, None, None));
        for text in [
            "",
            "2026-02-29",
            "2026-13-01",
            "26-01-31",
            "昨天",
            "2026-1-31-2",
            "2026-00-01",
            "20260131",
            "+2026",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
