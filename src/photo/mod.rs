//! Photos: read, turn upright, and give each target the smallest pixels that serve. In: the bytes of a file.
//! Out: its upright size, and one variant for print and one for screens.
//!
//! A photo comes in two steps, because layout needs only its size and both writers need its pixels:
//!
//! 1. [`Album::add`] looks at the header: what kind of file it is (by content, not by name), how large, which
//!    way up, in which colours. No pixel is decoded, and what would take too much memory is refused here.
//! 2. [`develop`] makes the variants. What can go on as the camera wrote it does; everything else is decoded
//!    once, cut, scaled, turned upright and encoded for its target.
//!
//! Scaling is done on the samples as stored (gamma-encoded, and Y'CbCr for a JPEG, which saves two colour
//! conversions). Linear light would differ visibly only in fine stark patterns scaled far down.

pub use coverage::{Coverage, coverage};
pub use encode::drawing;
pub use intent::PrintIntent;

mod colour;
mod coverage;
mod decode;
mod encode;
mod fault;
mod header;
mod intent;
mod jpeg;
mod link;
mod pcs;
mod raster;
mod scale;
mod turn;

#[cfg(test)]
mod tests;

use crate::diag::{Diag, Diags};
use header::Header;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A photo, by its place in the [`Album`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PhotoId(pub u32);

/// The photos of a build, each path once.
#[derive(Debug, Default)]
pub struct Album {
    photos: Vec<Photo>,
    by_path: BTreeMap<String, PhotoId>,
}

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
    header: Header,
}

impl Album {
    /// Takes up a photo after a look at its header: no pixel is decoded. A path taken up before keeps its
    /// id. Remarks (a wrong extension, an unusable profile) go to `diags`; they name the path and have no
    /// place.
    ///
    /// Errors: a file that is empty, no image, of a kind that is not read, cut off, or of more pixels than
    /// the budget; the diagnostic names the path and has no place.
    pub fn add(&mut self, path: &str, bytes: Arc<[u8]>, diags: &mut Diags) -> Result<PhotoId, Diag> {
        if let Some(&id) = self.by_path.get(path) {
            return Ok(id);
        }
        let header = header::read(path, &bytes, diags)?;
        let (width, height) = header.turn.size(header.width, header.height);
        let id = PhotoId(u32::try_from(self.photos.len()).unwrap_or(u32::MAX));
        self.photos.push(Photo { path: path.to_owned(), width, height, bytes, header });
        self.by_path.insert(path.to_owned(), id);
        Ok(id)
    }

    /// The photo of a path.
    pub fn find(&self, path: &str) -> Option<PhotoId> {
        self.by_path.get(path).copied()
    }

    /// A photo of this album. Panics on the id of another album.
    pub fn get(&self, id: PhotoId) -> &Photo {
        &self.photos[id.0 as usize]
    }

    /// All photos, in the order they were taken up.
    pub fn iter(&self) -> impl Iterator<Item = (PhotoId, &Photo)> {
        (0..).map(PhotoId).zip(&self.photos)
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
    /// A PDF: in the colours of the [`PrintIntent`]. Where these are the photo's own, a JPEG within
    /// [`Request::pixels_unchanged`] goes in byte for byte, unless it says where it was taken (GPS): then its
    /// metadata is left out and its picture kept.
    Print,
    /// An EPUB: sRGB or gray, on white where it was transparent; nothing personal (GPS, serial numbers,
    /// thumbnails) is left in the file. A JPEG that is small enough is not encoded anew: its metadata is
    /// left out and its picture kept as it is.
    ///
    /// CMYK is converted by its own profile if it has one, else by [`Darkroom::ink`].
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
    /// The ICC profile that the samples are in, if the file had one that is not plain sRGB. Never for
    /// screens, and not where the samples are in the print intent's own profile.
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
    /// Raw samples of 8 bits (print only), with an optional mask of transparency of the same size. CMYK is
    /// 255 for full ink.
    Samples {
        /// One byte a pixel, 255 is opaque.
        alpha: Option<Arc<[u8]>>,
    },
}

/// What holds for all photos of a build.
#[derive(Clone, Debug, Default)]
pub struct Darkroom {
    /// The colours of what is printed.
    pub intent: PrintIntent,
    /// The profile of ink that comes without one, for screens. Without it the plain formula (1−C)(1−K) is
    /// used, which is brighter than a press prints.
    pub ink: Option<Arc<[u8]>>,
}

/// Makes all the variants that are asked for of one photo, decoding it once at most.
///
/// Errors: a file that is cut off or damaged beyond its header; the diagnostic names the path and has no
/// place.
pub fn develop(photo: &Photo, requests: &[Request], darkroom: &Darkroom) -> Result<Vec<Variant>, Diag> {
    let mut decoded = None;
    let mut variants = Vec::with_capacity(requests.len());
    for request in requests {
        // What needs no change goes on without a look at its pixels.
        if let Some(variant) = encode::unchanged(photo, request, darkroom) {
            variants.push(variant);
            continue;
        }
        let raster = match &mut decoded {
            Some(raster) => raster,
            none => none.insert(decode::decode(photo)?),
        };
        // Cut and scale first, so that the other steps have fewer pixels to go through.
        let turn = photo.header.turn;
        let upright = turn.apply(scale::scale(raster, turn, request));
        variants.push(match request.target {
            Target::Print => encode::for_print(photo, upright, request, darkroom)?,
            Target::Screen => encode::for_screen(photo, upright, request, darkroom)?,
        });
    }
    Ok(variants)
}
