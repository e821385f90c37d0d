//! Pages: collect blocks, compose columns, distribute what is left, finish. In: articles, a theme, faces and
//! photos. Out: a [`PagedDocument`] and warnings; layout cannot fail, but it stops at [`MAX_PAGES`].
//!
//! 1. `collect`: an article becomes a flow of rows, each a whole number of grid lines high, and of figures
//!    that float beside them; the structure tree grows in the article's order.
//! 2. `compose`: rows, figures and notes find their columns and pages.
//! 3. `flex`: a paragraph here and there is set a line longer or shorter, where its column asks for it.
//! 4. `distribute`: every piece of a column gets its lines, so that the column ends flush.
//! 5. `finish`: pieces move to their places on the page, with rules, running heads and folios.
//!
//! `volume` puts the articles of a book between the pages that a book has besides; `passes` sets everything again
//! where a text shows pages that it may itself move.

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
mod passes;
mod tags;
mod volume;

use crate::article::{Article, Book, Labels, NoteId, note_mark};
use crate::diag::codes::layout::{MOVING_REFERENCES, TOO_MANY_PAGES};
use crate::diag::{Diag, Diags, Span};
use crate::font::FontBook;
use crate::frame::{Destination, PagedDocument};
use crate::line::Line;
use crate::photo::Album;
use crate::text::{Context, Paragraph, Shaper};
use crate::theme::Theme;
use collect::Desk;
use compose::NoteSpec;
use furniture::Furniture;
use grid::Grid;
use std::collections::BTreeMap;
use tags::Tags;

/// The most pages of a document: a dictionary of twenty volumes. Layout stops there, and says so.
pub const MAX_PAGES: usize = 10_000;

/// Makes the pages of some articles, one behind the other; each begins on a new page.
pub fn lay_out(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    album: &Album,
    diags: &mut Diags,
) -> PagedDocument {
    lay_out_watched(articles, None, theme, book, album, diags, &mut Nobody)
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
    /// Everything is set, for the first time or once more.
    fn again(&mut self) {}
}

/// The same, with someone looking on, and as the book that the articles make.
pub fn lay_out_watched(
    articles: &[Article],
    volume: Option<&Book>,
    theme: &Theme,
    book: &FontBook,
    album: &Album,
    diags: &mut Diags,
    watch: &mut dyn Watch,
) -> PagedDocument {
    let grid = Grid::new(theme);
    let shaper = Shaper::new(book, &theme.faces);
    let targets = passes::targets(articles);
    let told_before = diags.clone();
    let mut document = PagedDocument::default();
    // References that show pages may move what they refer to; without any, one pass is all.
    let (passes, rests) = passes::settle(|shown| {
        diags.clone_from(&told_before);
        watch.again();
        // What the last pass made is not needed any more, and as large as what this one makes.
        document = PagedDocument::default();
        let mut press = Press {
            theme,
            grid: &grid,
            book,
            shaper: &shaper,
            album,
            shown,
            document: PagedDocument::default(),
            tags: Tags::default(),
            covers: 0,
            later: Vec::new(),
            diags: &mut *diags,
            watch: &mut *watch,
        };
        match volume {
            Some(volume) => volume::lay_out(&mut press, volume, articles),
            None => articles.iter().for_each(|article| {
                press.article(article, &Around::default(), articles.len() > 1);
            }),
        }
        document = press.document;
        document.tree = press.tags.finish();
        passes::folios(&document, &targets)
    });
    if !rests {
        diags.push(Diag::new(&MOVING_REFERENCES).arg(passes.to_string()));
    }
    document
}

/// What the pages of a document share while they are made.
struct Press<'a> {
    theme: &'a Theme,
    grid: &'a Grid,
    book: &'a FontBook,
    shaper: &'a Shaper,
    album: &'a Album,
    /// The folios that references show.
    shown: &'a passes::Pages,
    document: PagedDocument,
    tags: Tags,
    /// Pages of the cover, which have no folios.
    covers: usize,
    /// Places of the text that got their names after it was set.
    later: Vec<Destination>,
    diags: &'a mut Diags,
    watch: &'a mut dyn Watch,
}

/// The book around an article.
#[derive(Clone, Copy, Debug, Default)]
struct Around<'a> {
    /// Its title.
    book: Option<&'a str>,
    /// The title of the part.
    part: Option<&'a str>,
    /// How many levels of the outline stand above articles.
    below: u8,
}

impl<'a> Press<'a> {
    /// What text and lines need, for a text in some language.
    fn context<'c>(
        &self,
        lang: &'c str,
        reference: &'c dyn Fn(&str) -> String,
        page: &'c dyn Fn(&str) -> String,
    ) -> Context<'c>
    where
        'a: 'c,
    {
        Context {
            book: self.book,
            shaper: self.shaper,
            theme: self.theme,
            writing: self.theme.page.writing,
            lang,
            note_mark: &|_| String::new(),
            reference,
            page,
        }
    }

    /// Adds the pages of an article. `is_one_of_many` says that ids have to be told apart.
    fn article(&mut self, article: &Article, around: &Around<'_>, is_one_of_many: bool) {
        let (theme, grid) = (self.theme, self.grid);
        let labels = Labels::new(article);
        // Ids are unique in an article only.
        let scope = if is_one_of_many { format!("{}/", article.key) } else { String::new() };
        let page = |id: &str| passes::page_text(self.shown.get(&format!("{scope}{id}")), &article.meta.lang);
        let reference = |id: &str| labels.show(id).to_owned();
        let by_article = |note: NoteId| note_mark(&theme.note.mark, note.0 + 1);
        let mut cx =
            Context { note_mark: &by_article, ..self.context(&article.meta.lang, &reference, &page) };
        let numbers = if theme.note.by_page && !article.notes.is_empty() {
            numbering::by_page(article, grid, self.album, &cx, &labels, self.diags)
        } else {
            Vec::new()
        };
        let by_page = |note: NoteId| {
            let number = numbers.get(note.0 as usize).copied();
            note_mark(&theme.note.mark, number.unwrap_or(note.0 + 1))
        };
        cx.note_mark = &by_page;
        let outlined = self.document.outline.len();
        let desk = Desk {
            theme,
            grid,
            album: self.album,
            cx: &cx,
            labels: &labels,
            tags: &mut self.tags,
            outline: &mut self.document.outline,
            watch: &mut *self.watch,
            diags: &mut *self.diags,
            scope: &scope,
        };
        let mut flow = collect::collect(article, desk);
        let mut heads = BTreeMap::new();
        let entries = &mut self.document.outline[outlined..];
        // The highest heads of an article stand right below it, whether they are written `#` or `##`.
        let highest = entries.iter().skip(1).map(|e| e.level).min().unwrap_or(2);
        for entry in entries {
            if entry.level > 1 {
                entry.level -= highest - 2;
            }
            if entry.level == 2 {
                heads.insert(entry.to.clone(), entry.title.clone());
            }
            entry.level += around.below;
        }
        self.watch.pages();
        let mut plan = compose::compose(&flow, grid, NoteSpec::new(theme));
        if self.document.pages.len() + plan.pages.len() > MAX_PAGES {
            // Once is enough; a page drawn costs far more than a page planned.
            let article = Span::new(article.file, 0..0);
            if !self.diags.iter().any(|d| d.code.id == TOO_MANY_PAGES.id) {
                self.diags.push(Diag::new(&TOO_MANY_PAGES).at(article).arg(MAX_PAGES.to_string()));
            }
            return;
        }
        flex::apply(&mut flow, &mut plan, grid, &cx);
        let furniture = Furniture {
            article: Some(&article.meta),
            book: around.book,
            part: around.part,
            heads,
            ..Furniture::default()
        };
        finish::finish(flow, &plan, &furniture, grid, &cx, &mut self.document);
    }
}

#[cfg(test)]
mod geometry;
#[cfg(test)]
mod tests;
