//! Fenced blocks, `:::name title` to `:::`, and the captions of tables.

use super::node::Cx;
use crate::article::{Block, BlockKind, BoxKind, Inline, ParagraphRole, Table, plain_text};
use crate::diag::{Diag, codes::reader as codes, nearest};
use std::ops::Range;

/// What a line that begins with `:::` is.
pub(super) enum Line {
    Open(Fence),
    Close,
    /// Where words stand on its line.
    PageBreak(Range<usize>),
}

/// An open fence.
pub(super) struct Fence {
    what: What,
    /// Its name as written.
    pub(super) name: String,
    /// The line.
    pub(super) at: Range<usize>,
    title: Option<Vec<Inline>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Lead,
    Box(BoxKind),
    Verse,
    Vertical,
    Unknown,
}

const NAMES: [&str; 6] = ["lead", "note", "box", "verse", "vertical", "pagebreak"];

impl Fence {
    /// Reads the line at a place. A name may be written `note`, `.note` or `{.note}`; what follows it is the
    /// title of a box.
    pub(super) fn read(at: Range<usize>, cx: &mut Cx<'_, '_>) -> Line {
        let line = &cx.src()[at.clone()];
        let rest = line.trim_start_matches(':').trim();
        if rest.is_empty() {
            return Line::Close;
        }
        let split = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, title) = rest.split_at(split);
        let title = without_colons(title);
        let start = if title.is_empty() { at.end } else { at.start + line.rfind(title).unwrap_or(0) };
        let title_at = start..start + title.len();
        let name = word.trim_start_matches(['{', '.']).trim_end_matches('}');
        let what = match name.to_ascii_lowercase().as_str() {
            "lead" => What::Lead,
            "note" => What::Box(BoxKind::Note),
            "box" => What::Box(BoxKind::Link),
            "verse" => What::Verse,
            "vertical" => What::Vertical,
            "pagebreak" => return Line::PageBreak(title_at),
            _ => {
                let near = nearest(name, NAMES).map(|n| format!(":::{n}"));
                let diag = Diag::new(&codes::UNKNOWN_FENCE).at(cx.span(&at)).arg(name);
                cx.diags.push(diag.suggest(near.as_deref()));
                What::Unknown
            }
        };
        let title = (!title.is_empty()).then(|| {
            let span = cx.span(&title_at);
            vec![Inline::Text { text: super::flow::visible(title).into_owned(), span }]
        });
        Line::Open(Fence { what, name: name.to_owned(), at, title })
    }

    pub(super) fn is_verse(&self) -> bool {
        self.what == What::Verse
    }

    /// What the fence makes of the blocks in it.
    pub(super) fn finish(self, mut blocks: Vec<Block>, at: Range<usize>, cx: &mut Cx<'_, '_>) -> Vec<Block> {
        let span = cx.span(&at);
        // Only a box has a place for a title; with the others it is a paragraph before what they hold.
        let mut out = Vec::new();
        if let Some(content) = self.title.clone().filter(|_| !matches!(self.what, What::Box(_))) {
            let kind = BlockKind::Paragraph(crate::article::Paragraph { content, role: ParagraphRole::Body });
            out.push(Block { kind, span: cx.span(&self.at) });
        }
        match self.what {
            What::Lead => {
                out.append(&mut blocks);
                for block in &mut out {
                    if let BlockKind::Paragraph(p) = &mut block.kind {
                        p.role = ParagraphRole::Lead;
                    }
                }
            }
            What::Box(kind) => {
                let kind = BlockKind::Boxed { kind, title: self.title, blocks };
                out.push(Block { kind, span });
            }
            What::Verse => join_verses(blocks, &mut out, cx),
            What::Vertical => out.push(Block { kind: BlockKind::Vertical(blocks), span }),
            What::Unknown => out.append(&mut blocks),
        }
        out
    }
}

/// A title without the colons that may close its line, as in `::: box 标题 :::`; one or two are the author's.
fn without_colons(title: &str) -> &str {
    let title = title.trim();
    let bare = title.trim_end_matches(':');
    let closes = title.len() - bare.len() >= 3 && (bare.is_empty() || bare.ends_with(char::is_whitespace));
    if closes { bare.trim_end() } else { title }
}

/// Stanzas as one verse with an empty line between each two.
fn join_verses(blocks: Vec<Block>, out: &mut Vec<Block>, cx: &mut Cx<'_, '_>) {
    for block in blocks {
        let BlockKind::Verse(lines) = block.kind else {
            cx.report(&codes::NOT_VERSE, &block.span.range(), &[]);
            out.push(block);
            continue;
        };
        if let Some(Block { kind: BlockKind::Verse(before), span }) = out.last_mut() {
            before.push(Vec::new());
            before.extend(lines);
            span.end = block.span.end;
        } else {
            out.push(Block { kind: BlockKind::Verse(lines), span: block.span });
        }
    }
}

/// A caption directly below the rows of a table reads like a row of one cell; it is none.
pub(super) fn take_caption_row(mut table: Table, at: Range<usize>, cx: &mut Cx<'_, '_>) -> Table {
    let last_line = cx.src().get(at).unwrap_or("").trim_end().rsplit('\n').next().unwrap_or("");
    let line = last_line.trim_start_matches([' ', '\t', '>']);
    let Some(row) = table.rows.last() else { return table };
    let is_one_cell = row.iter().skip(1).all(Vec::is_empty) && !line.contains('|');
    if !is_one_cell || !line.starts_with(": ") {
        return table;
    }
    let Some(mut content) = table.rows.pop().and_then(|row| row.into_iter().next()) else { return table };
    if let Some(Inline::Text { text, span }) = content.first_mut() {
        let kept = text.strip_prefix(':').unwrap_or(text).trim_start().to_owned();
        span.start += u32::try_from(text.len() - kept.len()).unwrap_or(0);
        *text = kept;
    }
    if let Some(Inline::Text { text, span }) = content.last_mut()
        && let Some(brace) = text.rfind('{')
        && let Some((found, end)) = super::attrs::parse(text, brace)
        && end == text.trim_end().len()
    {
        // What had to be made visible stands otherwise in the file; then the place is the whole.
        let whole = span.range();
        let is_exact = cx.src().get(whole.clone()) == Some(text);
        let place = |at: Range<usize>| match is_exact {
            true => whole.start + at.start..whole.start + at.end,
            false => whole.clone(),
        };
        table.id = super::tail::id_of(found, place, cx);
        text.truncate(brace);
        text.truncate(text.trim_end().len());
        span.end = span.start + u32::try_from(text.len()).unwrap_or(0);
    }
    table.caption = Some(content).filter(|c| !plain_text(c).is_empty());
    table
}
