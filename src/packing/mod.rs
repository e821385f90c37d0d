//! Bytes to fewer bytes, for both writers: DEFLATE (RFC 1951), with or without the frame of RFC 1950, and the sum that
//! tells whether bytes have changed (CRC-32).

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// Packs one piece after the other. Its memory is set up once: for a page of text that takes as long as packing it.
#[derive(Debug)]
pub struct Packer(Compress);

impl Packer {
    /// Packs with the frame of zlib (RFC 1950), as `FlateDecode` wants it (ISO 32000-1, 7.4.4).
    pub fn zlib() -> Packer {
        Packer(Compress::new(Compression::new(6), true))
    }

    /// Packs without a frame, as a ZIP archive wants it (APPNOTE 4.4.5, method 8).
    pub fn bare() -> Packer {
        Packer(Compress::new(Compression::new(6), false))
    }

    /// The packed content.
    pub fn pack(&mut self, content: &[u8]) -> Vec<u8> {
        self.0.reset();
        let mut out = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let rest = &content[self.0.total_in() as usize..];
            let status = self.0.compress_vec(rest, &mut out, FlushCompress::Finish);
            match status.expect("packing into memory cannot fail") {
                Status::StreamEnd => return out,
                Status::Ok | Status::BufError => out.reserve(out.len().max(1024)),
            }
        }
    }
}

/// The CRC-32 of the bytes (ISO 3309, as ZIP and PNG have it).
pub fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn each_piece_comes_back_and_depends_on_no_other() {
        let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        let pieces: [&[u8]; 4] = [b"", b"0 0 0 rg", &noise, &[7; 90_000]];
        for new in [Packer::zlib, Packer::bare] {
            let mut packer = new();
            let packed: Vec<Vec<u8>> = pieces.iter().map(|p| packer.pack(p)).collect();
            for (piece, packed) in pieces.iter().zip(&packed) {
                assert!(new().pack(piece) == *packed, "the same bytes as by itself");
            }
            assert!(packed[3].len() < 300);
        }
        for piece in pieces {
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&Packer::zlib().pack(piece)[..])
                .read_to_end(&mut back)
                .expect("whole");
            assert!(back == piece);
            let mut back = Vec::new();
            flate2::read::DeflateDecoder::new(&Packer::bare().pack(piece)[..])
                .read_to_end(&mut back)
                .expect("whole");
            assert!(back == piece);
        }
    }

    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
