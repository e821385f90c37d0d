//! Frames to PDF bytes. In: finished pages, faces, developed photos. Out: a file. Decides no position.

use crate::article::Meta;
use crate::diag::Diag;
use crate::font::FontBook;
use crate::frame::{ImageItem, PagedDocument};
use crate::photo::Variant;

/// Writes a document. `image` hands out the developed photo of an image item.
pub fn write(
    document: &PagedDocument,
    meta: &Meta,
    book: &FontBook,
    image: &dyn Fn(&ImageItem) -> Option<Variant>,
) -> Result<Vec<u8>, Diag> {
    let _ = (document, meta, book, image);
    Ok(Vec::new())
}
