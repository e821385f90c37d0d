//! A face with PostScript outlines (CFF), made of a compiled-in one: the same glyphs, tables and names, their curves
//! written as charstrings (Adobe Technical Notes 5176 and 5177).

use keben::font::{FontBook, subset_for_epub};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::types::Tag;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeSet;
use write_fonts::FontBuilder;

/// Noto Serif SC with so many characters; with `both` its TrueType outlines stay beside the others.
pub(crate) fn face(characters: &str, both: bool) -> Vec<u8> {
    let book = FontBook::embedded();
    let id = book.select(&["Noto Serif SC".to_owned()], 400).unwrap();
    let small = subset_for_epub(book.face(id), &characters.chars().collect::<BTreeSet<_>>()).unwrap();
    let font = FontRef::new(&small).unwrap();
    let outlines = font.outline_glyphs();
    let count = font.table_data(Tag::new(b"maxp")).unwrap().read_at::<u16>(4).unwrap();
    let charstrings: Vec<Vec<u8>> = (0..count)
        .map(|glyph| {
            let mut pen = Pen::default();
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            if let Some(outline) = outlines.get(GlyphId::from(glyph)) {
                outline.draw(settings, &mut pen).unwrap();
            }
            pen.out.push(14);
            pen.out
        })
        .collect();
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"CFF "), cff(&charstrings));
    if !both {
        builder.add_raw(Tag::new(b"maxp"), [&[0, 0, 0x50, 0][..], &count.to_be_bytes()].concat());
    }
    let mut tables: Vec<Tag> =
        font.table_directory().table_records().iter().map(skrifa::raw::TableRecord::tag).collect();
    tables.retain(|tag| both || ![b"glyf", b"loca", b"maxp"].iter().any(|t| *tag == Tag::new(t)));
    for tag in tables {
        builder.add_raw(tag, font.table_data(tag).unwrap().as_bytes().to_vec());
    }
    builder.build()
}

/// A whole table: one font, no subroutines, glyph names from the standard strings.
fn cff(charstrings: &[Vec<u8>]) -> Vec<u8> {
    let header = [1, 0, 4, 4];
    let names = index(&[b"Made".to_vec()]);
    let long = |n: usize| [&[29][..], &(n as u32).to_be_bytes()].concat();
    let top = |charset: usize, strings: usize, private: usize| {
        let dict =
            [long(charset), vec![15], long(strings), vec![17], long(2), long(private), vec![18]].concat();
        index(&[dict])
    };
    let nothing = index(&[]);
    let charset_at = header.len() + names.len() + top(0, 0, 0).len() + 2 * nothing.len();
    let mut charset = vec![0];
    (1..charstrings.len()).for_each(|n| charset.extend((n as u16).to_be_bytes()));
    let strings = index(charstrings);
    let strings_at = charset_at + charset.len();
    let private_at = strings_at + strings.len();
    // The width of glyphs that say none: 0; `hmtx` has the true ones.
    let private = vec![139, 20];
    let top = top(charset_at, strings_at, private_at);
    [header.to_vec(), names, top, nothing.clone(), nothing, charset, strings, private].concat()
}

fn index(items: &[Vec<u8>]) -> Vec<u8> {
    let mut out = (items.len() as u16).to_be_bytes().to_vec();
    if items.is_empty() {
        return out;
    }
    out.push(4);
    let mut at = 1_u32;
    out.extend(at.to_be_bytes());
    for item in items {
        at += item.len() as u32;
        out.extend(at.to_be_bytes());
    }
    items.iter().for_each(|item| out.extend(item));
    out
}

/// Writes a charstring; quadratic curves become cubic ones.
#[derive(Default)]
struct Pen {
    out: Vec<u8>,
    /// Where the pen is, exactly and as it was written.
    at: (f32, f32),
    written: (i32, i32),
}

impl Pen {
    fn to(&mut self, x: f32, y: f32) {
        let (x, y) = (x.round() as i32, y.round() as i32);
        for by in [x - self.written.0, y - self.written.1] {
            self.out.push(28);
            self.out.extend((by as i16).to_be_bytes());
        }
        self.written = (x, y);
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.to(x, y);
        self.out.push(21);
        self.at = (x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x, y);
        self.out.push(5);
        self.at = (x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let toward = |from: f32, control: f32| from + (control - from) * 2.0 / 3.0;
        let (x0, y0) = self.at;
        self.curve_to(toward(x0, cx), toward(y0, cy), toward(x, cx), toward(y, cy), x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.to(ax, ay);
        self.to(bx, by);
        self.to(x, y);
        self.out.push(8);
        self.at = (x, y);
    }
    fn close(&mut self) {}
}
