//! A file that is being written, for writers that know nothing of disks.

use super::write::refusal;
use crate::diag::Diag;
use crate::export::Place;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that go to the disk at a time.
const BUFFER: usize = 1 << 16;

/// What first went wrong with a file.
type Fault = Arc<Mutex<Option<io::Error>>>;

/// A file that remembers what first went wrong with it. After that it takes everything and keeps nothing: who writes is
/// told once, and may still tidy up.
struct Watched {
    file: File,
    fault: Fault,
}

impl Watched {
    /// Does something to the file, or nothing and takes it as done.
    fn watch<T>(&mut self, nothing: T, act: impl FnOnce(&mut File) -> io::Result<T>) -> io::Result<T> {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        if fault.is_some() {
            return Ok(nothing);
        }
        act(&mut self.file).inspect_err(|e| {
            if e.kind() != ErrorKind::Interrupted {
                *fault = Some(io::Error::from(e.kind()));
            }
        })
    }
}

impl Write for Watched {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.watch(bytes.len(), |file| file.write(bytes))
    }
    fn flush(&mut self) -> io::Result<()> {
        self.watch((), File::flush)
    }
}

/// A file beside its target.
pub(super) struct Beside {
    file: BufWriter<Watched>,
    target: PathBuf,
    fault: Fault,
}

impl Beside {
    /// For the contents of a file that will be named as its target.
    pub(super) fn new(file: File, target: PathBuf) -> Beside {
        let fault = Fault::default();
        let watched = Watched { file, fault: fault.clone() };
        Beside { file: BufWriter::with_capacity(BUFFER, watched), target, fault }
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Place for Beside {
    fn close(mut self: Box<Self>) -> Result<(), Diag> {
        let ended = self.file.flush().and_then(|()| self.file.get_ref().file.sync_all());
        let fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner).take();
        match fault.or(ended.err()) {
            Some(error) => Err(refusal(&self.target, &error)),
            None => Ok(()),
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_once_to_who_writes_and_by_name_at_the_end() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut place = Box::new(Beside::new(full, PathBuf::from("dist/x.epub")));
        assert_eq!(place.write_all(&[0; 2 * BUFFER]).unwrap_err().kind(), ErrorKind::StorageFull);
        place.write_all(&[0; 2 * BUFFER]).unwrap();
        place.flush().unwrap();
        let diag = place.close().unwrap_err();
        assert_eq!((diag.code.id, diag.args[0].as_str()), ("K904", "dist/x.epub"));
    }
}
