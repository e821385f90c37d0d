//! What can be wrong with a photo file, before it is known by which name to call it.

use crate::diag::{Diag, codes::photo as codes};

/// A reason not to take a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// No byte in it.
    Empty,
    /// No image of any kind.
    NoImage,
    /// A kind of file that is not read, by its usual name.
    Kind(&'static str),
    /// A rare variety of a kind that is read.
    Variety(String),
    /// It ends before its picture does.
    Truncated,
    /// The decoder's own words.
    Damaged(String),
    /// What is wrong with it, in both languages.
    Unsound(&'static str, &'static str),
    /// Width and height.
    TooLarge(u32, u32),
    /// What a drawing must not hold, in both languages.
    Forbidden(&'static str, &'static str),
}

impl Fault {
    /// As a problem of the file at `path`.
    pub(super) fn diag(self, path: &str) -> Diag {
        match self {
            Fault::Empty => Diag::new(&codes::EMPTY).arg(path),
            Fault::NoImage => Diag::new(&codes::NOT_AN_IMAGE).arg(path),
            Fault::Kind(kind) => Diag::new(&codes::UNREAD_KIND).arg(path).arg(kind),
            Fault::Variety(kind) => Diag::new(&codes::UNREAD_VARIETY).arg(path).arg(kind),
            Fault::Truncated => Diag::new(&codes::TRUNCATED).arg(path),
            Fault::Damaged(why) => Diag::new(&codes::DAMAGED).arg(path).arg(why),
            Fault::Unsound(en, zh) => Diag::new(&codes::DAMAGED).arg(path).arg_both(en, zh),
            Fault::Forbidden(en, zh) => Diag::new(&codes::DRAWING_REFUSED).arg(path).arg_both(en, zh),
            Fault::TooLarge(width, height) => Diag::new(&codes::TOO_MANY_PIXELS)
                .arg(path)
                .arg(width.to_string())
                .arg(height.to_string())
                .arg((super::header::PIXEL_BUDGET / 1_000_000).to_string()),
        }
    }
}

impl From<image::ImageError> for Fault {
    fn from(error: image::ImageError) -> Fault {
        match error {
            image::ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                Fault::Truncated
            }
            image::ImageError::Unsupported(e) => Fault::Variety(e.to_string()),
            e => Fault::Damaged(e.to_string()),
        }
    }
}

/// Runs a decoder over bytes that anyone may have sent. The decoders are well tested, and a slip in one of them
/// must still not take the whole build along: a panic becomes a damaged file.
pub(super) fn contained<T>(decoder: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(decoder))
        .unwrap_or_else(|_| Err(Fault::Damaged("the decoder gave up".into())))
}

/// The same for what has its problems named already.
pub(super) fn contained_at<T>(path: &str, work: impl FnOnce() -> Result<T, Diag>) -> Result<T, Diag> {
    contained(|| Ok(work())).unwrap_or_else(|fault| Err(fault.diag(path)))
}
