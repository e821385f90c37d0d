//! Packers for chapters that are written side by side: as many as there are at once, each set up once.

use crate::packing::Packer;
use std::sync::{Mutex, PoisonError};

#[derive(Debug, Default)]
pub(super) struct Packers(Mutex<Vec<Packer>>);

impl Packers {
    /// One that nobody uses.
    pub(super) fn take(&self) -> Packer {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_else(Packer::bare)
    }

    /// It is of use to others again.
    pub(super) fn give_back(&self, packer: Packer) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(packer);
    }
}
