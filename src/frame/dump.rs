//! Finished pages as readable text, for `keben inspect --stage frames` and for tests.

use super::{PageItem, PagedDocument, ShapeItem, Tag};
use crate::geom::{Abs, Point, Rect};
use std::fmt::Write;

/// Every item of every page with its place (points from the top left corner) and its place in the structure
/// tree.
pub fn dump(document: &PagedDocument) -> String {
    let mut out = String::new();
    for (number, page) in document.pages.iter().enumerate() {
        let _ = writeln!(
            out,
            "page {} [{}] {} × {}",
            number + 1,
            page.label,
            points(page.size.width),
            points(page.size.height)
        );
        for (tag, item) in &page.items {
            let tag = match tag {
                Tag::Artifact(kind) => format!("{kind:?}"),
                Tag::Content(slot) => {
                    let element = document.tree.element_of(*slot);
                    format!("{:?}#{}", document.tree.get(element).role, element.0)
                }
            };
            let _ = writeln!(out, "  {:<24} {}", describe_place(item), describe(item, &tag));
        }
    }
    out
}

fn describe(item: &PageItem, tag: &str) -> String {
    match item {
        PageItem::Text(_, text) => format!(
            "text {} face {} {} wide {} “{}”",
            tag,
            text.face.0,
            points(text.size),
            points(text.width()),
            text.text.replace('\n', "⏎")
        ),
        PageItem::Image(_, image) => format!("image {tag} photo {}", image.photo.0),
        PageItem::Shape(_, shape) => format!(
            "{} {tag}",
            match shape {
                ShapeItem::Fill { .. } => "fill",
                ShapeItem::Outline { .. } => "outline",
                ShapeItem::Line { .. } => "line",
                ShapeItem::Wave { .. } => "wave",
            }
        ),
        PageItem::Link(_, to) => format!("link {to:?}"),
    }
}

fn describe_place(item: &PageItem) -> String {
    let at = |p: Point| format!("{},{}", points(p.x), points(p.y));
    let area = |r: &Rect| format!("{} {}×{}", at(r.origin), points(r.size.width), points(r.size.height));
    match item {
        PageItem::Text(p, _) => at(*p),
        PageItem::Image(r, _) | PageItem::Link(r, _) => area(r),
        PageItem::Shape(p, ShapeItem::Line { to, .. }) => {
            format!("{} → +{},+{}", at(*p), points(to.inline), points(to.block))
        }
        PageItem::Shape(p, ShapeItem::Fill { size, .. } | ShapeItem::Outline { size, .. }) => {
            format!("{} {}×{}", at(*p), points(size.inline), points(size.block))
        }
        PageItem::Shape(p, ShapeItem::Wave { length, .. }) => format!("{} {}", at(*p), points(*length)),
    }
}

/// Points to two places, without idle zeros.
fn points(length: Abs) -> String {
    let text = format!("{:.2}", length.to_pt());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::FaceId;
    use crate::frame::{Draft, Item, Role, StructureTree, TextItem};
    use crate::geom::{Color, LPoint, Size, WritingMode};

    #[test]
    fn a_page_reads_as_a_list() {
        let mut tree = StructureTree::default();
        let p = tree.add(StructureTree::ROOT, Role::P, super::super::Attributes::default());
        let slot = tree.slot(p);
        let mut draft = Draft { label: "1".into(), ..Draft::default() };
        let text =
            TextItem { text: "刻本".into(), ..TextItem::new(FaceId(0), Abs::pt(10.5), Color::BLACK) };
        draft.push(LPoint::new(Abs::pt(10.0), Abs::pt(20.25)), Tag::Content(slot), Item::Text(text));
        let page = draft.finish(WritingMode::Horizontal, Size::new(Abs::pt(100.0), Abs::pt(200.0)));
        let document = PagedDocument { pages: vec![page], tree, ..PagedDocument::default() };
        let expected =
            format!("page 1 [1] 100 × 200\n  {:<24} text P#1 face 0 10.5 wide 0 “刻本”\n", "10,20.25");
        assert_eq!(dump(&document), expected);
    }
}
