//! Frames to PDF bytes. In: finished pages, faces, developed photos. Out: a file. Decides no position.

use crate::article::Date;
use crate::diag::Diag;
use crate::font::FontBook;
use crate::frame::{ImageItem, PagedDocument};
use crate::photo::Variant;

/// What a PDF says about itself.
#[derive(Clone, Debug, Default)]
pub struct Info {
    /// The title, shown in the window.
    pub title: String,
    /// Who wrote it, in order.
    pub authors: Vec<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// Keywords in order.
    pub keywords: Vec<String>,
    /// BCP 47.
    pub lang: String,
    /// The articles' date.
    pub date: Option<Date>,
    /// Seconds since 1970 that stand for "now" where there is no date.
    pub epoch: Option<i64>,
}

/// Writes a document. `image` hands out the developed photo of an image item.
pub fn write(
    document: &PagedDocument,
    info: &Info,
    book: &FontBook,
    image: &(dyn Fn(&ImageItem) -> Option<Variant> + Sync),
) -> Result<Vec<u8>, Diag> {
    let _ = (document, info, book, image);
    Ok(Vec::new())
}
