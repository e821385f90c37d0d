//! Notes, once the whole article is known: they stand in the order of their first mark, and those without a mark go back
//! into the text where they were written.

use super::blocks::Body;
use super::fold::folded;
use super::limits::{MAX_MARKS, refusal};
use crate::article::{Article, Block, Inline, Note, NoteId, for_each_inline_mut, for_each_inline_mut_in};
use crate::diag::{Diag, Diags, Span, codes::reader as codes};
use std::collections::BTreeMap;

/// Puts the notes of an article in order.
pub(super) fn settle(body: Body, article: &mut Article, src: &str, diags: &mut Diags) {
    let Body { mut blocks, notes, labels, .. } = body;
    let mut written = Written::new(notes, &labels.order);
    let mut back = written.without_mark(&mut blocks);
    back.sort_by_key(|note| note.span.start);
    for note in &back {
        diags.push(Diag::new(&codes::UNUSED_NOTE).at(note.span).arg(note.label.as_str()));
    }
    article.blocks = merged(blocks, back);

    let mut order = Order::new(&written, src);
    for_each_inline_mut(article, &mut |inline| order.see(inline));
    let mut done = 0;
    while let Some(&place) = order.list.get(done) {
        if let Some(mut note) = written.marked[place as usize].take() {
            for_each_inline_mut_in(&mut note.blocks, &mut |inline| order.see(inline));
            article.notes.push(note);
        }
        done += 1;
    }
    if let Some(span) = order.over {
        diags.push(refusal(MAX_MARKS, "marks of notes", "个注释记号", span));
    }
}

/// The notes as they were written. Marks name places in the list of their labels.
struct Written {
    /// By that place; nothing where a label has no note.
    marked: Vec<Option<Note>>,
    unmarked: Vec<Note>,
}

impl Written {
    fn new(notes: Vec<Note>, labels: &[String]) -> Written {
        let places: BTreeMap<&str, usize> = labels.iter().map(String::as_str).zip(0..).collect();
        let mut out = Written { marked: labels.iter().map(|_| None).collect(), unmarked: Vec::new() };
        for note in notes {
            match places.get(folded(&note.label).as_str()) {
                Some(&place) => out.marked[place] = Some(note),
                None => out.unmarked.push(note),
            }
        }
        out
    }

    /// Takes out the notes that no mark of the text leads to, not even by way of other notes. The marks in them are
    /// marks of the text, once they stand there.
    fn without_mark(&mut self, blocks: &mut [Block]) -> Vec<Note> {
        let mut back = std::mem::take(&mut self.unmarked);
        let mut reached = vec![false; self.marked.len()];
        self.reach(marks(blocks), &mut reached);
        for note in &mut back {
            self.reach(marks(&mut note.blocks), &mut reached);
        }
        // What is left are notes that mark each other. The first of them goes back; it may reach the rest.
        let start = |place: &usize| self.marked[*place].as_ref().map_or(0, |note| note.span.start);
        let mut left: Vec<usize> = (0..reached.len()).filter(|&place| !reached[place]).collect();
        left.sort_by_key(start);
        for place in left {
            if reached[place] {
                continue;
            }
            if let Some(mut note) = self.marked[place].take() {
                self.reach(marks(&mut note.blocks), &mut reached);
                back.push(note);
            }
        }
        back
    }

    /// Notes what marks lead to, and the marks in that.
    fn reach(&mut self, mut marks_left: Vec<u32>, reached: &mut [bool]) {
        while let Some(place) = marks_left.pop() {
            let place = place as usize;
            if !std::mem::replace(&mut reached[place], true)
                && let Some(note) = &mut self.marked[place]
            {
                marks_left.extend(marks(&mut note.blocks));
            }
        }
    }
}

/// The marks in some blocks.
fn marks(blocks: &mut [Block]) -> Vec<u32> {
    let mut out = Vec::new();
    for_each_inline_mut_in(blocks, &mut |inline| {
        if let Inline::NoteMark { note, .. } = inline {
            out.push(note.0);
        }
    });
    out
}

/// The blocks with those of the notes among them, each where it was written.
fn merged(blocks: Vec<Block>, back: Vec<Note>) -> Vec<Block> {
    let mut back = back.into_iter().peekable();
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        while let Some(note) = back.next_if(|note| note.span.start <= block.span.start) {
            out.extend(note.blocks);
        }
        out.push(block);
    }
    out.extend(back.flat_map(|note| note.blocks));
    out
}

/// The order in which the marks of notes come.
struct Order<'s> {
    src: &'s str,
    /// Whether there is a note at each place.
    exists: Vec<bool>,
    list: Vec<u32>,
    places: BTreeMap<u32, u32>,
    marks: usize,
    /// The first mark that is one too many.
    over: Option<Span>,
}

impl<'s> Order<'s> {
    fn new(written: &Written, src: &'s str) -> Order<'s> {
        let exists = written.marked.iter().map(Option::is_some).collect();
        Order { src, exists, list: Vec::new(), places: BTreeMap::new(), marks: 0, over: None }
    }

    /// Gives a mark its note's place in this order. A mark without a note is text.
    fn see(&mut self, inline: &mut Inline) {
        let Inline::NoteMark { note, span } = inline else { return };
        self.marks += 1;
        if self.marks == MAX_MARKS + 1 {
            self.over = Some(*span);
        }
        if !self.exists.get(note.0 as usize).is_some_and(|exists| *exists) {
            let text = self.src.get(span.range()).unwrap_or_default().to_owned();
            *inline = Inline::Text { text, span: *span };
            return;
        }
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(note.0).or_insert(next);
        if place == next {
            self.list.push(note.0);
        }
        *note = NoteId(place);
    }
}
