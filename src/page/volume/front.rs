//! The pages before the text: title page (扉页), colophon (版权页), table of contents, list of pictures; and the
//! title pages of parts.

use super::cover;
use super::list::{Entry, Setter, flow, flush};
use super::seen::sights;
use super::words::Words;
use super::{OWN, PART, Press, bare};
use crate::article::{Book, Part, Person};
use crate::diag::{FileId, Span};
use crate::frame::{Destination, ElementId, OutlineEntry, PageItem, PagedDocument, Role};
use crate::geom::{Abs, LPoint};
use crate::line::Setting;
use crate::page::collect::{Stack, moved};
use crate::page::compose::{NoteSpec, compose};
use crate::page::finish::finish;
use crate::page::flow::{Flow, Row};
use crate::page::furniture::{Folios, Furniture};
use crate::page::grid::Grid;
use crate::text::Tagger;
use crate::theme::{Align, Opening, TextStyle};
use std::collections::BTreeMap;

/// Where a title stands: a third of the free height is above it, in percent of the lines of the page.
const TITLE_AT: u32 = 24;
/// Where the title of a part stands.
const PART_AT: u32 = 30;
/// The label column of the colophon, in its characters.
const LABEL_CHARS: i64 = 4;
/// A label that would leave its text fewer characters than these on a line stands above it.
const DATA_CHARS: i64 = 8;

/// Makes the front matter into the press, whose document is empty, and returns its entries of the outline.
/// `text` is what comes behind it.
pub(super) fn make(
    press: &mut Press<'_>,
    volume: &Book,
    text: &PagedDocument,
    element: ElementId,
    words: &Words,
) -> Vec<OutlineEntry> {
    press.tags.reopen(element);
    cover::add(press, volume, words);
    title_page(press, volume);
    colophon(press, volume, text, words);
    let folios = Folios::Roman { before: press.covers };
    if volume.contents.toc > 0 {
        press.open_page(Opening::Recto, folios);
        let entries = contents(press, volume, text);
        list(press, volume, words.contents, &format!("{OWN}contents"), &entries, folios);
    }
    if volume.contents.figures {
        let entries = figures(press, text);
        if !entries.is_empty() {
            list(press, volume, words.figures, &format!("{OWN}figures"), &entries, folios);
        }
    }
    press.open_page(Opening::Recto, folios);
    press.tags.close();
    std::mem::take(&mut press.document.outline)
}

/// 扉页: title, writers, publisher.
fn title_page(press: &mut Press<'_>, volume: &Book) {
    let theme = press.theme;
    let grid = press.grid;
    let nothing = |_: &str| String::new();
    let cx = press.context(&volume.lang, &nothing, &nothing);
    let mut s = Setter::new(press, grid, &cx, span_of(volume));
    let style = &theme.volume;
    s.open(Role::Div);
    let mut top = Stack::default();
    if let Some(collection) = &volume.collection {
        let number = collection.number.as_ref().map_or(String::new(), |n| format!("\u{3000}{n}"));
        s.line(&mut top, &format!("{}{number}", collection.title), &style.publisher, Abs::ZERO, Role::P);
    }
    let mut middle = Stack::default();
    s.title(&mut middle, &volume.title, &style.title, Role::H(1));
    if let Some(subtitle) = &volume.subtitle {
        middle.skip(style.subtitle.size);
        s.title(&mut middle, subtitle, &style.subtitle, Role::P);
    }
    if !volume.authors.is_empty() {
        middle.skip(grid.pitch * 2);
        for (n, line) in people(&volume.authors).iter().enumerate() {
            let gap = if n == 0 { Abs::ZERO } else { style.author.leading - style.author.size };
            s.line(&mut middle, line, &style.author, gap.max(Abs::ZERO), Role::P);
        }
    }
    let mut foot = Stack::default();
    if let Some(publisher) = &volume.publisher {
        s.line(&mut foot, publisher, &style.publisher, Abs::ZERO, Role::P);
    }
    s.close();
    let told = s.diags;
    press.diags.append(told);

    let row = |stack: Stack| Row::on_grid(grid.lines_for(stack.height), stack.items);
    let (top, middle, foot) = (row(top), row(middle), row(foot));
    let above = (grid.lines * TITLE_AT / 100).saturating_sub(top.lines);
    let rest = grid.lines.saturating_sub(top.lines + above + middle.lines + foot.lines);
    let rows = vec![top, space(above), middle, space(rest), foot];
    pages(press, volume, flow(kept(rows)), grid, &bare(Folios::Roman { before: press.covers }));
}

/// The title of a part on a page of its own.
pub(super) fn part_page(press: &mut Press<'_>, volume: &Book, part: &Part, number: usize) {
    let Some(title) = &part.title else { return };
    let grid = press.grid;
    let nothing = |_: &str| String::new();
    let cx = press.context(&volume.lang, &nothing, &nothing);
    let mut s = Setter::new(press, grid, &cx, title.span.unwrap_or(span_of(volume)));
    let mut stack = Stack::default();
    s.title(&mut stack, title, &cx.theme.volume.part, Role::H(1));
    let told = s.diags;
    press.diags.append(told);
    let name = format!("{PART}{}", number + 1);
    let mut row = Row::on_grid(grid.lines_for(stack.height), stack.items);
    row.anchors.push(name.clone());
    let rows = vec![space(grid.lines * PART_AT / 100), row];
    press.document.outline.push(OutlineEntry { title: title.text(), level: 1, to: name });
    pages(press, volume, flow(kept(rows)), grid, &bare(Folios::Arabic));
}

/// 版权页: what the book says of itself, at the foot of the page behind the title (GB/T 12450).
fn colophon(press: &mut Press<'_>, volume: &Book, text: &PagedDocument, words: &Words) {
    let theme = press.theme;
    let grid = press.grid;
    let labels = &words.colophon;
    let mut lines: Vec<(String, String)> = vec![(labels.title.to_owned(), whole_title(volume, words))];
    let mut say = |label: &str, text: Option<String>| {
        lines.extend(text.filter(|t| !t.is_empty()).map(|t| (label.to_owned(), t)));
    };
    let authors = |wanted: Option<&str>| -> String {
        let named = volume.authors.iter().filter(|p| p.role.as_deref() == wanted).map(|p| p.name.as_str());
        named.collect::<Vec<_>>().join(words.between)
    };
    say(labels.author, Some(authors(None)));
    let mut roles: Vec<&str> = Vec::new();
    for role in volume.authors.iter().filter_map(|p| p.role.as_deref()) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    for role in roles {
        say(role, Some(authors(Some(role))));
    }
    say(
        labels.collection,
        volume.collection.as_ref().map(|c| match &c.number {
            Some(number) => format!("{}{}{number}{}", c.title, words.brackets[0], words.brackets[1]),
            None => c.title.clone(),
        }),
    );
    say(labels.publisher, volume.publisher.clone());
    say(labels.edition, volume.edition.clone());
    say(labels.printing, volume.printing.clone());
    if volume.edition.is_none() {
        say(labels.date, volume.date.map(|date| date.shown(&volume.lang)));
    }
    say(labels.isbn, volume.isbn.as_ref().map(|i| format!("ISBN {}", i.shown())));
    // The price comes last by custom; further lines keep the author's order.
    lines.splice(lines.len()..lines.len(), volume.colophon.iter().cloned());
    lines.push((labels.faces.to_owned(), faces_used(press, text).join(words.between)));

    let nothing = |_: &str| String::new();
    let cx = press.context(&volume.lang, &nothing, &nothing);
    let mut s = Setter::new(press, grid, &cx, span_of(volume));
    let style = &theme.colophon;
    s.open(Role::Div);
    let mut rows = Vec::new();
    if let Some(summary) = &volume.summary {
        rows.extend(passage(&mut s, labels.summary, std::slice::from_ref(summary), style));
    }
    if !volume.cip.is_empty() {
        rows.extend(passage(&mut s, labels.cip, &volume.cip, style));
    }
    let mut data = Vec::new();
    for (label, text) in &lines {
        data.extend(line_of_data(&mut s, label, text, style));
    }
    if let Some(rights) = &volume.rights {
        data.extend(paragraph(&mut s, rights, style, Abs::ZERO, 1));
    }
    s.close();
    let told = s.diags;
    press.diags.append(told);
    let count = |rows: &[Row]| rows.iter().map(|r| r.lines + r.before).sum::<u32>();
    let free = grid.lines.saturating_sub(count(&rows) + count(&data));
    rows.extend((free > 0).then(|| space(free)));
    rows.append(&mut data);
    pages(press, volume, flow(rows), grid, &bare(Folios::Roman { before: press.covers }));
}

/// A label over as many characters as any (均排) and what it labels, hanging behind it, or below it where the label
/// is long.
fn line_of_data(s: &mut Setter<'_>, label: &str, text: &str, style: &TextStyle) -> Vec<Row> {
    let (em, full) = (style.size, s.grid.full());
    let count = label.chars().count() as i64;
    let short = count <= LABEL_CHARS && !label.is_ascii();
    let column = em * count.max(LABEL_CHARS);
    let is_above = count > LABEL_CHARS && column + em + em * DATA_CHARS > full;
    let (column, start) = if is_above { (full, em * (LABEL_CHARS + 1)) } else { (column, column + em) };
    s.open(Role::P);
    let align = if short { Align::Even } else { Align::Start };
    let label = s.inlines(label);
    let label = s.set(&label, style, &Setting { align, ..flush(column) });
    let inlines = s.inlines(text);
    let text = s.set(&inlines, style, &Setting { start, ..flush(full) });
    s.close();
    let mut lines: Vec<_> = label.into_iter().map(|l| l.items).collect();
    let (labels, first) = (lines.len(), if is_above { lines.len() } else { 0 });
    for (n, line) in text.into_iter().enumerate() {
        match lines.get_mut(first + n) {
            Some(label) => label.extend(line.items),
            None => lines.push(line.items),
        }
    }
    let mut rows = on_grid(s, lines, style, 0);
    // A label is not left alone.
    rows.iter_mut().take(if is_above { labels } else { 0 }).for_each(|row| row.keep = true);
    rows
}

/// A small head and paragraphs below it.
fn passage(s: &mut Setter<'_>, head: &str, paragraphs: &[String], style: &TextStyle) -> Vec<Row> {
    let bold = TextStyle { weight: 700, ..style.clone() };
    let mut rows = paragraph(s, head, &bold, Abs::ZERO, 1);
    for text in paragraphs {
        rows.extend(paragraph(s, text, style, style.size * 2, 0));
    }
    rows
}

fn paragraph(s: &mut Setter<'_>, text: &str, style: &TextStyle, first: Abs, before: u32) -> Vec<Row> {
    if text.is_empty() {
        return vec![space(1)];
    }
    s.open(Role::P);
    let inlines = s.inlines(text);
    let setting = Setting { first, align: Align::Justify, ..flush(s.grid.full()) };
    let lines = s.set(&inlines, style, &setting);
    s.close();
    on_grid(s, lines.into_iter().map(|l| l.items).collect(), style, before)
}

/// Lines as rows, each on the grid.
fn on_grid(
    s: &Setter<'_>,
    lines: Vec<Vec<crate::frame::Placed>>,
    style: &TextStyle,
    before: u32,
) -> Vec<Row> {
    let by = LPoint::new(Abs::ZERO, s.grid.ascent);
    let row = |(n, items): (usize, Vec<_>)| {
        let mut row = Row::on_grid(s.grid.lines_for(style.size).max(1), moved(items, by).collect());
        row.before = if n == 0 { before } else { 0 };
        row
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// The entries of the table of contents: parts, articles, and section heads as deep as asked.
fn contents(press: &Press<'_>, volume: &Book, text: &PagedDocument) -> Vec<Entry> {
    let places: BTreeMap<&str, &Destination> =
        text.destinations.iter().map(|d| (d.name.as_str(), d)).collect();
    let has_parts = volume.parts.iter().any(|p| p.title.is_some());
    let style = &press.theme.toc;
    let mut entries = Vec::new();
    let mut in_part = false;
    for entry in &text.outline {
        let Some(place) = places.get(entry.to.as_str()) else { continue };
        let is_part = entry.level == 1 && entry.to.starts_with(PART);
        if entry.level == 1 {
            in_part = is_part;
        }
        // 0 a part, 1 an article, 2 and more its heads.
        let depth = if is_part { 0 } else { entry.level + u8::from(!in_part) - 1 };
        if depth > volume.contents.toc {
            continue;
        }
        let (style, indent, before) = match depth {
            0 => (&style.part, 0, 1),
            1 => (&style.article, i64::from(has_parts && in_part), u32::from(has_parts && !in_part)),
            _ => (&style.section, i64::from(depth) - 1 + i64::from(has_parts && in_part), 0),
        };
        entries.push(Entry {
            title: entry.title.clone(),
            indent,
            before,
            style: style.clone(),
            to: entry.to.clone(),
            folio: text.pages[place.page].label.clone(),
        });
    }
    // Entries outside of parts that follow one another stand close.
    for n in (1..entries.len()).rev() {
        if entries[n].indent == 0 && entries[n - 1].indent == 0 && entries[n].style == entries[n - 1].style {
            entries[n].before = 0;
        }
    }
    entries
}

/// The entries of the list of pictures, whose places get names here.
fn figures(press: &mut Press<'_>, text: &PagedDocument) -> Vec<Entry> {
    let style = &press.theme.toc.section;
    let mut entries = Vec::new();
    for (n, sight) in sights(text, press.tags.tree()).into_iter().filter(|s| s.is_figure).enumerate() {
        let name = format!("{OWN}figure-{}", n + 1);
        press.later.push(Destination { name: name.clone(), page: sight.page, y: sight.y });
        entries.push(Entry {
            title: sight.listed,
            indent: 0,
            before: 0,
            style: style.clone(),
            to: name,
            folio: text.pages[sight.page].label.clone(),
        });
    }
    entries
}

/// A list on its pages.
fn list(press: &mut Press<'_>, volume: &Book, head: &str, anchor: &str, entries: &[Entry], folios: Folios) {
    let grid = press.grid.with_columns(1);
    let nothing = |_: &str| String::new();
    let cx = press.context(&volume.lang, &nothing, &nothing);
    // What is wrong with these words was told where they stand in the text.
    let mut s = Setter::new(press, &grid, &cx, Span::new(FileId(0), 0..0));
    let flow = s.list(head, anchor, entries);
    press.document.outline.push(OutlineEntry { title: head.to_owned(), level: 1, to: anchor.to_owned() });
    let title = volume.title.text();
    let furniture = Furniture { book: Some(&title), title: Some(head), folios, ..Furniture::default() };
    let plan = compose(&flow, &grid, NoteSpec::new(cx.theme));
    finish(flow, &plan, &furniture, &grid, &cx, &mut press.document);
}

/// Puts a flow on pages.
fn pages(press: &mut Press<'_>, volume: &Book, flow: Flow, grid: &Grid, furniture: &Furniture<'_>) {
    let grid = grid.with_columns(1);
    let nothing = |_: &str| String::new();
    let cx = press.context(&volume.lang, &nothing, &nothing);
    let plan = compose(&flow, &grid, NoteSpec::new(cx.theme));
    finish(flow, &plan, furniture, &grid, &cx, &mut press.document);
}

/// Free lines.
fn space(lines: u32) -> Row {
    Row::on_grid(lines, Vec::new())
}

/// Rows that stay on one page, those without lines left out.
fn kept(rows: Vec<Row>) -> Vec<Row> {
    let mut rows: Vec<Row> = rows.into_iter().filter(|r| r.lines > 0).collect();
    let count = rows.len();
    rows.iter_mut().take(count.saturating_sub(1)).for_each(|r| r.keep = true);
    rows
}

fn span_of(volume: &Book) -> Span {
    volume.title.span.unwrap_or(Span::new(FileId(0), 0..0))
}

fn whole_title(volume: &Book, words: &Words) -> String {
    let title = volume.title.parts.concat();
    match &volume.subtitle {
        Some(subtitle) => format!("{title}{}{}", words.colon, subtitle.parts.concat()),
        None => title,
    }
}

/// The writers, those of one role on a line, with the role behind them.
fn people(people: &[Person]) -> Vec<String> {
    let mut lines: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for person in people {
        let role = person.role.as_deref();
        match lines.iter_mut().find(|(r, _)| *r == role) {
            Some((_, names)) => names.push(&person.name),
            None => lines.push((role, vec![&person.name])),
        }
    }
    let line = |(role, names): (Option<&str>, Vec<&str>)| {
        let role = role.map_or(String::new(), |r| format!("\u{3000}{r}"));
        format!("{}{role}", names.join("\u{3000}"))
    };
    lines.into_iter().map(line).collect()
}

/// The families that the text is set in, most used first.
fn faces_used(press: &Press<'_>, text: &PagedDocument) -> Vec<String> {
    let mut glyphs: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, item) in text.pages.iter().flat_map(|p| &p.items) {
        if let PageItem::Text(_, item) = item {
            *glyphs.entry(press.book.face(item.face).family()).or_default() += item.glyphs.len();
        }
    }
    let mut list: Vec<(&str, usize)> = glyphs.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    list.into_iter().map(|(family, _)| family.to_owned()).collect()
}
