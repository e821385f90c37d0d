//! Problems: what is wrong, where, and what would be right. In: findings of any room. Out: text for people
//! (in Chinese or English), one-line text, or JSON lines.
//!
//! A room never prints and never stops at the first problem. It adds [`Diag`]s to the [`Diags`] it was
//! handed; every kind of problem is a [`Code`] in the table under [`codes`], where its number, severity and
//! both texts stand side by side.

pub mod codes;
mod files;
mod hidden;
mod nearest;
mod render;

use std::collections::BTreeMap;

pub use files::{FileId, Files, Span};
pub use hidden::{hidden_in, is_hidden, is_invisible, unhidden};
pub use nearest::nearest;
pub use render::{Format, Lang, Paint, help, json_string, message, render, render_one};

/// Divides the English from the Chinese form within an argument; no text has it, it is a control character.
const BETWEEN_LANGUAGES: char = '\u{1F}';

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The output is made, and a careful editor would look at this first.
    Warning,
    /// The output is not made.
    Error,
}

/// One kind of problem. In the texts `{0}`, `{1}` … stand for the arguments of the [`Diag`].
#[derive(Debug)]
pub struct Code {
    /// The stable number, such as `K201`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence, in English.
    pub en: &'static str,
    /// The same in Chinese.
    pub zh: &'static str,
    /// The remedy, in English; empty if the sentence says it.
    pub help_en: &'static str,
    /// The remedy in Chinese.
    pub help_zh: &'static str,
}

/// One problem found.
#[derive(Clone, Debug)]
pub struct Diag {
    /// Its kind.
    pub code: &'static Code,
    /// Where it is; `None` if it is in no file.
    pub span: Option<Span>,
    /// What fills the placeholders of the texts.
    pub args: Vec<String>,
    /// A remedy found at run time, such as the nearest known key; shown before the kind's own remedy.
    pub did_you_mean: Option<String>,
}

impl Diag {
    /// A problem of this kind, nowhere in particular.
    pub fn new(code: &'static Code) -> Diag {
        Diag { code, span: None, args: Vec::new(), did_you_mean: None }
    }

    /// At this place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Diag {
        self.span = Some(span);
        self
    }

    /// With the next argument of the text.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<String>) -> Diag {
        self.args.push(arg.into());
        self
    }

    /// With the next argument, a word that differs between the languages.
    #[must_use]
    pub fn arg_both(self, en: &str, zh: &str) -> Diag {
        self.arg(format!("{en}{BETWEEN_LANGUAGES}{zh}"))
    }

    /// With the next argument, why the system refused something. Its own sentence differs from machine to machine; the
    /// kind does not.
    #[must_use]
    pub fn arg_kind(self, kind: std::io::ErrorKind) -> Diag {
        use std::io::ErrorKind as Kind;
        let zh = match kind {
            Kind::IsADirectory => "它是文件夹",
            Kind::NotADirectory => "路径中有一段不是文件夹",
            Kind::InvalidFilename => "文件名无效",
            Kind::FileTooLarge => "文件过大",
            Kind::NotFound => "不存在",
            Kind::TimedOut => "超时",
            Kind::ResourceBusy => "正被占用",
            Kind::BrokenPipe => "接收方已关闭",
            Kind::UnexpectedEof => "文件中途结束",
            Kind::OutOfMemory => "内存不足",
            _ => return self.arg(kind.to_string()),
        };
        self.arg_both(&kind.to_string(), zh)
    }

    /// With a suggestion, if there is one.
    #[must_use]
    pub fn suggest(mut self, word: Option<&str>) -> Diag {
        self.did_you_mean = word.map(str::to_owned);
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity
    }
}

/// How many problems of one kind are kept; a file of nothing but mistakes is not reported line by line.
pub const MAX_PER_CODE: usize = 500;

/// The problems found so far, in the order found.
#[derive(Clone, Debug, Default)]
pub struct Diags {
    list: Vec<Diag>,
    /// How many of each kind were found, kept or not.
    found: BTreeMap<&'static str, usize>,
}

impl Diags {
    /// None yet.
    pub fn new() -> Diags {
        Diags::default()
    }

    /// Adds one; behind the first [`MAX_PER_CODE`] of its kind it is only counted.
    pub fn push(&mut self, diag: Diag) {
        let count = self.found.entry(diag.code.id).or_insert(0);
        *count += 1;
        if *count <= MAX_PER_CODE {
            self.list.push(diag);
        }
    }

    /// Takes out what a later finding has answered.
    pub fn retain(&mut self, mut keep: impl FnMut(&Diag) -> bool) {
        let found = &mut self.found;
        self.list.retain(|diag| {
            let kept = keep(diag);
            if let Some(count) = found.get_mut(diag.code.id).filter(|_| !kept) {
                *count = count.saturating_sub(1);
            }
            kept
        });
    }

    /// Gives those a more exact place for which one is found.
    pub fn narrow(&mut self, place: impl Fn(&Diag) -> Option<Span>) {
        for diag in &mut self.list {
            diag.span = place(diag).or(diag.span);
        }
    }

    /// Adds all of another list behind this one.
    pub fn append(&mut self, other: Diags) {
        let dropped: Vec<_> = other.dropped().collect();
        other.list.into_iter().for_each(|diag| self.push(diag));
        for (code, count) in dropped {
            *self.found.entry(code).or_insert(0) += count;
        }
    }

    /// The kinds of which more were found than are kept, and how many more.
    pub fn dropped(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.found.iter().filter(|(_, n)| **n > MAX_PER_CODE).map(|(code, n)| (*code, n - MAX_PER_CODE))
    }

    /// Whether one of them keeps the output from being made.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many are of that severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity() == severity).count()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diag> {
        self.list.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Sorts by file and place (placeless ones last), so that a reader walks through the text once and the
    /// order does not depend on which thread found what first. What two rooms found at the same place stays
    /// once, in the first one's words.
    pub fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            let key = |d: &Diag| d.span.map_or((u16::MAX, u32::MAX), |s| (s.file.0, s.start));
            key(a).cmp(&key(b)).then(a.code.id.cmp(b.code.id)).then_with(|| a.args.cmp(&b.args))
        });
        let same = |a: &Diag, b: &Diag| a.code.id == b.code.id && a.span == b.span && a.args == b.args;
        self.list.dedup_by(|b, a| a.span.is_some() && same(a, b));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_rooms_find_is_told_once() {
        let at = |start| Span::new(FileId(0), start..start + 1);
        let missing = |start| Diag::new(&codes::source::FILE_MISSING).at(at(start)).arg("a.jpg");
        let mut diags = Diags::new();
        diags.push(missing(7).suggest(Some("b.jpg")));
        diags.push(Diag::new(&codes::reader::EMPTY));
        diags.push(missing(3));
        diags.push(missing(7));
        diags.sort();
        let order: Vec<_> =
            diags.iter().map(|d| (d.span.map(|s| s.start), d.did_you_mean.as_deref())).collect();
        assert_eq!(order, [(Some(3), None), (Some(7), Some("b.jpg")), (None, None)]);
    }
}
