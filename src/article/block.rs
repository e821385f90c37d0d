//! What stands between lines: paragraphs, headings, figures and the rest.

use super::Labels;
use super::inline::{Inline, plain_text, shown_text};
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

    /// The same for a list of contents, with what references in it show; a dash where that is nothing, since an entry
    /// of a list needs words.
    pub fn shown(&self, labels: &Labels) -> String {
        let text = self.parts.iter().map(|p| shown_text(p, labels)).collect::<Vec<_>>().join(" ");
        if text.trim().is_empty() { "—".to_owned() } else { text }
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
    /// What is taken from the photo's own metadata where the author wrote nothing.
    pub from_photo: FromPhoto,
    /// Where it should stand.
    pub place: FigurePlace,
    /// What of the picture to show.
    pub crop: Option<Crop>,
    /// The id for references.
    pub id: Option<String>,
    /// Where the whole stands in the source.
    pub span: Span,
}

/// Texts of a figure that its photo may supply (`caption: auto`, `credit: auto`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FromPhoto {
    /// Its caption.
    pub caption: bool,
    /// Its credit.
    pub credit: bool,
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

impl Crop {
    /// The part of an upright picture of that many pixels, in shares of its width and height: left, top,
    /// width, height. Always inside the picture, never empty.
    pub fn part(self, width: u32, height: u32) -> [f64; 4] {
        let (w, h) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let [x, y, w, h] = match self {
            Crop::Rect([x, y, w, h]) => [x / 100.0, y / 100.0, w / 100.0, h / 100.0],
            Crop::Shape { ratio: (across, down), focus: (fx, fy) } => {
                let shape = (across / down) / (w / h);
                let (w, h) = if shape > 1.0 { (1.0, 1.0 / shape) } else { (shape, 1.0) };
                [(fx / 100.0 - w / 2.0).clamp(0.0, 1.0 - w), (fy / 100.0 - h / 2.0).clamp(0.0, 1.0 - h), w, h]
            }
        };
        let (x, y) = (share(x, 0.0).min(0.99), share(y, 0.0).min(0.99));
        [x, y, share(w, 1.0).clamp(0.01, 1.0 - x), share(h, 1.0).clamp(0.01, 1.0 - y)]
    }
}

/// A share between 0 and 1; what is no number becomes `otherwise`.
fn share(value: f64, otherwise: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { otherwise }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_stays_inside_its_picture() {
        let square = Crop::Shape { ratio: (1.0, 1.0), focus: (100.0, 50.0) };
        let [x, y, w, h] = square.part(3000, 2000);
        assert!((x - 1.0 / 3.0).abs() < 1e-9 && y == 0.0 && (w - 2.0 / 3.0).abs() < 1e-9 && h == 1.0);
        assert_eq!(Crop::Rect([10.0, 20.0, 50.0, 60.0]).part(10, 10), [0.1, 0.2, 0.5, 0.6]);
        assert_eq!(
            Crop::Rect([90.0, 0.0, 50.0, f64::NAN]).part(10, 10),
            [0.9, 0.0, 0.09999999999999998, 1.0]
        );
        let none = Crop::Shape { ratio: (1.0, 0.0), focus: (50.0, 50.0) }.part(10, 10);
        assert!(none.iter().all(|v| (0.0..=1.0).contains(v)) && none[2] > 0.0 && none[3] > 0.0);
    }
}
