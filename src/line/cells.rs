//! Cells and gaps: how wide every cluster is inside a line, what it may give up, what may be added behind it; and
//! the sums of all that from the start of the paragraph.

use super::breaks::Break;
use crate::clreq::{self, Class, Gap, Punctuation, Squeeze};
use crate::geom::{Abs, Em};
use crate::text::{Cluster, Flags, Paragraph};
use crate::theme::LineRules;

/// A cut of all that a mark may give up: half an em, in millionths.
const WHOLE: i64 = Em::HALF.to_micro();

/// What lies behind a cell, or in it if it is a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Nothing, ever.
    Solid,
    /// Nothing, unless all are stretched.
    Loose,
    /// The space between Han and Latin.
    HanLatin,
    /// A word space.
    Word,
}

/// One cluster inside a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// How much of what it may give up is taken already, of [`WHOLE`]: by the style, by a neighbour.
    cut: i64,
    /// Its width, that cut made.
    pub(super) width: Abs,
    /// What lies behind it.
    pub(super) space: Space,
    /// How wide that is by itself.
    pub(super) gap: Abs,
    /// Which kind of squeezing it takes part in, …
    pub(super) kind: Option<Squeeze>,
    /// … and how much it can still give.
    pub(super) give: Abs,
    /// How much its gap takes before all gaps are stretched.
    pub(super) take: Abs,
}

/// Sums over all cells before a place. There is one for each character, and what is asked of two of them is what lies
/// between: that is less than 2³¹ within a line, so it is right though most sums wrap around in a long paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) width: i64,
    /// What all kinds give.
    pub(super) gives: i64,
    give: [u32; Squeeze::COUNT],
    word: u32,
    han_latin: u32,
    loose: u32,
    han_latins: u32,
}

/// A paragraph's cells.
pub(super) struct Cells<'a> {
    pub(super) paragraph: &'a Paragraph,
    pub(super) rules: &'a LineRules,
    pub(super) list: Vec<Cell>,
    /// One more than cells.
    pub(super) sums: Vec<Sum>,
}

impl<'a> Cells<'a> {
    /// The cells of a paragraph under a theme's rules.
    pub(super) fn new(paragraph: &'a Paragraph, rules: &'a LineRules) -> Cells<'a> {
        let mut cells = Cells { paragraph, rules, list: Vec::new(), sums: Vec::new() };
        cells.list = (0..paragraph.len()).map(|n| cells.cell(n)).collect();
        cells.rows_of_exclamation();
        cells.sums.reserve(cells.list.len() + 1);
        let mut sum = Sum::default();
        cells.sums.push(sum);
        for cell in &cells.list {
            sum.add(cell);
            cells.sums.push(sum);
        }
        cells
    }

    /// A cluster.
    pub(super) fn cluster(&self, n: usize) -> &Cluster {
        &self.paragraph.clusters[n]
    }

    fn class(&self, n: usize) -> Option<Class> {
        (n < self.paragraph.len()).then(|| self.cluster(n).class)
    }

    /// The em of a cluster.
    pub(super) fn em(&self, n: usize) -> Abs {
        let run = self.cluster(n).run as usize;
        self.paragraph.runs.get(run).map_or(self.paragraph.size, |r| r.size)
    }

    fn cell(&self, n: usize) -> Cell {
        let cluster = self.cluster(n);
        // Most of a Chinese text: what is said below, of two ideographs.
        if cluster.class == Class::Han
            && let Some(next) = self.paragraph.clusters[..self.paragraph.len()].get(n + 1)
            && next.class == Class::Han
        {
            let run = &self.paragraph.runs[cluster.run as usize];
            let gap = if run.tracking == Em::ZERO { Abs::ZERO } else { run.tracking.at(run.size) };
            let space = if next.flags.has(Flags::GLUED) { Space::Solid } else { Space::Loose };
            let width = cluster.advance;
            return Cell { cut: 0, width, space, gap, kind: None, give: Abs::ZERO, take: Abs::ZERO };
        }
        if cluster.class.is_space() && cluster.class != Class::IdeographicSpace {
            return self.space(n);
        }
        let cut = if cluster.class.is_cuttable() { self.cut(n) } else { 0 };
        let (space, gap) = self.behind(n);
        let mut cell = Cell {
            cut,
            width: Abs::ZERO,
            space,
            gap,
            kind: clreq::squeeze_of(cluster.class),
            give: Abs::ZERO,
            take: Abs::ZERO,
        };
        self.cut_to(&mut cell, cluster, cut);
        if space == Space::HanLatin {
            let em = self.em(n);
            cell.kind = Some(Squeeze::HanLatin);
            cell.give = (gap - self.rules.han_latin_min.at(em)).max(Abs::ZERO);
            cell.take = (self.rules.han_latin_max.at(em) - gap).max(Abs::ZERO);
        }
        cell
    }

    fn cut_to(&self, cell: &mut Cell, cluster: &Cluster, cut: i64) {
        let excess = cluster.lead + cluster.trail;
        if excess == Abs::ZERO {
            cell.width = cluster.advance;
            return;
        }
        cell.cut = cut;
        cell.width = cluster.advance - excess.mul_div(cut, WHOLE);
        let plain = self.rules.punctuation == Punctuation::Plain;
        cell.give = if plain { Abs::ZERO } else { excess - excess.mul_div(cut, WHOLE) };
    }

    /// What a mark gives up for its style and its neighbours (E5–E8, E14, E16, E19).
    fn cut(&self, n: usize) -> i64 {
        let style = self.rules.punctuation;
        let class = self.cluster(n).class;
        let mut cut = clreq::style_cut(style, class);
        if let Some(next) = self.class(n + 1) {
            cut = cut.max(clreq::pair_cut(style, class, next, self.em(n + 1) > self.em(n)).0);
        }
        if let Some(before) = n.checked_sub(1).and_then(|b| self.class(b)) {
            cut = cut.max(clreq::pair_cut(style, before, class, self.em(n) > self.em(n - 1)).1);
        }
        share(cut)
    }

    /// Rows of ？ and ！ share squares (E13).
    fn rows_of_exclamation(&mut self) {
        let is = |cells: &Self, n: usize| cells.class(n) == Some(Class::Exclaim);
        let mut n = 0;
        while n < self.list.len() {
            let row = (n..self.list.len()).take_while(|&m| is(self, m)).count();
            let cut = share(clreq::exclaim_cut(self.rules.punctuation, row));
            for m in n..n + row {
                if cut > self.list[m].cut {
                    let mut cell = self.list[m];
                    self.cut_to(&mut cell, self.cluster(m), cut);
                    self.list[m] = cell;
                }
            }
            n += row.max(1);
        }
    }

    /// What lies behind a cluster that is no space.
    fn behind(&self, n: usize) -> (Space, Abs) {
        let Some(next) = self.class(n + 1) else { return (Space::Solid, Abs::ZERO) };
        let (a, b) = (self.cluster(n), self.cluster(n + 1));
        let code = a.flags.has(Flags::NO_GAP) || b.flags.has(Flags::NO_GAP);
        let em = self.em(if a.class.is_ideographic() { n } else { n + 1 });
        let run = &self.paragraph.runs[a.run as usize];
        let tracking = if a.class.is_wide() { run.tracking.at(run.size) } else { Abs::ZERO };
        if clreq::gap_between(a.class, next) && !code {
            (Space::HanLatin, self.rules.han_latin.at(em) + tracking)
        } else if b.flags.has(Flags::GLUED) || clreq::gap_stretches(a.class, next) == Gap::Solid {
            (Space::Solid, tracking)
        } else {
            (Space::Loose, tracking)
        }
    }

    /// A typed space: as wide as a word space between words; in the place of the Han–Latin space between Han and
    /// Latin (F7); nothing beside a Chinese mark (F3).
    fn space(&self, n: usize) -> Cell {
        let cluster = self.cluster(n);
        let mut cell = Cell {
            cut: 0,
            width: cluster.advance,
            space: Space::Solid,
            gap: Abs::ZERO,
            kind: None,
            give: Abs::ZERO,
            take: Abs::ZERO,
        };
        if cluster.flags.has(Flags::NO_GAP) || cluster.class == Class::ZeroWidthSpace {
            return cell;
        }
        let before = n.checked_sub(1).and_then(|b| self.class(b));
        let after = (n + 1..).map_while(|m| self.class(m)).find(|c| !c.is_space());
        let (Some(before), Some(after)) = (before, after) else { return cell };
        let mark = |c: Class| c.is_wide() && !c.is_ideographic();
        if before.is_space() || mark(before) || mark(after) {
            cell.width = Abs::ZERO;
            return cell;
        }
        let em = self.em(n);
        if before.is_ideographic() != after.is_ideographic() {
            cell.width = self.rules.han_latin.at(em);
            cell.space = Space::HanLatin;
            cell.kind = Some(Squeeze::HanLatin);
            cell.give = (cell.width - self.rules.han_latin_min.at(em)).max(Abs::ZERO);
            cell.take = (self.rules.han_latin_max.at(em) - cell.width).max(Abs::ZERO);
        } else if cluster.class == Class::Space {
            cell.space = Space::Word;
            cell.kind = Some(Squeeze::WordSpace);
            cell.give = (cell.width - clreq::WORD_SPACE_MIN.at(em)).max(Abs::ZERO);
            cell.take = (clreq::WORD_SPACE_MAX.at(em) - cell.width).max(Abs::ZERO);
        }
        cell
    }

    /// What a mark that begins a line gives up beyond its cut (E11, E12).
    pub(super) fn start_cut(&self, n: usize) -> Abs {
        let Some(class) = self.class(n) else { return Abs::ZERO };
        let whole = clreq::line_start_cut(self.rules.punctuation, class) > Em::ZERO;
        if whole { self.list[n].give } else { Abs::ZERO }
    }

    /// What a mark that ends a line gives up beyond its cut (E10); all of it if it hangs (G11).
    pub(super) fn end_cut(&self, n: usize) -> Abs {
        let Some(class) = self.class(n) else { return Abs::ZERO };
        if clreq::line_end_cut(self.rules.punctuation, class) == Em::ZERO {
            return Abs::ZERO;
        }
        self.list[n].give
    }

    /// Whether a mark at a line end hangs outside (G11): one stop, no row of marks.
    pub(super) fn hangs(&self, n: usize) -> bool {
        let row = n.checked_sub(1).and_then(|b| self.class(b)).is_some_and(Class::is_cuttable);
        self.rules.hanging && !row && matches!(self.class(n), Some(Class::Pause | Class::Stop))
    }

    /// How wide the last cell of a line is.
    pub(super) fn last_width(&self, n: usize) -> Abs {
        match self.list.get(n) {
            Some(_) if self.hangs(n) => Abs::ZERO,
            Some(cell) => cell.width - self.end_cut(n),
            None => Abs::ZERO,
        }
    }

    /// The width of a line by itself, from a cluster to a break.
    pub(super) fn natural(&self, start: usize, end: &Break) -> Abs {
        if end.last < start || self.list.is_empty() {
            return Abs::ZERO;
        }
        let before = Abs::raw(self.sums[end.last].width - self.sums[start].width);
        let last = if end.last == start && self.start_cut(start) > Abs::ZERO {
            self.list[start].width
        } else {
            self.last_width(end.last)
        };
        before + last - self.start_cut(start) + end.hyphen.map_or(Abs::ZERO, |h| h.advance)
    }
}

impl Sum {
    #[inline]
    fn add(&mut self, cell: &Cell) {
        let more = |sum: &mut u32, length: Abs| *sum = sum.wrapping_add(length.to_raw() as u32);
        self.width += (cell.width + cell.gap).to_raw();
        if let Some(kind) = cell.kind {
            more(&mut self.give[kind as usize], cell.give);
            self.gives += cell.give.to_raw();
        }
        match cell.space {
            Space::Word => {
                more(&mut self.word, cell.take);
                self.loose = self.loose.wrapping_add(1);
            }
            Space::HanLatin => {
                more(&mut self.han_latin, cell.take);
                self.han_latins = self.han_latins.wrapping_add(1);
            }
            Space::Loose => self.loose = self.loose.wrapping_add(1),
            Space::Solid => {}
        }
    }

    /// What cells of a kind give from an earlier place on.
    #[inline]
    pub(super) fn give_since(&self, before: &Sum, kind: Squeeze) -> i64 {
        since(self.give[kind as usize], before.give[kind as usize])
    }

    /// What word spaces take before anything else, …
    #[inline]
    pub(super) fn word_since(&self, before: &Sum) -> i64 {
        since(self.word, before.word)
    }

    /// … then Han–Latin spaces, …
    #[inline]
    pub(super) fn han_latin_since(&self, before: &Sum) -> i64 {
        since(self.han_latin, before.han_latin)
    }

    /// … then this many places share the rest, word spaces among them, …
    #[inline]
    pub(super) fn loose_since(&self, before: &Sum) -> i64 {
        since(self.loose, before.loose)
    }

    /// … and these too if that would be too much for the others.
    #[inline]
    pub(super) fn han_latins_since(&self, before: &Sum) -> i64 {
        since(self.han_latins, before.han_latins)
    }
}

#[inline]
fn since(now: u32, before: u32) -> i64 {
    i64::from(now.wrapping_sub(before) as i32)
}

/// A cut as a share of [`WHOLE`].
fn share(cut: Em) -> i64 {
    cut.to_micro().clamp(0, WHOLE)
}
