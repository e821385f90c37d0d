//! Font programs for a PDF.

use super::Face;
use super::check::contained;
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;

/// A font program cut to the glyphs of a document.
#[derive(Debug)]
pub struct PdfSubset {
    /// The program: an OpenType file without `cmap`, to be addressed by glyph id.
    pub data: Vec<u8>,
    /// For each new glyph id the old one, ascending by new id; new id 0 is `.notdef`.
    pub glyphs: Vec<u16>,
    /// Whether it has CFF outlines (else TrueType).
    pub cff: bool,
}

/// Cuts a face to glyphs (new ids ascend with the old ones, so the same glyphs give the same bytes). Errors
/// say what is wrong with the face.
pub fn subset_for_pdf(face: &Face, glyphs: &BTreeSet<u16>) -> Result<PdfSubset, String> {
    let asked: Vec<u16> = glyphs.iter().copied().collect();
    let map = GlyphRemapper::new_from_glyphs_sorted(&asked);
    let data = contained(|| subsetter::subset(face.data(), face.index(), &map).map_err(|e| e.to_string()))
        .map_err(|e| format!("`{}`: {e}", face.postscript_name()))?;
    let cff = face.table_range(*b"CFF ").is_some();
    Ok(PdfSubset { data, glyphs: map.remapped_gids().collect(), cff })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FontBook;

    #[test]
    fn two_characters_make_a_small_program() {
        let book = FontBook::embedded();
        let face = book.face(book.select(&["Noto Serif SC".to_owned()], 400).expect("it is compiled in"));
        let glyphs: BTreeSet<u16> = "刻本".chars().filter_map(|c| face.glyph(c)).collect();
        let subset = subset_for_pdf(face, &glyphs).expect("the face is sound");
        assert!(subset.data.len() < 4000, "{} bytes", subset.data.len());
        assert_eq!(subset.glyphs[0], 0);
        assert_eq!(subset.glyphs[1..].iter().copied().collect::<BTreeSet<_>>(), glyphs);
        assert!(!subset.cff);
        let again = subset_for_pdf(face, &glyphs).expect("the face is sound");
        assert_eq!(subset.data, again.data);
    }
}
