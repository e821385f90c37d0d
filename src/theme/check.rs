//! The arithmetic of the page: whether type area, gutter, leading, running head and folio go together.

use super::model::{AreaSpec, Theme};
use crate::diag::codes::theme as codes;
use crate::diag::{Diag, Diags, Span};
use crate::geom::{Abs, Em, LSize, WritingMode};
use crate::keyfile::{Entries, Value};

impl Theme {
    /// The length of a line: a whole number of characters (CLREQ 版心; A1).
    pub fn measure(&self) -> Abs {
        self.body.size * i64::from(self.area.chars)
    }

    /// The type area along the line and from line to line: columns × characters and gutters; lines × leading
    /// without the last line gap (A2).
    pub fn area_size(&self) -> LSize {
        area_size(&self.area, self.body.size, self.body.leading)
    }
}

fn area_size(area: &AreaSpec, em: Abs, leading: Abs) -> LSize {
    let columns = i64::from(area.columns);
    LSize {
        inline: em * i64::from(area.chars) * columns + area.gutter * (columns - 1),
        block: leading * i64::from(area.lines) - (leading - em),
    }
}

/// Width and height of the type area on the page.
pub(super) fn extent(area: &AreaSpec, em: Abs, leading: Abs, writing: WritingMode) -> (Abs, Abs) {
    let size = area_size(area, em, leading);
    match writing {
        WritingMode::Horizontal => (size.inline, size.block),
        WritingMode::VerticalRl => (size.block, size.inline),
    }
}

/// Reports what does not go together. `entries` tells where the keys stand.
pub(super) fn theme(theme: &Theme, entries: &Entries, diags: &mut Diags) {
    let (area, page) = (&theme.area, theme.page.size);
    let em = theme.body.size;
    let (width, height) = extent(area, em, theme.body.leading, theme.page.writing);
    let mm = |length: Abs| format!("{} mm", (length.to_mm() * 10.0).round() / 10.0);
    let mut report = |diag: Diag, path: &[&str]| {
        diags.push(match place(entries, path) {
            Some(span) => diag.at(span),
            None => diag,
        });
    };

    // Along each axis: the margin before the area and the area.
    let (across, down) = match theme.page.writing {
        WritingMode::Horizontal => ("chars", "lines"),
        WritingMode::VerticalRl => ("lines", "chars"),
    };
    for (key, edge, margin, extent, page) in
        [(across, "inside", area.inside, width, page.width), (down, "top", area.top, height, page.height)]
    {
        if margin + extent > page {
            let diag = Diag::new(&codes::AREA_TOO_LARGE).arg(format!("{edge} + {key}"));
            report(diag.arg(mm(margin + extent)).arg(mm(page)), &["area", key]);
        }
    }

    // A gutter of a whole or half number of characters keeps all columns on one grid (A1).
    if area.columns > 1
        && area.gutter.whole(Em::HALF.at(em)) * Em::HALF.at(em).to_raw() != area.gutter.to_raw()
    {
        let ems = (area.gutter.over(em) * 100.0).round() / 100.0;
        report(Diag::new(&codes::GUTTER_OFF_GRID).arg(ems.to_string()), &["area", "gutter"]);
    }

    // What the others have from the body is told of the body.
    let from_body = |style: &super::TextStyle| {
        let body = &theme.body;
        body.leading < body.size && style.leading == body.leading && !std::ptr::eq(style, body)
    };
    for (path, style) in styles(theme) {
        if style.leading < style.size && !from_body(style) {
            let diag = Diag::new(&codes::LEADING_TOO_SMALL).arg(format!("{}.leading", path.join(".")));
            report(diag.arg(format!("{:?}", style.leading)).arg(format!("{:?}", style.size)), &path);
        }
    }

    // Where running head and folio stand: over and under the type area or, beside vertical lines, at the fore-edge.
    let vertical = theme.page.writing == WritingMode::VerticalRl;
    let fore_edge = page.width - area.inside - width;
    let head_room = if vertical { fore_edge } else { area.top };
    let running = theme.running.as_ref().filter(|_| !vertical || fore_edge >= Abs::ZERO);
    if let Some(running) = running.filter(|h| h.gap + h.text.size > head_room) {
        let diag = Diag::new(&codes::OFF_PAGE).arg("running-head");
        report(diag.arg(mm(running.gap + running.text.size)).arg(mm(head_room)), &["running-head", "gap"]);
    }
    let foot = if vertical { fore_edge } else { page.height - area.top - height };
    // A type area without a foot margin does not fit, which was told.
    if let Some(folio) = theme
        .folio
        .as_ref()
        .filter(|f| foot >= Abs::ZERO && f.gap + if vertical { f.text.size } else { Abs::ZERO } > foot)
    {
        let diag = Diag::new(&codes::OFF_PAGE).arg("folio");
        report(diag.arg(mm(folio.gap)).arg(mm(foot)), &["folio", "gap"]);
    }
}

/// The text styles by the path of their table. Those that follow the grid take the body's leading whatever
/// they say, but a leading below the size is a slip in any of them.
fn styles(theme: &Theme) -> Vec<(Vec<&'static str>, &super::TextStyle)> {
    let head = &theme.head;
    let mut list = vec![
        (vec!["body"], &theme.body),
        (vec!["lead"], &theme.lead.text),
        (vec!["head", "series"], &head.series.text),
        (vec!["head", "kicker"], &head.kicker.text),
        (vec!["head", "title"], &head.title.text),
        (vec!["head", "subtitle"], &head.subtitle.text),
        (vec!["head", "byline"], &head.byline.text),
        (vec!["figure", "caption"], &theme.figure.caption),
        (vec!["figure", "credit"], &theme.figure.credit),
        (vec!["quote"], &theme.quote.text),
        (vec!["verse"], &theme.verse.text),
        (vec!["code"], &theme.code.text),
        (vec!["box", "text"], &theme.boxed.text),
        (vec!["box", "title"], &theme.boxed.title),
        (vec!["table", "text"], &theme.table.text),
        (vec!["table", "head"], &theme.table.head),
        (vec!["table", "caption"], &theme.table.caption),
        (vec!["note"], &theme.note.text),
        (vec!["credits"], &theme.credits.text),
        (vec!["volume", "title"], &theme.volume.title),
        (vec!["volume", "subtitle"], &theme.volume.subtitle),
        (vec!["volume", "author"], &theme.volume.author),
        (vec!["volume", "publisher"], &theme.volume.publisher),
        (vec!["volume", "part"], &theme.volume.part),
        (vec!["toc", "head"], &theme.toc.head),
        (vec!["toc", "part"], &theme.toc.part),
        (vec!["toc", "article"], &theme.toc.article),
        (vec!["toc", "section"], &theme.toc.section),
        (vec!["colophon"], &theme.colophon),
        (vec!["index"], &theme.index.text),
        (vec!["index", "letter"], &theme.index.letter),
    ];
    for (key, head) in ["h1", "h2", "h3", "h4", "h5", "h6"].into_iter().zip(&theme.heads) {
        list.push((vec![key], &head.text));
        list.push((vec![key, "first"], &head.first));
        list.push((vec![key, "last"], &head.last));
    }
    list
}

/// Where a key stands, or the table nearest to it that is there.
fn place(entries: &Entries, path: &[&str]) -> Option<Span> {
    let (first, rest) = path.split_first()?;
    let node = entries.get(*first)?;
    match &node.value {
        Value::Table(inner) => place(inner, rest).or(Some(node.key)),
        _ => Some(node.span),
    }
}
