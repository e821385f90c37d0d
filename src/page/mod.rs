//! Pages: collect blocks, compose columns, distribute what is left, finish. In: articles, a theme, faces and
//! photos. Out: a [`PagedDocument`] and warnings; layout cannot fail.
//!
//! 1. `collect`: an article becomes a flow of rows, each a whole number of grid lines high, and of figures
//!    that float beside them; the structure tree grows in the article's order.
//! 2. `compose`: rows, figures and notes find their columns and pages.
//! 3. `flex`: a paragraph here and there is set a line longer or shorter, where its column asks for it.
//! 4. `distribute`: every piece of a column gets its lines, so that the column ends flush.
//! 5. `finish`: pieces move to their places on the page, with rules, running heads and folios.

mod collect;
mod compose;
mod distribute;
mod finish;
mod flex;
mod flow;
mod furniture;
mod grid;
mod number;
mod numbering;
mod tags;

use crate::article::{Article, Labels, NoteId, note_mark};
use crate::diag::Diags;
use crate::font::FontBook;
use crate::frame::PagedDocument;
use crate::line::Line;
use crate::photo::Album;
use crate::text::{Context, Paragraph, Shaper};
use crate::theme::Theme;
use collect::Desk;
use compose::NoteSpec;
use grid::Grid;
use tags::Tags;

/// Makes the pages of some articles, one behind the other; each begins on a new page.
pub fn lay_out(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    album: &Album,
    diags: &mut Diags,
) -> PagedDocument {
    lay_out_watched(articles, theme, book, album, diags, &mut Nobody)
}

/// Nobody looks on.
struct Nobody;

impl Watch for Nobody {}

/// Looks on while pages are made.
pub trait Watch {
    /// A text was set for good.
    fn text(&mut self, _paragraph: &Paragraph, _lines: &[Line], _cx: &Context<'_>) {}
    /// An article's lines are all set; its pages are being made.
    fn pages(&mut self) {}
}

/// The same, with someone looking on.
pub fn lay_out_watched(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    album: &Album,
    diags: &mut Diags,
    watch: &mut dyn Watch,
) -> PagedDocument {
    let grid = Grid::new(theme);
    let shaper = Shaper::new(book, &theme.faces);
    let mut document = PagedDocument::default();
    let mut tags = Tags::default();
    for article in articles {
        let labels = Labels::new(article);
        let reference = |id: &str| labels.show(id).to_owned();
        let by_article = |note: NoteId| note_mark(&theme.note.mark, note.0 + 1);
        let mut cx = Context {
            book,
            shaper: &shaper,
            theme,
            lang: &article.meta.lang,
            note_mark: &by_article,
            reference: &reference,
        };
        let numbers = if theme.note.by_page && !article.notes.is_empty() {
            numbering::by_page(article, &grid, album, &cx, &labels, diags)
        } else {
            Vec::new()
        };
        let by_page = |note: NoteId| {
            let number = numbers.get(note.0 as usize).copied();
            note_mark(&theme.note.mark, number.unwrap_or(note.0 + 1))
        };
        cx.note_mark = &by_page;
        // Ids are unique in an article only.
        let scope = if articles.len() > 1 { format!("{}/", article.key) } else { String::new() };
        let desk = Desk {
            theme,
            grid: &grid,
            album,
            cx: &cx,
            labels: &labels,
            tags: &mut tags,
            outline: &mut document.outline,
            watch: &mut *watch,
            diags,
            scope: &scope,
        };
        let mut flow = collect::collect(article, desk);
        watch.pages();
        let mut plan = compose::compose(&flow, &grid, NoteSpec::new(theme));
        flex::apply(&mut flow, &mut plan, &grid, &cx);
        finish::finish(flow, &plan, article, &grid, &cx, &mut document);
    }
    document.tree = tags.finish();
    document
}

#[cfg(test)]
mod geometry;
#[cfg(test)]
mod tests;
