//! What the theme's style sheet is filled in with: families, weights and colours of every text of the theme, so
//! that what `theme.toml` says of print holds on screens as far as a screen can follow.

use super::faces::{Faces, quoted};
use crate::geom::{Color, WritingMode};
use crate::theme::{TextStyle, Theme};
use minijinja::{Value, context};

/// The values for `epub.css`.
pub(super) fn values(theme: &Theme, faces: &Faces) -> Value {
    let text = |style: &TextStyle| text(style, theme, faces);
    let head = |n: usize| {
        let h = &theme.heads[n];
        context! { text => text(&h.text), first => text(&h.first), last => text(&h.last) }
    };
    let list = |items: &[String], at: usize| items.get(at).or(items.last()).cloned().unwrap_or_default();
    let bullets: Vec<String> =
        (0..3).map(|n| quoted(&format!("{} ", list(&theme.list.bullets, n)))).collect();
    let numbers: Vec<String> = (0..3).map(|n| list(&theme.list.numbers, n)).collect();
    let family = |role| faces.families.get(&role).cloned().unwrap_or_default();
    use crate::theme::FaceRole::{Hei, Kai, Mono, Song};
    context! {
        song => family(Song), hei => family(Hei), kai => family(Kai), mono => family(Mono),
        accent => hex(theme.accent), accent_dark => hex(lighter(theme.accent)),
        vertical => theme.page.writing == WritingMode::VerticalRl,
        indent => theme.indent.get(),
        end_mark => quoted(&theme.end_mark), byline_mark => quoted(&theme.head.byline_mark),
        bullets, numbers,
        body => text(&theme.body), lead => text(&theme.lead.text),
        series => text(&theme.head.series.text), kicker => text(&theme.head.kicker.text),
        title => text(&theme.head.title.text), subtitle => text(&theme.head.subtitle.text),
        byline => text(&theme.head.byline.text),
        heads => (0..6).map(head).collect::<Vec<_>>(),
        caption => text(&theme.figure.caption), credit => text(&theme.figure.credit),
        quote => text(&theme.quote.text), verse => text(&theme.verse.text), code => text(&theme.code.text),
        box => text(&theme.boxed.text), box_title => text(&theme.boxed.title),
        table => text(&theme.table.text), table_head => text(&theme.table.head),
        table_caption => text(&theme.table.caption),
        note => text(&theme.note.text), credits => text(&theme.credits.text),
        index_text => text(&theme.index.text), index_letter => text(&theme.index.letter),
    }
}

/// One text style; `accent` tells whether it is in the accent colour, the only one that a book keeps: all
/// others are the reading system's, so that its night mode works (row 65).
fn text(style: &TextStyle, theme: &Theme, faces: &Faces) -> Value {
    context! {
        family => faces.families.get(&style.face).cloned().unwrap_or_default(),
        weight => style.weight,
        size => (style.size.over(theme.body.size) * 1000.0).round() / 1000.0,
        tracking => style.tracking.get(),
        accent => style.color == theme.accent && theme.accent != Color::BLACK,
    }
}

pub(super) fn rgb(color: Color) -> [u8; 3] {
    match color {
        Color::Gray(g) => [g, g, g],
        Color::Rgb(rgb) => rgb,
        // The plain conversion; a screen's accent need not match a press.
        Color::Cmyk([c, m, y, k]) => [c, m, y].map(|ink| {
            let light = (100 - u32::from(ink.min(100))) * (100 - u32::from(k.min(100)));
            ((light * 255 + 5000) / 10_000) as u8
        }),
    }
}

/// A colour as CSS writes it.
pub(super) fn hex(color: Color) -> String {
    let [r, g, b] = rgb(color);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The same hue, light enough for a dark ground: halfway to white.
fn lighter(color: Color) -> Color {
    Color::Rgb(rgb(color).map(|part| part + (255 - part) / 2))
}
