//! `keben impose`: the pages of a PDF on a printer's sheets.

use super::args::{Impose, Plan};
use super::import::is_same;
use super::report::answer;
use super::setting::Setting;
use super::{Exit, write};
use crate::diag::{Diag, codes::export as codes};
use crate::export::{Arrangement, Imposition, Output, impose};
use crate::source::read_named;
use std::path::Path;

/// Makes the file of sheets and names it.
pub(super) fn run(typed: &Impose, setting: &Setting) -> Exit {
    match make(typed) {
        Ok(path) => {
            answer(&format!("{path}\n"));
            Exit::Done
        }
        Err(diag) => {
            setting.reporter.one(diag);
            Exit::Failed
        }
    }
}

fn make(typed: &Impose) -> Result<String, Diag> {
    let arrangement = match typed.plan {
        Plan::Booklet => Arrangement::Booklet,
        Plan::Signatures(sheets) => Arrangement::Signatures(sheets),
        Plan::NUp(columns, rows) => Arrangement::NUp(columns, rows),
    };
    let plan = Imposition {
        arrangement,
        sheet: typed.sheet,
        creep: typed.creep,
        gap: typed.gap,
        marks: !typed.no_marks,
        right_bound: typed.right_bound,
    };
    let (folder, name) = target(typed);
    if is_same(&typed.input, &folder.join(&name)) {
        return Err(Diag::new(&codes::OVER_INPUT).arg(typed.input.display().to_string()));
    }
    let pdf = read_named(&typed.input)?;
    let bytes = impose(&typed.input.display().to_string(), &pdf, &plan)?;
    let written = write::write_all(folder, &[Output { name, bytes }])?;
    Ok(written.first().map(|path| path.display().to_string()).unwrap_or_default())
}

/// The folder and the name of what is made.
fn target(typed: &Impose) -> (&Path, String) {
    let stem = typed.input.file_stem().unwrap_or_default().to_string_lossy();
    let own = format!("{stem}-sheets.pdf");
    let (folder, name) = match &typed.out {
        Some(out) if out.is_dir() || out.to_string_lossy().ends_with('/') => (out.as_path(), own),
        Some(out) => (
            out.parent().unwrap_or(Path::new("")),
            out.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        ),
        None => (typed.input.parent().unwrap_or(Path::new("")), own),
    };
    (if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, name)
}
