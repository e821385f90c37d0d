//! From the tree of a theme file to a [`Theme`]: which keys there are, what they mean, and what holds where one
//! is left out. `templates/README.md` says the same in words; a test holds the two together.

use super::keys::{Reader, Table};
use super::model::*;
use super::value::{self, PAGES, Units};
use super::{check, parts, volume};
use crate::diag::{Diags, codes::theme as codes};
use crate::geom::{Abs, Color, Em, WritingMode};
use crate::keyfile::{Entries, Value};
use std::collections::BTreeSet;

/// The keys that were asked for, by section of the README.
pub(super) type Seen = BTreeSet<(&'static str, &'static str)>;

/// Builds a theme; `None` if a key is missing or wrong, which has then been reported.
pub(super) fn theme(
    name: &str,
    entries: &Entries,
    epub: EpubFiles,
    diags: &mut Diags,
) -> (Option<Theme>, Seen) {
    let units = Units { em: Abs::pt(10.5), lh: Abs::pt(17.0) };
    let before = diags.count(crate::diag::Severity::Error);
    let mut r = Reader { diags, units, accent: Color::BLACK, seen: BTreeSet::new() };
    let theme = whole(name, entries, epub, &mut r);
    let seen = std::mem::take(&mut r.seen);
    let clean = diags.count(crate::diag::Severity::Error) == before;
    (theme.filter(|_| clean), seen)
}

/// The files of a theme that the EPUB writer takes as they are.
#[derive(Clone, Debug, Default)]
pub(super) struct EpubFiles {
    /// `epub.css`.
    pub(super) css: String,
    /// XHTML templates by name.
    pub(super) templates: std::collections::BTreeMap<String, String>,
}

fn whole(name: &str, entries: &Entries, files: EpubFiles, r: &mut Reader<'_>) -> Option<Theme> {
    let mut top = Table::top(entries);
    // `load` has followed it already.
    top.text(r, "extends");
    r.accent = top.color(r, "theme", "accent").unwrap_or(Color::BLACK);
    let accent = r.accent;
    // The body comes first: its size and leading are what `em` and `lh` mean everywhere else.
    let body = parts::body(&mut top, r);
    if let Some((style, _)) = &body {
        r.units = Units { em: style.size, lh: style.leading };
    }
    let page = page(&mut top, r);
    let area = body.as_ref().and_then(|(style, _)| area(&mut top, r, style.size, page.as_ref()));
    let faces = faces(&mut top, r);
    let lines = lines(&mut top, r);
    let base = body.as_ref().map(|(style, _)| style.clone())?;
    let base = &base;
    let lead = parts::block(&mut top, r, "lead", base);
    let head = parts::head_group(&mut top, r, base);
    let heads = ["h1", "h2", "h3", "h4", "h5", "h6"].map(|key| parts::head(&mut top, r, key, base));
    let figure = parts::figure(&mut top, r, base);
    let quote = parts::block(&mut top, r, "quote", base);
    let verse = parts::block(&mut top, r, "verse", base);
    let code = parts::block(&mut top, r, "code", base);
    let boxed = parts::boxed(&mut top, r, base);
    let list = parts::list(&mut top, r);
    let table = parts::table(&mut top, r, base);
    let note = parts::note(&mut top, r, base);
    let credits = parts::block(&mut top, r, "credits", base);
    let end_mark = top.text(r, "end-mark").unwrap_or_default();
    let running = parts::running(&mut top, r, base);
    let folio = parts::folio(&mut top, r, base);
    let volume = volume::volume(&mut top, r, base);
    let toc = volume::toc(&mut top, r, base);
    let colophon = volume::colophon(&mut top, r, base);
    let index = volume::index(&mut top, r, base);
    let epub = epub(&mut top, r, files);
    let print = print(&mut top, r);
    top.finish(r);

    let [h1, h2, h3, h4, h5, h6] = heads;
    let (body, indent) = body?;
    let theme = Theme {
        name: name.to_owned(),
        page: page?,
        area: area?,
        faces: faces?,
        lines: lines?,
        accent,
        body,
        indent,
        lead: lead?,
        head: head?,
        heads: [h1?, h2?, h3?, h4?, h5?, h6?],
        figure: figure?,
        quote: quote?,
        verse: verse?,
        code: code?,
        boxed: boxed?,
        list: list?,
        table: table?,
        note: note?,
        credits: credits?,
        end_mark,
        running,
        folio,
        volume: volume?,
        toc: toc?,
        colophon: colophon?,
        index: index?,
        epub: epub?,
        print: print?,
    };
    check::theme(&theme, entries, r.diags);
    Some(theme)
}

fn page(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<PageSpec> {
    let mut t = top.table(r, "page", "page")?;
    let size = match t.find(r, "size") {
        None => {
            t.missing(r, "size");
            None
        }
        Some(node) => {
            let example = format!("\"{}\" / \"210mm x 285mm\"", PAGES[1].0);
            t.parsed(r, "size", node, &example, value::page)
        }
    };
    let modes = [("horizontal", WritingMode::Horizontal), ("vertical", WritingMode::VerticalRl)];
    let writing = t.word(r, "page", "writing", &modes).unwrap_or_default();
    let facing = t.switch(r, "page", "facing");
    t.finish(r);
    Some(PageSpec { size: size?, writing, facing })
}

fn area(top: &mut Table<'_>, r: &mut Reader<'_>, em: Abs, page: Option<&PageSpec>) -> Option<AreaSpec> {
    let mut t = top.table(r, "area", "area")?;
    let chars = t.need_number(r, "chars", 1..=200);
    let lines = t.need_number(r, "lines", 1..=300);
    let columns = t.need_number(r, "columns", 1..=20);
    let gutter = if columns == Some(1) {
        let units = r.units;
        t.length(r, "area", "gutter", Some(units)).or(Some(Abs::ZERO))
    } else {
        t.need_length(r, "gutter")
    };
    let rule = t.stroke(r, "area", "rule");
    // "center" needs the extents, so the places are read last.
    let mut spec = AreaSpec {
        chars: chars?,
        lines: lines?,
        columns: columns?,
        gutter: gutter?,
        rule,
        top: Abs::ZERO,
        inside: Abs::ZERO,
    };
    let page = page?;
    let (width, height) = check::extent(&spec, em, r.units.lh, page.writing);
    let mut place = |t: &mut Table<'_>, key, free: Abs| match t.find(r, key) {
        Some(node) if matches!(&node.value, Value::Text(s) if s == "center") => {
            Some((free / 2).max(Abs::ZERO))
        }
        _ => t.need_length(r, key),
    };
    let top_edge = place(&mut t, "top", page.size.height - height);
    let inside = place(&mut t, "inside", page.size.width - width);
    t.finish(r);
    (spec.top, spec.inside) = (top_edge?, inside?);
    Some(spec)
}

fn faces(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<Faces> {
    let mut t = top.table(r, "faces", "faces")?;
    let mut role = |key| {
        let list = t.texts(r, key, "[\"Noto Serif SC\"]");
        if list.is_empty() {
            t.missing(r, key);
        }
        list
    };
    let (song, hei, kai, mono) = (role("song"), role("hei"), role("kai"), role("mono"));
    let system = t.switch(r, "faces", "system");
    t.finish(r);
    Some(Faces { song, hei, kai, mono, system })
}

fn lines(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<LineRules> {
    let mut t = top.table(r, "lines", "lines")?;
    let styles = [
        ("quanjiao", Punctuation::Quanjiao),
        ("banjiao", Punctuation::Banjiao),
        ("kaiming", Punctuation::Kaiming),
        ("line-end-half", Punctuation::LineEndHalf),
        ("cct", Punctuation::Cct),
        ("plain", Punctuation::Plain),
    ];
    let levels = [
        ("none", Prohibition::None),
        ("basic", Prohibition::Basic),
        ("gb", Prohibition::Gb),
        ("strict", Prohibition::Strict),
        ("css-loose", Prohibition::CssLoose),
        ("css-normal", Prohibition::CssNormal),
        ("css-strict", Prohibition::CssStrict),
    ];
    let rules = LineRules {
        punctuation: t.word(r, "lines", "punctuation", &styles).unwrap_or_default(),
        prohibition: t.word(r, "lines", "prohibition", &levels).unwrap_or_default(),
        hanging: t.switch(r, "lines", "hanging"),
        han_latin: t.em(r, "lines", "han-latin", 0.0..=0.5).unwrap_or(Em::QUARTER),
        han_latin_min: t.em(r, "lines", "han-latin-min", 0.0..=0.5).unwrap_or(Em::QUARTER / 2),
        han_latin_max: t.em(r, "lines", "han-latin-max", 0.0..=1.0).unwrap_or(Em::HALF),
        optimize: t.switch(r, "lines", "optimize"),
        hyphenate: t.switch(r, "lines", "hyphenate"),
    };
    t.finish(r);
    Some(rules)
}

fn epub(top: &mut Table<'_>, r: &mut Reader<'_>, files: EpubFiles) -> Option<EpubStyle> {
    let mut t = top.table(r, "epub", "epub")?;
    let kinds = [("subset", FontsInEpub::Subset), ("none", FontsInEpub::None)];
    let fonts = t.word(r, "epub", "fonts", &kinds).unwrap_or_default();
    let image_pixels = t.need_number(r, "image-pixels", 200..=4096);
    let image_quality = t.need_number(r, "image-quality", 1..=100);
    let duokan = t.switch(r, "epub", "duokan");
    t.finish(r);
    Some(EpubStyle {
        css: files.css,
        templates: files.templates,
        fonts,
        image_pixels: image_pixels?,
        image_quality: image_quality? as u8,
        duokan,
    })
}

fn print(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<PrintStyle> {
    let mut t = top.table(r, "print", "print")?;
    let ppi = t.need_number(r, "ppi", 72..=2400);
    let ppi_max = t.need_number(r, "ppi-max", 72..=4800);
    let quality = t.need_number(r, "quality", 1..=100);
    let bleed = t.need_length(r, "bleed");
    let marks = t.words(r, "marks", &["trim", "register", "bar", "slug"]);
    let ink_limit = t.need_number(r, "ink-limit", 200..=400);
    let spots = spots(&mut t, r);
    let outline = t.need_number(r, "outline", 1..=9);
    t.finish(r);
    Some(PrintStyle {
        ppi: ppi?,
        ppi_max: ppi_max?,
        quality: quality? as u8,
        bleed: bleed?,
        marks,
        ink_limit: ink_limit?,
        spots,
        outline: outline? as u8,
    })
}

/// Colours with inks of their own: `"PANTONE 485 C = accent"`.
fn spots(t: &mut Table<'_>, r: &mut Reader<'_>) -> Vec<(Color, String)> {
    const EXAMPLE: &str = "[\"PANTONE 485 C = accent\"]";
    let accent = r.accent;
    let read = |text: &str| {
        let (ink, color) = text.split_once('=')?;
        let ink = ink.trim();
        // Names that PDF keeps for itself (ISO 32000-1, 8.6.6.4).
        let ours = ["", "All", "None", "Cyan", "Magenta", "Yellow", "Black"].contains(&ink);
        Some((value::color(color, accent)?, ink.to_owned())).filter(|_| !ours)
    };
    let Some(node) = t.find(r, "spots") else { return Vec::new() };
    let Value::List(list) = &node.value else {
        t.wrong(r, "spots", node, &codes::WRONG_TYPE, EXAMPLE);
        return Vec::new();
    };
    list.iter().filter_map(|node| t.parsed(r, "spots", node, EXAMPLE, read)).collect()
}
