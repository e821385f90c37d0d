//! The numbers that a word processor writes before paragraphs, which are in no paragraph's text (ISO/IEC 29500, 17.9).

use super::numerals::written;
use super::tree::{Node, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The most levels of a list.
const LEVELS: usize = 9;
/// The most characters of what stands before a paragraph.
const MAX_CHARACTERS: usize = 60;
/// The most characters of the name of a format.
const MAX_FORMAT: usize = 40;
/// The most lists; a book has some hundreds.
const MAX_LISTS: usize = 20_000;
/// How many styles a style is based on at most.
const MAX_BASES: usize = 20;

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// A bullet, of a list in so many others.
    Bullet(u8),
    /// A number as it is printed, with the space behind it.
    Number(String),
}

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// `第%1章`: the numbers of the levels stand for `%1` to `%9`.
    text: String,
    /// Whether nothing stands between number and text.
    is_close: bool,
}

/// A list that paragraphs name.
#[derive(Debug)]
struct List<'a> {
    /// Lists of one kind count on together.
    kind: &'a str,
    levels: [Option<Level>; LEVELS],
    /// Where it begins anew.
    starts: [Option<u32>; LEVELS],
}

/// The list and the level that a paragraph or a style says.
type Place<'a> = (&'a str, Option<usize>);

/// The labels of the paragraphs of a document, by their places in its tree, and how many paragraphs have one that could
/// not be found out.
pub(super) fn labels(
    main: &Tree,
    numbering: Option<&Tree>,
    styles: Option<&Tree>,
) -> (BTreeMap<u32, Label>, usize) {
    let lists = numbering.map(lists).unwrap_or_default();
    let of_styles = styles.map(of_styles).unwrap_or_default();
    let mut counting = Counting::default();
    let (mut out, mut unknown) = (BTreeMap::new(), 0);
    for paragraph in main.all().filter(|n| n.is("p")) {
        let Some(properties) = paragraph.child("pPr") else { continue };
        let style = properties.child("pStyle").and_then(|n| n.attribute("val"));
        let own = properties.child("numPr").and_then(place);
        let of_style = style.and_then(|s| of_styles.get(s).copied());
        let Some((id, level)) = own.or(of_style).filter(|(id, _)| *id != "0") else { continue };
        let level = level.or(of_style.and_then(|(_, level)| level)).unwrap_or(0);
        match (lists.get(id), u32::try_from(paragraph.index())) {
            (Some(list), Ok(at)) if list.levels[level].is_some() => {
                out.extend(counting.label(id, list, level).map(|label| (at, label)));
            }
            _ => unknown += 1,
        }
    }
    (out, unknown)
}

fn place(numbers: Node<'_>) -> Option<Place<'_>> {
    let value = |name: &str| numbers.child(name).and_then(|n| n.attribute("val"));
    let level = value("ilvl").and_then(|v| v.parse().ok()).filter(|l| *l < LEVELS);
    Some((value("numId")?, level))
}

/// What the styles say, those included that say it by what they are based on.
fn of_styles(tree: &Tree) -> BTreeMap<&str, Place<'_>> {
    let mut own: BTreeMap<&str, (Option<Place<'_>>, Option<&str>)> = BTreeMap::new();
    for style in tree.all().filter(|n| n.is("style")) {
        let Some(id) = style.attribute("styleId") else { continue };
        let numbers = style.child("pPr").and_then(|p| p.child("numPr")).and_then(place);
        own.insert(id, (numbers, style.child("basedOn").and_then(|n| n.attribute("val"))));
    }
    let found = |id: &str| {
        let bases = std::iter::successors(own.get(id), |(_, base)| base.and_then(|base| own.get(base)));
        bases.take(MAX_BASES).find_map(|(numbers, _)| *numbers)
    };
    own.keys().filter_map(|id| Some((*id, found(id)?))).collect()
}

/// The lists by their ids.
fn lists(tree: &Tree) -> BTreeMap<&str, List<'_>> {
    let mut kinds: BTreeMap<&str, [Option<Level>; LEVELS]> = BTreeMap::new();
    for kind in tree.outermost("abstractNum") {
        let Some(id) = kind.attribute("abstractNumId") else { continue };
        let levels = kinds.entry(id).or_default();
        for node in kind.inside().filter(|n| n.is("lvl")) {
            if let Some(place) = level_of(node).and_then(|at| levels.get_mut(at)) {
                *place = Some(level(node));
            }
        }
    }
    let mut out = BTreeMap::new();
    for node in tree.outermost("num").take(MAX_LISTS) {
        let kind = node.child("abstractNumId").and_then(|n| n.attribute("val"));
        let (Some(id), Some(kind)) = (node.attribute("numId"), kind) else { continue };
        let levels = kinds.get(kind).cloned().unwrap_or_default();
        let mut list = List { kind, levels, starts: [None; LEVELS] };
        for over in node.inside().filter(|n| n.is("lvlOverride")) {
            let Some(at) = level_of(over).filter(|at| *at < LEVELS) else { continue };
            if let Some(own) = over.child("lvl") {
                list.levels[at] = Some(level(own));
            }
            list.starts[at] = over.child("startOverride").and_then(|n| n.attribute("val")?.parse().ok());
        }
        out.insert(id, list);
    }
    out
}

fn level_of(node: Node<'_>) -> Option<usize> {
    node.attribute("ilvl")?.parse().ok()
}

fn level(node: Node<'_>) -> Level {
    let value = |name: &str| node.child(name).and_then(|n| n.attribute("val"));
    Level {
        start: value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
        format: value("numFmt").unwrap_or("decimal").chars().take(MAX_FORMAT).collect(),
        text: value("lvlText").unwrap_or_default().chars().take(MAX_CHARACTERS).collect(),
        is_close: value("suff") == Some("nothing"),
    }
}

/// How far the lists have counted.
#[derive(Debug, Default)]
struct Counting<'a> {
    /// The last number of each level, by the kind of the list.
    numbers: BTreeMap<&'a str, [Option<u32>; LEVELS]>,
    /// Lists that were met.
    begun: BTreeSet<&'a str>,
}

impl<'a> Counting<'a> {
    /// The next label of a list; `None` where nothing is printed.
    fn label(&mut self, id: &'a str, list: &List<'a>, level: usize) -> Option<Label> {
        let numbers = self.numbers.entry(list.kind).or_default();
        let start = |at: usize| list.starts[at].or(list.levels[at].as_ref().map(|l| l.start)).unwrap_or(1);
        if self.begun.insert(id) {
            let anew = (0..LEVELS).filter(|at| list.starts[*at].is_some());
            anew.for_each(|at| numbers[at] = None);
        }
        numbers[level] = Some(numbers[level].map_or_else(|| start(level), |n| n.saturating_add(1)));
        numbers[level + 1..].fill(None);
        let own = list.levels[level].as_ref()?;
        if own.format == "bullet" {
            return u8::try_from(level).ok().map(Label::Bullet);
        }
        let mut text = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            let at = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            match at {
                Some(d) => {
                    chars.next();
                    let at = d as usize - 1;
                    let format = list.levels[at].as_ref().map_or("decimal", |l| l.format.as_str());
                    text.push_str(&written(format, numbers[at].unwrap_or_else(|| start(at))));
                }
                None => text.push(c),
            }
        }
        let text = text.trim();
        let is_close = own.is_close || text.ends_with(['、', '．', '。', '）', '】', '》', '：']);
        let space = if is_close { "" } else { " " };
        (!text.is_empty()).then(|| Label::Number(format!("{text}{space}")))
    }
}
