//! Variants kept from build to build, under a name made from everything that goes into them. In: what a caller keeps,
//! by name. Out: variants, or nothing where what was kept is not whole. A right result never needs it.

use super::{Darkroom, Digest, Encoding, Photo, Request, Target, Variant};
use sha2::{Digest as _, Sha256};
use std::fmt::{Debug, Write};
use std::sync::Arc;

/// Keeps bytes under names (lower-case hexadecimal digits). It may forget at any time, and may be used from many
/// threads and processes at once; what it gives back need not be whole.
pub trait Store: Send + Sync + Debug {
    /// What is kept under a name.
    fn get(&self, name: &str) -> Option<Vec<u8>>;
    /// Keeps something, if it can.
    fn put(&self, name: &str, bytes: &[u8]);
}

/// Changes whenever the same request would give other pixels or is written down otherwise: with every release, and with
/// the number, which goes up when what is developed changes (`tests::kept` notices).
pub(super) const VERSION: &[u8] = concat!("keben photo 3, ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

/// SHA-256 of some parts, one behind the other.
pub fn digest(parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().into()
}

/// The name of what a request makes of a photo.
pub(super) fn key(photo: &Photo, request: &Request, darkroom: &Darkroom) -> String {
    let mut hash = Sha256::new();
    hash.update(VERSION);
    hash.update(photo.digest);
    request.part.iter().for_each(|share| hash.update(share.to_le_bytes()));
    for number in [request.pixels.0, request.pixels.1, u32::from(request.quality)] {
        hash.update(number.to_le_bytes());
    }
    match request.target {
        Target::Print => hash.update(darkroom.intent.name()),
        // What is developed of pixels is the same for a page and for a cover.
        Target::Screen | Target::Cover => {
            hash.update(b"screen");
            hash.update(darkroom.ink.as_ref().map(|icc| digest(&[icc])).unwrap_or_default());
        }
    }
    hash.finalize().iter().fold(String::new(), |mut name, byte| {
        let _ = write!(name, "{byte:02x}");
        name
    })
}

pub(super) fn put(store: &dyn Store, name: &str, variant: &Variant) {
    let (kind, alpha) = match &variant.encoding {
        Encoding::Jpeg { inverted: false } => (0, None),
        Encoding::Jpeg { inverted: true } => (1, None),
        Encoding::Png => (2, None),
        Encoding::Samples { alpha } => (3, alpha.as_ref()),
        // Drawn anew in less time than it takes to find them.
        Encoding::Svg | Encoding::Page => return,
    };
    let mut out = VERSION.to_vec();
    out.extend([kind, variant.components]);
    out.extend(variant.width.to_le_bytes());
    out.extend(variant.height.to_le_bytes());
    for part in [Some(&variant.bytes), alpha, variant.profile.as_ref()] {
        // Nothing, and something of no bytes, are two things.
        out.extend(part.map_or(0, |p| p.len() as u64 + 1).to_le_bytes());
        out.extend(part.map_or(&[][..], |p| p));
    }
    let sum = digest(&[name.as_bytes(), &out]);
    out.extend(sum);
    store.put(name, &out);
}

pub(super) fn get(store: &dyn Store, name: &str) -> Option<Variant> {
    let kept = store.get(name)?;
    let (content, sum) = kept.split_last_chunk::<32>()?;
    if digest(&[name.as_bytes(), content]) != *sum {
        return None;
    }
    let (&[kind, components], rest) = content.strip_prefix(VERSION)?.split_first_chunk()?;
    let (width, rest) = rest.split_first_chunk()?;
    let (height, mut rest) = rest.split_first_chunk()?;
    let mut part = || -> Option<Option<Arc<[u8]>>> {
        let (length, behind) = rest.split_first_chunk()?;
        let Some(length) = u64::from_le_bytes(*length).checked_sub(1) else {
            rest = behind;
            return Some(None);
        };
        let (part, behind) = behind.split_at_checked(usize::try_from(length).ok()?)?;
        rest = behind;
        Some(Some(part.into()))
    };
    let (bytes, alpha, profile) = (part()??, part()?, part()?);
    let encoding = match kind {
        0 | 1 => Encoding::Jpeg { inverted: kind == 1 },
        2 => Encoding::Png,
        _ => Encoding::Samples { alpha },
    };
    let (width, height) = (u32::from_le_bytes(*width), u32::from_le_bytes(*height));
    Some(Variant { bytes, width, height, components, encoding, profile })
}
