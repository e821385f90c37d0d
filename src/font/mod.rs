//! Faces: a book of them, what they cover and measure, and subsets for PDF and EPUB. In: font files (compiled
//! in, the project's, the system's). Out: glyph ids, advances in [`crate::geom::Em`], and font programs for
//! the writers.
//!
//! A [`Face`] keeps the file's bytes as they came (compiled-in ones stay in the binary's read-only pages, of
//! which only those that are touched are ever loaded) and remembers where the tables of daily use are.

mod book;
mod charstring;
mod check;
mod components;
mod embedded;
mod epub_subset;
mod face;
mod outline;
mod pdf_subset;

pub use book::{FaceId, FontBook, MAX_FACES};
pub use embedded::embedded_file;
pub use epub_subset::subset_for_epub;
pub use face::Face;
pub use outline::{Segment, outline};
pub use pdf_subset::{PdfSubset, subset_for_pdf};
