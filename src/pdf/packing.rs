//! Bytes to fewer bytes (`FlateDecode`; ISO 32000-1, 7.4.4).

use flate2::{Compress, Compression, FlushCompress, Status};

/// Packs one piece after the other. Its memory is set up once: for a page of text that takes as long as packing it.
pub(super) struct Packer(Compress);

impl Packer {
    pub(super) fn new() -> Packer {
        Packer(Compress::new(Compression::new(6), true))
    }

    /// The packed content.
    pub(super) fn pack(&mut self, content: &[u8]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn each_piece_comes_back_and_depends_on_no_other() {
        let noise: Vec<u8> = (0..200_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
        let pieces: [&[u8]; 4] = [b"", b"0 0 0 rg", &noise, &[7; 90_000]];
        let mut packer = Packer::new();
        let packed: Vec<Vec<u8>> = pieces.iter().map(|p| packer.pack(p)).collect();
        for (piece, packed) in pieces.iter().zip(&packed) {
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&packed[..]).read_to_end(&mut back).expect("it is whole");
            assert!(back == *piece);
            assert!(Packer::new().pack(piece) == *packed, "the same bytes as by itself");
        }
        assert!(packed[3].len() < 300);
    }
}
