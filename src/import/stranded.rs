//! Footnote marks of what has none in an article: titles, bylines, credits. The notes stay notes of the text.

use super::draft::{Draft, Role};
use super::marks;
use super::page::Block;
use super::report::{Both, Kind};

/// The marks of pieces that went where the article has none: into the front matter and into captions.
pub(super) struct Stranded {
    /// Those of footnotes, by the picture whose texts had them.
    pub(super) of_figures: Vec<String>,
    /// Those of titles, bylines and the like, with the first piece that has one.
    of_head: Option<(usize, String)>,
}

impl Stranded {
    pub(super) fn of(draft: &mut Draft) -> Stranded {
        let mut out = Stranded { of_figures: vec![String::new(); draft.figures.len()], of_head: None };
        for i in 0..draft.len() {
            let figure = match draft.role(i) {
                Role::Figure(figure) => Some(figure),
                Role::Body | Role::Run | Role::Unknown | Role::Head(_) | Role::Item(_) | Role::Table(_) => {
                    continue;
                }
                _ => None,
            };
            let marked = draft.marked(i);
            if marks::has_reading(marked) {
                let (line, text) = (draft.line(i), draft.text(i).to_owned());
                let reason =
                    Both::new("the reading over its characters is left out here", "此处略去了字上的注音");
                draft.report.say(Kind::Left, line, 50, &text, reason);
            }
            let notes = marks::notes_of(draft.marked(i));
            match figure.and_then(|figure| out.of_figures.get_mut(figure)) {
                Some(of_figure) => of_figure.push_str(&notes),
                None if notes.is_empty() => {}
                None => out.of_head.get_or_insert_with(|| (i, String::new())).1.push_str(&notes),
            }
        }
        out
    }

    /// Puts those that found no place to the end of the first paragraph. Without one the notes become paragraphs where
    /// they stand, as `reader` has it.
    pub(super) fn settle(mut self, draft: &mut Draft, blocks: &mut [Block]) {
        let first = blocks.iter_mut().find_map(|b| match b {
            Block::Paragraph(text) => Some(text),
            _ => None,
        });
        let Some(first) = first else { return };
        let bare = draft.figures.iter().zip(&self.of_figures).filter(|(fig, _)| fig.caption.is_empty());
        for (fig, marks) in bare.filter(|(_, marks)| !marks.is_empty()) {
            self.of_head.get_or_insert_with(|| (fig.piece, String::new())).1.push_str(marks);
        }
        let Some((i, marks)) = self.of_head else { return };
        first.push_str(&marks);
        let (line, text) = (draft.line(i), draft.text(i).to_owned());
        let reason = Both::new(
            "it has a footnote, whose mark now stands at the end of the first paragraph",
            "此处原有脚注，注号移到了首段末尾",
        );
        draft.report.say(Kind::Left, line, 50, &text, reason);
    }
}
