//! Faces: a book of them, what they cover and measure, and subsets for PDF and EPUB. In: font files (compiled
//! in, the project's, the system's). Out: glyph ids, advances in [`Em`], and font programs for the writers.

use crate::diag::Diags;
use crate::geom::Em;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A face, by its place in the [`FontBook`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// All faces at hand, the project's before the compiled-in ones.
#[derive(Debug, Default)]
pub struct FontBook {}

/// One face. Making one costs its tables, not a copy of the file.
#[derive(Debug)]
pub struct Face {}

impl FontBook {
    /// The faces compiled into the binary (none without the feature `embedded-fonts`).
    pub fn embedded() -> FontBook {
        FontBook {}
    }

    /// Takes up a font file of the project; it comes before those already there. Broken and restricted
    /// faces are refused with a word.
    pub fn add(&mut self, name: &str, bytes: Arc<[u8]>, diags: &mut Diags) {
        let _ = (name, bytes, diags);
    }

    /// A face of this book.
    pub fn face(&self, id: FaceId) -> &Face {
        unimplemented!("{id:?}")
    }

    /// How many faces there are; ids count from 0.
    pub fn len(&self) -> usize {
        0
    }

    /// The face of the first family that is here, of the weight nearest to `weight`.
    pub fn select(&self, families: &[String], weight: u16) -> Option<FaceId> {
        let _ = (families, weight);
        None
    }
}

impl Face {
    /// The family name, in English.
    pub fn family(&self) -> &str {
        ""
    }
    /// The PostScript name.
    pub fn postscript_name(&self) -> &str {
        ""
    }
    /// 100 to 900.
    pub fn weight(&self) -> u16 {
        400
    }
    /// The bytes of the font file.
    pub fn data(&self) -> &[u8] {
        &[]
    }
    /// The place of the face in a collection.
    pub fn index(&self) -> u32 {
        0
    }
    /// Units an em.
    pub fn units_per_em(&self) -> u16 {
        1000
    }
    /// The glyph of a character.
    pub fn glyph(&self, c: char) -> Option<u16> {
        let _ = c;
        None
    }
    /// The glyph of a character with a variation selector.
    pub fn glyph_variant(&self, c: char, selector: char) -> Option<u16> {
        let _ = (c, selector);
        None
    }
    /// How far the pen moves on.
    pub fn advance(&self, glyph: u16) -> Em {
        let _ = glyph;
        Em::ZERO
    }
    /// The ink of a glyph: left, bottom, right, top from the pen on the baseline; `None` if it has none.
    pub fn ink(&self, glyph: u16) -> Option<[Em; 4]> {
        let _ = glyph;
        None
    }
    /// Height above the baseline (typographic ascender).
    pub fn ascent(&self) -> Em {
        Em::ZERO
    }
    /// Depth below the baseline, negative.
    pub fn descent(&self) -> Em {
        Em::ZERO
    }
    /// Height of capitals.
    pub fn cap_height(&self) -> Em {
        Em::ZERO
    }
    /// Whether its GSUB or GPOS has a feature, such as `*b"halt"`.
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        let _ = tag;
        false
    }
}

/// A font program cut to the glyphs of a document, for a PDF.
#[derive(Debug)]
pub struct PdfSubset {
    /// The program.
    pub data: Vec<u8>,
    /// For each new glyph id the old one, ascending by new id; new id 0 is `.notdef`.
    pub glyphs: Vec<u16>,
    /// Whether it has CFF outlines (else TrueType).
    pub cff: bool,
}

/// Cuts a face to glyphs. Errors say what is wrong with the face.
pub fn subset_for_pdf(face: &Face, glyphs: &BTreeSet<u16>) -> Result<PdfSubset, String> {
    let _ = (face, glyphs);
    Err(String::new())
}

/// Cuts a face to characters, keeping `cmap`, names and licence, and the features vert, vrt2, halt, vhal,
/// palt, vpal, kern, liga. Errors say what is wrong with the face.
pub fn subset_for_epub(face: &Face, characters: &BTreeSet<char>) -> Result<Vec<u8>, String> {
    let _ = (face, characters);
    Err(String::new())
}
