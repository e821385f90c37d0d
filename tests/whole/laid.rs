//! Finished pages as an art editor measures them: what stands on which line of which column.

use crate::common::{messages_of, photo};
use keben::article::{Article, figures};
use keben::diag::{Diags, Files};
use keben::font::{FaceId, FontBook};
use keben::frame::{
    ArtifactKind, ElementId, PageItem, PagedDocument, Role, ShapeItem, SlotId, Tag, TextItem,
};
use keben::geom::{Abs, LSize};
use keben::photo::Album;
use keben::source::Project;
use keben::theme::Theme;
use keben::{page, reader, theme};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An article on its pages.
pub(crate) struct Laid {
    pub(crate) article: Article,
    pub(crate) document: PagedDocument,
    pub(crate) area: Area,
}

/// The faces, read once.
pub(crate) fn faces() -> &'static FontBook {
    static FACES: OnceLock<FontBook> = OnceLock::new();
    FACES.get_or_init(FontBook::embedded)
}

/// Lays out every article of a project by itself, so that its first and last page are known.
pub(crate) fn lay_out(files: BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Laid> {
    let project = Project::in_memory(files);
    let (mut names, mut diags) = (Files::default(), Diags::new());
    let theme = theme::load(&project, name, &mut names, &mut diags);
    let theme = theme.unwrap_or_else(|| panic!("{}", messages_of(&diags, &names)));
    let mut album = Album::default();
    let mut out = Vec::new();
    for path in project.articles() {
        let mut diags = Diags::new();
        let article = reader::read(&project, &path, &mut names, &mut diags).unwrap();
        assert!(!diags.has_errors(), "{}", messages_of(&diags, &names));
        for figure in figures(&article) {
            if album.find(&figure.photo).is_none() {
                let bytes = project.read(&figure.photo).unwrap();
                album.add(&figure.photo, &bytes, &mut Diags::new()).unwrap();
            }
        }
        let unheard = &mut Diags::new();
        let document = page::lay_out(std::slice::from_ref(&article), &theme, faces(), &album, unheard);
        out.push(Laid { article, document, area: Area::new(&theme) });
    }
    out
}

/// One article with a picture `p.png` beside it, in a theme of its own.
pub(crate) fn laid(body: &str, theme: &str) -> Laid {
    let files = BTreeMap::from([
        ("source/a.md".to_owned(), format!("---\ntitle: 渡口\n---\n\n{body}\n").into_bytes()),
        ("source/p.png".to_owned(), photo(1200, 800)),
        ("templates/own/theme.toml".to_owned(), theme.as_bytes().to_vec()),
    ]);
    lay_out(files, "own").remove(0)
}

/// A paragraph of 95 characters.
pub(crate) const P: &str = "天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的，卖豆浆的三轮车停在石阶边，岸上的灯还亮着，雾还没有散，江面上只听得见桨声，等着过江的人一个一个地上了船。\n\n";

/// The type area of a horizontal theme, worked out anew from what the theme says.
pub(crate) struct Area {
    pub(crate) top: Abs,
    pub(crate) pitch: Abs,
    pub(crate) size: Abs,
    pub(crate) lines: u32,
    pub(crate) columns: u32,
    pub(crate) measure: Abs,
    pub(crate) gutter: Abs,
    inside: Abs,
    page: Abs,
    facing: bool,
    face: Option<FaceId>,
}

impl Area {
    fn new(theme: &Theme) -> Area {
        let size = theme.body.size;
        Area {
            top: theme.area.top,
            pitch: theme.body.leading,
            size,
            lines: theme.area.lines,
            columns: theme.area.columns,
            measure: size * i64::from(theme.area.chars),
            gutter: theme.area.gutter,
            inside: theme.area.inside,
            page: theme.page.size.width,
            facing: theme.page.facing,
            face: faces().select(&theme.faces.song, theme.body.weight),
        }
    }

    /// Whether a text is of the body: no note, caption or head.
    pub(crate) fn is_body(&self, text: &TextItem) -> bool {
        text.size == self.size && Some(text.face) == self.face
    }

    pub(crate) fn width(&self) -> Abs {
        let columns = i64::from(self.columns);
        self.measure * columns + self.gutter * (columns - 1)
    }

    /// From the head of the page to the foot of the last line's em box.
    pub(crate) fn bottom(&self) -> Abs {
        self.top + self.pitch * i64::from(self.lines) - (self.pitch - self.size)
    }

    pub(crate) fn left(&self, page: usize) -> Abs {
        if self.facing && page % 2 == 1 { self.page - self.inside - self.width() } else { self.inside }
    }

    /// The left edge of a column.
    pub(crate) fn column(&self, page: usize, column: u32) -> Abs {
        self.left(page) + (self.measure + self.gutter) * i64::from(column)
    }

    /// How far a baseline is from the next one of the grid.
    pub(crate) fn off_grid(&self, y: Abs) -> Abs {
        let from_first = y - self.top - self.size.mul_div(88, 100);
        let line = (from_first + self.pitch / 2).whole(self.pitch);
        let off = from_first - self.pitch * line;
        if off < Abs::ZERO { -off } else { off }
    }
}

/// Something on a page, by the edges of its em boxes.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub(crate) page: usize,
    /// The column that it stands in; of what goes over several, the first.
    pub(crate) column: u32,
    pub(crate) left: Abs,
    pub(crate) top: Abs,
    pub(crate) right: Abs,
    pub(crate) bottom: Abs,
    pub(crate) what: What,
    pub(crate) element: ElementId,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// A line of a paragraph of the body, and its baseline.
    Body(Abs),
    /// A section head.
    Head,
    /// Other text.
    Text(String),
    /// A picture.
    Picture,
}

impl Laid {
    /// All texts and pictures of all pages but running heads, folios and drawings, in the order of the file.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut out = Vec::new();
        for (page, sheet) in self.document.pages.iter().enumerate() {
            for (tag, item) in &sheet.items {
                let element = match tag {
                    Tag::Content(slot) => self.document.tree.element_of(*slot),
                    Tag::Artifact(ArtifactKind::Layout) => ElementId(u32::MAX),
                    Tag::Artifact(_) => continue,
                };
                let mut element = element;
                let mark = match item {
                    PageItem::Text(at, text) => {
                        let (top, bottom) =
                            (at.y - text.size.mul_div(88, 100), at.y + text.size.mul_div(12, 100));
                        let mut what = What::Text(text.text.clone());
                        if matches!(tag, Tag::Content(_)) {
                            element = self.block(element);
                            what = self.what(element, text, at.y);
                        }
                        (at.x, top, at.x + text.width(), bottom, what)
                    }
                    PageItem::Image(r, _) => {
                        let end = (r.origin.x + r.size.width, r.origin.y + r.size.height);
                        (r.origin.x, r.origin.y, end.0, end.1, What::Picture)
                    }
                    PageItem::Shape(..) | PageItem::Link(..) => continue,
                };
                let (left, top, right, bottom, what) = mark;
                let from = left - self.area.left(page) + self.area.size / 4;
                let column = from.whole(self.area.measure + self.area.gutter).max(0) as u32;
                out.push(Mark { page, column, left, top, right, bottom, what, element });
            }
        }
        out
    }

    /// The text of each page, in the order of the file.
    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |(_, item): &(Tag, PageItem)| match item {
            PageItem::Text(_, text) => Some(text.text.clone()),
            _ => None,
        };
        self.document.pages.iter().map(|p| p.items.iter().filter_map(text).collect()).collect()
    }

    /// The page that has a text; it stands on one only.
    pub(crate) fn page_of(&self, text: &str) -> usize {
        let texts = self.texts();
        let mut pages = (0..texts.len()).filter(|n| texts[*n].contains(text));
        let found = pages.next().unwrap_or_else(|| panic!("{text} is on no page: {texts:#?}"));
        assert_eq!(pages.next(), None, "{text} is on two pages");
        found
    }

    /// Where a text begins, by the edges of its first run.
    pub(crate) fn place_of(&self, text: &str) -> Mark {
        let is = |m: &Mark| matches!(&m.what, What::Text(t) if t.starts_with(text));
        self.marks().into_iter().find(is).unwrap_or_else(|| panic!("{text} is on no page"))
    }

    /// Frames and grounds of a page: left, top, right, bottom.
    pub(crate) fn areas(&self, page: usize) -> (Vec<[Abs; 4]>, Vec<[Abs; 4]>) {
        let (mut frames, mut grounds) = (Vec::new(), Vec::new());
        for (_, item) in &self.document.pages[page].items {
            let PageItem::Shape(at, shape) = item else { continue };
            let area = |size: &LSize| [at.x, at.y, at.x + size.inline, at.y + size.block];
            match shape {
                ShapeItem::Outline { size, .. } => frames.push(area(size)),
                ShapeItem::Fill { size, .. } => grounds.push(area(size)),
                _ => {}
            }
        }
        (frames, grounds)
    }

    /// The block that an element within a line belongs to.
    fn block(&self, mut at: ElementId) -> ElementId {
        let tree = &self.document.tree;
        loop {
            let element = tree.get(at);
            let inside =
                matches!(element.role, Role::Span | Role::Em | Role::Strong | Role::Link | Role::Quote);
            match element.parent {
                Some(parent) if inside => at = parent,
                _ => return at,
            }
        }
    }

    fn what(&self, element: ElementId, text: &TextItem, y: Abs) -> What {
        let tree = &self.document.tree;
        let element = tree.get(element);
        let parent = element.parent.map(|p| tree.get(p).role);
        match (element.role, parent) {
            (Role::H(level), _) if level > 1 => What::Head,
            // The writers' names may be of the body's size too, but not in its face.
            (Role::P, Some(Role::Art | Role::Sect)) if self.area.is_body(text) => What::Body(y),
            _ => What::Text(text.text.clone()),
        }
    }

    /// The text of every slot, whole, in the order of the tree.
    pub(crate) fn read_aloud(&self) -> String {
        let mut slots: BTreeMap<SlotId, String> = BTreeMap::new();
        for (tag, item) in self.document.pages.iter().flat_map(|p| &p.items) {
            if let (Tag::Content(slot), PageItem::Text(_, text)) = (tag, item) {
                slots.entry(*slot).or_default().push_str(&text.text);
            }
        }
        let mut out = String::new();
        self.walk(keben::frame::StructureTree::ROOT, &slots, &mut out);
        out
    }

    fn walk(&self, element: ElementId, slots: &BTreeMap<SlotId, String>, out: &mut String) {
        for kid in &self.document.tree.get(element).kids {
            match kid {
                keben::frame::Kid::Element(inner) => self.walk(*inner, slots, out),
                keben::frame::Kid::Slot(slot) => {
                    out.push_str(slots.get(slot).map_or("", String::as_str));
                }
            }
        }
    }
}
