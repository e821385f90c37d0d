//! Articles to EPUB bytes. In: articles, a theme, faces, developed photos. Out: a file. Knows no page.

use crate::article::{Article, Crop};
use crate::diag::Diag;
use crate::font::FontBook;
use crate::photo::Variant;
use crate::theme::Theme;

/// Writes a book of one or more articles. `image` hands out the developed photo of a path and crop (a cover
/// has none); `epoch` stands for "now" where no article has a date (seconds since 1970).
pub fn write(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    image: &(dyn Fn(&str, Option<Crop>) -> Option<Variant> + Sync),
    epoch: Option<i64>,
) -> Result<Vec<u8>, Diag> {
    let _ = (articles, theme, book, image, epoch);
    Ok(Vec::new())
}
