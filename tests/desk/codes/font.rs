//! K4 and the codes of writers about faces: font files that are broken, locked, variable, too many.

use super::world::{HEAD, World};
use super::{Case, Heard, Side};
use keben::diag::{Diags, Files};
use keben::export;
use keben::font::{FontBook, MAX_FACES};
use keben::source::Project;
use keben::theme;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// A small sound face with TrueType outlines, and one with CFF outlines.
const MONO: &[u8] = include_bytes!("../../fuzz/seeds/font/mono.ttf");
const CFF: &[u8] = include_bytes!("../../fuzz/seeds/font/cff.otf");

pub(super) const CASES: &[(&str, Case)] = &[
    ("K402", |side| added(&MONO[..MONO.len() - side.pick(MONO.len() / 3, 0)])),
    ("K403", |side| {
        let mut face = MONO.to_vec();
        let kind = table(MONO, b"OS/2").start + 8;
        // fsType: restricted, or preview and print.
        face[kind..kind + 2].copy_from_slice(&side.pick([0, 2], [0, 4]));
        added(&face)
    }),
    ("K404", |side| {
        let face = side.pick(with_axis(MONO), MONO.to_vec());
        added(&face)
    }),
    // Without the faces compiled in there would be none.
    ("K406", |side| {
        let (mut files, mut diags) = (Files::default(), Diags::new());
        let theme =
            theme::load(&Project::in_memory(BTreeMap::new()), "feature", &mut files, &mut diags).unwrap();
        export::missing_families(&theme, &side.pick(FontBook::new(), FontBook::embedded()), &mut diags);
        Heard::of(&diags, &files)
    }),
    ("K407", |side| {
        let (bytes, mut book, mut diags): (Arc<[u8]>, _, _) = (MONO.into(), FontBook::new(), Diags::new());
        for _ in 0..MAX_FACES + side.pick(1, 0) {
            book.add("fonts/a.ttf", &bytes, &mut diags);
        }
        Heard::of(&diags, &Files::default())
    }),
    ("K702", |side| set_in(side, "build --to pdf")),
    ("K803", |side| set_in(side, "build --to epub")),
];

fn added(face: &[u8]) -> Heard {
    let mut diags = Diags::new();
    FontBook::new().add("fonts/a.ttf", &face.into(), &mut diags);
    Heard::of(&diags, &Files::default())
}

/// An article in a face whose outlines are rubbish or not; its other tables are sound either way.
fn set_in(side: Side, how: &str) -> Heard {
    let mut face = CFF.to_vec();
    if side == Side::Bad {
        let outlines = table(CFF, b"CFF ");
        // Behind the indexes: those that cannot be read are told when the face is taken up.
        face[outlines.start + 40..outlines.end].fill(0xFF);
    }
    let (mut book, mut diags) = (FontBook::new(), Diags::new());
    book.add("fonts/a.otf", &CFF.into(), &mut diags);
    let family = book.iter().next().unwrap().1.family().to_owned();
    let known = '!'..='\u{9FA5}';
    let known: String = known.filter(|c| book.iter().next().unwrap().1.glyph(*c).is_some()).take(4).collect();
    let mut world = World::article(&format!("{HEAD}{known}\n"));
    world.put("fonts/a.otf", face);
    world.put("templates/own/theme.toml", format!("[faces]\nsong = [\"{family}\"]\n"));
    world.heard(&format!("{how} --theme own"))
}

/// Where a table stands in a font file (OpenType 1.9, "Table Directory").
fn table(font: &[u8], tag: &[u8; 4]) -> Range<usize> {
    let number = |at: usize| u32::from_be_bytes(font[at..at + 4].try_into().unwrap()) as usize;
    let count = usize::from(font[5]);
    let record = (0..count).map(|n| 12 + 16 * n).find(|at| font[*at..*at + 4] == tag[..]).unwrap();
    number(record + 8)..number(record + 8) + number(record + 12)
}

/// The font with one axis of variation, weight from 100 to 900 (OpenType 1.9, `fvar`).
fn with_axis(font: &[u8]) -> Vec<u8> {
    let mut axis: Vec<u8> = [1u16, 0, 16, 2, 1, 20, 0, 8].iter().flat_map(|n| n.to_be_bytes()).collect();
    axis.extend(b"wght");
    axis.extend([100u32, 400, 900].iter().flat_map(|n| (n << 16).to_be_bytes()));
    axis.extend([0, 0, 1, 0]);
    let mut builder = write_fonts::FontBuilder::new();
    for at in (0..usize::from(font[5])).map(|n| 12 + 16 * n) {
        let tag: [u8; 4] = font[at..at + 4].try_into().unwrap();
        builder.add_raw(write_fonts::types::Tag::new(&tag), font[table(font, &tag)].to_vec());
    }
    builder.add_raw(write_fonts::types::Tag::new(b"fvar"), axis);
    builder.build()
}
