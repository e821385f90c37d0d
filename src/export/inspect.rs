//! Stages of the journey as text.

use super::{Gathered, Options, Progress, Step};
use crate::diag::{Diags, Files};
use crate::line::{Line, dump_items, dump_lines};
use crate::source::Project;
use crate::text::{Context, Paragraph};
use crate::{article, frame, manifest, page};

/// A stage that can be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// After step 1: the articles as they were understood.
    Article,
    /// Before lines are made: the boxes, glue and penalties of every text.
    Items,
    /// After step 4: every line, what was squeezed or stretched in it, and why it ends there.
    Lines,
    /// After step 5: every item of every page.
    Frames,
}

/// What is to be seen, and every problem found up to there.
#[derive(Debug, Default)]
pub struct Inspection {
    /// The stage as text; empty if an earlier step found errors.
    pub text: String,
    /// The texts that problems point into.
    pub files: Files,
    /// The problems, in the order of the text.
    pub diags: Diags,
}

/// Writes down every text as it is set.
struct Scribe {
    stage: Stage,
    shown: String,
}

impl page::Watch for Scribe {
    fn again(&mut self) {
        self.shown.clear();
    }

    fn text(&mut self, paragraph: &Paragraph, lines: &[Line], cx: &Context<'_>) {
        let rows = match self.stage {
            Stage::Items => dump_items(paragraph, cx),
            Stage::Lines => dump_lines(paragraph, lines),
            Stage::Article | Stage::Frames => return,
        };
        self.shown.push_str("paragraph\n");
        self.shown.push_str(&rows);
    }
}

/// Walks as far as a stage and shows it.
pub fn inspect(project: &Project, stage: Stage, options: &Options, progress: &dyn Progress) -> Inspection {
    let mut seen = Inspection::default();
    let Inspection { text, files, diags } = &mut seen;
    match stage {
        Stage::Article => {
            progress.begin(Step::Read);
            let manifest = manifest::load(project, files, diags);
            *text = super::read(project, &manifest, files, diags).0.iter().map(article::dump).collect();
        }
        Stage::Items | Stage::Lines | Stage::Frames => {
            let gathered = super::gather(project, options, progress, files, diags);
            if let Some(Gathered { articles, volume, theme, book, album, .. }) = gathered {
                progress.begin(Step::SetLines);
                let mut scribe = Scribe { stage, shown: String::new() };
                let document = page::lay_out_watched(
                    &articles,
                    volume.as_ref(),
                    &theme,
                    &book,
                    &album,
                    diags,
                    &mut scribe,
                );
                *text = if stage == Stage::Frames { frame::dump(&document) } else { scribe.shown };
            }
        }
    }
    seen.diags.sort();
    seen
}
