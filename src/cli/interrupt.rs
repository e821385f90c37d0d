//! Ctrl-C leaves nothing half-written.

use super::setting::Setting;
use super::{Exit, report};
use crate::diag::{Diag, codes::export as codes};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long the end waits for its message to be told.
const PATIENCE: Duration = Duration::from_millis(500);

/// Files that are being written under another name, and the folders made for them, each before what is in it. Whoever holds this may create and rename them; once the
/// signal has come it is not given back, so that none is made while the others are being removed.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The list of unfinished files.
pub(super) fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C (and a polite request to end) removes what is unfinished and ends the process.
pub(super) fn listen(setting: &Setting) {
    let reporter = setting.reporter;
    let progress = setting.progress;
    // Without a handler the default still ends the process; only a stray temporary file could be left.
    let _ = ctrlc::set_handler(move || {
        let unfinished = unfinished();
        for path in unfinished.iter().rev() {
            // A folder that has something else in it stays.
            let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir(path));
        }
        // Whoever reads standard error may have stopped reading, and another thread then holds it for ever.
        let (said, heard) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            if progress {
                // The line of progress stays as it was; what follows begins on its own.
                report::tell("\n");
            }
            reporter.one(Diag::new(&codes::INTERRUPTED));
            let _ = said.send(());
        });
        let _ = heard.recv_timeout(PATIENCE);
        end();
    });
}

#[expect(clippy::exit, reason = "the signal handler's thread has no other way to end the process")]
fn end() -> ! {
    std::process::exit(Exit::Interrupted as i32)
}
