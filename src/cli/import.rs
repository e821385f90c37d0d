//! `keben import`: a raw text in, a project and a report of every decision out.

use super::args::Import;
use super::report::{answer, tell};
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::{Diag, Format, codes::export as export_codes, codes::import as codes};
use crate::export::{self, Output};
use crate::import::{ARTICLE, REPORTS, is_placeholder};
use crate::source::{MAX_TEXT_BYTES, Project, raw_file, read_named};
use std::io::Read;
use std::path::Path;

/// Brings in one text.
pub(super) fn run(import: &Import, setting: &Setting) -> Exit {
    match bring_in(import, setting) {
        Ok(()) => Exit::Done,
        Err(diag) => {
            setting.reporter.one(diag);
            Exit::Failed
        }
    }
}

fn bring_in(import: &Import, setting: &Setting) -> Result<(), Diag> {
    let name = import.raw.display().to_string();
    let bytes = if import.raw == Path::new("-") { standard_input()? } else { raw_file(&import.raw)? };
    if import.out.join(ARTICLE).exists() && !import.force {
        return Err(Diag::new(&codes::NOT_EMPTY).arg(import.out.display().to_string()));
    }
    // The pictures of a saved page lie in a folder beside it, and nowhere else are they looked for.
    let folder = import.raw.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let around = Project::open(folder).ok();
    let beside = |path: &str| {
        let around = around.as_ref()?;
        around.read(&around.resolve("", path).ok()?).ok().map(|bytes| bytes.to_vec())
    };
    let target = import.out.join(ARTICLE);
    if is_same(&import.raw, &target) {
        return Err(Diag::new(&export_codes::OVER_INPUT).arg(name));
    }
    let mut brought = export::import(&bytes, &name, &import.apply, &beside)?;
    // The article may be replaced, if that was asked for; a picture never is: it may be the editor's, put where a
    // placeholder was, or that of another article.
    let mut kept = Vec::new();
    for picture in brought.outputs.iter().filter(|o| o.name != ARTICLE) {
        let path = import.out.join(&picture.name);
        if !path.exists() || read_named(&path)?[..] == picture.bytes {
            continue;
        }
        if !(import.force && is_placeholder(&picture.name)) {
            return Err(Diag::new(&codes::OTHER_PICTURE).arg(path.display().to_string()));
        }
        kept.push(picture.name.clone());
    }
    brought.outputs.retain(|o| !kept.contains(&o.name));
    brought.report.files.retain(|name| !kept.contains(name));
    brought.report.files.extend(REPORTS.map(str::to_owned));
    let summary = brought.report.summary(setting.reporter.lang);
    let [json, text] = REPORTS;
    brought.outputs.push(Output { name: json.to_owned(), bytes: brought.report.json().into_bytes() });
    brought.outputs.push(Output { name: text.to_owned(), bytes: summary.clone().into_bytes() });
    let written = write::write_all(&import.out, &brought.outputs)?;
    if setting.reporter.format == Format::Human && !setting.quiet {
        tell(&summary);
    }
    for path in written {
        answer(&format!("{}\n", path.display()));
    }
    Ok(())
}

/// Whether two paths lead to one file.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    std::fs::canonicalize(a).is_ok_and(|a| std::fs::canonicalize(b).is_ok_and(|b| a == b))
}

fn standard_input() -> Result<Vec<u8>, Diag> {
    let mut bytes = Vec::new();
    let unreadable =
        |e: std::io::Error| Diag::new(&crate::diag::codes::source::UNREADABLE).arg("-").arg_kind(e.kind());
    std::io::stdin().lock().take(MAX_TEXT_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_TEXT_BYTES {
        let diag = Diag::new(&crate::diag::codes::source::TOO_LARGE).arg("-").arg(bytes.len().to_string());
        return Err(diag.arg(MAX_TEXT_BYTES.to_string()));
    }
    Ok(bytes)
}
