//! What references show: 图1, 表1, or the words of a head. In: an article. Out: labels by id.

use crate::article::{Article, Block, BlockKind, Inline, for_each_block};
use std::collections::{BTreeMap, BTreeSet};

/// The labels of an article.
#[derive(Debug, Default)]
pub(super) struct Labels {
    by_id: BTreeMap<String, String>,
    numbered: BTreeSet<String>,
}

impl Labels {
    /// Reads an article. Pictures and tables are numbered only if the text refers to one of them: a
    /// newspaper does not number its photos.
    pub(super) fn new(article: &Article) -> Labels {
        let mut referred = BTreeSet::new();
        each_inline(&article.blocks, &mut referred);
        for note in &article.notes {
            each_inline(&note.blocks, &mut referred);
        }
        let mut labels = Labels::default();
        let (mut pictures, mut tables) = (Vec::new(), Vec::new());
        for_each_block(&article.blocks, &mut |b| match &b.kind {
            BlockKind::Figures(group) => pictures.extend(group.iter().filter_map(|f| f.id.clone())),
            BlockKind::Table(table) => tables.extend(table.id.clone()),
            BlockKind::Heading(h) => {
                labels.by_id.insert(h.id.clone(), format!("“{}”", h.text()));
            }
            _ => {}
        });
        for (name, ids) in [("图", pictures), ("表", tables)] {
            if !ids.iter().any(|id| referred.contains(id.as_str())) {
                continue;
            }
            for (n, id) in ids.into_iter().enumerate() {
                labels.by_id.insert(id.clone(), format!("{name}{}", n + 1));
                labels.numbered.insert(id);
            }
        }
        labels
    }

    /// What a reference to an id shows; the id itself if there is no such place.
    pub(super) fn show(&self, id: &str) -> String {
        self.by_id.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The label before a caption, if its picture or table is numbered.
    pub(super) fn caption(&self, id: Option<&str>) -> Option<&str> {
        let id = id.filter(|id| self.numbered.contains(*id))?;
        self.by_id.get(id).map(String::as_str)
    }
}

fn each_inline<'a>(blocks: &'a [Block], out: &mut BTreeSet<&'a str>) {
    for_each_block(blocks, &mut |block| match &block.kind {
        BlockKind::Paragraph(p) => collect(&p.content, out),
        BlockKind::Heading(h) => h.parts.iter().for_each(|p| collect(p, out)),
        BlockKind::Figures(group) => group.iter().for_each(|f| collect(&f.caption, out)),
        BlockKind::Verse(lines) => lines.iter().for_each(|l| collect(l, out)),
        BlockKind::Boxed { title: Some(title), .. } => collect(title, out),
        BlockKind::Definitions(list) => list.iter().for_each(|(term, _)| collect(term, out)),
        BlockKind::Table(t) => {
            t.caption.iter().for_each(|c| collect(c, out));
            t.head.iter().chain(t.rows.iter().flatten()).for_each(|c| collect(c, out));
        }
        _ => {}
    });
}

fn collect<'a>(inlines: &'a [Inline], out: &mut BTreeSet<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::Reference { target, .. } => {
                out.insert(target);
            }
            Inline::Emphasis(c)
            | Inline::Strong(c)
            | Inline::Strike(c)
            | Inline::Superscript(c)
            | Inline::Subscript(c)
            | Inline::Link { content: c, .. }
            | Inline::Marked { content: c, .. }
            | Inline::Foreign { content: c, .. } => collect(c, out),
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::NoteMark { .. }
            | Inline::Ruby { .. }
            | Inline::Break => {}
        }
    }
}
