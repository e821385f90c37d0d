//! What the copy desk wants to know before the press does. In: an [`Article`] and the text it was read from. Out:
//! [`Finding`]s, each with its place, and for some the characters that would put it right.
//!
//! Nothing is rewritten here. A finding that is [`Finding::safe`] has one remedy that no editor would argue with
//! (`,` between Chinese characters); all others are for a person to decide. The rules prefer silence: what may be
//! right is not reported.
//!
//! A rule is switched off for a project in `keben.toml` (`[check] off = ["C105"]`), or for a part of an article between
//! `<!-- check: off C105 -->` and `<!-- check: on C105 -->`; without codes, all rules.

mod dates;
mod figures;
mod literal;
mod marks;
mod pairs;
mod passage;
mod script;
mod sets;
mod structure;
mod switch;
mod words;

pub use script::is_traditional_text;
pub use sets::CharacterSet;
pub use structure::is_placeholder;

use crate::article::Article;
use crate::diag::{Code, Diag, Files, Span};
use passage::{Passage, passages};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a project asks of the checks.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Codes of rules that are switched off.
    pub off: BTreeSet<String>,
    /// Words that are right as they are: names with a traditional character.
    pub keep: Vec<String>,
    /// The set that all characters should be of.
    pub characters: Option<CharacterSet>,
}

/// A replacement in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
    /// What stands there for the reader: the source says the same, or the edit is not made.
    was: String,
}

/// One thing found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What and where.
    pub diag: Diag,
    /// What would put it right; empty where only a person can tell.
    pub edits: Vec<Edit>,
    /// Whether `--fix` may make the edits.
    pub safe: bool,
}

/// Everything to be said of an article, in the order of its text.
pub fn check(article: &Article, files: &Files, settings: &Settings) -> Vec<Finding> {
    let passages = passages(article, files);
    let mut desk = Desk { article, files, settings, found: Vec::new() };
    for passage in &passages {
        marks::check(passage, &mut desk);
        dates::check(passage, &mut desk);
        figures::check(passage, &mut desk);
    }
    pairs::check(&passages, &mut desk);
    pairs::mixed(&passages, &mut desk);
    words::check(&passages, &mut desk);
    script::check(&passages, &mut desk);
    dates::relative(&passages, &mut desk);
    structure::check(&passages, &mut desk);
    let mut found = desk.found;
    let kept: Vec<Range<usize>> = passages.iter().flat_map(|p| p.kept.iter().cloned()).collect();
    found.iter_mut().for_each(|f| f.settle(files, &kept));
    let off = switch::Switches::read(article, files.text(article.file));
    found.retain(|f| {
        let place = f.diag.span.map_or(0, |s| s.range().start);
        !settings.off.contains(f.diag.code.id) && !off.is_off(f.diag.code.id, place)
    });
    found.sort_by_key(|f| (f.diag.span.map_or(u32::MAX, |s| s.start), f.diag.code.id));
    found
}

/// What every rule works with.
struct Desk<'a> {
    article: &'a Article,
    files: &'a Files,
    settings: &'a Settings,
    found: Vec<Finding>,
}

impl Desk<'_> {
    /// A finding at a stretch of a passage.
    fn find(
        &mut self,
        code: &'static Code,
        passage: &Passage,
        range: &Range<usize>,
        args: &[&str],
    ) -> &mut Finding {
        let diag = Diag::new(code).at(passage.span(range));
        let diag = args.iter().fold(diag, |d, a| d.arg(*a));
        self.push(diag)
    }

    fn push(&mut self, diag: Diag) -> &mut Finding {
        self.found.push(Finding { diag, edits: Vec::new(), safe: false });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

impl Finding {
    /// With a replacement.
    fn edit(&mut self, passage: &Passage, range: &Range<usize>, text: &str) -> &mut Finding {
        let was = passage.text[range.clone()].to_owned();
        self.edits.push(Edit { span: passage.span(range), text: text.to_owned(), was });
        self
    }

    /// Keeps the edits if each replaces what the reader sees and nothing else. A backslash before a mark goes with it; where
    /// a note's mark, a comment or an entity stands between, or in an address, a person has to look.
    fn settle(&mut self, files: &Files, kept: &[Range<usize>]) {
        for edit in &mut self.edits {
            let (source, place) = (files.text(edit.span.file), edit.span.range());
            let backslashes = source[..place.start].bytes().rev().take_while(|b| *b == b'\\').count();
            if backslashes % 2 == 1 && edit.was.starts_with(|c: char| c.is_ascii_punctuation()) {
                edit.span = Span::new(edit.span.file, place.start - 1..place.end);
            }
            let overlaps = |k: &Range<usize>| k.start < place.end && place.start < k.end;
            if source.get(place.clone()) != Some(edit.was.as_str()) || kept.iter().any(overlaps) {
                self.edits.clear();
                self.safe = false;
                return;
            }
        }
    }
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

#[cfg(test)]
mod tests;
