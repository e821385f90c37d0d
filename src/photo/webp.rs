//! The chunks of a WebP file (RFC 9649, section 2.3): whether they lie inside it, and how its picture is coded.

use super::fault::Fault;

/// The mark of a chunk, and the bytes that it says to have.
type Chunk<'a> = (&'a [u8], usize);

/// The chunks from a place on; `step` says how far the next one is.
fn chunks<'a>(
    bytes: &'a [u8],
    mut at: usize,
    step: fn(Chunk<'_>) -> usize,
) -> impl Iterator<Item = (usize, Chunk<'a>)> {
    std::iter::from_fn(move || {
        let head = bytes.get(at..at.checked_add(8)?)?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let chunk = (&head[..4], length);
        let here = at;
        at = at.checked_add(step(chunk))?;
        Some((here + 8, chunk))
    })
}

/// To the chunk behind.
fn over((_, length): Chunk<'_>) -> usize {
    length.saturating_add(8 + length % 2)
}

/// The same, but into a frame of an animation: its own chunks follow 16 bytes on.
fn into(chunk: Chunk<'_>) -> usize {
    if chunk.0 == b"ANMF" { 8 + 16 } else { over(chunk) }
}

/// What the decoder makes room for before it looks whether it is there.
const READ_WHOLE: [&[u8]; 5] = [b"ICCP", b"EXIF", b"XMP ", b"ANIM", b"ALPH"];

/// Refuses a file in which something that the decoder reads as a whole says to be longer than the file. A picture that breaks
/// off is found when it is decoded.
pub(super) fn judge(bytes: &[u8]) -> Result<(), Fault> {
    let too_long = |(at, (kind, length)): (usize, Chunk<'_>)| {
        READ_WHOLE.contains(&kind) && at.checked_add(length).is_none_or(|end| end > bytes.len())
    };
    if chunks(bytes, 12, over).any(too_long) || chunks(bytes, 12, into).any(too_long) {
        return Err(Fault::Truncated);
    }
    Ok(())
}

/// Whether the first picture is a VP8 frame (RFC 9649, section 2.5).
pub(super) fn is_lossy(bytes: &[u8]) -> bool {
    let mut kinds = chunks(bytes, 12, into).map(|(_, (kind, _))| kind);
    kinds.find(|kind| matches!(*kind, b"VP8 " | b"VP8L")).is_some_and(|kind| kind == b"VP8 ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(chunks: &[(&[u8; 4], u32, &[u8])]) -> Vec<u8> {
        let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
        for (kind, length, data) in chunks {
            out.extend(*kind);
            out.extend(length.to_le_bytes());
            out.extend(*data);
        }
        out
    }

    #[test]
    fn what_is_longer_than_the_file_is_refused() {
        let good = file(&[(b"VP8X", 4, b"abcd"), (b"ICCP", 3, b"abc\0"), (b"VP8 ", 2, b"ab")]);
        assert!(judge(&good).is_ok() && is_lossy(&good));
        assert!(judge(&file(&[(b"VP8X", 4, b"abcd"), (b"ICCP", 0xFFFF_FFF0, b"abc\0")])).is_err());
        assert!(judge(&file(&[(b"VP8X", 4, b"abcd"), (b"EXIF", 5, b"abcd")])).is_err());
        // A picture that breaks off is the decoder's to refuse.
        assert!(judge(&file(&[(b"VP8L", 9, b"ab")])).is_ok() && !is_lossy(&file(&[(b"VP8L", 9, b"ab")])));
        let frame = [&[0; 16][..], b"ALPH\xFF\xFF\xFF\x7Fab"].concat();
        assert!(judge(&file(&[(b"ANMF", 26, &frame)])).is_err());
        assert!(judge(b"").is_ok() && judge(&good[..15]).is_ok());
    }
}
