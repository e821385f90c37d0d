//! Articles to EPUB bytes. In: articles, a theme, faces, developed photos. Out: an EPUB 3.3 file that EPUBCheck
//! passes. Knows no page: where the printed pages begin it is told ([`Folio`]).
//!
//! A book's archive is written as it is made, in three parts. A [`Gallery`] takes its photos, one by one. A [`Plan`]
//! holds what all chapters share and writes any of them, side by side if the caller likes ([`Plan::chapter`]). A
//! [`Binder`] takes them in order, and at the end come the faces cut to all that was written, the style sheet and
//! the package. What is in is forgotten, so memory holds the photos and chapters in flight and no others.
//!
//! epub-builder takes the book up in order. Of what it writes, three files cannot be made right from outside:
//! its package document escapes no `content`, gives one id twice where a book has a language and an author, and
//! knows no `xml:lang`, manifest properties, contributors or spine attributes; its navigation has no roles; its
//! NCX no identity. So a final pass writes those three anew ([`package`]) and the archive itself ([`archive`]).
//!
//! Row numbers in comments are those of the list of requirements that `tests/epub` walks.

mod archive;
mod body;
mod chapter;
mod chars;
mod cover;
mod faces;
mod folio;
mod front;
mod harmless;
mod index;
mod inline;
mod markup;
mod notes;
mod package;
mod packers;
mod profile;
mod sandbox;
mod sheet;
mod shelf;
mod style;
mod templates;
mod words;
mod zip;

pub use archive::Archive;
pub use chapter::Chapter;
pub use folio::{Folio, counts};
pub use profile::{Limits, Profile};
pub use shelf::{Gallery, Shelf};

use crate::article::{Article, Book, Crop};
use crate::diag::{Diag, codes::epub as codes};
use crate::font::FontBook;
use crate::photo::Variant;
use crate::theme::Theme;
use body::Met;
use markup::{Tally, Voice};
use minijinja::context;
use package::{Entries, Entry, Frame, Item, Package};
use packers::Packers;
use std::io::Write;
use templates::Templates;
use words::Words;

/// What a book is made of.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// The articles in reading order; at least one.
    pub articles: &'a [Article],
    /// The book that they make; `None` for articles that are no book.
    pub volume: Option<&'a Book>,
    /// How it looks.
    pub theme: &'a Theme,
    /// The faces at hand.
    pub faces: &'a FontBook,
    /// What the caller asks.
    pub options: &'a Options,
    /// The pages of the printed edition made from the same theme, in order; none if there is none.
    pub folios: &'a [Folio],
}

/// What a caller may ask of an EPUB.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The store that it is for.
    pub profile: Profile,
    /// Who says that the book conforms to EPUB Accessibility 1.1 at WCAG 2.2, Level AA. A program cannot know, so
    /// without a name nothing is claimed (row 60).
    pub certified_by: Option<String>,
    /// Stands for "now" where no article has a date (seconds since 1970).
    pub epoch: Option<i64>,
}

/// Where the bytes go, front to back.
pub type Sink = dyn Write + Send;

/// Hands out the developed photo of a path and crop.
pub type Images<'a> = dyn Fn(&str, Option<Crop>) -> Option<Variant> + Sync + 'a;

/// Writes a whole book, one chapter after the other, and gives back what is to be said of it.
pub fn write(job: Job<'_>, images: &Images<'_>, out: &mut Sink) -> Result<Vec<Diag>, Diag> {
    let mut gallery = Gallery::new(&job, out)?;
    shelf::hang_all(&mut gallery, &job, images)?;
    let (shelf, archive) = gallery.close();
    let plan = Plan::new(job, shelf)?;
    let mut binder = Binder::new(&plan, archive)?;
    for at in 0..job.articles.len() {
        binder.add(plan.chapter(at)?)?;
    }
    binder.finish()
}

/// What all chapters share.
pub struct Plan<'a> {
    job: Job<'a>,
    words: &'static Words,
    templates: Templates<'a>,
    packers: Packers,
    shelf: Shelf,
    cover: Option<shelf::Cover>,
}

impl<'a> Plan<'a> {
    /// Looks at what all articles share, whose photos are known.
    pub fn new(job: Job<'a>, shelf: Shelf) -> Result<Plan<'a>, Diag> {
        if job.articles.is_empty() {
            return Err(fail("there is no article"));
        }
        let front = job.front();
        let words = Words::of(&front.lang, front.is_traditional());
        let templates = Templates::new(&job.theme.epub)?;
        let cover = shelf::cover(&job, shelf.cover.as_ref());
        Ok(Plan { job, words, templates, packers: Packers::default(), shelf, cover })
    }

    /// Whether notes carry the class names of 多看.
    fn duokan(&self) -> bool {
        self.job.theme.epub.duokan || self.job.options.profile.limits().duokan
    }

    /// Writes the documents of the article with this number, from 0.
    pub fn chapter(&self, at: usize) -> Result<Chapter, Diag> {
        chapter::write(self, at)
    }
}

/// A book in the making.
pub struct Binder<'p, 'a, 'o> {
    plan: &'p Plan<'a>,
    archive: Archive<'o>,
    items: Vec<Item>,
    entries: Entries,
    tally: Tally,
    met: Met,
}

impl<'p, 'a, 'o> Binder<'p, 'a, 'o> {
    /// Goes on with an archive that has the photos: what must stand first, and the cover.
    pub fn new(plan: &'p Plan<'a>, archive: Archive<'o>) -> Result<Binder<'p, 'a, 'o>, Diag> {
        let mut binder = Binder {
            plan,
            archive,
            items: Vec::new(),
            entries: Entries::default(),
            tally: Tally::new(),
            met: Met::default(),
        };
        binder.item("ncx", "toc.ncx", "application/x-dtbncx+xml", "", false);
        binder.item("css", "stylesheet.css", "text/css", "", false);
        if let Some(cover) = &plan.cover {
            binder.item("cover-image", cover.name, cover.media_type, "cover-image", false);
            binder.archive.stored(cover.name, &cover.bytes)?;
            let title = plan.job.front().title.text();
            let values = context! {
                lang => plan.job.lang(), label => plan.words.cover,
                image => cover.name, alt => markup::legal(&format!("{}{title}", plan.words.cover_of)),
            };
            let page = plan.templates.xhtml("cover.xhtml", values)?;
            binder.item("cover", "cover.xhtml", XHTML, "", true);
            binder.archive.deflated("cover.xhtml", page.as_bytes())?;
        }
        // A book of several articles has its contents to read, behind the cover.
        let many = plan.job.articles.len() > 1;
        if let Some(volume) = plan.job.volume {
            binder.page("title-page", front::title(plan, volume)?)?;
        }
        binder.item("nav", "nav.xhtml", XHTML, "nav", many || plan.job.volume.is_some());
        Ok(binder)
    }

    /// Takes up the next chapter.
    pub fn add(&mut self, chapter: Chapter) -> Result<(), Diag> {
        let Chapter { at, names, packed, mut entries, tally, met } = chapter;
        let parts = self.plan.job.volume.map_or(&[][..], |v| &v.parts);
        let inside = parts.iter().position(|p| p.title.is_some() && p.articles.contains(&at));
        if let Some(n) = inside {
            entries.contents.iter_mut().for_each(|e| e.rank += 1);
            if let (true, Some(title)) = (parts[n].articles.start == at, &parts[n].title) {
                let id = format!("part-{}", n + 1);
                let entry = Entry { rank: 1, href: format!("{id}.xhtml"), label: title.text() };
                self.page(&id, front::part(self.plan, title)?)?;
                self.entries.contents.push(entry);
            }
        }
        packed.iter().try_for_each(|file| self.archive.add(file))?;
        for name in names {
            let id = name.trim_end_matches(".xhtml").to_owned();
            self.item(&id, &name, XHTML, "", true);
        }
        self.entries.add(entries);
        markup::add_tally(&mut self.tally, tally);
        self.met.add(met);
        Ok(())
    }

    /// Puts in what depends on the whole, and ends the archive. Gives back what the author should know.
    pub fn finish(mut self) -> Result<Vec<Diag>, Diag> {
        let Plan { job, words, templates, shelf, .. } = self.plan;
        let limits = job.options.profile.limits();
        let mut remarks = Vec::new();
        for (at, photo) in shelf.photos.iter().enumerate() {
            self.item(&format!("photo-{}", at + 1), &photo.picture.href, photo.media_type, "", false);
            if photo.length > limits.picture_bytes {
                let over = over(&codes::PICTURE_TOO_LARGE, photo.length, limits.picture_bytes);
                remarks.push(over.arg(&photo.path));
            }
        }
        if let Some(volume) = job.volume {
            for (id, page, entry) in index::pages(self.plan, volume, &self.entries.marks)? {
                self.page(&id, page)?;
                self.entries.contents.extend(entry);
            }
            self.page("colophon", front::colophon(self.plan, volume)?)?;
            let (href, label) = ("colophon.xhtml".to_owned(), words.colophon.to_owned());
            self.entries.contents.push(Entry { rank: 1, href, label });
        }
        self.count_contents();
        let faces = faces::cut(&self.tally, job.theme, job.faces)?;
        let css = templates.css(style::values(job.theme, &faces))?;
        self.archive.deflated("stylesheet.css", format!("{}{css}", faces.css).as_bytes())?;
        for (at, file) in faces.files.iter().enumerate() {
            self.item(&format!("font-{}", at + 1), &file.name, file.media_type, "", false);
            self.archive.deflated(&file.name, &file.bytes)?;
        }
        let Binder { mut archive, items, entries, met, .. } = self;
        let package = Package { job, words, items: &items, entries: &entries, met };
        let Frame { opf, nav, ncx } = package.documents().map_err(|e| fail(e.to_string()))?;
        for (name, bytes) in [("content.opf", opf), ("nav.xhtml", nav), ("toc.ncx", ncx)] {
            archive.deflated(name, &bytes)?;
        }
        let size = archive.finish(&items)?;
        if size > limits.book_bytes as u64 {
            let size = usize::try_from(size).unwrap_or(usize::MAX);
            remarks.push(over(&codes::BOOK_TOO_LARGE, size, limits.book_bytes));
        }
        Ok(remarks)
    }

    /// A page of its own in the reading order, named as its id.
    fn page(&mut self, id: &str, page: front::Page) -> Result<(), Diag> {
        let name = format!("{id}.xhtml");
        self.archive.deflated(&name, page.text.as_bytes())?;
        self.item(id, &name, XHTML, "", true);
        markup::add_tally(&mut self.tally, page.tally);
        Ok(())
    }

    /// Counts the characters of `nav.xhtml`, which is a page of the book as well.
    fn count_contents(&mut self) {
        let Plan { job, words, .. } = self.plan;
        let Entries { contents, listed, .. } = &self.entries;
        let heads = self.tally.entry(Voice::from(&job.theme.head.title.text)).or_default();
        let lists = words.lists.iter().zip(listed).filter(|(_, list)| !list.is_empty());
        heads.extend(words.contents.chars().chain(lists.flat_map(|(word, _)| word.chars())));
        let text = self.tally.entry(Voice::from(&job.theme.body)).or_default();
        text.extend(contents.iter().flat_map(|entry| entry.label.chars()));
        text.extend(listed.iter().flatten().flat_map(|(_, title)| title.chars()));
    }

    fn item(
        &mut self,
        id: &str,
        href: &str,
        media_type: &'static str,
        properties: &'static str,
        in_spine: bool,
    ) {
        self.items.push(Item { id: id.to_owned(), href: href.to_owned(), media_type, properties, in_spine });
    }
}

const XHTML: &str = "application/xhtml+xml";

fn fail(why: impl Into<String>) -> Diag {
    Diag::new(&codes::EPUB_FAILED).arg(why.into())
}

/// Something is larger than the store takes; both in megabytes.
fn over(code: &'static crate::diag::Code, is: usize, may: usize) -> Diag {
    let mb = |bytes: usize| format!("{:.1} MB", bytes as f64 / 1e6);
    Diag::new(code).arg(mb(is)).arg(mb(may))
}
