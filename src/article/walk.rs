//! Walks over an article in reading order.

use super::{Article, Block, BlockKind, Figure, Inline, inline::plain_text};

/// All figures in reading order, the cover not among them.
pub fn figures(article: &Article) -> Vec<&Figure> {
    let mut out = Vec::new();
    for_each_block(&article.blocks, &mut |b| {
        if let BlockKind::Figures(group) = &b.kind {
            out.extend(group);
        }
    });
    for note in &article.notes {
        for_each_block(&note.blocks, &mut |b| {
            if let BlockKind::Figures(group) = &b.kind {
                out.extend(group);
            }
        });
    }
    out
}

/// Calls `f` on every figure of the text and then of the notes.
pub fn for_each_figure_mut(article: &mut Article, f: &mut impl FnMut(&mut Figure)) {
    let notes = article.notes.iter_mut().map(|note| &mut note.blocks);
    for blocks in std::iter::once(&mut article.blocks).chain(notes) {
        for_each_block_mut(blocks, &mut |block| {
            if let BlockKind::Figures(group) = &mut block.kind {
                group.iter_mut().for_each(&mut *f);
            }
        });
    }
}

/// The texts of all leaf blocks in reading order (captions and credits with their figures, notes at the
/// end), for checks that nothing was lost. Head matter is not among them.
pub fn texts(article: &Article) -> Vec<String> {
    let mut out = Vec::new();
    let notes = article.notes.iter().flat_map(|n| &n.blocks);
    article.blocks.iter().chain(notes).for_each(|block| block_texts(block, &mut out));
    out.retain(|t| !t.trim().is_empty());
    out
}

fn block_texts(block: &Block, out: &mut Vec<String>) {
    let all = |blocks: &[Block], out: &mut Vec<String>| blocks.iter().for_each(|b| block_texts(b, out));
    match &block.kind {
        BlockKind::Paragraph(p) => out.push(plain_text(&p.content)),
        BlockKind::Heading(h) => out.push(h.text()),
        BlockKind::Figures(group) => {
            for f in group {
                out.push(plain_text(&f.caption));
                out.extend(f.credit.clone());
            }
        }
        BlockKind::Verse(lines) => lines.iter().for_each(|l| out.push(plain_text(l))),
        BlockKind::Boxed { title, blocks, .. } => {
            title.iter().for_each(|t| out.push(plain_text(t)));
            all(blocks, out);
        }
        BlockKind::Definitions(list) => {
            for (term, meanings) in list {
                out.push(plain_text(term));
                meanings.iter().for_each(|m| all(m, out));
            }
        }
        BlockKind::List { items, .. } => items.iter().for_each(|i| all(&i.blocks, out)),
        BlockKind::Quote(inner) | BlockKind::Vertical(inner) => all(inner, out),
        BlockKind::Code { text, .. } => out.push(text.clone()),
        BlockKind::Table(t) => {
            t.caption.iter().for_each(|c| out.push(plain_text(c)));
            t.head.iter().chain(t.rows.iter().flatten()).for_each(|c| out.push(plain_text(c)));
        }
        BlockKind::Rule | BlockKind::PageBreak => {}
    }
}

/// Calls `f` on every block, a container before what it holds. A definition's term comes with the
/// container.
pub fn for_each_block<'a>(blocks: &'a [Block], f: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        f(block);
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|i| for_each_block(&i.blocks, f)),
            BlockKind::Definitions(list) => {
                list.iter().flat_map(|(_, d)| d).for_each(|d| for_each_block(d, f));
            }
            BlockKind::Quote(inner) | BlockKind::Vertical(inner) => for_each_block(inner, f),
            BlockKind::Boxed { blocks, .. } => for_each_block(blocks, f),
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Figures(_)
            | BlockKind::Verse(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::PageBreak => {}
        }
    }
}

/// Calls `f` on every block, a container before what it holds.
pub fn for_each_block_mut(blocks: &mut [Block], f: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        f(block);
        match &mut block.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|i| for_each_block_mut(&mut i.blocks, f));
            }
            BlockKind::Definitions(list) => {
                list.iter_mut().flat_map(|(_, d)| d).for_each(|d| for_each_block_mut(d, f));
            }
            BlockKind::Quote(inner) | BlockKind::Vertical(inner) | BlockKind::Boxed { blocks: inner, .. } => {
                for_each_block_mut(inner, f);
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(_)
            | BlockKind::Figures(_)
            | BlockKind::Verse(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::PageBreak => {}
        }
    }
}

/// Calls `f` on every inline of the text and then of the notes, a wrap before what it holds.
pub fn for_each_inline_mut(article: &mut Article, f: &mut impl FnMut(&mut Inline)) {
    for_each_inline_mut_in(&mut article.blocks, f);
    for note in &mut article.notes {
        for_each_inline_mut_in(&mut note.blocks, f);
    }
}

/// Calls `f` on every inline of some blocks in reading order, a wrap before what it holds.
pub fn for_each_inline_mut_in(blocks: &mut [Block], f: &mut impl FnMut(&mut Inline)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(p) => inlines_mut(&mut p.content, f),
            BlockKind::Heading(h) => h.parts.iter_mut().for_each(|p| inlines_mut(p, f)),
            BlockKind::Figures(group) => group.iter_mut().for_each(|g| inlines_mut(&mut g.caption, f)),
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|i| for_each_inline_mut_in(&mut i.blocks, f));
            }
            BlockKind::Definitions(list) => {
                for (term, definitions) in list {
                    inlines_mut(term, f);
                    definitions.iter_mut().for_each(|d| for_each_inline_mut_in(d, f));
                }
            }
            BlockKind::Quote(inner) | BlockKind::Vertical(inner) => for_each_inline_mut_in(inner, f),
            BlockKind::Boxed { title, blocks, .. } => {
                title.iter_mut().for_each(|t| inlines_mut(t, f));
                for_each_inline_mut_in(blocks, f);
            }
            BlockKind::Verse(lines) => lines.iter_mut().for_each(|l| inlines_mut(l, f)),
            BlockKind::Table(table) => {
                table.caption.iter_mut().for_each(|c| inlines_mut(c, f));
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|c| inlines_mut(c, f));
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::PageBreak => {}
        }
    }
}

fn inlines_mut(inlines: &mut [Inline], f: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        f(inline);
        if let Some(content) = inline.content_mut() {
            inlines_mut(content, f);
        }
    }
}
