//! A stack of lines with heights of their own: heads, captions. In: set lines. Out: items and a height.

use super::moved;
use crate::frame::{Item, Placed};
use crate::geom::{Abs, Em, LPoint};

/// Lines one below the other, each in its own size. Block is counted from the top of the first em box.
#[derive(Default)]
pub(in crate::page) struct Stack {
    /// What stands in it.
    pub(in crate::page) items: Vec<Placed>,
    /// From the top of the first em box to the foot of the last.
    pub(in crate::page) height: Abs,
}

impl Stack {
    /// Free space below what is there; none at the top.
    pub(in crate::page) fn skip(&mut self, space: Abs) {
        if self.height > Abs::ZERO {
            self.height += space;
        }
    }

    /// Adds a line: its em box `gap` below the last one (none at the top), its start at `inline`.
    pub(in crate::page) fn line(&mut self, items: Vec<Placed>, inline: Abs, size: Abs, ascent: Em, gap: Abs) {
        self.skip(gap);
        let at = LPoint::new(inline, self.height + ascent.at(size));
        self.items.extend(moved(items, at));
        self.height += size;
    }

    /// Adds items to the last line, which was set in that size.
    pub(in crate::page) fn beside(&mut self, items: Vec<Placed>, inline: Abs, size: Abs, ascent: Em) {
        let at = LPoint::new(inline, self.height - size + ascent.at(size));
        self.items.extend(moved(items, at));
    }

    /// Adds a thing at the foot as it is, without height.
    pub(in crate::page) fn draw(&mut self, inline: Abs, tag: crate::frame::Tag, item: Item) {
        self.items.push(Placed { at: LPoint::new(inline, self.height), tag, item });
    }
}
