//! The desk: raw texts brought in, articles checked.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "the figures are shown where a test fails, or with --nocapture")]

mod clean;
#[cfg(target_os = "linux")]
mod codes;
mod cut;
mod made;
mod seed;
mod wild;
