//! `keben themes` and `keben fonts`: what there is to choose from, one a line.

use super::Exit;
use super::args::List;
use super::report::answer;
use super::setting::Setting;
use crate::diag::{Diags, Files};
use crate::source::Project;
use crate::{export, theme};
use std::path::Path;

/// The themes: name, page, columns × characters × lines, size and leading of the body, faces, what each stands
/// on, and the keys that it sets itself.
pub(super) fn themes(list: &List, setting: &Setting) -> Exit {
    let Some(project) = open(&list.project, setting) else { return Exit::Failed };
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let mut rows = String::new();
    for name in theme::names(&project) {
        // One that is not sound is listed all the same, with what is wrong with it on standard error.
        let cells = match theme::summary(&project, &name, &mut files, &mut diags) {
            Some(s) => vec![
                name,
                s.page,
                s.area,
                s.body,
                s.faces.join(", "),
                s.extends.join(" → "),
                s.sets.join(" "),
            ],
            None => vec![name],
        };
        rows.push_str(&format!("{}\n", cells.join("\t")));
    }
    files.set_folder(&super::build::shown_folder(&list.project));
    setting.reporter.told(&diags, &files, true);
    answer(&rows);
    super::build::exit(&diags)
}

/// The faces: family, weight and PostScript name, in the order in which they are chosen from.
pub(super) fn fonts(list: &List, setting: &Setting) -> Exit {
    let Some(project) = open(&list.project, setting) else { return Exit::Failed };
    let mut diags = Diags::new();
    let book = export::faces(&project, false, &mut diags);
    setting.reporter.told(&diags, &Files::default(), true);
    let row = |face: &crate::font::Face| {
        format!("{}\t{}\t{}\n", face.family(), face.weight(), face.postscript_name())
    };
    answer(&book.iter().map(|(_, face)| row(face)).collect::<String>());
    super::build::exit(&diags)
}

fn open(path: &Path, setting: &Setting) -> Option<Project> {
    Project::open(path).map_err(|diag| setting.reporter.one(diag)).ok()
}
