//! `keben explain`: what a code means and what to do.

use super::Exit;
use super::args::Explain;
use super::report::answer;
use super::setting::Setting;
use crate::diag::{Code, Diag, Severity, codes, nearest};

/// Explains a code, or lists all of them.
pub(super) fn run(explain: &Explain, setting: &Setting) -> Exit {
    let Some(wanted) = &explain.code else {
        let line =
            |code: &Code| format!("{}\t{}\n", code.id, sentence(setting.reporter.text(code.en, code.zh)));
        answer(&codes::all().map(line).collect::<String>());
        return Exit::Done;
    };
    let Some(code) = codes::all().find(|code| code.id.eq_ignore_ascii_case(wanted)) else {
        let near = nearest(wanted, codes::all().map(|code| code.id));
        setting.reporter.one(Diag::new(&codes::export::NO_SUCH_CODE).arg(wanted).suggest(near));
        return Exit::Failed;
    };
    let severity = match code.severity {
        Severity::Note => setting.reporter.text("note", "提示"),
        Severity::Warning => setting.reporter.text("warning", "警告"),
        Severity::Error => setting.reporter.text("error", "错误"),
    };
    let mut text = format!("{} ({severity})\n", code.id);
    text.push_str(&sentence(setting.reporter.text(code.en, code.zh)));
    text.push('\n');
    let help = setting.reporter.text(code.help_en, code.help_zh);
    if !help.is_empty() {
        text.push_str(&sentence(help));
        text.push('\n');
    }
    answer(&text);
    Exit::Done
}

/// A text of the table with something readable for what is filled in later.
fn sentence(text: &str) -> String {
    (0..9).fold(text.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), "…"))
}
