//! The understood page: head matter and blocks in reading order, pictures at the paragraphs they go with.

use super::anchor::{GOOD, Index};
use super::byline::Writer;
use super::draft::{Draft, Fig, Role};
use super::marks::{self, Reading};
use super::piece::{Item, Picture};
use super::report::{Both, Kind};
use super::seam::needs_space;
use super::sign::length;
use super::stranded::Stranded;
use super::table::Table;

/// One block of the article.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// A section head.
    Head(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A picture.
    Figure(Figure),
    /// Items of a list, of one kind at the highest level.
    List(Vec<(Item, String)>),
    /// A table.
    Table(Table),
}

/// A picture as the article has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) caption: String,
    pub(super) credit: String,
    /// Its place among the pictures of the file, or `None` for a placeholder.
    pub(super) picture: Option<usize>,
    /// Whether it stood at the head of the page.
    pub(super) hero: bool,
}

/// An article before it is written down.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) kicker: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) series: Option<String>,
    pub(super) writers: Vec<Writer>,
    pub(super) credits: Option<String>,
    pub(super) said: Vec<(&'static str, String)>,
    pub(super) lead: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<String>,
    pub(super) readings: Vec<Reading>,
    pub(super) pictures: Vec<Picture>,
}

/// Puts the pieces together.
pub(super) fn assemble(draft: &mut Draft) -> Page {
    let flow = flow(draft);
    let lead = lead(draft, &flow);
    let marks = Stranded::of(draft);
    let mut blocks = place_figures(draft, flow, &marks);
    marks.settle(draft, &mut blocks);
    let (writers, said) = (std::mem::take(&mut draft.writers), std::mem::take(&mut draft.said));
    let take = |role: Role| draft.first(role).map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "));
    Page {
        title: take(Role::Title),
        kicker: take(Role::Kicker),
        subtitle: take(Role::Subtitle),
        series: take(Role::Series),
        writers,
        credits: take(Role::Credits),
        said,
        lead,
        blocks,
        notes: std::mem::take(&mut draft.raw.notes),
        readings: std::mem::take(&mut draft.raw.readings),
        pictures: std::mem::take(&mut draft.raw.pictures),
    }
}

/// Everything but the pictures, each with the piece that it begins with.
fn flow(draft: &mut Draft) -> Vec<(usize, Block)> {
    let mut flow: Vec<(usize, Block)> = Vec::new();
    // The piece that the last paragraph ends with.
    let mut last = 0;
    for i in 0..draft.len() {
        let text = draft.marked(i).to_owned();
        match (draft.role(i), flow.last_mut()) {
            (Role::Head(level), _) => flow.push((i, Block::Head(level, text))),
            (Role::Run, Some((_, Block::Paragraph(before)))) => {
                if needs_space(draft.text(last), draft.text(i)) {
                    before.push(' ');
                }
                before.push_str(&text);
                last = i;
            }
            (Role::Body | Role::Unknown | Role::Run, _) => {
                flow.push((i, Block::Paragraph(text)));
                last = i;
            }
            (Role::Item(item), Some((_, Block::List(items)))) if goes_on(items, item) => {
                items.push((item, text));
            }
            (Role::Item(item), _) => flow.push((i, Block::List(vec![(item, text)]))),
            (Role::Table(table), _) => {
                let table = draft.raw.tables.get_mut(table).map(std::mem::take).unwrap_or_default();
                if !table.rows.is_empty() {
                    flow.push((i, Block::Table(table)));
                }
            }
            _ => {}
        }
    }
    flow
}

/// Whether an item is of the list that stands before it: where bullets and numbers change at the highest level, another
/// begins.
fn goes_on(items: &[(Item, String)], item: Item) -> bool {
    let first = items.first().map(|(first, _)| first.number.is_some());
    item.level > 0 || first == Some(item.number.is_some())
}

/// How many opening paragraphs are the lead.
fn lead(draft: &mut Draft, flow: &[(usize, Block)]) -> usize {
    let opening = |until: usize| {
        let before = flow.iter().take_while(|(i, b)| *i < until && matches!(b, Block::Paragraph(_)));
        before.collect::<Vec<_>>()
    };
    let first = flow.first().map_or(0, |(i, _)| draft.line(*i));
    if let Some(until) = draft.lead_ends {
        let count = opening(until).len();
        if (1..=4).contains(&count) {
            let reason = Both::new("these paragraphs stand before the writers' names", "这几段在署名之前");
            draft.report.say(Kind::Lead, first, 90, &format!("{count}"), reason);
            return count;
        }
    }
    let heads = flow.iter().filter(|(_, b)| matches!(b, Block::Head(..))).count();
    let until = flow.iter().find(|(_, b)| matches!(b, Block::Head(..))).map_or(0, |(i, _)| *i);
    let count = opening(until).len();
    if heads >= 2 && count == 1 {
        let reason =
            Both::new("the only paragraph before the first section head", "第一个小标题之前只有这一段");
        draft.report.say(Kind::Lead, first, 76, "1", reason);
        return 1;
    }
    0
}

/// Puts each picture behind the paragraph it goes with.
fn place_figures(draft: &mut Draft, flow: Vec<(usize, Block)>, marks: &Stranded) -> Vec<Block> {
    let figures = draft.figures.clone();
    let texts: Vec<String> = flow
        .iter()
        .map(|(_, b)| match b {
            Block::Paragraph(text) => marks::plain(text).into_owned(),
            Block::Head(..) | Block::Figure(_) | Block::List(_) | Block::Table(_) => String::new(),
        })
        .collect();
    let first_head = flow.iter().find(|(_, b)| matches!(b, Block::Head(..))).map_or(usize::MAX, |(i, _)| *i);
    let captions: Vec<&str> =
        figures.iter().filter(|f| f.picture.is_none()).map(|f| f.caption.as_str()).collect();
    let index = Index::new(&captions, &texts);
    // Behind which block each goes; `None` for before all.
    let mut homes: Vec<(Option<usize>, Figure)> = Vec::new();
    let mut hero = false;
    for (fig, marks) in figures.iter().zip(&marks.of_figures) {
        let here = flow.iter().rposition(|(i, _)| *i < fig.piece);
        let at_head =
            !hero && fig.piece < first_head && here.is_none_or(|h| h <= 3) && first_head < usize::MAX;
        hero |= at_head;
        let home =
            if fig.picture.is_some() { here } else { home(draft, fig, (&index, &texts), here, at_head) };
        let marks = if fig.caption.is_empty() { "" } else { marks.as_str() };
        let (caption, credit) = (format!("{}{marks}", fig.caption), fig.credit.clone());
        homes.push((home, Figure { caption, credit, picture: fig.picture, hero: at_head && home == here }));
    }
    let mut out: Vec<Block> =
        homes.iter().filter(|(h, _)| h.is_none()).map(|(_, f)| Block::Figure(f.clone())).collect();
    for (n, (_, block)) in flow.into_iter().enumerate() {
        out.push(block);
        out.extend(homes.iter().filter(|(h, _)| *h == Some(n)).map(|(_, f)| Block::Figure(f.clone())));
    }
    out
}

/// The place of a picture of a plain text, which says only where on the page it was.
fn home(
    draft: &mut Draft,
    fig: &Fig,
    (index, texts): (&Index, &[String]),
    here: Option<usize>,
    at_head: bool,
) -> Option<usize> {
    let needed = if at_head { GOOD * 6.0 } else { GOOD };
    let fit = index.best(&fig.caption).filter(|f| f.score >= needed && length(&f.word) >= 3);
    match fit {
        Some(fit) => {
            let confidence = if fit.score >= GOOD * 3.0 { 92 } else { 78 };
            let reason = Both::new(
                format!("this paragraph shares “{}” with the caption", fit.word),
                format!("这一段与图注同有“{}”", fit.word),
            );
            draft.report.say(Kind::Anchor, fig.line, confidence, &texts[fit.paragraph], reason);
            Some(fit.paragraph)
        }
        None => {
            let reason = if at_head {
                Both::new("it stands at the head of the page", "在版面开头")
            } else {
                Both::new(
                    "no paragraph shares a rare word with it; it stays where it was",
                    "没有哪段与图注同有少见的词，留在原处",
                )
            };
            let confidence = if at_head { 85 } else { 60 };
            draft.report.say(Kind::Anchor, fig.line, confidence, &fig.caption, reason);
            here
        }
    }
}
