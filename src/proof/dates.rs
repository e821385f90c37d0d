//! Dates: words that need one, days that do not exist, weekdays that are others.

use super::passage::{Kind, Passage};
use super::{Desk, is_han};
use crate::diag::{Diag, codes::proof as codes};
use std::ops::Range;

/// Words that say when only if it is known when the article ran.
const RELATIVE: [&str; 16] = [
    "今年",
    "去年",
    "明年",
    "前年",
    "本月",
    "上月",
    "下月",
    "上个月",
    "下个月",
    "昨日",
    "昨天",
    "本周",
    "上周",
    "下周",
    "近日",
    "日前",
];
const WEEK: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const WEEK_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Reports the first relative date of an article that has none itself, and how many there are.
pub(super) fn relative(passages: &[Passage], desk: &mut Desk<'_>) {
    if desk.article.meta.date.is_some() {
        return;
    }
    let mut first: Option<(usize, Range<usize>)> = None;
    let mut count = 0;
    for (n, passage) in passages.iter().enumerate().filter(|(_, p)| p.kind != Kind::Head) {
        let mut all: Vec<Range<usize>> = RELATIVE
            .iter()
            .flat_map(|w| passage.text.match_indices(w).map(|(at, w)| at..at + w.len()))
            .filter(|range| !is_part(&passage.text[..range.start], &passage.text[range.clone()]))
            .collect();
        all.sort_by_key(|r| r.start);
        count += all.len();
        if first.is_none()
            && let Some(range) = all.into_iter().next()
        {
            first = Some((n, range));
        }
    }
    if let Some((n, range)) = first {
        let passage = &passages[n];
        let word = passage.text[range.clone()].to_owned();
        desk.find(&codes::NO_DATE, passage, &range, &[&word, &count.to_string()]);
    }
}

/// Whether such a word is none, since a part of it belongs to what stands before: 6月30日前, 最近日本, 晚上月亮, 日本周边.
fn is_part(before: &str, word: &str) -> bool {
    match word {
        "日前" => before.ends_with(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十〇同本当今明次昔生节假".contains(c)
        }),
        "近日" => before.ends_with(['最', '附', '邻', '临', '靠', '接']),
        "上月" | "下月" => before.ends_with(['晚', '早', '天', '水', '江', '树', '山', '地']),
        "本周" | "本月" => before.ends_with(['日', '基', '成', '资', '根']),
        _ => false,
    }
}

/// Looks at every `…月…日` of a text.
pub(super) fn check(passage: &Passage, desk: &mut Desk<'_>) {
    let text = passage.text.as_str();
    for (at, _) in text.match_indices('月') {
        let Some((month, start)) = number_before(text, at) else { continue };
        let behind = &text[at + '月'.len_utf8()..];
        let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(day) = behind[..digits].parse::<u32>() else { continue };
        let Some(rest) = behind[digits..].strip_prefix('日') else { continue };
        let end = text.len() - rest.len();
        let year = text[..start].strip_suffix('年').and_then(|y| number_before(y, y.len()));
        // The first year of the Republic was 1912.
        let is_republic = year.is_some_and(|(_, from)| {
            let before = &text[..from];
            before.ends_with("民国") || before.ends_with("民國")
        });
        let year = year.map(|(y, from)| (if is_republic { y.saturating_add(1911) } else { y }, from));
        let from = year.map_or(start, |(_, from)| from);
        let date = text[from..end].to_owned();
        if month == 0 || month > 12 || day == 0 || day > days(year.map(|y| y.0), month) {
            desk.find(&codes::NO_SUCH_DATE, passage, &(from..end), &[&date]);
            continue;
        }
        let Some((year, _)) = year.filter(|(y, _)| (1600..2400).contains(y)) else { continue };
        let named = rest.trim_start_matches(['（', '(', ' ', '，']);
        let named = named.strip_prefix("星期").or_else(|| named.strip_prefix("周"));
        let Some(found) = named.and_then(|n| n.chars().next()) else { continue };
        // 周一鸣 is a name.
        let behind = named.and_then(|n| n.chars().nth(1));
        if behind.is_some_and(|c| is_han(c) && !"上下中早晚夜凌正清傍的起至到、和".contains(c))
        {
            continue;
        }
        let found = if found == '天' { '日' } else { found };
        let right = weekday(year, month, day);
        if WEEK.iter().any(|w| w.starts_with(found)) && !WEEK[right].starts_with(found) {
            let diag = Diag::new(&codes::WEEKDAY).at(passage.span(&(from..end)));
            desk.push(diag.arg(date).arg_both(WEEK_EN[right], &format!("星期{}", WEEK[right])));
        }
    }
}

/// The whole number that ends at a byte, and where it begins.
fn number_before(text: &str, end: usize) -> Option<(u32, usize)> {
    let head = &text[..end];
    let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let before = head[..start].chars().next_back();
    if matches!(before, Some('.' | '-' | '—' | '/' | '~' | '～')) {
        return None;
    }
    Some((head[start..].parse().ok()?, start))
}

/// How many days a month has; February has 29 where the year is not said.
fn days(year: Option<u32>, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => match year {
            Some(y) if y % 4 != 0 || (y % 100 == 0 && y % 400 != 0) => 28,
            _ => 29,
        },
        _ => 31,
    }
}

/// The weekday of a date of the Gregorian calendar, Monday being 0 (Sakamoto).
fn weekday(year: u32, month: u32, day: u32) -> usize {
    const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if month < 3 { year - 1 } else { year };
    let shift = SHIFT.get(month as usize - 1).copied().unwrap_or(0);
    ((year + year / 4 - year / 100 + year / 400 + shift + day + 6) % 7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays() {
        assert_eq!(weekday(2026, 6, 5), 4, "a Friday");
        assert_eq!(weekday(2000, 1, 1), 5, "a Saturday");
        assert_eq!(weekday(2024, 2, 29), 3, "a Thursday");
    }
}
