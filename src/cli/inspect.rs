//! `keben inspect`: any stage as readable text, on standard output.

use super::Exit;
use super::args::{Inspect, Stage};
use super::build::{exit, shown_folder};
use super::progress::Line;
use super::report::answer;
use super::setting::Setting;
use crate::export::{self, Options, PdfOptions};
use crate::source::Project;

/// Shows a stage, and the problems found up to it.
pub(super) fn run(inspect: &Inspect, setting: &Setting) -> Exit {
    let project = match Project::open(&inspect.input) {
        Ok(project) => project,
        Err(diag) => {
            setting.reporter.one(diag);
            return Exit::Failed;
        }
    };
    let options = Options {
        theme: inspect.theme.clone(),
        epub: false,
        pdf: true,
        pdf_as: PdfOptions::default(),
        system_fonts: false,
        intent: export::PrintIntent::kept(),
        keep_metadata: false,
        keep_going: false,
        photo_store: None,
        epoch: setting.epoch,
        ..Options::default()
    };
    let stage = match inspect.stage {
        Stage::Article => export::Stage::Article,
        Stage::Items => export::Stage::Items,
        Stage::Lines => export::Stage::Lines,
        Stage::Frames => export::Stage::Frames,
    };
    let line = Line::new(&inspect.input.display().to_string(), setting);
    let mut seen = export::inspect(&project, stage, &options, &line);
    line.clear();
    seen.files.set_folder(&shown_folder(&inspect.input));
    setting.reporter.told(&seen.diags, &seen.files, true);
    answer(&seen.text);
    exit(&seen.diags)
}
