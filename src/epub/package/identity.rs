//! What tells the book from all others: identifier and time.

use crate::article::{Date, Isbn};
use crate::epub::Job;
use uuid::Uuid;

/// The identity of the book over all rebuilds: its ISBN, what its author gave, or a UUID of version 5 from what
/// does not change when a word is corrected: where and when it ran and the name of its file (row 7).
pub(super) fn identifier(job: &Job<'_>) -> String {
    if let Some(isbn) = job.volume.and_then(|v| v.isbn.as_ref()) {
        return isbn.urn();
    }
    let given = match (job.volume, job.articles) {
        (Some(volume), _) => volume.identifier.as_deref(),
        (None, [one]) => one.meta.identifier.as_deref(),
        (None, _) => None,
    };
    if let Some(given) = given.map(str::trim).filter(|g| !g.is_empty()) {
        let bare = given.to_ascii_lowercase();
        if let Ok(uuid) = Uuid::parse_str(bare.trim_start_matches("urn:uuid:")) {
            return format!("urn:uuid:{uuid}");
        }
        let is_name = bare.starts_with("urn:") || bare.contains("://");
        return match Isbn::parse(given) {
            Ok(isbn) if !is_name => isbn.urn(),
            _ => given.to_owned(),
        };
    }
    let mut key = String::from("keben");
    let mut add = |part: &str| {
        key.push('\u{1f}');
        key.push_str(part);
    };
    if let Some(volume) = job.volume {
        // Articles may come and go before a book is published; its title stays.
        add(&volume.title.text());
        add(volume.publisher.as_deref().unwrap_or_default());
        add(volume.collection.as_ref().map_or("", |c| &c.title));
    } else {
        for article in job.articles {
            let meta = &article.meta;
            let date = meta.date.map(Date::iso);
            // Without a date the title has to tell two articles of one file name apart.
            let title = meta.date.is_none().then(|| meta.title.text());
            for part in
                [&meta.publication, &meta.issue, &date, &meta.page, &title, &Some(article.key.clone())]
            {
                add(part.as_deref().unwrap_or_default());
            }
        }
    }
    format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes()))
}

/// When it was made: the book's date or the latest of its articles, else the caller's "now", else the first of 1980, so
/// that a rebuild has the same bytes (row 15).
pub(super) fn modified(job: &Job<'_>) -> String {
    let latest = job.articles.iter().filter_map(|a| a.meta.date).max();
    if let Some(d) = job.volume.and_then(|v| v.date).or(latest) {
        return format!("{:04}-{:02}-{:02}T00:00:00Z", d.year, d.month.unwrap_or(1), d.day.unwrap_or(1));
    }
    let seconds = job.options.epoch.unwrap_or(315_532_800).clamp(0, 253_402_300_799);
    let (d, rest) = (civil(seconds / 86_400), seconds % 86_400);
    let time = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{}T{:02}:{:02}:{:02}Z", d.iso(), time.0, time.1, time.2)
}

/// The date of a day counted from 1970-01-01 (the Gregorian calendar runs in cycles of 400 years of 146,097
/// days; years are taken to begin in March, so that the leap day comes last).
fn civil(day: i64) -> Date {
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Date { year: (year + era * 400 + carry) as i32, month: Some(month as u8), day: Some(day as u8) }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn days_are_dates() {
        for (day, text) in
            [(0, "1970-01-01"), (3652, "1980-01-01"), (11_016, "2000-02-29"), (20_608, "2026-06-04")]
        {
            assert_eq!(civil(day).iso(), text);
        }
    }
}
