//! What a theme says, with every length resolved. Each field is a key of `theme.toml`, as
//! `templates/README.md` documents it.

use crate::geom::{Abs, Color, Em, Size, Stroke, WritingMode};
use std::collections::BTreeMap;

pub use crate::clreq::{Prohibition, Punctuation};

/// A theme, whole.
#[derive(Clone, Debug)]
pub struct Theme {
    /// The name of its folder.
    pub name: String,
    /// The sheet.
    pub page: PageSpec,
    /// 版心.
    pub area: AreaSpec,
    /// Which families play which role.
    pub faces: Faces,
    /// How lines are set.
    pub lines: LineRules,
    /// The accent colour.
    pub accent: Color,
    /// 正文. Its leading is the baseline grid.
    pub body: TextStyle,
    /// First-line indent of body paragraphs (段首缩进).
    pub indent: Em,
    /// 导语.
    pub lead: BlockStyle,
    /// The group of title and what stands around it.
    pub head: HeadGroup,
    /// Section heads, level 1 to 6.
    pub heads: [HeadStyle; 6],
    /// Pictures.
    pub figure: FigureStyle,
    /// 引文.
    pub quote: BlockStyle,
    /// 诗.
    pub verse: BlockStyle,
    /// Code blocks; `text` is also the style of code within a line.
    pub code: BlockStyle,
    /// Boxes.
    pub boxed: BoxStyle,
    /// Lists.
    pub list: ListStyle,
    /// Tables.
    pub table: TableStyle,
    /// Footnotes.
    pub note: NoteStyle,
    /// The credits note at the end.
    pub credits: BlockStyle,
    /// What is set behind the last paragraph (文末符); empty for none.
    pub end_mark: String,
    /// The line above the type area; `None` for none.
    pub running: Option<RunningHead>,
    /// Page numbers; `None` for none.
    pub folio: Option<FolioStyle>,
    /// The pages of a book around its articles.
    pub volume: VolumeStyle,
    /// Lists that lead to pages.
    pub toc: TocStyle,
    /// 版权页.
    pub colophon: TextStyle,
    /// 索引.
    pub index: IndexStyle,
    /// What the EPUB takes from the theme.
    pub epub: EpubStyle,
    /// What the press asks.
    pub print: PrintStyle,
}

/// The sheet.
#[derive(Clone, Debug)]
pub struct PageSpec {
    /// The trimmed page.
    pub size: Size,
    /// How lines run.
    pub writing: WritingMode,
    /// Whether recto and verso mirror each other.
    pub facing: bool,
}

/// 版心: characters × lines first, margins are the rest (CLREQ 版心; A1, A2).
#[derive(Clone, Debug)]
pub struct AreaSpec {
    /// Characters a column.
    pub chars: u32,
    /// Lines a column.
    pub lines: u32,
    /// Columns a page.
    pub columns: u32,
    /// Between columns; a whole or half number of characters.
    pub gutter: Abs,
    /// 分栏线, in the middle of the gutter.
    pub rule: Option<Stroke>,
    /// From the head of the trimmed page to the type area.
    pub top: Abs,
    /// From the binding to the type area; equal on both sides when the theme says `"center"`.
    pub inside: Abs,
}

/// The part a face plays (CLREQ; B1). A weight chooses within the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FaceRole {
    /// 宋: text.
    Song,
    /// 黑: heads, captions, strong emphasis.
    Hei,
    /// 楷: quotations, bylines, leads.
    Kai,
    /// Code.
    Mono,
}

/// Families by role, first choice first. A character that none has is looked for in the other roles and
/// then in every face of the book.
#[derive(Clone, Debug)]
pub struct Faces {
    /// 宋.
    pub song: Vec<String>,
    /// 黑.
    pub hei: Vec<String>,
    /// 楷.
    pub kai: Vec<String>,
    /// 等宽.
    pub mono: Vec<String>,
    /// Whether faces installed on the system may be used.
    pub system: bool,
}

impl Faces {
    /// The families of a role.
    pub fn of(&self, role: FaceRole) -> &[String] {
        match role {
            FaceRole::Song => &self.song,
            FaceRole::Hei => &self.hei,
            FaceRole::Kai => &self.kai,
            FaceRole::Mono => &self.mono,
        }
    }
}

/// How lines are set.
#[derive(Clone, Debug)]
pub struct LineRules {
    /// 标点风格.
    pub punctuation: Punctuation,
    /// 避头尾.
    pub prohibition: Prohibition,
    /// 行尾点号悬挂 (G11).
    pub hanging: bool,
    /// Between Han and Latin or digits (F1).
    pub han_latin: Em,
    /// The smallest it may become (F4).
    pub han_latin_min: Em,
    /// The largest it may become (F4).
    pub han_latin_max: Em,
    /// Whether breaks are chosen for the paragraph as a whole (total fit) or line by line.
    pub optimize: bool,
    /// Whether Latin words may be hyphenated.
    pub hyphenate: bool,
}

/// How a text is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Align {
    /// Both edges flush, the last line at the start.
    #[default]
    Justify,
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
    /// 均排: spread over the measure, first and last flush (G12).
    Even,
}

/// Face, size and colour of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// Which role of face.
    pub face: FaceRole,
    /// 100 to 900; the nearest weight of the family is taken.
    pub weight: u16,
    /// The type size.
    pub size: Abs,
    /// From baseline to baseline. Texts on the grid take the body's.
    pub leading: Abs,
    /// The colour.
    pub color: Color,
    /// The alignment.
    pub align: Align,
    /// Extra space after each Han character (A9): zero except in heads.
    pub tracking: Em,
}

/// A block that is set apart from the text by its style, indents and whole lines.
#[derive(Clone, Debug)]
pub struct BlockStyle {
    /// The text.
    pub text: TextStyle,
    /// First-line indent, in its own em.
    pub first: Em,
    /// Indent at the start of every line, in its own em.
    pub start: Em,
    /// Indent at the end of every line, in its own em.
    pub end: Em,
    /// Whole grid lines left free above it.
    pub before: u32,
    /// Whole grid lines left free below it.
    pub after: u32,
    /// Whether it goes across all columns.
    pub span: bool,
    /// A rule beside or around it.
    pub rule: Option<Stroke>,
}

/// One part of the head group.
#[derive(Clone, Debug)]
pub struct HeadPart {
    /// The text.
    pub text: TextStyle,
    /// Free space above it, if another part stands there.
    pub before: Abs,
    /// A short rule below it: length and line.
    pub rule: Option<(Abs, Stroke)>,
}

/// 引题, 主题, 副题, 署名: the group at the head, over all columns. Its height is rounded up to whole lines.
#[derive(Clone, Debug)]
pub struct HeadGroup {
    /// 栏题.
    pub series: HeadPart,
    /// 引题.
    pub kicker: HeadPart,
    /// 主题; `title_small` is used where a part does not fit at this size.
    pub title: HeadPart,
    /// The smallest size of the title before its parts are broken inside.
    pub title_min: Abs,
    /// 副题.
    pub subtitle: HeadPart,
    /// 署名.
    pub byline: HeadPart,
    /// What stands before the writers' names, such as `■ `.
    pub byline_mark: String,
    /// Whole lines left free above the group, at the head of the page too.
    pub before: u32,
    /// Whole lines left free below the group.
    pub after: u32,
    /// A rule below the group.
    pub rule: Option<Stroke>,
}

/// A section head: over whole lines of the grid (I3).
#[derive(Clone, Debug)]
pub struct HeadStyle {
    /// The text of a head with one or two parts, and the middle part of one with three.
    pub text: TextStyle,
    /// The first of three parts.
    pub first: TextStyle,
    /// The last of three parts.
    pub last: TextStyle,
    /// Whole lines of the grid that a head of one line takes, space above and below included.
    pub lines: u32,
    /// How much of the free height stands above the text, in percent.
    pub above: u32,
    /// Whether it goes across all columns.
    pub span: bool,
}

/// Pictures.
#[derive(Clone, Debug)]
pub struct FigureStyle {
    /// 图注.
    pub caption: TextStyle,
    /// 供图; on the caption's last line at the end where it fits (L8).
    pub credit: TextStyle,
    /// From the picture to its caption.
    pub gap: Abs,
    /// The least free space above and below a picture in the text.
    pub around: Abs,
    /// The tallest a picture may be, in percent of the type area.
    pub max_height: u32,
    /// A line around pictures.
    pub border: Option<Stroke>,
}

/// Boxes (本报链接).
#[derive(Clone, Debug)]
pub struct BoxStyle {
    /// The text.
    pub text: TextStyle,
    /// Its head.
    pub title: TextStyle,
    /// From the frame to the text.
    pub padding: Abs,
    /// The frame.
    pub border: Option<Stroke>,
    /// The ground.
    pub ground: Option<Color>,
}

/// Lists.
#[derive(Clone, Debug)]
pub struct ListStyle {
    /// From an item's start to its text, in body em (H8).
    pub indent: Em,
    /// Bullets by depth.
    pub bullets: Vec<String>,
    /// How numbers are written by depth, as CSS names it: `decimal`, `cjk-decimal`, `cjk-ideographic`,
    /// `circled`, `cjk-heavenly-stem`, `lower-alpha`, `upper-alpha`, `lower-roman`, `upper-roman`.
    pub numbers: Vec<String>,
}

/// Tables.
#[derive(Clone, Debug)]
pub struct TableStyle {
    /// The text.
    pub text: TextStyle,
    /// The header row.
    pub head: TextStyle,
    /// The title above.
    pub caption: TextStyle,
    /// 三线表: the outer rules.
    pub outer: Stroke,
    /// The rule under the header.
    pub inner: Stroke,
    /// Whether a table goes across all columns.
    pub span: bool,
}

/// Footnotes.
#[derive(Clone, Debug)]
pub struct NoteStyle {
    /// The text.
    pub text: TextStyle,
    /// How marks are written: `circled` ①, `decimal` 1, `bracketed` [1].
    pub mark: String,
    /// The rule above: length and line.
    pub rule: Option<(Abs, Stroke)>,
    /// Where they stand.
    pub place: NotePlace,
    /// Whether they are numbered anew on each page. Notes at the end never are.
    pub by_page: bool,
}

/// Where notes stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum NotePlace {
    /// 脚注: at the foot of the column that has the mark (K1).
    #[default]
    Column,
    /// 尾注: behind the text of the article.
    End,
}

/// 书眉, a line over the type area.
#[derive(Clone, Debug)]
pub struct RunningHead {
    /// The text.
    pub text: TextStyle,
    /// At the outer edge; the [`RunningHead::FIELDS`] in braces, such as `{date}`, are
    /// filled in, and an empty one leaves nothing.
    pub outside: String,
    /// At the inner edge.
    pub inside: String,
    /// From its baseline to the type area (M2).
    pub gap: Abs,
    /// A hairline between it and the type area.
    pub rule: Option<Stroke>,
    /// Whether the first page of an article has it too.
    pub first_page: bool,
    /// On versos, where they differ: at the outer and at the inner edge.
    pub verso: [Option<String>; 2],
    /// Whether it stands in the middle; then only one of the two places should say something.
    pub centered: bool,
}

impl RunningHead {
    /// What `{…}` may name in `outside` and `inside`.
    pub const FIELDS: &[&str] =
        &["publication", "section", "date", "title", "issue", "page", "book", "part", "heading"];

    /// What stands at the outer and at the inner edge of a verso or of a recto (M3).
    pub fn of(&self, verso: bool) -> [&str; 2] {
        let [outside, inside] = &self.verso;
        let own = |there: &'_ Option<String>| there.is_some() && verso;
        let outside = if own(outside) { outside.as_deref() } else { Some(self.outside.as_str()) };
        let inside = if own(inside) { inside.as_deref() } else { Some(self.inside.as_str()) };
        [outside.unwrap_or_default(), inside.unwrap_or_default()]
    }
}

/// 页码.
#[derive(Clone, Debug)]
pub struct FolioStyle {
    /// The text.
    pub text: TextStyle,
    /// From the foot of the type area to its baseline.
    pub gap: Abs,
    /// `false`: at the outer edge. `true`: in the middle.
    pub centered: bool,
}

/// On which page something begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Opening {
    /// On the next page.
    #[default]
    Page,
    /// On the next right-hand page.
    Recto,
}

/// The pages of a book around its articles.
#[derive(Clone, Debug)]
pub struct VolumeStyle {
    /// 书名 on the title page.
    pub title: TextStyle,
    /// 副书名.
    pub subtitle: TextStyle,
    /// 著者.
    pub author: TextStyle,
    /// 出版者 and 丛书.
    pub publisher: TextStyle,
    /// The title of a part, on a page of its own.
    pub part: TextStyle,
    /// Whether the book's PDF begins with its cover, or the printer gets that apart.
    pub cover: bool,
    /// Where parts begin.
    pub part_start: Opening,
    /// Where articles begin.
    pub article_start: Opening,
}

/// Lists that lead to pages: the table of contents and the list of pictures.
#[derive(Clone, Debug)]
pub struct TocStyle {
    /// The head over a list and over the index.
    pub head: TextStyle,
    /// Whole lines of the grid that it takes.
    pub head_lines: u32,
    /// A part.
    pub part: TextStyle,
    /// An article.
    pub article: TextStyle,
    /// A section head, a picture.
    pub section: TextStyle,
    /// What is repeated between an entry and its folio; empty for white.
    pub leader: String,
}

/// 索引.
#[derive(Clone, Debug)]
pub struct IndexStyle {
    /// Its entries.
    pub text: TextStyle,
    /// The letter or stroke count over them.
    pub letter: TextStyle,
    /// In how many columns they stand.
    pub columns: u32,
}

/// Which faces go into an EPUB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum FontsInEpub {
    /// Those of the theme, cut to the text.
    #[default]
    Subset,
    /// None: a small file in the reader's own face.
    None,
}

/// What the EPUB takes from the theme.
#[derive(Clone, Debug)]
pub struct EpubStyle {
    /// The style sheet.
    pub css: String,
    /// XHTML templates by name, `chapter.xhtml` and so on.
    pub templates: BTreeMap<String, String>,
    /// Which faces are embedded.
    pub fonts: FontsInEpub,
    /// The longest side of a photo, in pixels.
    pub image_pixels: u32,
    /// JPEG quality, 1 to 100.
    pub image_quality: u8,
    /// Whether notes carry the class names by which 多看, 掌阅 and readers like them pop them up.
    pub duokan: bool,
}

/// What the press asks.
#[derive(Clone, Debug)]
pub struct PrintStyle {
    /// Pixels an inch that photos are printed with.
    pub ppi: u32,
    /// A JPEG of up to this many pixels an inch goes in unchanged.
    pub ppi_max: u32,
    /// JPEG quality of photos that have to be made smaller, 1 to 100.
    pub quality: u8,
    /// Beyond the trimmed page on each side.
    pub bleed: Abs,
    /// What is printed beyond the bleed: `trim`, `register`, `bar`, `slug`.
    pub marks: Vec<String>,
    /// The most ink on one place, in percent.
    pub ink_limit: u32,
    /// 专色: colours that a press prints with inks of their own, each with the name of its ink.
    pub spots: Vec<(Color, String)>,
    /// How deep the outline of a PDF goes: 1 lists articles, 2 their sections, and so on.
    pub outline: u8,
}
