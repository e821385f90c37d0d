//! The index (索引): what is marked `[词]{.index}`, sorted by sound, strokes or letters, with the pages it stands on.

use super::list::{Setter, flow, flush};
use super::seen::sights;
use super::words::Words;
use super::{OWN, Press};
use crate::article::{Book, IndexOrder, Inline};
use crate::clreq::{Collation, Sorting};
use crate::diag::{FileId, Span};
use crate::frame::{Attributes, Destination, OutlineEntry, Role};
use crate::geom::{Abs, LPoint};
use crate::line::Setting;
use crate::page::collect::{Stack, moved};
use crate::page::compose::{NoteSpec, compose};
use crate::page::finish::finish;
use crate::page::flow::{Row, Segment, Strip};
use crate::page::furniture::{Folios, Furniture};
use crate::text::Tagger;
use crate::theme::Align;
use std::collections::BTreeMap;

/// An entry: its word, and the places where it stands (their names and folios), one a page.
struct Term {
    word: String,
    places: Vec<(String, String)>,
}

/// Adds the index behind the text, once for each order that the book asks for.
pub(super) fn add(press: &mut Press<'_>, volume: &Book, words: &Words) {
    if volume.contents.index.is_empty() {
        return;
    }
    let terms = terms(press);
    if terms.is_empty() {
        return;
    }
    let folios: BTreeMap<String, String> = terms.iter().flat_map(|t| t.places.iter().cloned()).collect();
    let sortings: Vec<Sorting> = match words.by_letters {
        true => vec![Sorting::Letter],
        false => volume.contents.index.iter().copied().map(sorting).collect(),
    };
    for sorting in &sortings {
        let head = match sorting {
            _ if sortings.len() == 1 => words.index[2],
            Sorting::Stroke => words.index[1],
            Sorting::Pinyin | Sorting::Letter => words.index[0],
        };
        let collation = Collation::new(*sorting);
        let groups = collation.grouped(&terms, |term: &Term| &term.word).into_iter();
        let named = groups.map(|(group, terms)| {
            let name = match (group, sorting) {
                (Some(count), Sorting::Stroke) => format!("{count}{}", words.strokes),
                (Some(letter), Sorting::Pinyin | Sorting::Letter) => letter.to_owned(),
                (None, _) => words.others.to_owned(),
            };
            (name, terms)
        });
        one(press, volume, head, &named.collect::<Vec<_>>(), &folios, words);
    }
}

/// The words marked in the text, each once, and the places that they lead to, which get names here.
fn terms(press: &mut Press<'_>) -> Vec<Term> {
    let mut terms: BTreeMap<String, Vec<(String, String, usize)>> = BTreeMap::new();
    let found = sights(&press.document, press.tags.tree());
    for (n, sight) in found.into_iter().filter(|s| !s.is_figure).enumerate() {
        let folio = press.document.pages[sight.page].label.clone();
        let places = terms.entry(sight.listed).or_default();
        if places.iter().any(|(.., page)| *page == sight.page) {
            continue;
        }
        let name = format!("{OWN}index-{}", n + 1);
        places.push((name.clone(), folio, sight.page));
        press.document.destinations.push(Destination { name, page: sight.page, y: sight.y });
    }
    terms
        .into_iter()
        .map(|(word, mut places)| {
            // A figure's caption is an entry where it is mentioned and stands where it floated.
            places.sort_by_key(|(.., page)| *page);
            Term { word, places: places.into_iter().map(|(name, folio, _)| (name, folio)).collect() }
        })
        .collect()
}

fn sorting(order: IndexOrder) -> Sorting {
    match order {
        IndexOrder::Pinyin => Sorting::Pinyin,
        IndexOrder::Stroke => Sorting::Stroke,
    }
}

/// One index on its pages.
fn one(
    press: &mut Press<'_>,
    volume: &Book,
    head: &str,
    groups: &[(String, Vec<&Term>)],
    folios: &BTreeMap<String, String>,
    words: &Words,
) {
    let opening = press.theme.volume.article_start;
    press.open_page(opening, Folios::Arabic);
    let theme = press.theme;
    let grid = press.grid.with_columns(theme.index.columns);
    let page = |_: &str| String::new();
    let folio = |name: &str| folios.get(name).cloned().unwrap_or_default();
    let cx = press.context(&volume.lang, &folio, &page);
    let anchor = format!("{OWN}index-{head}");
    let span = Span::new(FileId(0), 0..0);
    // The head goes over all columns, the entries under it into them.
    let wide = grid.with_columns(1);
    let mut over = Setter::new(press, &wide, &cx, span);
    over.open(Role::Index);
    let mut head_row = over.head(head);
    head_row.anchors.push(anchor.clone());
    let mut s = Setter::new(press, &grid, &cx, span);
    let mut rows = Vec::new();
    for (name, terms) in groups {
        rows.push(letter(&mut s, name));
        for term in terms {
            rows.extend(entry(&mut s, term, words));
        }
    }
    s.close();
    let mut flow = flow(rows);
    flow.segments.insert(0, Segment::Across(Strip::of(vec![head_row])));
    press.document.outline.push(OutlineEntry { title: head.to_owned(), level: 1, to: anchor });
    let plan = compose(&flow, &grid, NoteSpec::new(theme));
    let title = volume.title.text();
    let furniture = Furniture { book: Some(&title), title: Some(head), ..Furniture::default() };
    finish(flow, &plan, &furniture, &grid, &cx, &mut press.document);
}

/// A letter or stroke count over its entries.
fn letter(s: &mut Setter<'_>, name: &str) -> Row {
    let style = &s.theme.index.letter;
    let mut stack = Stack::default();
    s.open(Role::P);
    let inlines = s.inlines(name);
    let setting = flush(s.grid.measure);
    for line in s.set(&inlines, style, &setting) {
        stack.line(line.items, Abs::ZERO, style.size, s.ascent(), Abs::ZERO);
    }
    s.close();
    let mut row = Row::on_grid(s.grid.lines_for(stack.height).max(1), stack.items);
    (row.keep, row.before) = (true, 1);
    row
}

/// An entry: the word, then its pages, each a link.
fn entry(s: &mut Setter<'_>, term: &Term, words: &Words) -> Vec<Row> {
    let style = s.theme.index.text.clone();
    let mut inlines = s.inlines(&format!("{}{}", term.word, words.gap));
    for (n, (name, _)) in term.places.iter().enumerate() {
        if n > 0 {
            inlines.extend(s.inlines(words.between));
        }
        inlines.push(Inline::Reference { target: name.clone(), span: s.span });
    }
    let setting = Setting {
        measure: s.grid.measure,
        first: -style.size,
        start: style.size,
        end: Abs::ZERO,
        align: Align::Start,
    };
    s.tags.open(Role::P, Attributes::default());
    let lines = s.set(&inlines, &style, &setting);
    s.close();
    let count = lines.len();
    let by = LPoint::new(Abs::ZERO, s.grid.ascent);
    let row = |(n, line): (usize, crate::line::Line)| {
        let mut row = Row::on_grid(s.grid.lines_for(style.size).max(1), moved(line.items, by).collect());
        row.keep = n + 1 < count && (n == 0 || n + 2 == count);
        row
    };
    lines.into_iter().enumerate().map(row).collect()
}
