//! Frames to PDF bytes. In: finished pages, faces, developed photos. Out: a tagged file that readers (PDF/UA-1) and
//! archives (PDF/A-2a) take. Decides no position.
//!
//! A file is written front to back as it is made: photos first ([`Gallery`]), then pages, fonts and the rest, so that
//! memory holds neither photos nor the drawing of pages that are done.
//!
//! Pages, font dictionaries and drawing are written with printpdf, which [`canvas`] alone knows. Fonts are cut
//! by our own call of `subsetter`. What printpdf does not write is added to its objects afterwards: the structure
//! tree, outline, links, labels, metadata and output intent; and the file itself, so that photos go from
//! where they lie into it byte for byte.

mod attach;
mod canvas;
mod cmap;
mod copy;
mod draw;
mod file;
mod fontdict;
mod fonts;
mod form;
mod icc;
mod images;
mod impose;
mod info;
mod lock;
mod marks;
mod metadata;
mod nav;
mod objects;
mod pages;
mod paint;
mod plan;
mod press;
mod settings;
mod sheet;
mod shown;
mod syntax;
mod text;
mod tree;

pub use file::Sink;
pub use images::{Picture, Plate};
pub use impose::impose;
pub use info::Info;
pub use plan::{Arrangement, Imposition};
pub use settings::{Attachment, Intent, Press, PressMarks, PressStandard, Settings, Standard};

use crate::diag::{Diag, codes};
use crate::font::FontBook;
use crate::frame::{ImageItem, PageItem, PagedDocument, TextItem};
use crate::photo::Variant;
use images::Images;
use objects::Objects;
use std::collections::{BTreeMap, btree_map::Entry};
use std::io;
use std::sync::Arc;

/// What four inks look like where nothing better is known: offset on coated paper, FOGRA39. An archive needs it beside
/// sRGB, in which ink has no meaning (ISO 19005-2, 6.2.4.3).
pub fn coated_offset() -> Arc<[u8]> {
    Intent::coated().profile
}

/// The first half of a file: its photos. They go into it before all else, so that none has to be held; pages need no more of
/// them than what [`Gallery::hang`] gives back.
pub struct Gallery<'a> {
    objects: Objects<'a>,
    images: Images,
    settings: &'a Settings,
}

impl<'a> Gallery<'a> {
    /// Begins a file. Errors: those of [`check_password`].
    pub fn new(settings: &'a Settings, out: &'a mut Sink) -> Result<Gallery<'a>, Diag> {
        let lock = settings.lock().map(lock::lock).transpose()?;
        let objects = Objects::new(out, settings.version(), lock);
        Ok(Gallery { objects, images: Images::default(), settings })
    }

    /// Takes a photo. `None` for one that no PDF takes. Errors: what writing it or anything before it met.
    pub fn hang(&mut self, plate: &Plate) -> Result<Option<Picture>, Diag> {
        let picture = self.images.hang(&mut self.objects, plate);
        self.objects.fault().map_or(Ok(picture), |fault| Err(unwritten(fault)))
    }

    /// Writes the pages and ends the file. `image` hands out the photo of an image item, cut to its part; where it has none, an
    /// empty frame is drawn. Errors: a face that cannot be cut, and what writing anything of the file met.
    pub fn write(
        self,
        mut document: PagedDocument,
        info: &Info,
        book: &FontBook,
        image: &(dyn Fn(&ImageItem) -> Option<Picture> + Sync),
    ) -> Result<(), Diag> {
        let Gallery { mut objects, images, settings } = self;
        // What is printed beside the pages; and every face, cut to the glyphs of it all.
        let slugs = slugs(&document, info, settings, book);
        let faces = fonts::cut(&document, &slugs, book)?;
        // Every page, drawn.
        let how = (settings, info.lang());
        let drawn = draw::pages(&mut objects, &mut document, &slugs, &faces, how, image);
        // Fonts and pictures, as far as each page needs them.
        let faces: Vec<_> = faces.into_values().collect();
        let made = canvas::fonts(&faces);
        let fonts = fontdict::complete(&mut objects, &made, faces.iter());
        pages::write(&mut objects, (&drawn.contents, &drawn.used), &fonts, &images.by_name(), settings);
        // The tree that follows the article, the ways through it, and what the whole is. Nothing on a sheet for a press can be
        // clicked (ISO 15930-7, 6.17).
        let links = match settings.press() {
            None => nav::links(&mut objects, &document, &drawn.marks),
            Some(_) => Vec::new(),
        };
        if settings.tagged {
            let knows_all = settings.version() > file::Version::V1_4;
            tree::write(&mut objects, &document.tree, &drawn.marks, &links, (info.lang(), knows_all));
        }
        let attached = attach::write(&mut objects, settings.attached(), &metadata::changed(info));
        nav::write(&mut objects, &document, settings.outline_depth, attached);
        let information = metadata::write(&mut objects, info, settings);
        objects.finish(information).map_err(|fault| unwritten(&fault))
    }
}

fn unwritten(fault: &io::Error) -> Diag {
    Diag::new(&codes::pdf::PDF_FAILED).arg_kind(fault.kind())
}

/// Whether a file can be locked with a password. Errors: it has a character that none may have, or the system has no random
/// numbers for the lock.
pub fn check_password(password: &str) -> Result<(), Diag> {
    lock::lock(password).map(drop)
}

/// Writes a document whose photos are at hand: `image` hands out the developed photo of an image item, cut to its part.
/// Errors: those of [`Gallery::new`] and [`Gallery::write`].
pub fn write(
    document: PagedDocument,
    info: &Info,
    settings: &Settings,
    book: &FontBook,
    image: &dyn Fn(&ImageItem) -> Option<Variant>,
    out: &mut Sink,
) -> Result<(), Diag> {
    let mut gallery = Gallery::new(settings, out)?;
    let key = |image: &ImageItem| (image.photo, image.part.map(f64::to_bits));
    let mut hung = BTreeMap::new();
    for (_, item) in document.pages.iter().flat_map(|page| &page.items) {
        if let PageItem::Image(_, item) = item
            && let Entry::Vacant(place) = hung.entry(key(item))
        {
            let plate = image(item).map(Plate::new);
            place.insert(plate.map(|plate| gallery.hang(&plate)).transpose()?.flatten());
        }
    }
    gallery.write(document, info, book, &|image| hung.get(&key(image)).copied().flatten())
}

/// The line beside each page, if a press wants one: what it is, which page, and for which press.
fn slugs(document: &PagedDocument, info: &Info, settings: &Settings, book: &FontBook) -> Vec<TextItem> {
    let Some(press) = settings.press().filter(|press| press.marks.slug) else { return Vec::new() };
    let total = document.pages.len();
    let day = info.clock().map(|[year, month, day, ..]| format!("  {year:04}-{month:02}-{day:02}"));
    let tail = format!("{}  {}  {}", day.unwrap_or_default(), press.standard.name(), press.intent.condition);
    let line = |n: usize| {
        let title: String = info.title().chars().take(30).collect();
        press::slug(&format!("{title}  {}/{total}{tail}", n + 1), book)
    };
    (0..total).map_while(line).collect()
}
