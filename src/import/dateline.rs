//! Lines that say when and where a page ran: `2026年6月5日 星期五 第03版 综合新闻`.

use super::draft::{Draft, Role};
use super::head::is_long;
use super::report::{Both, Kind};
use super::sign::{is_han, length, parts};

/// Finds such lines before the first paragraph and behind the last. A day alone behind the text is its own: a letter ends
/// with one.
pub(super) fn find(draft: &mut Draft) {
    let count = draft.len();
    let first_body = (0..count).find(|&i| is_long(draft.text(i))).unwrap_or(count);
    let ends: Vec<usize> = (0..count).filter(|&i| i < 6 || i + 3 >= count).collect();
    for i in ends {
        if !draft.is(i, Role::Unknown) || draft.told(i) != super::piece::Told::Nothing {
            continue;
        }
        let text = draft.text(i).to_owned();
        if i > first_body && !["版", "星期"].iter().any(|w| text.contains(w)) {
            continue;
        }
        let Some(said) = dateline(&text) else { continue };
        for (key, value) in said {
            if draft.said.iter().all(|(k, _)| *k != key) {
                draft.said.push((key, value));
            }
        }
        draft.report.set_aside.push(text);
        let reason = Both::new("nothing but date, page and paper", "只有日期、版次和报名");
        draft.set(i, Role::Dateline, Kind::Dateline, 93, reason);
    }
}

/// What a line says, if it says nothing else; it must have a date or a page number.
fn dateline(text: &str) -> Option<Vec<(&'static str, String)>> {
    if length(text) > 40 || text.contains(['。', '，', '“']) {
        return None;
    }
    let spaced = text.replace(['|', '丨', '/', '／', '\u{3000}'], " ");
    let mut said = Vec::new();
    let mut sure = false;
    for word in parts(&spaced) {
        let word = word.trim_matches(['（', '）', '(', ')']);
        if let Some(date) = date(word) {
            said.push(("date", date));
            sure = true;
        } else if let Some(page) = page(word) {
            said.push(("page", page));
            sure = true;
        } else if word.ends_with('报') && (3..=8).contains(&word.chars().count()) {
            said.push(("publication", word.to_owned()));
        } else if said.last().is_some_and(|(key, _)| *key == "page") && is_section(word) {
            said.push(("section", word.to_owned()));
        } else if !(word.starts_with("星期") || word.starts_with("周") || word.starts_with("农历"))
            || word.chars().count() > 10
        {
            return None;
        }
    }
    sure.then_some(said)
}

/// A few Chinese characters behind the number of a page: 文化, 综合新闻.
fn is_section(word: &str) -> bool {
    (2..=4).contains(&word.chars().count()) && word.chars().all(is_han) && !word.starts_with("星期")
}

/// `2026年6月5日`, `2026-06-05`, with a weekday behind it or not.
fn date(word: &str) -> Option<String> {
    let word = word.split("星期").next().unwrap_or(word);
    let numbers: Vec<&str> = word.split(['年', '月', '日', '-', '.']).filter(|p| !p.is_empty()).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let number =
        |text: &str, low: u16, high: u16| text.parse::<u16>().ok().filter(|n| (low..=high).contains(n));
    let (year, month, day) = (number(year, 1900, 2199)?, number(month, 1, 12)?, number(day, 1, 31)?);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// `第03版`, `03版`, `A3版`.
fn page(word: &str) -> Option<String> {
    let inner = word.strip_prefix('第').unwrap_or(word).strip_suffix('版')?;
    let fits = (1..=4).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_alphanumeric());
    (fits && inner.contains(|c: char| c.is_ascii_digit())).then(|| inner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let of = |text: &str| {
            dateline(text)
                .map(|s| s.into_iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(of("2026年6月5日 星期五 第03版").as_deref(), Some("date=2026-06-05 page=03"));
        assert_eq!(of("刻本日报 2026-06-05").as_deref(), Some("publication=刻本日报 date=2026-06-05"));
        let whole = "publication=清溪新报 date=2026-06-05 page=A4 section=文化";
        assert_eq!(of("清溪新报 2026年6月5日 星期五 A4版 文化").as_deref(), Some(whole));
        assert_eq!(of("2026年6月5日，新桥通车"), None);
        assert_eq!(of("义乌发展经验 20年"), None);
    }
}
