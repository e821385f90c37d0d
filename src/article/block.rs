//! What stands between lines: paragraphs, headings, figures and the rest.

use super::{Inline, inline::plain_text};
use crate::diag::Span;

/// One block with its place in the source.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the source.
    pub span: Span,
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A paragraph of text.
    Paragraph(Paragraph),
    /// A section head.
    Heading(Heading),
    /// One picture, or several side by side.
    Figures(Vec<Figure>),
    /// A list.
    List {
        /// The first number; `None` for a bulleted list.
        start: Option<u64>,
        /// Its items.
        items: Vec<ListItem>,
    },
    /// Terms and what they mean.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// 引文.
    Quote(Vec<Block>),
    /// 诗, lines as the author broke them; an empty line is a stanza's end.
    Verse(Vec<Vec<Inline>>),
    /// A boxed piece.
    Boxed {
        /// Which kind.
        kind: BoxKind,
        /// Its head, if it has one.
        title: Option<Vec<Inline>>,
        /// What is inside.
        blocks: Vec<Block>,
    },
    /// A passage set vertically.
    Vertical(Vec<Block>),
    /// Code, line by line as written.
    Code {
        /// The language named after the fence.
        lang: Option<String>,
        /// The text without the last line feed.
        text: String,
    },
    /// A table.
    Table(Table),
    /// `---`: a change of scene.
    Rule,
    /// `:::pagebreak`.
    PageBreak,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// What it says.
    pub content: Vec<Inline>,
    /// What it is for.
    pub role: ParagraphRole,
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphRole {
    /// 正文.
    Body,
    /// 导语.
    Lead,
}

/// A section head.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6; the article's title is not among them, so `#` and `##` may both begin at the top.
    pub level: u8,
    /// Its parts between sense breaks (spaces beside East Asian characters); at least one.
    pub parts: Vec<Vec<Inline>>,
    /// The id for references, unique in the article, ASCII where the author gave one.
    pub id: String,
}

impl Heading {
    /// All its characters, one space at each sense break.
    pub fn text(&self) -> String {
        self.parts.iter().map(|p| plain_text(p)).collect::<Vec<_>>().join(" ")
    }
}

/// A picture with its three texts. All three survive into every output.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Project-relative path of the picture, `/` between folders.
    pub photo: String,
    /// Where that path stands in the source.
    pub photo_span: Span,
    /// 图注.
    pub caption: Vec<Inline>,
    /// 供图, 摄影: "某某 摄". Never split over lines.
    pub credit: Option<String>,
    /// What a reader who cannot see it should know.
    pub alt: Option<String>,
    /// Where it should stand.
    pub place: FigurePlace,
    /// What of the picture to show.
    pub crop: Option<Crop>,
    /// The id for references.
    pub id: Option<String>,
    /// Where the whole stands in the source.
    pub span: Span,
}

/// Where a picture should stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum FigurePlace {
    /// Under the head group, across the page.
    Hero,
    /// Across all columns.
    Span,
    /// One column wide, at head or foot of a column near its mention.
    #[default]
    Column,
    /// One column wide, exactly here.
    Inline,
    /// A page of its own.
    Page,
}

/// What of a picture to show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crop {
    /// Percent of width and height: left, top, width, height.
    Rect([f64; 4]),
    /// A shape (width, height), around a focus in percent.
    Shape {
        /// Width to height.
        ratio: (f64, f64),
        /// Where to look, percent from left and top.
        focus: (f64, f64),
    },
}

/// One item of a list.
#[derive(Clone, Debug)]
pub struct ListItem {
    /// For task lists: whether it is done.
    pub done: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Kinds of box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoxKind {
    /// `:::note`.
    Note,
    /// `:::box`, 本报链接.
    Link,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// How each column is aligned.
    pub columns: Vec<Align>,
    /// The header row.
    pub head: Vec<Cell>,
    /// The rows below it, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// Its title, set above.
    pub caption: Option<Vec<Inline>>,
    /// The id for references.
    pub id: Option<String>,
}

/// One cell.
pub type Cell = Vec<Inline>;

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// As the theme says.
    #[default]
    Auto,
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// The place of a note in [`super::Article::notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// A footnote.
#[derive(Clone, Debug)]
pub struct Note {
    /// The author's label.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Where it stands in the source.
    pub span: Span,
}
