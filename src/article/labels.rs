//! What references show: 图1, 表1, or the words of a head. Both outputs number alike, so it is decided here.

use super::{Article, Block, BlockKind, Heading, Inline, for_each_block};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters of a heading that a reference shows: a paragraph that was made a heading by a slip would be
/// repeated by each.
const MAX_SHOWN: usize = 60;

/// The labels of an article.
#[derive(Debug, Default)]
pub struct Labels {
    by_id: BTreeMap<String, String>,
    numbered: BTreeSet<String>,
}

impl Labels {
    /// Reads an article. Pictures and tables are numbered only if the text refers to one of them: a newspaper
    /// does not number its photos.
    pub fn new(article: &Article) -> Labels {
        let notes = || article.notes.iter().map(|n| &n.blocks);
        let mut referred = BTreeSet::new();
        for blocks in std::iter::once(&article.blocks).chain(notes()) {
            for_each_block(blocks, &mut |block| {
                for inlines in inlines_of(block) {
                    targets(inlines, &mut referred);
                }
            });
        }
        let mut labels = Labels::default();
        let (mut pictures, mut tables, mut headings) = (Vec::new(), Vec::new(), Vec::new());
        for blocks in std::iter::once(&article.blocks).chain(notes()) {
            for_each_block(blocks, &mut |block| match &block.kind {
                BlockKind::Figures(group) => pictures.extend(group.iter().filter_map(|f| f.id.clone())),
                BlockKind::Table(table) => tables.extend(table.id.clone()),
                BlockKind::Heading(h) => headings.push(h),
                _ => {}
            });
        }
        let [picture, table] = match article.meta.lang.get(..2) {
            Some("zh") if article.meta.is_traditional() => ["圖", "表"],
            Some("zh" | "ja") => ["图", "表"],
            _ => ["Figure ", "Table "],
        };
        for (name, ids) in [(picture, pictures), (table, tables)] {
            if ids.iter().any(|id| referred.contains(id.as_str())) {
                for (n, id) in ids.into_iter().enumerate() {
                    labels.by_id.insert(id.clone(), format!("{name}{}", n + 1));
                    labels.numbered.insert(id);
                }
            }
        }
        labels.add_headings(&headings);
        labels
    }

    /// Headings are shown in their words. References in these show pictures and tables by number, and other headings by
    /// their words without references, so that it has an end.
    fn add_headings(&mut self, headings: &[&Heading]) {
        for heading in headings {
            self.by_id.insert(heading.id.clone(), quoted(&heading.text()));
        }
        let shown: Vec<String> = headings.iter().map(|heading| quoted(&heading.shown(self))).collect();
        self.by_id.extend(headings.iter().map(|heading| heading.id.clone()).zip(shown));
    }

    /// What a reference to an id shows; the id itself if there is no such place.
    pub fn show<'a>(&'a self, id: &'a str) -> &'a str {
        self.by_id.get(id).map_or(id, String::as_str)
    }

    /// The label before a caption, if its picture or table is numbered.
    pub fn caption(&self, id: Option<&str>) -> Option<&str> {
        let id = id.filter(|id| self.numbered.contains(*id))?;
        self.by_id.get(id).map(String::as_str)
    }
}

/// The words of a heading as a reference shows them.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("“{}…”", text[..end].trim_end()),
        None => format!("“{text}”"),
    }
}

/// The mark of a note as a theme asks for it: `circled` ①, `bracketed` [1], else the plain number. Circled
/// numbers end at 50 in Unicode; beyond they are bracketed.
pub fn note_mark(style: &str, n: u32) -> String {
    let circle = |first: u32, from: u32| char::from_u32(first + n - from).map(String::from);
    let circled = match n {
        _ if style != "circled" => None,
        1..=20 => circle(0x2460, 1),
        21..=35 => circle(0x3251, 21),
        36..=50 => circle(0x32B1, 36),
        _ => Some(format!("({n})")),
    };
    circled.unwrap_or_else(|| if style == "bracketed" { format!("[{n}]") } else { n.to_string() })
}

/// The stretches of text that a block itself holds, those of the blocks inside it not among them.
pub fn inlines_of(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Paragraph(p) => vec![&p.content],
        BlockKind::Heading(h) => h.parts.iter().map(Vec::as_slice).collect(),
        BlockKind::Figures(group) => group.iter().map(|f| f.caption.as_slice()).collect(),
        BlockKind::Verse(lines) => lines.iter().map(Vec::as_slice).collect(),
        BlockKind::Boxed { title, .. } => title.iter().map(Vec::as_slice).collect(),
        BlockKind::Definitions(list) => list.iter().map(|(term, _)| term.as_slice()).collect(),
        BlockKind::Table(t) => {
            let cells = t.head.iter().chain(t.rows.iter().flatten()).map(Vec::as_slice);
            t.caption.iter().map(Vec::as_slice).chain(cells).collect()
        }
        BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Vertical(_)
        | BlockKind::Code { .. }
        | BlockKind::Rule
        | BlockKind::PageBreak => Vec::new(),
    }
}

fn targets<'a>(inlines: &'a [Inline], out: &mut BTreeSet<&'a str>) {
    for inline in inlines {
        if let Inline::Reference { target, .. } = inline {
            out.insert(target);
        }
        targets(inline.content(), out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_heading_is_shown_in_short() {
        let words = "字".repeat(MAX_SHOWN);
        assert_eq!(quoted(&words), format!("“{words}”"));
        assert_eq!(quoted(&format!("{words}词")), format!("“{words}…”"));
    }

    #[test]
    fn notes_are_marked_as_asked() {
        assert_eq!(note_mark("circled", 1), "①");
        assert_eq!(note_mark("circled", 21), "㉑");
        assert_eq!(note_mark("circled", 50), "㊿");
        assert_eq!(note_mark("circled", 51), "(51)");
        assert_eq!(note_mark("bracketed", 2), "[2]");
        assert_eq!(note_mark("decimal", 7), "7");
    }
}
