//! Photos: read, turn upright, and give each target the smallest pixels that serve. In: the bytes of a file.
//! Out: its upright size, and one variant for print and one for screens.
//!
//! A photo comes in two steps, because layout needs only its size and both writers need its pixels:
//!
//! 1. [`Album::add`] looks at the header: what kind of file it is (by content, not by name), how large, which
//!    way up, in which colours. No pixel is decoded, and what would take too much memory is refused here.
//! 2. [`develop`] makes the variants. What can go on as the camera wrote it does; everything else is decoded
//!    once, cut, scaled, turned upright and encoded for its target. The file is read anew for that, so that
//!    an album of a thousand photos is no larger than their headers.
//!
//! Photographs are scaled on gamma-encoded samples. What comes without loss may be a drawing with fine stark patterns, which that would darken: it
//! is scaled in linear light.

pub use coverage::{Coverage, coverage};
pub use drawing::{FaceData, Lettering};
pub use encode::drawing;
pub use intent::PrintIntent;
pub use metadata::Metadata;
pub use store::{Store, digest};

mod block;
pub mod check;
mod colour;
mod coverage;
mod decode;
mod drawing;
mod encode;
mod exif_block;
mod fault;
mod filters;
mod header;
mod ids;
mod intent;
mod jpeg;
mod link;
mod metadata;
mod pcs;
mod place;
mod png_exif;
mod raster;
mod references;
mod scale;
mod stand_in;
mod store;
mod styles;
mod tame;
mod tiff;
mod turn;
mod webp;
mod weight;

#[cfg(test)]
mod tests;

use crate::diag::{Diag, Diags, codes::photo as codes};
use header::Header;
use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::Arc;

/// A photo, by its place in the [`Album`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PhotoId(pub u32);

/// The photos of a build, each path once.
#[derive(Debug, Default)]
pub struct Album {
    photos: Vec<Photo>,
    by_path: BTreeMap<String, PhotoId>,
    by_content: BTreeMap<Digest, PhotoId>,
    /// The profiles of all photos, each once: most come from one press or one camera.
    profiles: BTreeMap<Digest, Arc<[u8]>>,
    /// How many bytes these have.
    profile_bytes: usize,
}

/// The most bytes of all profiles of an album, and how many: one for each camera and press is a few megabytes.
pub(super) const MAX_PROFILE_BYTES: usize = 256 << 20;
const MAX_PROFILES: usize = 1_000;

/// SHA-256 of a file.
type Digest = [u8; 32];

/// One photo: what its header says.
#[derive(Debug)]
pub struct Photo {
    /// Project-relative path.
    pub path: String,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// The length of the file in bytes.
    pub size: usize,
    /// What it says about itself.
    pub metadata: Metadata,
    digest: Digest,
    header: Header,
    /// The file, if it is none of the project's or need not be read again.
    held: Option<Arc<[u8]>>,
}

/// What colours a photo is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colours {
    /// Gray.
    Gray,
    /// Red, green and blue.
    Rgb,
    /// Four inks.
    Cmyk,
}

impl Photo {
    /// Its colours.
    pub fn colours(&self) -> Colours {
        self.header.colours
    }

    /// Whether it says in which profile its colours are meant, plain sRGB included.
    pub fn has_profile(&self) -> bool {
        self.header.has_profile
    }

    /// Whether it is made of shapes and not of pixels.
    pub fn is_drawing(&self) -> bool {
        self.header.format == header::Format::Svg
    }

    /// Bytes of memory that its pixels take while it is developed; none for a drawing, which is as large as it is drawn.
    pub fn working_bytes(&self) -> u64 {
        self.header.working
    }

    /// The name of its kind of file, such as `JPEG`.
    pub fn kind(&self) -> &'static str {
        self.header.format.name()
    }
}

/// A photo looked at, and what there is to remark on it.
#[derive(Debug)]
pub struct Look {
    photo: Photo,
    remarks: Diags,
}

/// Looks at the header of a file: no pixel is decoded. Remarks (a wrong extension, an unusable profile) name the
/// path and have no place.
///
/// Errors: a file that is empty, no image, of a kind that is not read, cut off, or of more pixels than the
/// budget; the diagnostic names the path and has no place.
pub fn look(path: &str, bytes: &[u8]) -> Result<Look, Diag> {
    let mut remarks = Diags::new();
    let (header, metadata) = header::read(path, bytes, &mut remarks)?;
    let (width, height) = header.turn.size(header.width, header.height);
    let (size, digest) = (bytes.len(), digest(&[bytes]));
    let photo = Photo { path: path.to_owned(), width, height, size, metadata, digest, header, held: None };
    Ok(Look { photo, remarks })
}

impl Look {
    /// Holds on to the file that was looked at, so that it is not read again.
    pub fn holding(mut self, bytes: Arc<[u8]>) -> Look {
        self.photo.held = Some(bytes);
        self
    }
}

impl Album {
    /// Takes up a photo that was looked at. A path taken up before keeps its id.
    pub fn take(&mut self, look: Look, diags: &mut Diags) -> PhotoId {
        if let Some(&id) = self.by_path.get(&look.photo.path) {
            return id;
        }
        diags.append(look.remarks);
        let mut photo = look.photo;
        if let Some(profile) = photo.header.profile.take() {
            photo.header.profile = self.kept(profile);
            if photo.header.profile.is_none() {
                photo.header.has_profile = false;
                diags.push(Diag::new(&codes::BAD_PROFILE).arg(&photo.path));
            }
        }
        let id = PhotoId(u32::try_from(self.photos.len()).unwrap_or(u32::MAX));
        self.by_path.insert(photo.path.clone(), id);
        self.by_content.entry(photo.digest).or_insert(id);
        self.photos.push(photo);
        id
    }

    /// A profile as the album holds it; `None` for one more than it holds.
    fn kept(&mut self, profile: Arc<[u8]>) -> Option<Arc<[u8]>> {
        let name = digest(&[&profile]);
        if let Some(known) = self.profiles.get(&name) {
            return Some(known.clone());
        }
        let bytes = self.profile_bytes + profile.len();
        if bytes > MAX_PROFILE_BYTES || self.profiles.len() >= MAX_PROFILES {
            return None;
        }
        self.profile_bytes = bytes;
        self.profiles.insert(name, profile.clone());
        Some(profile)
    }

    /// Looks at a photo and takes it up.
    ///
    /// Errors: those of [`look`].
    pub fn add(&mut self, path: &str, bytes: &[u8], diags: &mut Diags) -> Result<PhotoId, Diag> {
        if let Some(&id) = self.by_path.get(path) {
            return Ok(id);
        }
        Ok(self.take(look(path, bytes)?, diags))
    }

    /// Takes up a gray field with a cross in place of a photo that cannot be set, of so many pixels.
    pub fn stand_in(&mut self, path: &str, width: u32, height: u32) -> Option<PhotoId> {
        let look = stand_in::look(path, width, height)?;
        Some(self.take(look, &mut Diags::new()))
    }

    /// The first photo with the same content; mostly the photo itself.
    pub fn original(&self, id: PhotoId) -> PhotoId {
        self.by_content.get(&self.get(id).digest).copied().unwrap_or(id)
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
    /// The cover of an EPUB: as for [`Target::Screen`], and a drawing becomes pixels, for the shelves of stores and
    /// reading systems take no other cover.
    Cover,
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

impl Variant {
    /// SHA-256 of all that it is: of two alike one is enough.
    pub fn digest(&self) -> [u8; 32] {
        let (kind, alpha): (u8, &[u8]) = match &self.encoding {
            Encoding::Jpeg { inverted: false } => (0, &[]),
            Encoding::Jpeg { inverted: true } => (1, &[]),
            Encoding::Png => (2, &[]),
            Encoding::Svg => (3, &[]),
            Encoding::Page => (4, &[]),
            Encoding::Samples { alpha: None } => (5, &[]),
            Encoding::Samples { alpha: Some(alpha) } => (6, alpha),
        };
        let size = [self.width.to_be_bytes(), self.height.to_be_bytes()];
        let profile = self.profile.as_deref().unwrap_or_default();
        let parts = [&[self.components, kind], size.as_flattened(), &self.bytes, alpha, profile];
        let lengths = parts.map(|part| (part.len() as u64).to_be_bytes());
        digest(&[lengths.as_flattened(), parts[0], parts[1], parts[2], parts[3], parts[4]])
    }
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
    /// An SVG file of plain shapes (screens only).
    Svg,
    /// A PDF file of one page, in RGB (print only); the size is in its points.
    Page,
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
    /// Whether a JPEG that goes on unchanged keeps what it says about itself, if that is not where it was taken.
    pub keep_metadata: bool,
    /// The faces of letters in drawings.
    pub lettering: Lettering,
    /// Where variants are kept from build to build.
    pub store: Option<Arc<dyn Store>>,
}

/// How variants came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Photos decoded.
    pub decoded: usize,
    /// Variants encoded.
    pub encoded: usize,
    /// Variants that are the photo's own picture.
    pub unchanged: usize,
    /// Variants found in the store.
    pub stored: usize,
}

impl AddAssign for Work {
    fn add_assign(&mut self, other: Work) {
        self.decoded += other.decoded;
        self.encoded += other.encoded;
        self.unchanged += other.unchanged;
        self.stored += other.stored;
    }
}

/// Makes all the variants that are asked for of one photo, decoding it once at most. `read` gives the bytes that
/// were looked at; it is asked only if the store has not everything.
///
/// Errors: a file that cannot be read, has changed since, or is cut off or damaged beyond its header; the
/// diagnostic names the path and has no place.
pub fn develop(
    photo: &Photo,
    read: &dyn Fn() -> Result<Arc<[u8]>, Diag>,
    requests: &[Request],
    darkroom: &Darkroom,
) -> Result<(Vec<Variant>, Work), Diag> {
    let mut work = Work::default();
    let mut file = None;
    let mut decoded = None;
    let mut variants = Vec::with_capacity(requests.len());
    for request in requests {
        if photo.header.format == header::Format::Svg {
            let bytes: &Arc<[u8]> = match &mut file {
                Some(bytes) => bytes,
                none => none.insert(same_bytes(photo, read)?),
            };
            work.encoded += 1;
            let drawn = || encode::drawn(photo, bytes, request, darkroom);
            variants.push(fault::contained_at(&photo.path, drawn)?);
            continue;
        }
        // What needs no change goes on without a look at its pixels; what was made before is taken as it is.
        let unchanged = encode::serves(photo, request, darkroom);
        let key = store::key(photo, request, darkroom);
        let store = darkroom.store.as_ref().filter(|_| !unchanged);
        if let Some(variant) = store.and_then(|store| store::get(&**store, &key)) {
            work.stored += 1;
            variants.push(variant);
            continue;
        }
        let bytes: &Arc<[u8]> = match &mut file {
            Some(bytes) => bytes,
            none => none.insert(same_bytes(photo, read)?),
        };
        if unchanged {
            work.unchanged += 1;
            variants.push(encode::unchanged(photo, bytes, request, darkroom));
            continue;
        }
        let raster = match &mut decoded {
            Some(raster) => raster,
            none => {
                work.decoded += 1;
                none.insert(decode::decode(photo, bytes)?)
            }
        };
        let variant = fault::contained_at(&photo.path, || {
            // Cut and scale first, so that the other steps have fewer pixels to go through.
            let turn = photo.header.turn;
            let upright = turn.apply(scale::scale(raster, turn, request, !photo.header.lossy));
            match request.target {
                Target::Print => encode::for_print(photo, upright, request, darkroom),
                Target::Screen | Target::Cover => encode::for_screen(photo, upright, request, darkroom),
            }
        })?;
        work.encoded += 1;
        if let Some(store) = store {
            store::put(&**store, &key, &variant);
        }
        variants.push(variant);
    }
    Ok((variants, work))
}

/// The bytes that were looked at: places in the header's terms lie inside them.
fn same_bytes(photo: &Photo, read: &dyn Fn() -> Result<Arc<[u8]>, Diag>) -> Result<Arc<[u8]>, Diag> {
    if let Some(held) = &photo.held {
        return Ok(held.clone());
    }
    let bytes = read()?;
    if bytes.len() != photo.size || digest(&[&bytes]) != photo.digest {
        return Err(Diag::new(&codes::CHANGED).arg(&photo.path));
    }
    Ok(bytes)
}
