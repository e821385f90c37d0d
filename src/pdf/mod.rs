//! Frames to PDF bytes. In: finished pages, faces, developed photos. Out: a tagged file that readers (PDF/UA-1) and
//! archives (PDF/A-2a) take. Decides no position.
//!
//! Pages, font dictionaries and drawing are written with printpdf, which [`canvas`] alone knows. Fonts are cut
//! by our own call of `subsetter`. What printpdf does not write is added to its objects afterwards: the structure
//! tree, outline, links, labels, metadata and output intent; and the file itself, so that photos go from
//! where they lie into it byte for byte.

mod canvas;
mod cmap;
mod draw;
mod file;
mod fontdict;
mod fonts;
mod icc;
mod images;
mod info;
mod marks;
mod metadata;
mod nav;
mod objects;
mod syntax;
mod text;
mod tree;

pub use icc::cmyk as coated_offset;
pub use info::Info;

use crate::diag::Diag;
use crate::font::FontBook;
use crate::frame::{ImageItem, PagedDocument};
use crate::photo::Variant;

/// Writes a document. `image` hands out the developed photo of an image item, cut to its part; where it has
/// none, an empty frame is drawn. Fails if a face cannot be cut.
pub fn write(
    document: &PagedDocument,
    info: &Info,
    book: &FontBook,
    image: &(dyn Fn(&ImageItem) -> Option<Variant> + Sync),
) -> Result<Vec<u8>, Diag> {
    // Every face, cut to the glyphs of the whole document.
    let faces = fonts::cut(document, book)?;
    // Every page, drawn.
    let drawn = draw::pages(document, &faces, info.lang(), image);
    let faces: Vec<_> = faces.into_values().collect();
    let (mut objects, used) = drawn.canvas.finish(&faces);
    // Fonts and pictures, as far as each page needs them.
    let fonts = fontdict::complete(&mut objects, faces.iter());
    let images = drawn.images.finish(&mut objects);
    objects.share_out(&used, &fonts, &images);
    // The tree that follows the article, the ways through it, and what the whole is.
    let links = nav::links(&mut objects, document, &drawn.marks);
    tree::write(&mut objects, &document.tree, &drawn.marks, &links, info.lang());
    nav::write(&mut objects, document);
    let information = metadata::write(&mut objects, info);
    Ok(file::write(objects, information))
}
