//! Pages: collect blocks, compose columns, distribute what is left, finish. In: articles, a theme, faces and
//! photos. Out: a [`PagedDocument`] and warnings; layout cannot fail.

use crate::article::Article;
use crate::diag::Diags;
use crate::font::FontBook;
use crate::frame::PagedDocument;
use crate::photo::Album;
use crate::theme::Theme;

/// Makes the pages of some articles, one behind the other.
pub fn lay_out(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    album: &Album,
    diags: &mut Diags,
) -> PagedDocument {
    let _ = (articles, theme, book, album, diags);
    PagedDocument::default()
}
