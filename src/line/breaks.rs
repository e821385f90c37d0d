//! Where a line may end: clusters behind which the rules allow it, and what each place costs.

use super::cells::Cells;
use crate::clreq::{self, Between, Class, Prohibition};
use crate::geom::Abs;
use crate::text::{Cluster, Context, Flags, Paragraph};
use std::ops::Range;

/// Why a line may end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Between two characters, at a space, behind a hyphen of the text.
    Free,
    /// Between a number and its unit or behind the connector of a range, for want of better.
    Poor,
    /// Between syllables, with a hyphen.
    Hyphen,
    /// Inside an address.
    Address,
    /// Nowhere else would do: by force.
    Forced,
    /// The text ends here, or the author ended the line.
    End,
}

/// A hyphen that is added at a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hyphen {
    pub(super) glyph: u16,
    pub(super) advance: Abs,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// The cluster that begins the next line.
    pub(super) at: usize,
    /// The last cluster that is no space.
    pub(super) last: usize,
    pub(super) reason: Reason,
    pub(super) hyphen: Option<Hyphen>,
}

impl Break {
    fn new(cells: &Cells<'_>, start: usize, at: usize, reason: Reason) -> Break {
        let mut last = at.saturating_sub(1);
        while last > start && cells.cluster(last).class.is_space() {
            last -= 1;
        }
        Break { at, last, reason, hyphen: None }
    }

    /// The end of a part.
    pub(super) fn end(cells: &Cells<'_>, part: Range<usize>) -> Break {
        Break::new(cells, part.start, part.end, Reason::End)
    }
}

/// The clusters between an author's own line breaks.
pub(super) fn parts(paragraph: &Paragraph) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = paragraph.clusters[..paragraph.len()].get(start..)?;
        if rest.is_empty() {
            return None;
        }
        let length = rest.iter().position(|c| c.flags.has(Flags::BREAK_AFTER)).map_or(rest.len(), |n| n + 1);
        let part = start..start + length;
        start += length;
        Some(part)
    })
}

/// All places of a part where a line may end, its end last.
pub(super) fn find(
    paragraph: &Paragraph,
    cells: &Cells<'_>,
    part: Range<usize>,
    cx: &Context<'_>,
) -> Vec<Break> {
    let level = cx.theme.lines.prohibition;
    let western = western_opportunities(paragraph, part.clone(), level);
    let mut western = western.iter().copied().peekable();
    let mut hyphens = Hyphens { cx, last: None };
    let css = level.is_css();
    let mut out = Vec::with_capacity(part.len());
    // The last cluster that is no space where a line may end, and the last that is not white at all.
    let (mut before, mut last) = (part.start, part.start);
    for n in part.start + 1..part.end {
        let (a, b) = (&paragraph.clusters[before], &paragraph.clusters[n]);
        // Most of a Chinese text: what is said below, of two ideographs.
        let plain = last + 1 == n && before == last && a.class == Class::Han && b.class == Class::Han;
        let bound = [Flags::GLUED, Flags::KEPT, Flags::ADDRESS].iter().any(|f| b.flags.has(*f));
        if plain && !css && !bound && !a.flags.has(Flags::LEADS) {
            out.push(Break { at: n, last, reason: Reason::Free, hyphen: None });
            (before, last) = (n, n);
            continue;
        }
        let spaced = before + 1 < n;
        // What opens ends no line, whatever white stands behind it.
        let end = paragraph.clusters[last].class;
        let opens = last + 1 < n && end.is_wide() && clreq::never_last(end, level);
        while western.next_if(|&w| w < b.start).is_some() {}
        let allowed_by_uax14 = western.peek() == Some(&b.start);
        let reason = reason(paragraph, (before, a), (n, b), spaced, allowed_by_uax14, level);
        if let Some(reason) = reason.filter(|_| !opens) {
            let mut place = Break { at: n, last, reason, hyphen: None };
            if reason == Reason::Hyphen {
                place.hyphen = hyphens.of(paragraph, before);
            }
            out.push(place);
        }
        if !b.class.is_space() || b.class == Class::NoBreakSpace {
            before = n;
        }
        if !b.class.is_space() {
            last = n;
        }
    }
    out.push(Break::end(cells, part));
    out
}

fn reason(
    paragraph: &Paragraph,
    (before, a): (usize, &Cluster),
    (n, b): (usize, &Cluster),
    spaced: bool,
    allowed_by_uax14: bool,
    level: Prohibition,
) -> Option<Reason> {
    if b.flags.has(Flags::GLUED) || b.flags.has(Flags::KEPT) && !spaced {
        return None;
    }
    // The halves of —— and …… stay together though someone put a space between them (D1, D2).
    let starts = |c: &Cluster, mark| paragraph.text[c.start as usize..].starts_with(mark);
    if spaced && ['…', '—'].iter().any(|&mark| starts(b, mark) && starts(a, mark)) {
        return None;
    }
    // No line of nothing but the white that begins a paragraph.
    if a.class.is_space() && a.class != Class::NoBreakSpace {
        return None;
    }
    if a.class == Class::SoftHyphen && !spaced && b.class == Class::Letter {
        return Some(Reason::Hyphen);
    }
    if a.flags.has(Flags::ADDRESS) && b.flags.has(Flags::ADDRESS) && !spaced {
        let last = paragraph.text[paragraph.bytes(before..n)].chars().next_back();
        let next = paragraph.text[b.start as usize..].chars().next();
        let sign = |c: Option<char>| c.is_some_and(clreq::breaks_url_after);
        return (sign(last) && !sign(next) && next.is_some_and(char::is_alphanumeric))
            .then_some(Reason::Address);
    }
    let free = if a.flags.has(Flags::LEADS) { Reason::Poor } else { Reason::Free };
    match clreq::between(a.class, b.class, spaced, level) {
        Between::Never => None,
        Between::Allowed => Some(free),
        Between::Poor => Some(Reason::Poor),
        // UAX 14 lets — begin a line between words; a dash belongs to what stands before it (C1).
        Between::Western if allowed_by_uax14 && starts_with_dash(paragraph, a, b) => None,
        Between::Western if allowed_by_uax14 => Some(free),
        Between::Western => b.flags.has(Flags::HYPHEN_BEFORE).then_some(Reason::Hyphen),
    }
}

/// Whether a Western cluster is a dash that belongs to what stands before it: every —, and – behind a number, where it is
/// a range's (D9).
fn starts_with_dash(paragraph: &Paragraph, before: &Cluster, cluster: &Cluster) -> bool {
    let text = &paragraph.text[cluster.start as usize..];
    let dash = text.starts_with('—') || before.class == Class::Digit && text.starts_with('–');
    cluster.class == Class::LatinMark && dash
}

/// The bytes where UAX 14 lets a line end, in stretches where it is asked; a plain word or number has none. At
/// CSS's levels it is asked everywhere.
fn western_opportunities(paragraph: &Paragraph, part: Range<usize>, level: Prohibition) -> Vec<u32> {
    let mut out = Vec::new();
    if level.is_css() {
        let bytes = paragraph.bytes(part);
        let text = &paragraph.text[bytes.clone()];
        out.extend(clreq::css_opportunities(text, level).map(|at| (bytes.start + at) as u32));
        return out;
    }
    let mut n = part.start;
    while n < part.end {
        if paragraph.clusters[n].class.is_wide() {
            n += 1;
            continue;
        }
        let rest = &paragraph.clusters[n..part.end];
        let length = rest.iter().take_while(|c| !c.class.is_wide()).count();
        let plain = rest[..length].iter().all(|c| matches!(c.class, Class::Letter | Class::Digit));
        if !plain || !is_alphabet(&paragraph.text[paragraph.bytes(n..n + length)]) {
            // With its neighbours, since they decide about its edges.
            let stretch = n.saturating_sub(1).max(part.start)..(n + length + 1).min(part.end);
            let bytes = paragraph.bytes(stretch);
            let text = &paragraph.text[bytes.clone()];
            out.extend(clreq::break_opportunities(text).map(|at| (bytes.start + at) as u32));
        }
        n += length;
    }
    out
}

/// Whether a word is of a script that only breaks at spaces: Latin, Greek, Cyrillic.
fn is_alphabet(word: &str) -> bool {
    word.is_ascii() || word.chars().all(|c| c < '\u{590}')
}

/// Finds the hyphen of each face, remembering the last.
struct Hyphens<'a> {
    cx: &'a Context<'a>,
    last: Option<(u32, Hyphen)>,
}

impl Hyphens<'_> {
    fn of(&mut self, paragraph: &Paragraph, cluster: usize) -> Option<Hyphen> {
        let run = paragraph.clusters[cluster].run;
        if let Some((_, hyphen)) = self.last.filter(|l| l.0 == run) {
            return Some(hyphen);
        }
        let look = &paragraph.runs[run as usize];
        let face = self.cx.book.face(look.face);
        let glyph = face.glyph('-').or_else(|| face.glyph('\u{2010}'))?;
        let hyphen = Hyphen { glyph, advance: face.advance(glyph).at(look.size) };
        self.last = Some((run, hyphen));
        Some(hyphen)
    }
}

/// Adds places by force inside what is wider than the narrowest line; gives back what that was.
pub(super) fn force(
    cells: &Cells<'_>,
    start: usize,
    places: &mut Vec<Break>,
    narrowest: Abs,
) -> Vec<Range<usize>> {
    let mut too_wide: Vec<Range<usize>> = Vec::new();
    let mut from = start;
    for place in places.iter() {
        // Between two characters there is nothing to look at.
        if place.last > from && cells.natural(from, place) > narrowest {
            too_wide.push(from..place.at);
        }
        from = place.at;
    }
    if too_wide.is_empty() {
        return too_wide;
    }
    let mut out = Vec::with_capacity(places.len());
    let mut wide = too_wide.iter().peekable();
    for place in places.drain(..) {
        if let Some(range) = wide.next_if(|w| w.end == place.at) {
            let inside = (range.start + 1..=place.last).filter(|&n| !cells.cluster(n).class.is_space());
            out.extend(inside.map(|n| Break::new(cells, range.start, n, Reason::Forced)));
        }
        out.push(place);
    }
    *places = out;
    too_wide
}
