//! Problems, told on standard error.

use super::write::refusal;
use crate::diag::{Diag, Diags, Files, Format, Lang, Paint, Severity, render};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// How problems are told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reporter {
    /// In which language.
    pub(super) lang: Lang,
    /// In which form.
    pub(super) format: Format,
    /// With what the terminal has.
    pub(super) paint: Paint,
    /// Whether only errors are told.
    pub(super) quiet: bool,
}

impl Reporter {
    /// Tells some problems, and for people how many there are; `writing` says whether errors kept everything from being
    /// written.
    pub(super) fn told(&self, diags: &Diags, files: &Files, writing: bool) {
        let mut errors = Diags::new();
        let diags = if self.quiet {
            diags.iter().filter(|d| d.severity() == Severity::Error).for_each(|d| errors.push(d.clone()));
            &errors
        } else {
            diags
        };
        let mut text = render(diags, files, self.lang, self.format, self.paint);
        if self.format == Format::Human && !diags.is_empty() {
            text.push_str(&self.count(diags, writing));
        }
        tell(&text);
    }

    /// Tells one problem that is in no file.
    pub(super) fn one(&self, diag: Diag) {
        let mut diags = Diags::new();
        diags.push(diag);
        tell(&render(&diags, &Files::default(), self.lang, self.format, self.paint));
    }

    /// The text in the language of messages.
    pub(super) fn text<'a>(&self, en: &'a str, zh: &'a str) -> &'a str {
        match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    fn count(&self, diags: &Diags, writing: bool) -> String {
        let (errors, warnings) = (diags.count(Severity::Error), diags.count(Severity::Warning));
        let mut parts = Vec::new();
        for (count, en, zh) in [(errors, "error", "个错误"), (warnings, "warning", "个警告")] {
            if count > 0 {
                parts.push(match self.lang {
                    Lang::En => format!("{count} {en}{}", if count == 1 { "" } else { "s" }),
                    Lang::Zh => format!("{count} {zh}"),
                });
            }
        }
        if parts.is_empty() {
            return String::new();
        }
        let end = if errors > 0 && writing {
            self.text("; nothing was written", "，没有输出文件")
        } else {
            ""
        };
        format!("{}{end}\n", parts.join(self.text(", ", "，")))
    }
}

/// Writes to standard error. If it is closed there is nobody to tell.
pub(super) fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// What first kept an answer from being given.
static UNANSWERED: Mutex<Option<Diag>> = Mutex::new(None);

/// Writes to standard output what was asked for. A reader that has heard enough (`| head`) is no problem; a full disk is
/// one, which [`unanswered`] tells at the end.
pub(super) fn answer(text: &str) {
    let mut out = std::io::stdout().lock();
    let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) else { return };
    if error.kind() != ErrorKind::BrokenPipe {
        let mut first = UNANSWERED.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| refusal(Path::new("stdout"), &error));
    }
}

/// Why standard output did not get everything, if it did not.
pub(super) fn unanswered() -> Option<Diag> {
    UNANSWERED.lock().unwrap_or_else(PoisonError::into_inner).take()
}
