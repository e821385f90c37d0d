//! The whole road on real input: the shipped sample and a newspaper's page, from text and photos to finished
//! files, judged by other people's programs.

#![allow(clippy::disallowed_methods, reason = "tests read what they judge and write what judges read")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod across;
mod archive;
mod blocks;
mod boxes;
mod common;
#[path = "../bench/corpus.rs"]
#[allow(dead_code, reason = "the benches take another part of it")]
mod corpus;
mod cover;
mod epub_book;
mod golden;
mod laid;
mod notes;
mod pages;
#[path = "../bench/photobook.rs"]
mod photobook;
mod photos;
mod pictures;
mod sample;
mod seed;
mod streamed;
mod vertical;
mod volume;
mod wild;
