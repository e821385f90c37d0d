//! The text styles of a theme, and the tables built on them.

use super::keys::{Reader, Table};
use super::model::*;
use crate::geom::{Abs, Color, Em};

const TEXT: &str = "text style";
const BLOCK: &str = "block";

/// The keys of a text style; what is left out is taken from `base`, except the size if `base` is none. `size`
/// and `leading` may be given in the body's `em` and `lh`.
pub(super) fn text(t: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> TextStyle {
    let units = Some(r.units);
    style(t, r, base, units)
}

fn style(
    t: &mut Table<'_>,
    r: &mut Reader<'_>,
    base: &TextStyle,
    units: Option<super::value::Units>,
) -> TextStyle {
    let roles =
        [("song", FaceRole::Song), ("hei", FaceRole::Hei), ("kai", FaceRole::Kai), ("mono", FaceRole::Mono)];
    let aligns = [
        ("justify", Align::Justify),
        ("start", Align::Start),
        ("center", Align::Center),
        ("end", Align::End),
        ("even", Align::Even),
    ];
    let size = t.length(r, TEXT, "size", units).filter(|s| *s > Abs::ZERO);
    TextStyle {
        face: t.word(r, TEXT, "face", &roles).unwrap_or(base.face),
        weight: t.number(r, TEXT, "weight", 100..=900).map_or(base.weight, |w| w as u16),
        leading: t.length(r, TEXT, "leading", units).unwrap_or(base.leading),
        color: t.color(r, TEXT, "color").unwrap_or(base.color),
        align: t.word(r, TEXT, "align", &aligns).unwrap_or(base.align),
        tracking: t.em(r, TEXT, "tracking", 0.0..=2.0).unwrap_or(base.tracking),
        size: size.unwrap_or(base.size),
    }
}

/// 正文 and its first-line indent.
pub(super) fn body(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<(TextStyle, Em)> {
    let mut t = top.table(r, "body", "body")?;
    let nothing = TextStyle {
        face: FaceRole::Song,
        weight: 400,
        size: Abs::ZERO,
        leading: Abs::ZERO,
        color: Color::BLACK,
        align: Align::Justify,
        tracking: Em::ZERO,
    };
    let style = style(&mut t, r, &nothing, None);
    for (key, length) in [("size", style.size), ("leading", style.leading)] {
        if length == Abs::ZERO {
            t.missing(r, key);
        }
    }
    let indent = t.em(r, "body", "indent", 0.0..=8.0).unwrap_or(Em::ZERO);
    t.finish(r);
    (style.size > Abs::ZERO && style.leading > Abs::ZERO).then_some((style, indent))
}

/// A block that is set apart.
pub(super) fn block(
    top: &mut Table<'_>,
    r: &mut Reader<'_>,
    key: &'static str,
    base: &TextStyle,
) -> Option<BlockStyle> {
    let mut t = top.table(r, key, BLOCK)?;
    let block = BlockStyle {
        text: text(&mut t, r, base),
        first: t.em(r, BLOCK, "first", 0.0..=20.0).unwrap_or(Em::ZERO),
        start: t.em(r, BLOCK, "start", 0.0..=20.0).unwrap_or(Em::ZERO),
        end: t.em(r, BLOCK, "end", 0.0..=20.0).unwrap_or(Em::ZERO),
        before: t.number(r, BLOCK, "before", 0..=20).unwrap_or(0),
        after: t.number(r, BLOCK, "after", 0..=20).unwrap_or(0),
        span: t.switch(r, BLOCK, "span"),
        rule: t.stroke(r, BLOCK, "rule"),
    };
    t.finish(r);
    Some(block)
}

/// The group at the head.
pub(super) fn head_group(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<HeadGroup> {
    let mut t = top.table(r, "head", "head")?;
    let mut part = |key| {
        let mut t = t.table(r, key, "head part")?;
        let text = text(&mut t, r, base);
        let units = Some(r.units);
        let before = t.length(r, "head part", "before", units).unwrap_or(Abs::ZERO);
        let rule = t.short_rule(r, "rule");
        t.finish(r);
        Some(HeadPart { text, before, rule })
    };
    let (series, kicker, title) = (part("series"), part("kicker"), part("title"));
    let (subtitle, byline) = (part("subtitle"), part("byline"));
    let title_min = t.need_length(r, "title-min");
    let byline_mark = t.text(r, "byline-mark").unwrap_or_default();
    let before = t.number(r, "head", "before", 0..=20).unwrap_or(0);
    let after = t.number(r, "head", "after", 0..=20).unwrap_or(0);
    let rule = t.stroke(r, "head", "rule");
    t.finish(r);
    Some(HeadGroup {
        series: series?,
        kicker: kicker?,
        title: title?,
        title_min: title_min?,
        subtitle: subtitle?,
        byline: byline?,
        byline_mark,
        before,
        after,
        rule,
    })
}

/// A text style in a table of its own; left out, it is `base`.
pub(super) fn sub_text(
    t: &mut Table<'_>,
    r: &mut Reader<'_>,
    key: &'static str,
    base: &TextStyle,
) -> TextStyle {
    let Some(mut t) = t.optional_table(r, key, TEXT) else { return base.clone() };
    let style = text(&mut t, r, base);
    t.finish(r);
    style
}

/// A section head.
pub(super) fn head(
    top: &mut Table<'_>,
    r: &mut Reader<'_>,
    key: &'static str,
    base: &TextStyle,
) -> Option<HeadStyle> {
    let mut t = top.table(r, key, "section head")?;
    let text = text(&mut t, r, base);
    let style = HeadStyle {
        first: sub_text(&mut t, r, "first", &text),
        last: sub_text(&mut t, r, "last", &text),
        lines: t.number(r, "section head", "lines", 1..=20).unwrap_or(1),
        above: t.number(r, "section head", "above", 0..=100).unwrap_or(50),
        span: t.switch(r, "section head", "span"),
        text,
    };
    t.finish(r);
    Some(style)
}

/// Pictures.
pub(super) fn figure(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<FigureStyle> {
    let mut t = top.table(r, "figure", "figure")?;
    let caption = sub_text(&mut t, r, "caption", base);
    let credit = sub_text(&mut t, r, "credit", &caption);
    let (gap, around) = (t.need_length(r, "gap"), t.need_length(r, "around"));
    let max_height = t.need_number(r, "max-height", 10..=100);
    let border = t.stroke(r, "figure", "border");
    t.finish(r);
    Some(FigureStyle { caption, credit, gap: gap?, around: around?, max_height: max_height?, border })
}

/// Boxes.
pub(super) fn boxed(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<BoxStyle> {
    let mut t = top.table(r, "box", "box")?;
    let text = sub_text(&mut t, r, "text", base);
    let title = sub_text(&mut t, r, "title", &text);
    let padding = t.need_length(r, "padding");
    let border = t.stroke(r, "box", "border");
    let ground = t.color(r, "box", "ground");
    t.finish(r);
    Some(BoxStyle { text, title, padding: padding?, border, ground })
}

/// Lists.
pub(super) fn list(top: &mut Table<'_>, r: &mut Reader<'_>) -> Option<ListStyle> {
    let mut t = top.table(r, "list", "list")?;
    let indent = t.em(r, "list", "indent", 0.0..=8.0).unwrap_or(Em::ONE * 2);
    let or = |list: Vec<String>, word: &str| if list.is_empty() { vec![word.to_owned()] } else { list };
    let bullets = or(t.texts(r, "bullets", "[\"•\"]"), "•");
    let known = [
        "decimal",
        "cjk-decimal",
        "cjk-ideographic",
        "circled",
        "cjk-heavenly-stem",
        "lower-alpha",
        "upper-alpha",
        "lower-roman",
        "upper-roman",
    ];
    let numbers = or(t.words(r, "numbers", &known), known[0]);
    t.finish(r);
    Some(ListStyle { indent, bullets, numbers })
}

/// Tables.
pub(super) fn table(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<TableStyle> {
    let mut t = top.table(r, "table", "table")?;
    let text = sub_text(&mut t, r, "text", base);
    let head = sub_text(&mut t, r, "head", &text);
    let caption = sub_text(&mut t, r, "caption", &text);
    let mut need = |key| {
        let line = t.stroke(r, "table", key);
        if line.is_none() {
            t.missing(r, key);
        }
        line
    };
    let (outer, inner) = (need("outer"), need("inner"));
    let span = t.switch(r, "table", "span");
    t.finish(r);
    Some(TableStyle { text, head, caption, outer: outer?, inner: inner?, span })
}

/// Footnotes.
pub(super) fn note(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<NoteStyle> {
    let mut t = top.table(r, "note", "note")?;
    let text = text(&mut t, r, base);
    let marks = ["circled", "decimal", "bracketed"].map(|w| (w, w));
    let mark = t.word(r, "note", "mark", &marks).unwrap_or(marks[0].0).to_owned();
    let rule = t.short_rule(r, "rule");
    let places = [("column", NotePlace::Column), ("end", NotePlace::End)];
    let place = t.word(r, "note", "place", &places).unwrap_or_default();
    let by_page = t.word(r, "note", "numbering", &[("article", false), ("page", true)]).unwrap_or(false);
    t.finish(r);
    Some(NoteStyle { text, mark, rule, place, by_page: by_page && place == NotePlace::Column })
}

/// 书眉.
pub(super) fn running(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<RunningHead> {
    let mut t = top.optional_table(r, "running-head", "running-head")?;
    let text = text(&mut t, r, base);
    let outside = t.pattern(r, "outside", RunningHead::FIELDS);
    let inside = t.pattern(r, "inside", RunningHead::FIELDS);
    let gap = t.need_length(r, "gap");
    let rule = t.stroke(r, "running-head", "rule");
    let first_page = t.switch(r, "running-head", "first-page");
    let mut verso = |key| if t.has(key) { t.pattern(r, key, RunningHead::FIELDS) } else { t.asks(r, key) };
    let verso = [verso("verso-outside"), verso("verso-inside")];
    let centered = t.switch(r, "running-head", "centered");
    t.finish(r);
    Some(RunningHead {
        text,
        outside: outside?,
        inside: inside?,
        gap: gap?,
        rule,
        first_page,
        verso,
        centered,
    })
}

/// 页码.
pub(super) fn folio(top: &mut Table<'_>, r: &mut Reader<'_>, base: &TextStyle) -> Option<FolioStyle> {
    let mut t = top.optional_table(r, "folio", "folio")?;
    let text = text(&mut t, r, base);
    let gap = t.need_length(r, "gap");
    let centered = t.switch(r, "folio", "centered");
    t.finish(r);
    Some(FolioStyle { text, gap: gap?, centered })
}
