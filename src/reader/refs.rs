//! Ids, references and notes, once the whole article is known: headings get ids, references find their targets,
//! notes their order.

use super::blocks::Body;
use crate::article::{
    Article, Block, BlockKind, Inline, Note, NoteId, for_each_block_mut, for_each_inline_mut,
    for_each_inline_mut_in,
};
use crate::diag::{Diag, Diags, Span, codes::reader as codes, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// For how many dangling references the nearest id is looked up.
const MAX_SEARCHES: usize = 50;

/// Gives every heading an id of its own, and takes away ids that are given twice.
pub(super) fn settle_ids(article: &mut Article, diags: &mut Diags) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut take = |id: &mut Option<String>, span: Span| {
        if let Some(text) = id
            && !ids.insert(text.clone())
        {
            diags.push(Diag::new(&codes::DUPLICATE_ID).at(span).arg(text.as_str()));
            *id = None;
        }
    };
    for_each_block_mut_of(article, &mut |block| match &mut block.kind {
        BlockKind::Heading(heading) => {
            let mut id = Some(std::mem::take(&mut heading.id)).filter(|id| !id.is_empty());
            take(&mut id, block.span);
            heading.id = id.unwrap_or_default();
        }
        BlockKind::Table(table) => take(&mut table.id, block.span),
        BlockKind::Figures(group) => group.iter_mut().for_each(|f| take(&mut f.id, f.span)),
        _ => {}
    });
    let mut number = 0;
    for_each_block_mut_of(article, &mut |block| {
        if let BlockKind::Heading(heading) = &mut block.kind {
            number += 1;
            while heading.id.is_empty() {
                let id = format!("sec-{number}");
                if ids.insert(id.clone()) {
                    heading.id = id;
                } else {
                    number += 1;
                }
            }
        }
    });
    ids
}

/// Turns references without a target back into text, and says so.
pub(super) fn settle_references(article: &mut Article, ids: &BTreeSet<String>, src: &str, diags: &mut Diags) {
    // A file of nothing but dangling references is not searched for what each might have meant.
    let mut searches = 0..MAX_SEARCHES;
    let mut settle = |inline: &mut Inline| {
        if let Inline::Reference { target, span } = inline
            && !ids.contains(target)
        {
            let near = searches.next().and_then(|_| nearest(target, ids.iter().map(String::as_str)));
            let near = near.map(|id| format!("[@{id}]"));
            let diag = Diag::new(&codes::DANGLING_REFERENCE).at(*span).arg(target.as_str());
            diags.push(diag.suggest(near.as_deref()));
            let text = src.get(span.range()).unwrap_or(target).to_owned();
            *inline = Inline::Text { text, span: *span };
        }
    };
    for_each_inline_mut(article, &mut settle);
}

/// Puts the notes into the order of their first mark. Notes without a mark go back into the text where they
/// were written.
pub(super) fn settle_notes(body: Body, article: &mut Article, diags: &mut Diags) {
    let Body { blocks, notes, labels } = body;
    article.blocks = blocks;
    // Marks name places in `labels`, which is the order of the source; a note's own marks count after the text's.
    let mut by_label: BTreeMap<String, Note> = notes.into_iter().map(|n| (n.label.clone(), n)).collect();
    let mut order = Order::default();
    for_each_inline_mut(article, &mut |inline| order.see(inline));
    let mut done = 0;
    while let Some(&place) = order.list.get(done) {
        let label = labels.order.get(place as usize).map_or("", String::as_str);
        let mut note = by_label.remove(label).unwrap_or_else(|| Note {
            label: label.to_owned(),
            blocks: Vec::new(),
            span: Span::new(article.file, 0..0),
        });
        for_each_inline_mut_in(&mut note.blocks, &mut |inline| order.see(inline));
        article.notes.push(note);
        done += 1;
    }
    let mut unused: Vec<Note> = by_label.into_values().collect();
    unused.sort_by_key(|note| note.span.start);
    for mut note in unused {
        diags.push(Diag::new(&codes::UNUSED_NOTE).at(note.span).arg(note.label.as_str()));
        for_each_inline_mut_in(&mut note.blocks, &mut |inline| order.see(inline));
        let place = article.blocks.partition_point(|b| b.span.start < note.span.start);
        article.blocks.splice(place..place, note.blocks);
    }
}

/// The order in which the marks of notes come.
#[derive(Default)]
struct Order {
    list: Vec<u32>,
    places: BTreeMap<u32, u32>,
}

impl Order {
    /// Gives a mark its note's place in this order.
    fn see(&mut self, inline: &mut Inline) {
        let Inline::NoteMark { note, .. } = inline else { return };
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(note.0).or_insert(next);
        if place == next {
            self.list.push(note.0);
        }
        *note = NoteId(place);
    }
}

fn for_each_block_mut_of(article: &mut Article, f: &mut impl FnMut(&mut Block)) {
    for_each_block_mut(&mut article.blocks, f);
    for note in &mut article.notes {
        for_each_block_mut(&mut note.blocks, f);
    }
}
