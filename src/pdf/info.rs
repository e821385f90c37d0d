//! What a PDF says about itself as a whole.

use crate::article::Date;

/// Title, writers and the rest, as the document's own description (Info, XMP, catalog).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The title, shown in the window's title bar (PDF/UA-1, 7.1).
    pub title: String,
    /// Who wrote it, in order.
    pub authors: Vec<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Copyright line.
    pub rights: Option<String>,
    /// The paper, magazine or house that brings it out.
    pub publisher: Option<String>,
    /// Language of the text (BCP 47); `zh-Hans` if empty.
    pub lang: String,
    /// The articles' date: the time of making is the start of that day, UTC.
    pub date: Option<Date>,
    /// Seconds since 1970 that stand for "now" where there is no date. Without both, the file says nothing
    /// about time.
    pub epoch: Option<i64>,
}

impl Info {
    /// The language, never empty.
    pub(super) fn lang(&self) -> &str {
        if self.lang.is_empty() { "zh-Hans" } else { &self.lang }
    }

    /// The title, never empty: PDF/UA-1 (7.1) asks for one.
    pub(super) fn title(&self) -> &str {
        if self.title.trim().is_empty() { "Untitled" } else { &self.title }
    }

    /// The time of making: year, month, day, hour, minute, second, UTC. Only years 1 to 9999 can be written.
    pub(super) fn clock(&self) -> Option<[i64; 6]> {
        let seconds = self.date.map(start_of).or(self.epoch)?;
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil(days);
        (1..=9999).contains(&year).then_some([year, month, day, rest / 3600, rest / 60 % 60, rest % 60])
    }
}

/// Midnight UTC at the start of a date; a missing month or day is the first.
fn start_of(date: Date) -> i64 {
    let month = i64::from(date.month.unwrap_or(1));
    let day = i64::from(date.day.unwrap_or(1));
    days(i64::from(date.year), month, day) * 86_400
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that the leap
/// day is the last of its year; 719,468 days lie between 0000-03-01 and 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`days`].
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days.saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_inverse() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 3, 1), 11_017);
        for day in [-719_468, -1, 0, 59, 11_016, 20_780, 2_932_896] {
            let (y, m, d) = civil(day);
            assert_eq!(days(y, m, d), day, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn the_date_comes_before_the_epoch() {
        let at = |date, epoch| Info { date, epoch, ..Info::default() }.clock();
        assert_eq!(at(None, None), None);
        assert_eq!(at(None, Some(86_399)), Some([1970, 1, 1, 23, 59, 59]));
        assert_eq!(at(None, Some(i64::MAX)), None);
        let date = Date { year: 2026, month: Some(3), day: Some(8) };
        assert_eq!(at(Some(date), Some(0)), Some([2026, 3, 8, 0, 0, 0]));
    }
}
