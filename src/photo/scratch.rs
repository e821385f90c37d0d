//! Memory for decoded photos, used again by the next photo of the same thread: that a page of memory is there for the first
//! time costs more than decoding into it.

use std::cell::RefCell;

/// Larger blocks are let go, so that what a thread keeps is no more than a photo of eleven megapixels.
const MOST: usize = 32 << 20;

thread_local! {
    static SPARE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// A block of so many bytes, whatever is in it.
pub(super) fn take(length: usize) -> Vec<u8> {
    let mut block = SPARE.with(RefCell::take);
    if block.capacity() < length {
        return vec![0; length];
    }
    block.resize(length, 0);
    block
}

/// Keeps a block for the next photo.
pub(super) fn give(block: Vec<u8>) {
    SPARE.with(|spare| {
        if block.capacity() <= MOST && block.capacity() > spare.borrow().capacity() {
            *spare.borrow_mut() = block;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_used_again_and_a_huge_one_is_not_kept() {
        let block = take(1000);
        let at = block.as_ptr();
        give(block);
        let again = take(900);
        assert_eq!((again.len(), again.as_ptr()), (900, at));
        give(again);
        assert_eq!(take(2000), vec![0; 2000]);
        give(Vec::with_capacity(MOST + 1));
        assert!(take(1).capacity() <= MOST);
    }
}
