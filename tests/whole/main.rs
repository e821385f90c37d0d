//! The whole road on real input: the shipped sample and a newspaper's page, from text and photos to finished
//! files, judged by other people's programs.

mod common;
mod sample;
mod seed;
