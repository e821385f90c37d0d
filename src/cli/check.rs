//! `keben check`: what every room and the copy desk's rules have to say of a project.

use super::args::Check;
use super::build::{exit, home, press, shown_folder};
use super::progress::Line;
use super::report::answer;
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::Severity;
use crate::export::{self, Options, Output, PdfOptions, PrintIntent};
use crate::source::Project;
use std::path::{Path, PathBuf};

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
    if check.fix && !found.fixed.is_empty() {
        let outputs = found
            .fixed
            .iter()
            .map(|(name, text)| Output { name: name.clone(), bytes: text.clone().into_bytes() });
        match write::write_all(&project_folder(input), &outputs.collect::<Vec<_>>()) {
            Ok(paths) => fixed = paths,
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
    found.files.set_folder(&shown_folder(input));
    setting.reporter.told(&found.diags, &found.files, false);
    for path in fixed {
        answer(&format!("{}\n", path.strip_prefix(".").unwrap_or(&path).display()));
    }
    let refused = check.deny_warnings && found.diags.count(Severity::Warning) > 0;
    if refused { exit(&found.diags).max(Exit::Problems) } else { exit(&found.diags) }
}

/// The folder that an article's path is relative to: that around `source/`, if the file named is in it.
fn project_folder(input: &Path) -> PathBuf {
    let folder = home(input);
    let in_source = !input.is_dir() && folder.file_name().is_some_and(|n| n == "source");
    let folder = if in_source { folder.parent().unwrap_or(Path::new("")) } else { folder };
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}
