//! `keben build`: projects in, files out.

use super::args::{Build, Kind, Press};
use super::cache::Cache;
use super::progress::Line;
use super::report::{Reporter, answer};
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::{Diag, Diags, Severity, codes};
use crate::export::{self, Options, PdfOptions, PhotoStore, PressJob, PressStandard, PrintIntent};
use crate::source::{Project, read_named};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Builds each project or file by itself; one that fails does not keep the others from being built.
pub(super) fn run(build: &Build, setting: &Setting) -> Exit {
    let here = [PathBuf::from(".")];
    let inputs = if build.inputs.is_empty() { &here[..] } else { &build.inputs };
    let pdf_as = match pdf_as(build) {
        Ok(options) => options,
        Err(diag) => {
            setting.reporter.one(diag);
            return Exit::Failed;
        }
    };
    let cache =
        setting.cache.as_deref().filter(|_| !build.no_cache).map(|folder| Arc::new(Cache::new(folder)));
    let options = Options {
        theme: build.theme.clone(),
        epub: build.to.contains(&Kind::Epub),
        pdf: build.to.contains(&Kind::Pdf),
        pdf_as,
        system_fonts: build.system_fonts,
        intent: PrintIntent::kept(),
        keep_metadata: build.keep_metadata,
        keep_going: build.keep_going,
        photo_store: cache.clone().map(|cache| cache as Arc<dyn PhotoStore>),
        epoch: setting.epoch,
        profile: build.store.into(),
        judge_photos: false,
        certified_by: build.certified_by.clone(),
    };
    let mut written = BTreeSet::new();
    let all = || {
        let exits = inputs.iter().map(|input| one(input, build, &options, setting, &mut written));
        exits.max().unwrap_or(Exit::Done)
    };
    let exit = export::on_threads(build.jobs.map(NonZeroUsize::get), all);
    if let Some(cache) = cache {
        cache.trim();
    }
    exit
}

/// For whom the PDF is.
fn pdf_as(build: &Build) -> Result<PdfOptions, Diag> {
    let press = press(build.print, build.profile.as_deref())?;
    let password = match &build.password_file {
        Some(path) => Some(password(&path.display().to_string(), &read_named(path)?)?),
        None => None,
    };
    Ok(PdfOptions { press, attach_source: build.attach_source, password })
}

/// The press that was asked for, with its profile read.
pub(super) fn press(kind: Option<Press>, profile: Option<&Path>) -> Result<Option<PressJob>, Diag> {
    let Some(kind) = kind else { return Ok(None) };
    let standard = match kind {
        Press::X4 => PressStandard::X4,
        Press::X1a => PressStandard::X1a,
    };
    let profile = match profile {
        Some(path) => Some((path.display().to_string(), read_named(path)?)),
        None => None,
    };
    Ok(Some(PressJob { standard, profile }))
}

/// The first line of a file. `name` is what messages call it.
fn password(name: &str, bytes: &[u8]) -> Result<String, Diag> {
    let refused = |en, zh| Diag::new(&codes::export::BAD_PASSWORD).arg(name).arg_both(en, zh);
    let text =
        std::str::from_utf8(bytes).map_err(|_| refused("it is no text in UTF-8", "不是 UTF-8 编码的文本"))?;
    // Some editors begin a file with a mark of its encoding, which nobody types.
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    if first.is_empty() {
        return Err(refused("its first line is empty", "首行为空"));
    }
    // Nobody can type it, and the standard takes none.
    if first.chars().any(char::is_control) {
        return Err(refused("its first line has a control character", "首行含有控制字符"));
    }
    Ok(first.to_owned())
}

fn one(
    input: &Path,
    build: &Build,
    options: &Options,
    setting: &Setting,
    written: &mut BTreeSet<PathBuf>,
) -> Exit {
    let project = match Project::open(input) {
        Ok(project) => project,
        Err(diag) => {
            setting.reporter.one(diag);
            return Exit::Failed;
        }
    };
    let folder = match build.out.clone().map_or_else(|| own_folder(input), Ok) {
        Ok(folder) => folder,
        Err(diag) => {
            setting.reporter.one(diag);
            return Exit::Failed;
        }
    };
    let line = Line::new(&input.display().to_string(), setting);
    let mut aside = write::Aside::new(&folder, written);
    let mut outcome = export::build_into(&mut aside, &project, options, &line);
    let refused = build.deny_warnings && outcome.diags.count(Severity::Warning) > 0;
    let mut made = Vec::new();
    if !refused && !outcome.diags.has_errors() {
        match aside.keep() {
            Ok(paths) => made = paths,
            Err((paths, diag)) => {
                made = paths;
                outcome.diags.push(diag);
            }
        }
    } else {
        drop(aside);
    }
    line.clear();
    outcome.files.set_folder(&shown_folder(input));
    // Warnings that keep everything from being written are told even to those who want to hear of errors only.
    let reporter = Reporter { quiet: setting.reporter.quiet && !refused, ..setting.reporter };
    reporter.told(&outcome.diags, &outcome.files, made.is_empty());
    for path in made {
        answer(&format!("{}\n", path.display()));
        written.insert(path);
    }
    if refused { exit(&outcome.diags).max(Exit::Problems) } else { exit(&outcome.diags) }
}

/// What the problems found say about the run: those of the command line and its outputs are no problems of
/// the article, nor is a theme that does not exist.
pub(super) fn exit(diags: &Diags) -> Exit {
    let ours = |diag: &Diag| diag.code.id.starts_with("K9") || diag.code.id == codes::theme::UNKNOWN_THEME.id;
    let errors = || diags.iter().filter(|d| d.severity() == Severity::Error);
    match () {
        () if errors().any(ours) => Exit::Failed,
        () if errors().next().is_some() => Exit::Problems,
        () => Exit::Done,
    }
}

/// `dist` in the project. Whoever packed the project may have made it a link to the editor's own files; one that stays in
/// the project is followed.
fn own_folder(input: &Path) -> Result<PathBuf, Diag> {
    let project = project_folder(input);
    let folder = project.join("dist");
    let whole = |path: &Path| std::fs::canonicalize(path);
    let is_link = std::fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink());
    let leads_out = || match (
        whole(&folder),
        whole(if project.as_os_str().is_empty() { Path::new(".") } else { &project }),
    ) {
        (Ok(folder), Ok(project)) => !folder.starts_with(project),
        // To nowhere, for now.
        _ => true,
    };
    if is_link && leads_out() {
        return Err(Diag::new(&codes::export::OUTPUTS_OUTSIDE).arg(folder.display().to_string()));
    }
    Ok(folder)
}

/// The folder that an article's path is relative to: that around `source/`, if the file named is in it. Empty if it is
/// this one.
pub(super) fn project_folder(input: &Path) -> PathBuf {
    let folder = home(input);
    let in_source = !input.is_dir() && folder.file_name().is_some_and(|n| n == "source");
    if in_source { folder.parent().unwrap_or(Path::new("")).to_owned() } else { folder.to_owned() }
}

/// The folder of a project, seen from here: the folder itself, or that of a file; empty if it is this one.
pub(super) fn home(input: &Path) -> &Path {
    let folder = if input.is_dir() { input } else { input.parent().unwrap_or(Path::new("")) };
    if folder == Path::new(".") { Path::new("") } else { folder }
}

/// What stands before the names of a project's files in messages, so that they are seen from where the
/// command was typed.
pub(super) fn shown_folder(input: &Path) -> String {
    let folder = project_folder(input).display().to_string();
    if folder.is_empty() || folder.ends_with('/') { folder } else { format!("{folder}/") }
}

#[cfg(test)]
mod tests {
    use super::password;

    #[test]
    fn a_password_is_the_first_line_and_never_empty() {
        for (bytes, expected) in [
            ("开门 open\r\nmore".as_bytes(), Some("开门 open")),
            ("\u{feff}open\n".as_bytes(), Some("open")),
            (b"", None),
            (b"\nopen\n", None),
            (b"\xbf\xaa\xc3\xc5\n", None),
            (b"op\x07en\n", None),
        ] {
            assert_eq!(password("key.txt", bytes).ok().as_deref(), expected);
        }
    }
}
