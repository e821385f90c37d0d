//! Where a line may end: clusters behind which the rules allow it, and what each place costs.

use super::cells::Cells;
use crate::clreq::{self, Between, Class};
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
    let western = western_opportunities(paragraph, part.clone());
    let mut western = western.iter().copied().peekable();
    let mut hyphens = Hyphens { cx, last: None };
    let mut out = Vec::with_capacity(part.len());
    // The last cluster that is no space.
    let mut before = part.start;
    for n in part.start + 1..part.end {
        let (a, b) = (&paragraph.clusters[before], &paragraph.clusters[n]);
        let spaced = before + 1 < n;
        while western.next_if(|&w| w < b.start).is_some() {}
        let allowed_by_uax14 = western.peek() == Some(&b.start);
        if let Some(reason) = reason(paragraph, (before, a), (n, b), spaced, allowed_by_uax14, cx) {
            let mut place = Break { at: n, last: before, reason, hyphen: None };
            if reason == Reason::Hyphen {
                place.hyphen = hyphens.of(paragraph, before);
            }
            out.push(place);
        }
        if !b.class.is_space() {
            before = n;
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
    cx: &Context<'_>,
) -> Option<Reason> {
    if b.flags.has(Flags::GLUED) {
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
    match clreq::between(a.class, b.class, spaced, cx.theme.lines.prohibition) {
        Between::Never => None,
        Between::Allowed => Some(Reason::Free),
        Between::Poor => Some(Reason::Poor),
        Between::Western if allowed_by_uax14 => Some(Reason::Free),
        Between::Western => b.flags.has(Flags::HYPHEN_BEFORE).then_some(Reason::Hyphen),
    }
}

/// The bytes where UAX 14 lets a line end, in stretches where it is asked; a plain word or number has none.
fn western_opportunities(paragraph: &Paragraph, part: Range<usize>) -> Vec<u32> {
    let mut out = Vec::new();
    let mut n = part.start;
    while n < part.end {
        if paragraph.clusters[n].class.is_wide() {
            n += 1;
            continue;
        }
        let rest = &paragraph.clusters[n..part.end];
        let length = rest.iter().take_while(|c| !c.class.is_wide()).count();
        if !rest[..length].iter().all(|c| matches!(c.class, Class::Letter | Class::Digit)) {
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
        if cells.natural(from, place) > narrowest && place.last > from {
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
