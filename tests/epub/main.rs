//! EPUBs as their readers meet them: built in memory the way `keben build` does it, read back with other
//! parsers, shown to the judges, and opened in two reading systems.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests hand files to the judges, and stop where something is not as expected"
)]

mod book;
mod faces;
mod golden;
mod judges;
mod long;
mod otf;
mod pages;
mod photo;
mod round_trip;
mod rows;
mod stable;
mod themes;
mod viewers;
mod volume;
mod xml;
