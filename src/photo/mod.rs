//! Photos: read, turn upright, and give each target the smallest pixels that serve. In: the bytes of a file.
//! Out: its upright size, and one variant for print and one for screens.

use crate::diag::{Diag, Diags};
use std::sync::Arc;

/// A photo, by its place in the [`Album`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PhotoId(pub u32);

/// The photos of a build, each path once.
#[derive(Debug, Default)]
pub struct Album {}

/// One photo: its bytes as sent, and what its header says.
#[derive(Debug)]
pub struct Photo {
    /// Project-relative path.
    pub path: String,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Album {
    /// Takes up a photo after a look at its header: no pixel is decoded. The caller gives diagnostics their
    /// place. A path taken up before keeps its
    /// id.
    pub fn add(&mut self, path: &str, bytes: Arc<[u8]>, warnings: &mut Diags) -> Result<PhotoId, Diag> {
        let _ = (path, bytes, warnings);
        Err(Diag::new(&crate::diag::codes::photo::NOT_AN_IMAGE))
    }

    /// The photo of a path.
    pub fn find(&self, path: &str) -> Option<PhotoId> {
        let _ = path;
        None
    }

    /// A photo of this album.
    pub fn get(&self, id: PhotoId) -> &Photo {
        unimplemented!("{id:?}")
    }
}

/// What a target needs of a photo.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// The part shown, in shares of the upright photo: left, top, width, height.
    pub part: [f64; 4],
    /// The most pixels across and down that serve; the variant fits inside and is never larger than the
    /// part itself.
    pub pixels: (u32, u32),
    /// A JPEG whose part needs no cut, no turn and at most this many pixels goes on byte for byte.
    pub pixels_unchanged: (u32, u32),
    /// JPEG quality, 1 to 100, if it has to be encoded.
    pub quality: u8,
    /// For whom.
    pub target: Target,
}

/// For whom a variant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A PDF: CMYK and profiles are kept.
    Print,
    /// An EPUB: sRGB or gray; nothing personal (GPS, serial numbers) is left in the file.
    Screen,
}

/// A photo as one target takes it.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The encoded file, or for [`Encoding::Samples`] the rows of samples.
    pub bytes: Arc<[u8]>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// 1 gray, 3 RGB, 4 CMYK.
    pub components: u8,
    /// How the bytes are to be read.
    pub encoding: Encoding,
    /// The ICC profile that the samples are in, if the file had one that is not plain sRGB.
    pub profile: Option<Arc<[u8]>>,
}

/// How the bytes of a [`Variant`] are to be read.
#[derive(Clone, Debug)]
pub enum Encoding {
    /// A JPEG file; `inverted` if its CMYK is stored as Adobe does.
    Jpeg {
        /// Whether 0 means full ink.
        inverted: bool,
    },
    /// A PNG file (screens only).
    Png,
    /// Raw samples of 8 bits (print only), with an optional mask of transparency of the same size.
    Samples {
        /// One byte a pixel, 255 is opaque.
        alpha: Option<Arc<[u8]>>,
    },
}

/// Makes all the variants that are asked for of one photo, decoding it once at most. Errors name the file
/// and the reason in an author's terms.
pub fn develop(photo: &Photo, requests: &[Request]) -> Result<Vec<Variant>, Diag> {
    let _ = (photo, requests);
    Err(Diag::new(&crate::diag::codes::photo::NOT_AN_IMAGE))
}
