//! Ids and references, once the whole article is known: headings get ids, references find their targets.

use super::limits::{MAX_REFERENCES, refusal};
use crate::article::{Article, Block, BlockKind, Inline, for_each_block_mut, for_each_inline_mut};
use crate::diag::{Diag, Diags, Span, codes::reader as codes, nearest};
use std::collections::BTreeSet;

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
    let (mut searches, mut count) = (0..MAX_SEARCHES, 0);
    let mut settle = |inline: &mut Inline| {
        let Inline::Reference { target, span } = inline else { return };
        count += 1;
        if count == MAX_REFERENCES + 1 {
            diags.push(refusal(MAX_REFERENCES, "references", "处引用", *span));
        }
        let is_there = ids.contains(target);
        if !is_there {
            let near = searches.next().and_then(|_| nearest(target, ids.iter().map(String::as_str)));
            let near = near.map(|id| format!("[@{id}]"));
            let diag = Diag::new(&codes::DANGLING_REFERENCE).at(*span).arg(target.as_str());
            diags.push(diag.suggest(near.as_deref()));
        }
        if !is_there || count > MAX_REFERENCES {
            let text = src.get(span.range()).unwrap_or(target).to_owned();
            *inline = Inline::Text { text, span: *span };
        }
    };
    for_each_inline_mut(article, &mut settle);
}

fn for_each_block_mut_of(article: &mut Article, f: &mut impl FnMut(&mut Block)) {
    for_each_block_mut(&mut article.blocks, f);
    for note in &mut article.notes {
        for_each_block_mut(&mut note.blocks, f);
    }
}
