//! Faces, cut to the glyphs of the document. In: all text items. Out: for each face its program, widths and
//! the text that each glyph stands for.

use super::shown::Mark;
use crate::diag::{Diag, codes};
use crate::font::{Face, FaceId, FontBook, PdfSubset, subset_for_pdf};
use crate::frame::{Glyph, Orientation, PageItem, PagedDocument, TextItem};
use crate::geom::{Abs, Em};
use crate::packing::crc32;
use std::collections::{BTreeMap, BTreeSet};

/// A face of the document, cut.
pub(super) struct CutFace<'a> {
    /// The whole face.
    pub(super) face: &'a Face,
    /// Its program for this document.
    pub(super) subset: PdfSubset,
    /// A tag of six letters, `+`, and its PostScript name (ISO 32000-1, 9.6.4).
    pub(super) name: String,
    /// The advance of each code, in thousandths of an em.
    pub(super) widths: Vec<i64>,
    /// The text of each code (`ToUnicode`).
    pub(super) texts: Vec<String>,
    /// Codes by glyphs: the new glyph id; 0 where the document does not use a glyph.
    codes: Vec<u16>,
    /// Codes behind those, for the further texts that a glyph stands for.
    more: BTreeMap<u16, BTreeMap<String, u16>>,
    /// The glyph that stands in for a missing character, see [`carrier`].
    pub(super) carrier: Option<u16>,
    /// The names of its level and its upright font.
    names: [String; 2],
    level: bool,
    /// Whether it stands upright in vertical lines.
    pub(super) upright: bool,
}

/// Glyphs of one font and size, ready to be shown.
pub(super) struct Run<'a> {
    /// The name of the font among the page's resources.
    pub(super) font: &'a str,
    /// The type size.
    pub(super) size: Abs,
    /// How they stand on their line.
    pub(super) orientation: Orientation,
    /// The glyphs.
    pub(super) glyphs: &'a [Mark],
}

impl CutFace<'_> {
    /// The code of a glyph, whatever it stands for; 0 if the document does not use it.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The code that says by itself what a cluster stands for.
    pub(super) fn code_of(&self, cluster: &Cluster<'_>) -> Option<u16> {
        let [glyph] = cluster.glyphs else { return None };
        if !is_plain(cluster.text) {
            return None;
        }
        let glyph = if glyph.id == 0 { self.carrier? } else { glyph.id };
        let code = self.code(glyph);
        if self.texts.get(usize::from(code)).is_some_and(|text| text == cluster.text) {
            return Some(code);
        }
        self.more.get(&glyph)?.get(cluster.text).copied()
    }

    /// Makes a further code for a glyph that stands for a text, if it has none.
    fn add_code(&mut self, glyph: u16, text: &str) {
        let first = self.code(glyph);
        let known = self.texts.get(usize::from(first)).is_some_and(|t| t == text);
        let Ok(code) = u16::try_from(self.texts.len()) else { return };
        if known || !is_plain(text) {
            return;
        }
        self.texts.push(text.to_owned());
        self.widths.push(self.widths.get(usize::from(first)).copied().unwrap_or(0));
        self.more.entry(glyph).or_default().insert(text.to_owned(), code);
    }

    /// The glyph of each code as a `CIDToGIDMap` (ISO 32000-1, 9.7.4.2), if they are not the same.
    pub(super) fn glyph_map(&self) -> Option<Vec<u8>> {
        if self.more.is_empty() {
            return None;
        }
        let mut map: Vec<u8> = (0..self.subset.glyphs.len() as u16).flat_map(u16::to_be_bytes).collect();
        map.resize(self.texts.len() * 2, 0);
        for (glyph, texts) in &self.more {
            for &code in texts.values() {
                let at = usize::from(code) * 2;
                map[at..at + 2].copy_from_slice(&self.code(*glyph).to_be_bytes());
            }
        }
        Some(map)
    }

    /// The name of its font for an orientation.
    pub(super) fn font_name(&self, orientation: Orientation) -> &str {
        match orientation {
            Orientation::Upright => &self.names[1],
            Orientation::Horizontal | Orientation::Sideways => &self.names[0],
        }
    }

    /// The names of its one or two fonts, and whether they bring the program.
    pub(super) fn font_names(&self) -> impl Iterator<Item = (String, bool)> {
        let level = self.level.then(|| (self.names[0].clone(), true));
        let upright = self.upright.then(|| (self.names[1].clone(), !self.level));
        level.into_iter().chain(upright)
    }

    /// The middle of the em box over the baseline: where the middle of a vertical line goes through
    /// glyphs that lie on their side.
    pub(super) fn middle(&self) -> Em {
        crate::frame::MIDDLE
    }
}

/// Finds all glyphs of the document (and of what is printed beside its pages) and cuts every face to its own.
pub(super) fn cut<'a>(
    document: &PagedDocument,
    slugs: &[TextItem],
    book: &'a FontBook,
) -> Result<BTreeMap<FaceId, CutFace<'a>>, Diag> {
    let mut uses: BTreeMap<FaceId, Use> = BTreeMap::new();
    let items = document.pages.iter().flat_map(|page| &page.items).filter_map(|(_, item)| match item {
        PageItem::Text(_, text) => Some(text),
        _ => None,
    });
    for text in items.chain(slugs).filter(|text| !text.glyphs.is_empty()) {
        uses.entry(text.face).or_default().take(text);
    }
    let mut faces = BTreeMap::new();
    for (place, (id, used)) in uses.into_iter().enumerate() {
        faces.insert(id, used.cut(book.face(id), place)?);
    }
    Ok(faces)
}

/// What the document wants of one face.
#[derive(Default)]
struct Use {
    glyphs: BTreeSet<u16>,
    /// By glyph, once it is used: the texts that it alone stands for, and how often.
    votes: Vec<Option<Vec<(String, usize)>>>,
    /// The texts of missing characters.
    missing: BTreeSet<String>,
    level: bool,
    upright: bool,
}

impl Use {
    fn take(&mut self, text: &TextItem) {
        match text.orientation {
            Orientation::Upright => self.upright = true,
            Orientation::Horizontal | Orientation::Sideways => self.level = true,
        }
        for cluster in clusters(text) {
            for glyph in cluster.glyphs {
                self.votes_of(glyph.id);
            }
            if cluster.glyphs.iter().any(|glyph| glyph.id == 0) {
                self.missing.insert(cluster.text.to_owned());
            } else if let [glyph] = cluster.glyphs
                && is_plain(cluster.text)
            {
                let votes = self.votes_of(glyph.id);
                match votes.iter_mut().find(|(text, _)| text == cluster.text) {
                    Some((_, count)) => *count += 1,
                    None => votes.push((cluster.text.to_owned(), 1)),
                }
            }
        }
    }

    /// The votes of a glyph, which is used.
    fn votes_of(&mut self, glyph: u16) -> &mut Vec<(String, usize)> {
        let place = usize::from(glyph);
        if place >= self.votes.len() {
            self.votes.resize(place + 1, None);
        }
        if self.votes[place].is_none() {
            self.glyphs.insert(glyph);
        }
        self.votes[place].get_or_insert_default()
    }

    fn cut(mut self, face: &Face, place: usize) -> Result<CutFace<'_>, Diag> {
        let carrier = if self.missing.is_empty() { None } else { carrier(face) };
        self.glyphs.extend(carrier);
        self.glyphs.remove(&0);
        let subset = subset_for_pdf(face, &self.glyphs)
            .map_err(|why| Diag::new(&codes::pdf::FACE_NOT_CUT).arg(why))?;
        let milli = |em: Em| (em.to_micro() + 500).div_euclid(1000);
        let mut cut = CutFace {
            face,
            name: format!("{}+{}", letters(face, &self.glyphs), face.postscript_name()),
            widths: subset.glyphs.iter().map(|&old| milli(face.advance(old))).collect(),
            texts: self.texts(face, &subset.glyphs),
            codes: by_glyph(&subset.glyphs),
            more: BTreeMap::new(),
            subset,
            carrier,
            names: [format!("H{place}"), format!("V{place}")],
            level: self.level,
            upright: self.upright,
        };
        // The codes of CFF programs are fixed by the program; there an ActualText has to do.
        if !cut.subset.cff {
            let missing = carrier.into_iter().flat_map(|glyph| self.missing.iter().map(move |t| (glyph, t)));
            for votes in self.votes.iter_mut().flatten() {
                votes.sort_unstable();
            }
            let voted = (0_u16..)
                .zip(&self.votes)
                .flat_map(|(glyph, votes)| votes.iter().flatten().map(move |(text, _)| (glyph, text)));
            for (glyph, text) in voted.chain(missing) {
                cut.add_code(glyph, text);
            }
        }
        Ok(cut)
    }

    /// The text that each glyph most often stands for; of equally frequent ones the first in code point order.
    fn texts(&self, face: &Face, glyphs: &[u16]) -> Vec<String> {
        let winner = |glyph| {
            let votes: &Vec<(String, usize)> = self.votes.get(usize::from(glyph))?.as_ref()?;
            let best = votes.iter().max_by(|(a, m), (b, n)| m.cmp(n).then(b.cmp(a)));
            best.map(|(text, _)| text.clone())
        };
        let mut texts: Vec<Option<String>> = glyphs.iter().map(|&glyph| winner(glyph)).collect();
        if texts.iter().skip(1).any(Option::is_none) {
            // Glyphs that never stand alone for a text always go with an ActualText. Readers that know no such
            // thing see a soft hyphen for the hyphen of a broken word, else the face's own character.
            let soft = ['-', '\u{2010}'].map(|c| face.glyph(c));
            let mut own: BTreeMap<u16, char> = BTreeMap::new();
            for c in face.characters() {
                if let Some(glyph) = face.glyph(c) {
                    own.entry(glyph).or_insert(c);
                }
            }
            for (text, glyph) in texts.iter_mut().zip(glyphs).filter(|(text, _)| text.is_none()) {
                let hyphen = soft.contains(&Some(*glyph)).then_some('\u{AD}');
                let c = hyphen.or_else(|| own.get(glyph).copied());
                *text = c.map(String::from).filter(|t| is_plain(t));
            }
        }
        texts.into_iter().map(|text| text.unwrap_or_else(|| "\u{200B}".to_owned())).collect()
    }
}

/// Some glyphs and the characters that they stand for together.
pub(super) struct Cluster<'a> {
    /// The place of its first glyph in the run.
    pub(super) first: usize,
    /// At least one.
    pub(super) glyphs: &'a [Glyph],
    /// May be empty: a hyphen made by breaking a word at the start of a run.
    pub(super) text: &'a str,
}

/// The clusters of a run: each begins at a glyph that stands for text.
pub(super) fn clusters(run: &TextItem) -> impl Iterator<Item = Cluster<'_>> {
    let (mut from, mut byte) = (0, 0);
    std::iter::from_fn(move || {
        let rest = &run.glyphs[from..];
        let first = rest.first()?;
        let count = 1 + rest[1..].iter().take_while(|g| g.bytes == 0).count();
        let end = byte + usize::from(first.bytes);
        let text = run.text.get(byte..end).unwrap_or("");
        let cluster = Cluster { first: from, glyphs: &rest[..count], text };
        (from, byte) = (from + count, end);
        Some(cluster)
    })
}

/// Whether a text can be a glyph's mapping: not empty, and without the code points that PDF/A forbids there
/// (ISO 19005-2, 6.2.11.7.2) or wants an ActualText for (private use, 6.2.11.7.3).
pub(super) fn is_plain(text: &str) -> bool {
    let odd = |c| matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}') || c >= '\u{F0000}';
    !text.is_empty() && !text.contains(odd)
}

/// The glyph under the box of a missing character. Glyph 0 must not be shown (ISO 19005-2, 6.2.11.8; PDF/UA-1,
/// 7.21.8), so the box is drawn as a path, and an inkless glyph that stands for the character lies under it.
fn carrier(face: &Face) -> Option<u16> {
    [' ', '\u{A0}', '\u{3000}'].into_iter().filter_map(|c| face.glyph(c)).find(|&g| g != 0)
}

/// The new ids of glyphs by their old ones.
fn by_glyph(glyphs: &[u16]) -> Vec<u16> {
    let last = glyphs.iter().copied().max().unwrap_or(0);
    let mut out = vec![0; usize::from(last) + 1];
    for (new, &old) in glyphs.iter().enumerate() {
        out[usize::from(old)] = new as u16;
    }
    out
}

/// Six letters that tell subsets of one face apart, from the glyphs in them.
fn letters(face: &Face, glyphs: &BTreeSet<u16>) -> String {
    let mut what = face.postscript_name().as_bytes().to_vec();
    glyphs.iter().for_each(|g| what.extend(g.to_be_bytes()));
    let mut rest = crc32(&what);
    let mut letter = || {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    };
    (0..6).map(|_| letter()).collect()
}
