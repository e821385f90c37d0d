//! Arguments, terminal, progress, exit codes; the only clock, environment and file writer.

use std::process::ExitCode;

/// Runs the command line.
pub fn main() -> ExitCode {
    ExitCode::from(2)
}
