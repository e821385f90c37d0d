//! Lists and definitions: the label at the item's start, the text with a hanging indent (H8).

use super::{Collector, Within, moved};
use crate::article::{Block, Inline, ListItem};
use crate::frame::{Attributes, Role};
use crate::geom::{Abs, Em, LPoint};
use crate::page::number;
use std::collections::BTreeSet;

/// Between a label that is wider than the indent and the text.
const LABEL_GAP: Em = Em::HALF;
/// The hanging indent of what a term means.
const DEFINITION_INDENT: Em = Em::micro(2_000_000);

impl Collector<'_> {
    /// Collects a list.
    pub(super) fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        let style = &self.desk.theme.list;
        let depth = self.within.depth;
        let labels = self.labels(start, items, depth);
        let text = self.within.text.clone();
        // One indent for the whole list: a whole number of body characters that the widest label fits in. The last label
        // need not be that: xxviii is wider than xl.
        let mut widest = Abs::ZERO;
        let different: BTreeSet<&String> = labels.iter().collect();
        for label in different {
            let label = self.inline(label, None);
            widest = widest.max(self.width_of(&label, &text));
        }
        let size = self.desk.grid.size;
        let least = style.indent.at(size);
        let needed = widest + LABEL_GAP.at(size);
        let indent = if needed <= least { least } else { size * needed.whole_up(size) };
        let indent = indent.min(self.inner() / 2);

        self.open(Role::L, Attributes { ordered: start.is_some(), ..Attributes::default() });
        for (label, item) in labels.iter().zip(items) {
            self.open(Role::LI, Attributes::default());
            self.open(Role::Lbl, Attributes::default());
            let label = self.inline(label, None);
            let label = self.prepare(&label, &text);
            let set = self.natural(&label);
            self.close();
            self.open(Role::LBody, Attributes::default());
            let from = self.strip.rows.len();
            let at = self.within.start;
            self.hanging(indent, Em::ZERO, depth + 1, |c| c.blocks(&item.blocks));
            self.close();
            self.close();
            let by = LPoint::new(at, self.desk.grid.ascent);
            let label = set.into_iter().flat_map(|l| moved(l.items, by));
            match self.strip.rows.get_mut(from) {
                Some(row) => row.items.splice(0..0, label).for_each(drop),
                None => {
                    let row = crate::page::flow::Row::on_grid(1, label.collect());
                    self.push(row);
                }
            }
        }
        self.close();
        self.last_text = None;
    }

    /// The labels of a list at a depth.
    pub(super) fn labels(&self, start: Option<u64>, items: &[ListItem], depth: usize) -> Vec<String> {
        let style = &self.desk.theme.list;
        let choice = |of: &[String]| of.get(depth.min(of.len().saturating_sub(1))).cloned();
        let bullet = choice(&style.bullets).unwrap_or_else(|| "•".to_owned());
        let numbers = choice(&style.numbers).unwrap_or_else(|| "decimal".to_owned());
        (0u64..)
            .zip(items)
            .map(|(n, item)| match (item.done, start) {
                (Some(true), _) => "☑".to_owned(),
                (Some(false), _) => "☐".to_owned(),
                (None, Some(start)) => number::label(&numbers, start.saturating_add(n)),
                (None, None) => bullet.clone(),
            })
            .collect()
    }

    /// Collects terms and what they mean.
    pub(super) fn definitions(&mut self, list: &[(Vec<Inline>, Vec<Vec<Block>>)]) {
        self.open(Role::L, Attributes::default());
        for (term, meanings) in list {
            self.open(Role::LI, Attributes::default());
            let mut style = self.within.text.clone();
            style.face = crate::theme::FaceRole::Hei;
            style.weight = style.weight.max(500);
            self.text(term, &style, Em::ZERO, Role::Lbl);
            if let Some(row) = self.strip.rows.last_mut() {
                row.keep = true;
            }
            self.open(Role::LBody, Attributes::default());
            let (size, depth) = (self.desk.grid.size, self.within.depth);
            for meaning in meanings {
                self.hanging(DEFINITION_INDENT.at(size), Em::ZERO, depth, |c| c.blocks(meaning));
            }
            self.close();
            self.close();
        }
        self.close();
        self.last_text = None;
    }

    fn hanging(&mut self, indent: Abs, first: Em, depth: usize, body: impl FnOnce(&mut Self)) {
        let within = Within {
            start: self.within.start + indent,
            first,
            depth,
            outermost: false,
            ..self.within.clone()
        };
        let outer = std::mem::replace(&mut self.within, within);
        body(self);
        self.within = outer;
    }
}
