//! Page items to drawing. In: finished pages. Out: a canvas with all of them, and what was marked.

use super::canvas::{Canvas, Mark, Used};
use super::fonts::{CutFace, Run};
use super::images::Picture;
use super::marks::{Area, Marks};
use super::objects::Objects;
use super::settings::{Press, Settings};
use super::sheet::Sheet;
use super::tree::role_name;
use super::{press, text};
use crate::font::FaceId;
use crate::frame::{
    ArtifactKind, ElementId, ImageItem, LinkTarget, Page, PageItem, PagedDocument, Role, ShapeItem,
    StructureTree, Tag, TextItem,
};
use crate::geom::{Abs, Color, Point, Rect, Size, Stroke, WritingMode};
use lopdf::ObjectId;
use std::collections::BTreeMap;

/// What came of drawing.
pub(super) struct Drawn {
    /// The contents of the pages.
    pub(super) contents: Vec<ObjectId>,
    /// What each page uses.
    pub(super) used: Vec<Used>,
    /// What belongs to which element.
    pub(super) marks: Marks,
}

/// Draws all pages, and takes what is drawn off them: a long book is not in memory twice. `slugs` are printed beside
/// them, if there are any.
pub(super) fn pages(
    objects: &mut Objects<'_>,
    document: &mut PagedDocument,
    slugs: &[TextItem],
    faces: &BTreeMap<FaceId, CutFace<'_>>,
    (settings, lang): (&Settings, &str),
    image: &dyn Fn(&ImageItem) -> Option<Picture>,
) -> Drawn {
    let PagedDocument { pages, tree, .. } = document;
    let mut pen = Pen {
        canvas: Canvas::new(settings.press()),
        marks: Marks::new(tree),
        tree,
        faces,
        lang,
        tagged: settings.tagged,
        press: settings.press(),
        image,
        open: None,
    };
    for (n, page) in pages.iter_mut().enumerate() {
        pen.page(page, slugs.get(n), objects);
        page.items = Vec::new();
    }
    let (contents, used) = pen.canvas.finish(objects);
    Drawn { contents, used, marks: pen.marks }
}

struct Pen<'a> {
    canvas: Canvas<'a>,
    marks: Marks,
    tree: &'a StructureTree,
    faces: &'a BTreeMap<FaceId, CutFace<'a>>,
    lang: &'a str,
    tagged: bool,
    press: Option<&'a Press>,
    image: &'a dyn Fn(&ImageItem) -> Option<Picture>,
    open: Option<Open>,
}

/// What the open mark says.
#[derive(PartialEq)]
struct Open {
    tag: Tag,
    lang: Option<String>,
    stands_for: Option<String>,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page, slug: Option<&TextItem>, objects: &mut Objects<'_>) {
        let sheet = press::sheet(page.size, self.press);
        objects.sheets.push(sheet);
        self.canvas.begin_page(sheet);
        self.marks.begin_page();
        let items = &page.items;
        for (tag, item) in items {
            match item {
                PageItem::Link(rect, to) => {
                    let element = match tag {
                        Tag::Content(slot) => Some(self.tree.element_of(*slot)),
                        Tag::Artifact(_) => None,
                    };
                    let page = self.marks.owners.len().saturating_sub(1);
                    let own = element.filter(|_| matches!(to, LinkTarget::Inside(_)));
                    let own = own.map_or(String::new(), |element| self.words(element, items));
                    self.marks.links.push(Area { page, rect: *rect, to: to.clone(), element, own });
                }
                PageItem::Text(_, text) if text.glyphs.is_empty() => {}
                _ => self.item(sheet, *tag, item),
            }
        }
        self.beside(sheet, slug);
        if self.open.take().is_some() {
            self.canvas.end_mark();
        }
        self.canvas.end_page(objects);
    }

    /// The words of an element on a page.
    fn words(&self, element: ElementId, items: &[(Tag, PageItem)]) -> String {
        let of_it = |(tag, item): &'_ (Tag, PageItem)| match (tag, item) {
            (Tag::Content(slot), PageItem::Text(_, text)) if self.tree.element_of(*slot) == element => {
                Some(text.text.clone())
            }
            _ => None,
        };
        items.iter().filter_map(of_it).collect()
    }

    /// What a press is told beside the page.
    fn beside(&mut self, sheet: Sheet, slug: Option<&TextItem>) {
        let Some(press) = self.press.filter(|press| press.marks.any()) else { return };
        let tag = Tag::Artifact(ArtifactKind::Layout);
        self.mark(tag, None, None);
        press::marks(&mut self.canvas, sheet, press.marks);
        if let Some(slug) = slug {
            self.text(tag, press::slug_place(sheet), slug);
        }
    }

    /// Opens a stretch of marked content, if it is another than the one that is open.
    fn mark(&mut self, tag: Tag, lang: Option<&str>, stands_for: Option<&str>) {
        let new = Open { tag, lang: lang.map(str::to_owned), stands_for: stands_for.map(str::to_owned) };
        // A text that glyphs stand for is said once for each time they stand.
        if stands_for.is_none() && self.open.as_ref() == Some(&new) {
            return;
        }
        if self.open.take().is_some() {
            self.canvas.end_mark();
        }
        // Without tags only what glyphs stand for is said; running heads and folios stand for nothing.
        let runs = matches!(tag, Tag::Artifact(ArtifactKind::Header | ArtifactKind::Footer));
        if !self.tagged && stands_for.is_none() && !runs {
            return;
        }
        self.open = Some(new);
        if !self.tagged {
            self.canvas.begin_mark(&Mark::Text { lang, stands_for: stands_for.unwrap_or_default() });
            return;
        }
        let mark = match tag {
            Tag::Content(slot) => {
                let element = self.tree.element_of(slot);
                let id = self.marks.share(slot, element);
                let plain = lang.is_none() && stands_for.is_none();
                let role = if plain { self.marks.role(self.tree, element) } else { Role::Span };
                Mark::Content { role: role_name(role), id, lang, stands_for }
            }
            Tag::Artifact(ArtifactKind::Header) => Mark::Running("Header"),
            Tag::Artifact(ArtifactKind::Footer) => Mark::Running("Footer"),
            Tag::Artifact(ArtifactKind::Layout) => Mark::Layout,
        };
        self.canvas.begin_mark(&mark);
    }

    fn text(&mut self, tag: Tag, at: Point, text: &TextItem) {
        let Some(face) = self.faces.get(&text.face) else { return };
        let font = face.font_name(text.orientation);
        let content = matches!(tag, Tag::Content(_));
        let lang = text.lang.as_deref().filter(|l| content && *l != self.lang && !l.is_empty());
        let (segments, boxes) = text::set(at, text, face);
        for segment in segments {
            self.mark(tag, lang, segment.stands_for.as_deref().filter(|_| content));
            let run = Run { font, size: text.size, orientation: text.orientation, glyphs: &segment.glyphs };
            self.canvas.glyphs(segment.at, &run, text.color);
        }
        let stroke = Stroke { width: text.size.mul_div(1, 25), color: text.color };
        for area in boxes {
            self.mark(tag, lang, None);
            self.canvas.outline(area, stroke);
        }
    }

    fn item(&mut self, sheet: Sheet, tag: Tag, item: &PageItem) {
        match item {
            PageItem::Text(at, text) => self.text(tag, *at, text),
            PageItem::Image(area, image) => {
                self.mark(tag, None, None);
                if let Tag::Content(slot) = tag {
                    self.marks.picture(self.tree.element_of(slot), *area);
                }
                match (self.image)(image) {
                    Some(picture) => self.canvas.image(&picture.name(), *area, picture.inks),
                    // The photo could not be developed, which was said where it failed; its place shows.
                    None => self.canvas.outline(*area, HAIRLINE),
                }
            }
            PageItem::Shape(at, shape) => {
                self.mark(tag, None, None);
                self.shape(sheet, *at, shape);
            }
            PageItem::Link(..) => {}
        }
    }

    fn shape(&mut self, sheet: Sheet, at: Point, shape: &ShapeItem) {
        let canvas = &mut self.canvas;
        let area = |width, height| Rect::new(at, Size { width, height });
        match *shape {
            ShapeItem::Fill { size, color } => {
                // What ends where the page is trimmed is printed a little further.
                canvas.fill(sheet.bled(area(size.inline, size.block)), color);
            }
            ShapeItem::Outline { size, stroke } => canvas.outline(area(size.inline, size.block), stroke),
            ShapeItem::Line { to, stroke } => {
                let end = Point::new(at.x + to.inline, at.y + to.block);
                canvas.line(&[at, end], false, stroke);
            }
            ShapeItem::Wave { length, height, mode, stroke } => {
                canvas.line(&wave(mode, at, length, height), true, stroke);
            }
        }
    }
}

/// Half a point is visible on paper, a quarter still prints.
const HAIRLINE: Stroke = Stroke { width: Abs::raw(3_175), color: Color::BLACK };

/// A wave along the line as cubic curves, each half a period: about four times as long as it is high, and as
/// many as make the wave end on its axis.
fn wave(mode: WritingMode, at: Point, length: Abs, height: Abs) -> Vec<Point> {
    let wish = (height.abs() * 4).max(Abs::raw(1));
    // A wave of more than ten thousand crests is no wave; it also bounds what is drawn.
    let halves = ((length + wish / 2).whole(wish)).clamp(2, 20_000);
    let place = |along: Abs, off: Abs| match mode {
        WritingMode::Horizontal => Point::new(at.x + along, at.y - off),
        WritingMode::VerticalRl => Point::new(at.x + off, at.y + along),
    };
    let mut points = vec![at];
    for half in 0..halves {
        let (start, end) = (length.mul_div(half, halves), length.mul_div(half + 1, halves));
        let span = end - start;
        // Control points at 0.364 of the span and 4/3 of the height make the curve's crest as high as a
        // sine's and its ends as steep.
        let crest = height.mul_div(if half % 2 == 0 { 4 } else { -4 }, 3);
        let inset = span.mul_div(364, 1000);
        points.push(place(start + inset, crest));
        points.push(place(end - inset, crest));
        points.push(place(end, Abs::ZERO));
    }
    points
}
