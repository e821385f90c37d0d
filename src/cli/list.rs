//! `keben themes` and `keben fonts`: what there is to choose from, one a line.

use super::Exit;
use super::args::List;
use super::report::answer;
use super::setting::Setting;
use crate::diag::{Diags, Files};
use crate::source::Project;
use crate::{export, theme};
use std::path::Path;

/// The names of the themes.
pub(super) fn themes(list: &List, setting: &Setting) -> Exit {
    let Some(project) = open(&list.project, setting) else { return Exit::Failed };
    answer(&theme::names(&project).iter().map(|name| format!("{name}\n")).collect::<String>());
    Exit::Done
}

/// The faces: family, weight and PostScript name, in the order in which they are chosen from.
pub(super) fn fonts(list: &List, setting: &Setting) -> Exit {
    let Some(project) = open(&list.project, setting) else { return Exit::Failed };
    let mut diags = Diags::new();
    let book = export::faces(&project, false, &mut diags);
    setting.reporter.all(&diags, &Files::default());
    let row = |face: &crate::font::Face| {
        format!("{}\t{}\t{}\n", face.family(), face.weight(), face.postscript_name())
    };
    answer(&book.iter().map(|(_, face)| row(face)).collect::<String>());
    super::build::exit(&diags)
}

fn open(path: &Path, setting: &Setting) -> Option<Project> {
    Project::open(path).map_err(|diag| setting.reporter.one(diag)).ok()
}
