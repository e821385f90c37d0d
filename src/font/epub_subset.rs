//! Font programs for an EPUB: whole small OpenType files that a reading system loads through `@font-face`.
//!
//! skera cuts all tables of a TrueType face. Of a face with CFF outlines it silently drops the outlines; there
//! its plan says which glyphs stay in which order, `subsetter` cuts the `CFF ` table to just that, and the two
//! are put together. Of each program it is then seen that every character asked for has its glyph and that
//! glyphs with ink still have it: a reading system refuses a broken face without a word.

use super::Face;
use super::check::contained;
use skera::{Plan, SubsetFlags, subset_font};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::collections::IntSet;
use skrifa::raw::types::{NameId, Tag};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;

/// The features kept: forms and widths for vertical text, half widths for squeezing marks, kerning, ligatures.
/// `locl` and `ccmp` would pull in the forms of all other regions and double the file.
const FEATURES: [[u8; 4]; 9] =
    [*b"vert", *b"vrt2", *b"halt", *b"vhal", *b"palt", *b"vpal", *b"kern", *b"vkrn", *b"liga"];

/// Names kept: copyright, family, style, version, PostScript name, licence and where to find it (OFL 1.1, 2).
const NAMES: [u16; 9] = [0, 1, 2, 3, 4, 5, 6, 13, 14];

/// Tables that a reading system has no use for.
const DROPPED: [[u8; 4]; 6] = [*b"DSIG", *b"BASE", *b"STAT", *b"meta", *b"MVAR", *b"VDMX"];

/// Cuts a face to characters, keeping `cmap`, names and licence, metrics for vertical text, and [`FEATURES`].
/// Characters that the face does not have are passed over. Errors say what is wrong with the face.
pub fn subset_for_epub(face: &Face, characters: &BTreeSet<char>) -> Result<Vec<u8>, String> {
    contained(|| cut(face, characters))
}

fn cut(face: &Face, characters: &BTreeSet<char>) -> Result<Vec<u8>, String> {
    let fail = |what: &str| format!("`{}`: {what}", face.postscript_name());
    let font = face.font().ok_or_else(|| fail("it can no longer be read"))?;
    // A file with both kinds of outlines is taken for what most readers take it: TrueType.
    let has_cff = face.table_range(*b"CFF ").is_some();
    let is_cff = has_cff && face.table_range(*b"glyf").is_none();
    if face.table_range(*b"CFF2").is_some() {
        return Err(fail("faces with CFF2 outlines cannot be cut for an EPUB"));
    }

    let mut drop: IntSet<Tag> = DROPPED.iter().map(Tag::new).collect();
    if has_cff {
        drop.extend([Tag::new(b"CFF "), Tag::new(b"VORG")]);
    }
    let plan = Plan::new(
        &IntSet::empty(),
        &characters.iter().map(|c| u32::from(*c)).collect(),
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING | SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
        &drop,
        &IntSet::all(),
        &FEATURES.iter().map(Tag::new).collect(),
        &NAMES.iter().map(|id| NameId::new(*id)).collect(),
        &IntSet::all(),
    );
    let mut data = subset_font(&font, &plan).map_err(|e| fail(&e.to_string()))?;
    if is_cff {
        data = with_cff(face, &plan, &data).map_err(|e| fail(&e))?;
    }
    check(face, &data, characters).map_err(|e| fail(&e))?;
    Ok(data)
}

/// Adds the outlines of the plan's glyphs, in the plan's order.
fn with_cff(face: &Face, plan: &Plan, rest: &[u8]) -> Result<Vec<u8>, String> {
    let mut order: Vec<(GlyphId, GlyphId)> = plan.old_to_new_glyph_mapping().map(|(o, n)| (n, o)).collect();
    order.sort();
    let mut map = GlyphRemapper::new();
    for (place, (new, old)) in order.iter().enumerate() {
        let old = u16::try_from(old.to_u32()).map_err(|e| e.to_string())?;
        if new.to_u32() as usize != place || usize::from(map.remap(old)) != place {
            return Err("its glyphs cannot be put in order".to_owned());
        }
    }
    let cut = subsetter::subset(face.data(), face.index(), &map).map_err(|e| e.to_string())?;
    let cut = FontRef::new(&cut).map_err(|e| e.to_string())?;
    let outlines = cut.table_data(Tag::new(b"CFF ")).ok_or("its outlines were lost")?;
    let rest = FontRef::new(rest).map_err(|e| e.to_string())?;
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"CFF "), outlines.as_bytes());
    builder.copy_missing_tables(rest);
    Ok(builder.build())
}

/// Whether each character of the face came along, with its width and, where it had ink, with ink.
fn check(face: &Face, data: &[u8], characters: &BTreeSet<char>) -> Result<(), String> {
    let before = face.font().ok_or("it can no longer be read")?;
    let after = FontRef::new(data).map_err(|e| e.to_string())?;
    let metrics = |font: &FontRef<'_>| -> Vec<_> {
        let (map, sizes) =
            (font.charmap(), GlyphMetrics::new(font, Size::unscaled(), LocationRef::default()));
        let look = |g| (sizes.advance_width(g), sizes.bounds(g).is_some_and(|b| b.x_max > b.x_min));
        characters.iter().map(|c| map.map(*c).map(look)).collect()
    };
    let (was, is) = (metrics(&before), metrics(&after));
    match characters.iter().zip(was.iter().zip(&is)).find(|(_, (was, is))| was != is) {
        None => Ok(()),
        Some((c, _)) => Err(format!("cutting it damaged the glyph of U+{:04X}", u32::from(*c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontBook;

    fn face<'a>(book: &'a FontBook, family: &str) -> &'a Face {
        book.face(book.select(&[family.to_owned()], 400).expect("it is compiled in"))
    }

    #[test]
    fn a_subset_has_its_characters_names_and_vertical_forms() {
        let book = FontBook::embedded();
        let wanted: BTreeSet<char> = "刻本，（竖排）「」——……“”Ag 12".chars().collect();
        for family in ["Noto Serif SC", "Noto Sans SC", "LXGW WenKai"] {
            let face = face(&book, family);
            let data = subset_for_epub(face, &wanted).expect("the face is sound");
            assert!(data.len() < 60_000, "{family}: {} bytes", data.len());
            let font = FontRef::new(&data).expect("a font");
            let tags: Vec<Tag> =
                font.table_directory().table_records().iter().map(skrifa::raw::TableRecord::tag).collect();
            for tag in [b"cmap", b"GSUB", b"vhea", b"vmtx", b"name", b"OS/2", b"glyf"] {
                assert!(tags.contains(&Tag::new(tag)), "{family} lost {}", Tag::new(tag));
            }
            let licence = skrifa::string::StringId::new(13);
            assert!(font.localized_strings(licence).next().is_some(), "{family} lost its licence");
            let mapped: BTreeSet<char> =
                font.charmap().mappings().filter_map(|(c, _)| char::from_u32(c)).collect();
            assert!(wanted.is_subset(&mapped), "{family}");
            assert!(mapped.len() <= wanted.len() * 2, "{family}: {mapped:?}");
            assert_eq!(data, subset_for_epub(face, &wanted).expect("the face is sound"), "same bytes twice");
        }
    }

    #[test]
    fn what_a_face_lacks_is_passed_over() {
        let book = FontBook::embedded();
        let wanted: BTreeSet<char> = "a\u{10FFFD}".chars().collect();
        assert!(subset_for_epub(face(&book, "Noto Serif SC"), &wanted).is_ok());
        assert!(subset_for_epub(face(&book, "Noto Serif SC"), &BTreeSet::new()).is_ok());
    }
}
