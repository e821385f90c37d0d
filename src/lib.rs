//! keben 刻本 sets a structured article in type: Markdown, front matter and photos in, an EPUB 3 and a
//! print-quality PDF out.
pub mod article;
pub mod cli;
pub mod clreq;
pub mod diag;
pub mod epub;
pub mod export;
pub mod font;
pub mod frame;
pub mod geom;
pub mod line;
pub mod page;
pub mod pdf;
pub mod photo;
pub mod reader;
pub mod source;
pub mod text;
pub mod theme;
