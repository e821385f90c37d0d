//! Memory for pixels. A large photo has tens of megabytes, and that a page of memory is there for the first time costs as
//! much as decoding into it; so large blocks come straight from the system, in huge pages where it has them.

use memmap2::MmapMut;
use std::ops::{Deref, DerefMut};

/// Smaller blocks are the allocator's.
const LARGE: usize = 4 << 20;

/// A block of bytes.
#[derive(Debug)]
pub(super) enum Block {
    /// From the allocator.
    Vec(Vec<u8>),
    /// From the system: so many bytes of it.
    Map(MmapMut, usize),
}

impl Block {
    /// So many bytes, all zero.
    pub(super) fn zeroed(length: usize) -> Block {
        let map = (length >= LARGE).then(|| MmapMut::map_anon(length).ok()).flatten();
        match map {
            None => Block::Vec(vec![0; length]),
            Some(map) => {
                // Only a wish; without it the block works as well.
                #[cfg(target_os = "linux")]
                let _ = map.advise(memmap2::Advice::HugePage);
                Block::Map(map, length)
            }
        }
    }

    /// The bytes as the allocator's.
    pub(super) fn into_vec(self) -> Vec<u8> {
        match self {
            Block::Vec(bytes) => bytes,
            Block::Map(..) => self.to_vec(),
        }
    }
}

impl Deref for Block {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Block::Vec(bytes) => bytes,
            Block::Map(map, length) => &map[..*length],
        }
    }
}

impl DerefMut for Block {
    fn deref_mut(&mut self) -> &mut [u8] {
        match self {
            Block::Vec(bytes) => bytes,
            Block::Map(map, length) => &mut map[..*length],
        }
    }
}

impl From<Vec<u8>> for Block {
    fn from(bytes: Vec<u8>) -> Block {
        Block::Vec(bytes)
    }
}

impl FromIterator<u8> for Block {
    fn from_iter<I: IntoIterator<Item = u8>>(bytes: I) -> Block {
        Block::Vec(bytes.into_iter().collect())
    }
}

impl Clone for Block {
    fn clone(&self) -> Block {
        let mut copy = Block::zeroed(self.len());
        copy.copy_from_slice(self);
        copy
    }
}

impl PartialEq for Block {
    fn eq(&self, other: &Block) -> bool {
        **self == **other
    }
}

impl PartialEq<Vec<u8>> for Block {
    fn eq(&self, other: &Vec<u8>) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_blocks_hold_what_is_put_in() {
        for length in [0, 1, 1000, LARGE, LARGE + 4097] {
            let mut block = Block::zeroed(length);
            assert_eq!((block.len(), matches!(block, Block::Map(..))), (length, length >= LARGE));
            assert!(block.iter().all(|&b| b == 0));
            block.iter_mut().enumerate().for_each(|(n, b)| *b = n as u8);
            let copy = block.clone();
            assert!(copy.iter().enumerate().all(|(n, &b)| b == n as u8));
            assert_eq!(copy.into_vec(), &*block);
        }
    }
}
