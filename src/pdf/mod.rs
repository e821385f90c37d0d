//! Frames to PDF bytes. In: finished pages, faces, developed photos. Out: a tagged file that readers (PDF/UA-1) and
//! archives (PDF/A-2a) take. Decides no position.
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

pub use impose::impose;
pub use info::Info;
pub use plan::{Arrangement, Imposition};
pub use settings::{Attachment, Intent, Press, PressMarks, PressStandard, Settings, Standard};

use crate::diag::Diag;
use crate::font::FontBook;
use crate::frame::{ImageItem, PagedDocument, TextItem};
use crate::photo::Variant;
use objects::Objects;
use std::sync::Arc;

/// What four inks look like where nothing better is known: offset on coated paper, FOGRA39. An archive needs it beside
/// sRGB, in which ink has no meaning (ISO 19005-2, 6.2.4.3).
pub fn coated_offset() -> Arc<[u8]> {
    Intent::coated().profile
}

/// Writes a document. `image` hands out the developed photo of an image item, cut to its part; where it has
/// none, an empty frame is drawn. Fails if a face cannot be cut.
pub fn write(
    mut document: PagedDocument,
    info: &Info,
    settings: &Settings,
    book: &FontBook,
    image: &(dyn Fn(&ImageItem) -> Option<Variant> + Sync),
) -> Result<Vec<u8>, Diag> {
    // What is printed beside the pages; and every face, cut to the glyphs of it all.
    let slugs = slugs(&document, info, settings, book);
    let faces = fonts::cut(&document, &slugs, book)?;
    // Every page, drawn.
    let mut objects = Objects::new(settings.version(), settings.lock().map(lock::lock).transpose()?);
    let how = (settings, info.lang());
    let drawn = draw::pages(&mut objects, &mut document, &slugs, &faces, how, image);
    // Fonts and pictures, as far as each page needs them.
    let faces: Vec<_> = faces.into_values().collect();
    let made = canvas::fonts(&faces);
    let fonts = fontdict::complete(&mut objects, &made, faces.iter());
    let images = drawn.images.finish(&mut objects);
    pages::write(&mut objects, (&drawn.contents, &drawn.used), &fonts, &images, settings);
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
    Ok(objects.finish(information))
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
