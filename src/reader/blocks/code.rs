//! Blocks of code, and of HTML, which is dropped.

use super::super::flow::visible;
use super::super::html;
use super::super::limits::too_long;
use super::Builder;
use crate::article::BlockKind;
use crate::diag::codes::reader as codes;
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

impl Builder<'_, '_, '_, '_> {
    /// A block of code begins. A language has a name in ASCII; anything else is text that must not be lost.
    pub(super) fn code_start(&mut self, kind: &CodeBlockKind<'_>, at: &Range<usize>) {
        self.close_leaf();
        let info = match kind {
            CodeBlockKind::Fenced(info) => self.cx.view.restore(info, at).0.into_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        let line = at.start..at.start + self.cx.src()[at.clone()].find('\n').unwrap_or(at.len());
        if !info.is_ascii() {
            self.cx.report(&codes::NO_LANGUAGE, &line, &[info.trim()]);
            self.code = Some((None, format!("{}\n", info.trim())));
            return;
        }
        let (lang, more) = info.trim().split_once(char::is_whitespace).unwrap_or((info.trim(), ""));
        let more = more.trim();
        if !more.is_empty() {
            let found = self.cx.src()[line.clone()].rfind(more).map(|n| line.start + n);
            let at = found.map_or(line, |start| start..start + more.len());
            self.cx.report(&codes::UNKNOWN_ATTRIBUTE, &at, &[more]);
        }
        self.code = Some((Some(lang.to_owned()).filter(|lang| !lang.is_empty()), String::new()));
    }

    /// A block of code ends.
    pub(super) fn code_end(&mut self, at: &Range<usize>) {
        let Some((lang, mut text)) = self.code.take() else { return };
        self.raw.push(at.clone());
        if text.ends_with('\n') {
            text.pop();
        }
        let longest = text.lines().max_by_key(|line| line.len()).unwrap_or_default();
        if let Some(diag) = too_long(longest, || self.cx.span(&(at.start..at.start))) {
            self.cx.diags.push(diag);
        }
        let text = visible(&text).into_owned();
        self.push(BlockKind::Code { lang, text }, at.clone());
    }

    /// A block of HTML ends. Words that follow a comment on its line are no HTML.
    pub(super) fn html_end(&mut self, end: usize) {
        let Some(start) = self.html.take() else { return };
        self.raw.push(start..end);
        match html::words_behind(&(start..end), self.cx) {
            Some(words) => self.told_text(&codes::WORDS_BEHIND_COMMENT, words),
            None => html::report(start..end, self.cx),
        }
    }
}
