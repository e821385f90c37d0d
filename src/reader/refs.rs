//! Ids, references and notes, once the whole article is known: headings get ids, references find their targets,
//! notes their order.

use super::blocks::Body;
use crate::article::{
    Article, Block, BlockKind, Inline, Note, NoteId, for_each_block_mut, for_each_inline_mut,
    for_each_inline_mut_in,
};
use crate::diag::{Code, Diag, Diags, Span, codes::reader as codes, nearest};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut settle = |inline: &mut Inline| {
        if let Inline::Reference { target, span } = inline
            && !ids.contains(target)
        {
            let near = nearest(target, ids.iter().map(String::as_str)).map(|id| format!("[@{id}]"));
            diags.push(dangling(&codes::DANGLING_REFERENCE, *span, target).suggest(near.as_deref()));
            let text = src.get(span.range()).unwrap_or(target).to_owned();
            *inline = Inline::Text { text, span: *span };
        }
    };
    for_each_inline_mut(article, &mut settle);
}

fn dangling(code: &'static Code, span: Span, target: &str) -> Diag {
    Diag::new(code).at(span).arg(target)
}

/// Puts the notes into the order of their first mark. Notes without a mark go back into the text where they
/// were written.
pub(super) fn settle_notes(body: Body, article: &mut Article, diags: &mut Diags) {
    let Body { blocks, notes, labels } = body;
    article.blocks = blocks;
    // Marks name places in `labels`, which is the order of the source; a note's own marks count after the text's.
    let mut by_label: BTreeMap<String, Note> = notes.into_iter().map(|n| (n.label.clone(), n)).collect();
    let mut order: Vec<u32> = Vec::new();
    let seen = |inline: &mut Inline, order: &mut Vec<u32>| {
        if let Inline::NoteMark { note, .. } = inline {
            let place = order.iter().position(|&n| n == note.0).unwrap_or_else(|| {
                order.push(note.0);
                order.len() - 1
            });
            *note = NoteId(u32::try_from(place).unwrap_or(u32::MAX));
        }
    };
    for_each_inline_mut(article, &mut |inline| seen(inline, &mut order));
    let mut done = 0;
    while let Some(&place) = order.get(done) {
        let label = labels.0.get(place as usize).map_or("", String::as_str);
        let mut note = by_label.remove(label).unwrap_or_else(|| Note {
            label: label.to_owned(),
            blocks: Vec::new(),
            span: Span::new(article.file, 0..0),
        });
        for_each_inline_mut_in(&mut note.blocks, &mut |inline| seen(inline, &mut order));
        article.notes.push(note);
        done += 1;
    }
    let mut unused: Vec<Note> = by_label.into_values().collect();
    unused.sort_by_key(|note| note.span.start);
    for mut note in unused {
        diags.push(Diag::new(&codes::UNUSED_NOTE).at(note.span).arg(note.label.as_str()));
        for_each_inline_mut_in(&mut note.blocks, &mut |inline| seen(inline, &mut order));
        let place = article.blocks.partition_point(|b| b.span.start < note.span.start);
        article.blocks.splice(place..place, note.blocks);
    }
}

fn for_each_block_mut_of(article: &mut Article, f: &mut impl FnMut(&mut Block)) {
    for_each_block_mut(&mut article.blocks, f);
    for note in &mut article.notes {
        for_each_block_mut(&mut note.blocks, f);
    }
}
