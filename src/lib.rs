//! keben 刻本 turns a structured article (Markdown, front matter, photos with captions and credits) into an
//! EPUB 3 for download and a paginated PDF for print, with embedded subset CJK faces, from one source.
//!
//! # The journey
//!
//! Data flows one way, in six numbered steps. Progress, `keben inspect` and this page use the same names.
//!
//! | step | from → to | rooms |
//! |---|---|---|
//! | 1 read | [`source::Project`] → [`article::Article`]s and their [`article::Book`], every problem found | [`source`], [`manifest`], [`reader`], [`article`] |
//! | 2 theme | `templates/<name>/` → [`theme::Theme`] | [`theme`] |
//! | 3 gather | → [`font::FontBook`] and [`photo::Album`], what the articles need | [`font`], [`photo`] |
//! | 4 set lines | blocks → [`text::Paragraph`]s → [`line::Line`]s | [`text`], [`line`], [`clreq`] |
//! | 5 make pages | lines and figures → [`frame::PagedDocument`] | [`page`], [`frame`] |
//! | 6 write | frames → PDF; articles and theme → EPUB | [`pdf`], [`epub`] |
//!
//! A PDF takes all six; an EPUB takes 1, 2, 3 and 6, since a reading system does its own layout.
//! [`export`] walks the road; [`cli`] is the street in front of the house.
//!
//! # The house
//!
//! A room uses only what its row names. A foreign crate lives in one room, and its types appear in no
//! signature outside. `tests/house.rs` reads this table and every `use` line, and holds the one to the other.
//!
//! | level | room | may use | foreign crates |
//! |---|---|---|---|
//! | 0 | `geom` | | |
//! | 0 | `diag` | | annotate_snippets |
//! | 0 | `packing` | | flate2 |
//! | 1 | `keyfile` | diag | toml |
//! | 1 | `clreq` | geom | icu_segmenter, icu_collator, icu_locale_core |
//! | 1 | `source` | diag | cap_std, encoding_rs, simdutf8, chardetng |
//! | 1 | `font` | geom, diag | skrifa, subsetter, skera, write_fonts |
//! | 1 | `photo` | geom, diag | image, fast_image_resize, jpeg_encoder, memmap2, png, tiff, zune_jpeg, moxcms, exif, roxmltree, sha2, usvg, resvg, krilla, krilla_svg |
//! | 1 | `article` | diag | |
//! | 2 | `frame` | geom, diag, article, font, photo | |
//! | 2 | `reader` | diag, clreq, source, article | pulldown_cmark, saphyr_parser |
//! | 2 | `manifest` | diag, source, article, keyfile | |
//! | 2 | `theme` | geom, diag, clreq, source, keyfile | |
//! | 3 | `cover` | geom, clreq, font, article, theme, frame | |
//! | 3 | `text` | geom, diag, clreq, font, article, theme, frame | harfrust, hypher, unicode_segmentation |
//! | 4 | `line` | geom, diag, clreq, font, article, theme, text, frame | |
//! | 5 | `page` | geom, diag, clreq, font, article, theme, photo, cover, text, line, frame | |
//! | 6 | `pdf` | geom, diag, packing, article, font, photo, frame | printpdf, lopdf, getrandom |
//! | 6 | `epub` | geom, diag, packing, clreq, article, font, photo, theme, cover, frame | epub_builder, minijinja, quick_xml, tiny_skia, zip, uuid, serde |
//! | 6 | `import` | diag, source, article, photo | scraper, html5ever, rawzip, miniz_oxide, xml |
//! | 6 | `proof` | diag, source, article | hanconv |
//! | 7 | `export` | geom, diag, clreq, source, font, photo, article, frame, reader, manifest, theme, cover, text, line, page, pdf, epub, import, proof | rayon |
//! | 8 | `cli` | geom, diag, source, font, article, frame, theme, import, export | clap, clap_complete, clap_mangen, indicatif, tempfile, ctrlc |
//!
//! Where this departs from the first plan of the house: `text` and `line` may name `frame`, because the
//! structure tree's slots are given out while text is collected (a run knows what it is in the tree before
//! it has a place on a page); `epub` may name `clreq`, whose order of words its index is in, and `frame` for the typeset
//! cover, which both outputs have and which `cover` sets once.
//!
//! # House rules
//!
//! 1. Bytes come in through [`source`] and go out through [`cli`]; between them there is no disk, no clock, no
//!    environment and no terminal (`clippy.toml`).
//! 2. Layout cannot fail: it returns pages and warnings, and stops only at a limit of pages. Reading and writing can.
//! 3. Writers decide no position; layout knows no file format; [`epub`] knows no page, [`pdf`] no Markdown.
//! 4. Lengths are integers ([`geom::Abs`]) until a writer's edge; an em becomes a length only through
//!    [`geom::Em::at`].
//! 5. Layout speaks of inline and block axes; only [`frame::Draft::finish`] turns them into x and y, so that
//!    vertical writing is a setting of the theme and not a second engine.
//! 6. Every character of an article arrives, once and in order, in both outputs.
//! 7. The same input gives the same bytes, on any number of threads, in any time zone. A PDF that is locked with
//!    a password is the one exception: a cipher that gives the same bytes twice gives something away.
//! 8. Problems are collected, not thrown: [`diag`] holds every kind with its number and both its texts.

pub mod article;
pub mod cli;
pub mod clreq;
pub mod cover;
pub mod diag;
pub mod epub;
pub mod export;
pub mod font;
pub mod frame;
pub mod geom;
pub mod import;
pub mod keyfile;
pub mod line;
pub mod manifest;
pub mod packing;
pub mod page;
pub mod pdf;
pub mod photo;
pub mod proof;
pub mod reader;
pub mod source;
pub mod text;
pub mod theme;
