//! A file that is being written, for writers that know nothing of disks.

use super::write::refusal;
use crate::diag::Diag;
use crate::export::Place;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes that go to the disk at a time.
const BUFFER: usize = 1 << 16;

/// What first went wrong with a file.
type Fault = Arc<Mutex<Option<io::Error>>>;

/// A file that remembers what first went wrong with it. After that it takes everything and keeps nothing: who writes is
/// told once, and may still tidy up, finding every place where it would be.
struct Watched {
    file: File,
    fault: Fault,
    /// Where the writer is, and how far the file goes or would go.
    at: u64,
    end: u64,
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
        let taken = self.watch(bytes.len(), |file| file.write(bytes))?;
        self.at += taken as u64;
        self.end = self.end.max(self.at);
        Ok(taken)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.watch((), File::flush)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let there = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        let there = there.ok_or(ErrorKind::InvalidInput)?;
        self.at = self.watch(there, |file| file.seek(to))?;
        Ok(self.at)
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
        let watched = Watched { file, fault: fault.clone(), at: 0, end: 0 };
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

impl Seek for Beside {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
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
        // Whoever tidies up counts on places, full disk or not.
        let end = place.stream_position().unwrap();
        assert!(end >= 2 * BUFFER as u64, "{end}");
        assert_eq!(place.seek(SeekFrom::Start(7)).unwrap(), 7);
        assert_eq!(place.seek(SeekFrom::Current(2)).unwrap(), 9);
        assert_eq!(place.seek(SeekFrom::End(0)).unwrap(), end);
        let diag = place.close().unwrap_err();
        assert_eq!((diag.code.id, diag.args[0].as_str()), ("K904", "dist/x.epub"));
    }
}
