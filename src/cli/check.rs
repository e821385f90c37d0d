//! `keben check`: what every room and the copy desk's rules have to say of a project.

use super::args::Check;
use super::build::{exit, press, project_folder, shown_folder};
use super::progress::Line;
use super::report::{Reporter, answer};
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::{Diag, Severity};
use crate::export::{self, Checked, Options, Output, PdfOptions, PrintIntent};
use crate::source::Project;
use std::path::{Path, PathBuf};

/// How often an article is mended at most.
const MOST_ROUNDS: usize = 4;
/// The byte order mark in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Checks each project or file by itself.
pub(super) fn run(check: &Check, setting: &Setting) -> Exit {
    let here = [PathBuf::from(".")];
    let inputs = if check.inputs.is_empty() { &here[..] } else { &check.inputs };
    inputs.iter().map(|input| one(input, check, setting)).max().unwrap_or(Exit::Done)
}

fn one(input: &Path, check: &Check, setting: &Setting) -> Exit {
    let look = || {
        let project = Project::open(input)?;
        let press = press(check.print, check.profile.as_deref())?;
        let options = Options {
            theme: check.theme.clone(),
            epub: true,
            pdf: true,
            pdf_as: PdfOptions { press, ..PdfOptions::default() },
            system_fonts: false,
            intent: PrintIntent::kept(),
            keep_metadata: false,
            keep_going: false,
            photo_store: None,
            epoch: setting.epoch,
            ..Options::default()
        };
        let line = Line::new(&input.display().to_string(), setting);
        let checked = export::check(&project, &options, &line);
        line.clear();
        Ok(checked)
    };
    let mut fixed = Vec::new();
    let mut found = match look() {
        Ok(checked) => checked,
        Err(diag) => {
            setting.reporter.one(diag);
            return Exit::Failed;
        }
    };
    // What is mended may show what else is to be mended beside it.
    for _ in 0..MOST_ROUNDS {
        if !check.fix || found.fixed.is_empty() {
            break;
        }
        match mend(input, &found) {
            Ok(paths) => fixed.extend(paths),
            Err(diag) => {
                setting.reporter.one(diag);
                return Exit::Failed;
            }
        }
        // What is left, where it stands now.
        match look() {
            Ok(checked) => found = checked,
            Err(diag) => {
                setting.reporter.one(diag);
                return Exit::Failed;
            }
        }
    }
    let refused = check.deny_warnings && found.diags.count(Severity::Warning) > 0;
    found.files.set_folder(&shown_folder(input));
    // Warnings that make the check fail are told even to those who want to hear of errors only.
    let reporter = Reporter { quiet: setting.reporter.quiet && !refused, ..setting.reporter };
    reporter.told(&found.diags, &found.files, false);
    fixed.sort();
    fixed.dedup();
    for path in fixed {
        answer(&format!("{}\n", path.strip_prefix(".").unwrap_or(&path).display()));
    }
    if refused { exit(&found.diags).max(Exit::Problems) } else { exit(&found.diags) }
}

/// Writes the articles as they are to be, if they still are as they were when they were checked. One that is reached by a
/// link stays where it is.
fn mend(input: &Path, found: &Checked) -> Result<Vec<PathBuf>, Diag> {
    let folder = project_folder(input);
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let project = Project::open(input)?;
    let mut outputs = Vec::new();
    for fix in &found.fixed {
        fix.unchanged(&project)?;
        let name = within(folder, &fix.path).unwrap_or_else(|| fix.path.clone());
        // A byte order mark stays; the text that is read does not have it.
        let mark = if project.read(&fix.path)?.starts_with(MARK) { MARK } else { b"" };
        outputs.push(Output { name, bytes: [mark, fix.text.as_bytes()].concat() });
    }
    write::write_all(folder, &outputs)
}

/// Where a path of the project leads, links followed, as a path of the project.
fn within(folder: &Path, path: &str) -> Option<String> {
    let end = std::fs::canonicalize(folder.join(path)).ok()?;
    let end = end.strip_prefix(std::fs::canonicalize(folder).ok()?).ok()?;
    end.to_str().map(str::to_owned)
}
