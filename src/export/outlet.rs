//! Where outputs go while they are made. The command line writes them to disk as they come; who names no other
//! place gets them in memory.

use super::Output;
use crate::diag::Diag;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Takes the outputs of a build. They are good only if the whole build was: until then a name may stand for a part of
/// a file, and who gives an outlet keeps or drops all of them at the end.
pub trait Outlet {
    /// A place for the output of this name. Errors: there can be none.
    fn open(&mut self, name: &str) -> Result<Box<dyn Place>, Diag>;
}

/// A place for one output, written front to back.
pub trait Place: Write + Send {
    /// The output is whole, or given up. Errors: what kept it from being written.
    fn close(self: Box<Self>) -> Result<(), Diag>;
}

/// Outputs in memory, by name.
#[derive(Default)]
pub(super) struct Memory(Vec<(String, Shared)>);

/// Bytes that are here and, while they are being written, there too.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Outlet for Memory {
    fn open(&mut self, name: &str) -> Result<Box<dyn Place>, Diag> {
        let shared = Shared::default();
        self.0.push((name.to_owned(), shared.clone()));
        Ok(Box::new(InMemory { bytes: Vec::new(), shared }))
    }
}

impl Memory {
    /// What was written to places that are closed.
    pub(super) fn outputs(self) -> Vec<Output> {
        let taken =
            |shared: &Shared| std::mem::take(&mut *shared.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.into_iter().map(|(name, shared)| Output { bytes: taken(&shared), name }).collect()
    }
}

struct InMemory {
    bytes: Vec<u8>,
    shared: Shared,
}

impl Write for InMemory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for InMemory {
    fn close(self: Box<Self>) -> Result<(), Diag> {
        *self.shared.0.lock().unwrap_or_else(PoisonError::into_inner) = self.bytes;
        Ok(())
    }
}

/// Nowhere: for who wants to hear of problems and no more.
pub(super) struct Nowhere;

impl Outlet for Nowhere {
    fn open(&mut self, _: &str) -> Result<Box<dyn Place>, Diag> {
        Ok(Box::new(Dropped))
    }
}

struct Dropped;

impl Write for Dropped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for Dropped {
    fn close(self: Box<Self>) -> Result<(), Diag> {
        Ok(())
    }
}
