//! The EXIF block of a photo (CIPA DC-008): read only where its fields together are no longer than a block may make them, and
//! asked for what matters here. The reader copies the value of every field, and fields may share their bytes.

use super::turn::Turn;
use std::collections::BTreeSet;

/// The most bytes of a block that stands in a photo; a segment of a JPEG has 65,533.
const MAX_BLOCK: usize = 1 << 20;
/// The most bytes of a TIFF file that are copied to look for EXIF in them.
const MAX_FILE: usize = 64 << 20;
/// Fields of all directories; cameras write fewer than 200.
const MAX_FIELDS: usize = 8_192;
/// Directories one behind the other that the reader follows.
const MAX_DIRECTORIES: usize = 8;
/// The values of all fields may come to so many times the block and so much more.
const TIMES: usize = 4;
const MORE: usize = 1 << 20;
/// What the reader holds for a text: one list of bytes between two NULs.
const TEXT: usize = 24;
/// What it holds for any field besides its value.
const FIELD: usize = 64;

/// The fields that lead to other directories: EXIF, GPS, interoperability.
const POINTERS: [usize; 3] = [0x8769, 0x8825, 0xA005];

/// What EXIF says that matters here.
#[derive(Default)]
pub(super) struct Exif {
    pub(super) turn: Turn,
    pub(super) has_place: bool,
    pub(super) is_personal: bool,
}

/// What says whose device took a photo, which one, and when. What it shows and who made it is said beside it anyway.
const PERSONAL: [exif::Tag; 7] = [
    exif::Tag::DateTimeOriginal,
    exif::Tag::MakerNote,
    exif::Tag::UserComment,
    exif::Tag::CameraOwnerName,
    exif::Tag::BodySerialNumber,
    exif::Tag::LensSerialNumber,
    exif::Tag::ImageUniqueID,
];

impl Exif {
    pub(super) fn of(fields: &exif::Exif) -> Exif {
        let turn = fields
            .get_field(exif::Tag::Orientation, exif::In::PRIMARY)
            .and_then(|field| field.value.get_uint(0))
            .map(Turn::from_exif)
            .unwrap_or_default();
        let has_place = fields.fields().any(|field| field.tag.context() == exif::Context::Gps);
        let is_personal = fields.fields().any(|field| PERSONAL.contains(&field.tag));
        Exif { turn, has_place, is_personal }
    }
}

/// Reads a block; one that cannot be read says nothing.
pub(super) fn parse(block: &[u8]) -> Option<exif::Exif> {
    if block.len() > MAX_BLOCK { None } else { fields(block) }
}

/// The EXIF fields among those of a TIFF file, unless it is too large to be copied for them.
pub(super) fn parse_file(bytes: &[u8]) -> Option<exif::Exif> {
    if bytes.len() > MAX_FILE { None } else { fields(bytes) }
}

/// Whether nothing in a block is unreadable.
pub(super) fn is_sound(block: &[u8]) -> bool {
    block.len() <= MAX_BLOCK && is_tame(block) && exif::Reader::new().read_raw(block.to_vec()).is_ok()
}

fn fields(block: &[u8]) -> Option<exif::Exif> {
    if !is_tame(block) {
        return None;
    }
    exif::Reader::new()
        .continue_on_error(true)
        .read_raw(block.to_vec())
        .or_else(|e| e.distill_partial_result(|_| {}))
        .ok()
}

/// Whether the fields of all directories are few, and their values together not much longer than the block.
fn is_tame(block: &[u8]) -> bool {
    let numbers = Numbers { block, little: block.starts_with(b"II") };
    let most = block.len().saturating_mul(TIMES).saturating_add(MORE);
    let (mut count, mut sum) = (0, 0_usize);
    let mut seen = BTreeSet::new();
    let next =
        |at: usize, number| numbers.read(at, 4).filter(|&place| place != 0).map(|place| (place, number));
    // Directories and their numbers; those that fields lead to have none.
    let mut todo: Vec<(usize, Option<usize>)> = next(4, Some(0)).into_iter().collect();
    while let Some((directory, number)) = todo.pop() {
        // Any directory is read once.
        let Some(length) = numbers.read(directory, 2).filter(|_| seen.insert(directory)) else { continue };
        let first = directory + 2;
        for field in (0..length).map(|n| first + n * 12) {
            let Some((tag, kind, times, place)) = numbers.field(field) else { break };
            count += 1;
            sum = sum.saturating_add(times.saturating_mul(unit(kind).1)).saturating_add(FIELD);
            if count > MAX_FIELDS || sum > most {
                return false;
            }
            let value = |length| numbers.read(place, length).map(|place| (place, None));
            todo.extend(POINTERS.contains(&tag).then(|| value(unit(kind).0.clamp(1, 4))).flatten());
        }
        let behind = number.map(|number| number + 1).filter(|&number| number < MAX_DIRECTORIES);
        todo.extend(behind.and_then(|number| next(first + length * 12, Some(number))));
    }
    true
}

/// Bytes of one value of a kind (TIFF 6, section 2), and what the reader holds for it.
fn unit(kind: usize) -> (usize, usize) {
    match kind {
        2 => (1, TEXT),
        1 | 6 | 7 => (1, 1),
        3 | 8 => (2, 2),
        4 | 9 | 11 => (4, 4),
        5 | 10 | 12 => (8, 8),
        _ => (0, 0),
    }
}

/// Numbers in the order of bytes of a block.
struct Numbers<'a> {
    block: &'a [u8],
    little: bool,
}

impl Numbers<'_> {
    fn read(&self, at: usize, length: usize) -> Option<usize> {
        let part = self.block.get(at..at.checked_add(length)?)?;
        let fold = |n: usize, byte: &u8| n << 8 | usize::from(*byte);
        Some(if self.little { part.iter().rev().fold(0, fold) } else { part.iter().fold(0, fold) })
    }

    /// A field's tag, kind, number of values and the place of these.
    fn field(&self, at: usize) -> Option<(usize, usize, usize, usize)> {
        let (tag, kind, times) = (self.read(at, 2)?, self.read(at + 2, 2)?, self.read(at + 4, 4)?);
        let length = times.saturating_mul(unit(kind).0);
        let place = if length <= 4 { at + 8 } else { self.read(at + 8, 4)? };
        // What lies outside is read by nobody.
        let inside = place.checked_add(length).is_some_and(|end| end <= self.block.len());
        Some((tag, kind, if inside { times } else { 0 }, place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of one directory: fields of this kind and so many values, all in the same bytes.
    fn block(fields: u16, kind: u16, values: u32) -> Vec<u8> {
        let mut out = b"II*\0\x08\0\0\0".to_vec();
        out.extend(fields.to_le_bytes());
        for _ in 0..fields {
            out.extend(0x9286_u16.to_le_bytes());
            out.extend(kind.to_le_bytes());
            out.extend(values.to_le_bytes());
            out.extend(8_u32.to_le_bytes());
        }
        out.extend([0; 4]);
        let length = out.len().max(8 + values as usize * unit(kind.into()).0);
        out.resize(length, 0);
        out
    }

    #[test]
    fn fields_that_share_their_bytes_are_not_read() {
        assert!(is_tame(&block(30, 7, 30_000)) && parse(&block(30, 7, 30_000)).is_some());
        assert!(!is_tame(&block(1_000, 7, 30_000)) && parse(&block(1_000, 7, 30_000)).is_none());
        // A text of NULs becomes as many texts.
        assert!(is_tame(&block(1, 2, 30_000)) && !is_tame(&block(2, 2, 60_000)));
        assert!(!is_sound(&block(2, 2, 60_000)));
        assert!(is_tame(&block(8_192, 3, 1)) && !is_tame(&block(8_193, 3, 1)));
        assert!(parse(&block(1, 7, 2 << 20)).is_none() && parse_file(&block(1, 7, 2 << 20)).is_some());
    }

    #[test]
    fn any_bytes_are_looked_at_and_circles_end() {
        let whole = block(3, 4, 2);
        (0..whole.len()).for_each(|end| assert!(is_tame(&whole[..end])));
        let mut circle = whole.clone();
        // The directory behind this one is this one, and so is that of EXIF.
        let end = circle.len() - 4;
        circle[end] = 8;
        circle[10..12].copy_from_slice(&0x8769_u16.to_le_bytes());
        assert!(is_tame(&circle));
        assert!(is_tame(&[0xFF; 64]) && is_tame(b"MM\0*\xFF\xFF\xFF\xFF"));
    }
}
