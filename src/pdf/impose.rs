//! Imposition (拼版): pages of a finished file on larger sheets. In: a PDF and a plan. Out: a PDF of sheets.
//!
//! A page becomes a form and keeps everything it draws with; sheets show each where the plan puts it. What belongs to reading
//! (tags, outline, links) is left out: a sheet has no reading order.

use super::canvas::Canvas;
use super::copy::{Copier, inherited};
use super::objects::{Objects, round};
use super::plan::{Imposition, Spot, Table};
use super::settings::PressMarks;
use super::{file::Version, pages, press};
use crate::diag::{Diag, codes};
use crate::geom::{Abs, Size};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Puts the pages of a PDF on sheets. `name` is what messages call it.
///
/// Errors: bytes that are no PDF, are damaged or locked, have no page, or one without a size or larger than a PDF's page may be.
pub fn impose(name: &str, pdf: &[u8], plan: &Imposition) -> Result<Vec<u8>, Diag> {
    let refused = |(en, zh): (&str, &str)| Diag::new(&codes::pdf::NOT_IMPOSED).arg(name).arg_both(en, zh);
    let source = Document::load_mem(pdf).map_err(|e| {
        let why = e.to_string();
        refused((&why, &format!("无法读取（{why}）")))
    })?;
    if source.trailer.has(b"Encrypt") {
        return Err(refused(("it is locked", "文件已加密")));
    }
    let places: Vec<ObjectId> = source.get_pages().into_values().collect();
    let Some(&first) = places.first() else {
        return Err(refused(("it has no page", "文件没有页面")));
    };
    let right_bound = plan.right_bound || is_right_bound(&source);
    let plan = &Imposition { right_bound, ..plan.clone() };
    let first = boxes(&source, first)
        .map_err(refused)?
        .ok_or_else(|| refused(("its first page has no size", "首页没有页面尺寸")))?;
    let version = match source.version.as_str() {
        "1.0" | "1.1" | "1.2" | "1.3" | "1.4" => Version::V1_4,
        "1.5" | "1.6" => Version::V1_6,
        _ => Version::V1_7,
    };
    let mut out = Vec::new();
    let mut objects = Objects::new(&mut out, version, None);
    let mut copier = Copier::new(&source);
    let mut forms = BTreeMap::new();
    let mut shown = Vec::new();
    for (n, &page) in places.iter().enumerate() {
        let page_boxes = boxes(&source, page).map_err(refused)?.unwrap_or(first);
        shown.push(page_boxes);
        forms.insert(form_name(n), form(&mut objects, &mut copier, page, page_boxes));
    }

    let table = Table::new(plan, Size::new(first.trim_width(), first.trim_height()));
    let mut canvas = Canvas::new(None);
    for side in plan.sides(places.len()) {
        objects.sheets.push(table.sheet);
        canvas.begin_page(table.sheet);
        for spot in side {
            place(&mut canvas, &table, &spot, &shown);
        }
        if plan.marks {
            let marks = PressMarks { trim: true, register: true, bar: false, slug: false };
            press::marks_at(&mut canvas, table.sheet, (&table.across, &table.down), marks);
        }
        canvas.end_page(&mut objects);
    }
    let (contents, used) = canvas.finish(&mut objects);
    let plain = super::Settings::default();
    pages::write(&mut objects, (&contents, &used), &BTreeMap::new(), &forms, &plain);
    let info = copier.document(&mut objects);
    objects.finish(info).map_err(|fault| super::unwritten(&fault))?;
    Ok(out)
}

/// Whether a document says that it is read from the right (ISO 32000-1, 12.2).
fn is_right_bound(source: &Document) -> bool {
    let direction = source.catalog().and_then(|catalog| {
        catalog.get_deref(b"ViewerPreferences", source)?.as_dict()?.get_deref(b"Direction", source)?.as_name()
    });
    direction.is_ok_and(|name| name == b"R2L")
}

fn form_name(page: usize) -> String {
    format!("Q{page}")
}

/// The boxes of a page, in points: left, bottom, right, top.
#[derive(Clone, Copy)]
pub(super) struct Boxes {
    media: [f32; 4],
    trim: [f32; 4],
    bleed: [f32; 4],
    /// Clockwise, in degrees.
    turn: i64,
}

impl Boxes {
    fn trim_width(&self) -> Abs {
        let [x, y, right, top] = self.trim;
        Abs::pt(f64::from(if self.turn % 180 == 0 { right - x } else { top - y }))
    }

    fn trim_height(&self) -> Abs {
        let [x, y, right, top] = self.trim;
        Abs::pt(f64::from(if self.turn % 180 == 0 { top - y } else { right - x }))
    }
}

/// No side of a page is longer, in points (ISO 32000-1, annex C.2).
const LONGEST: f32 = 14_400.0;

/// The boxes of a page; `None` if it has no size. Errors: one that is too large, in English and Chinese.
fn boxes(source: &Document, page: ObjectId) -> Result<Option<Boxes>, (&'static str, &'static str)> {
    let area = |key: &str| -> Option<[f32; 4]> {
        let list = inherited(source, page, key)?.as_array().ok()?;
        let numbers: Option<Vec<f32>> =
            list.iter().map(|n| source.dereference(n).ok()?.1.as_float().ok()).collect();
        let [a, b, c, d] = numbers?.try_into().ok()?;
        Some([a.min(c), b.min(d), a.max(c), b.max(d)]).filter(|[a, b, c, d]| c - a > 1.0 && d - b > 1.0)
    };
    let Some(media) = area("MediaBox") else { return Ok(None) };
    let trim = area("TrimBox").or_else(|| area("CropBox")).unwrap_or(media);
    let bleed = area("BleedBox").unwrap_or(trim);
    let turn = inherited(source, page, "Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or(0);
    let fits = |[a, b, c, d]: &[f32; 4]| c - a <= LONGEST && d - b <= LONGEST;
    if ![media, trim, bleed].iter().all(fits) {
        return Err((
            "a page is longer than 14,400 points, more than a PDF may have",
            "有页面边长超过 PDF 允许的 14400 点",
        ));
    }
    Ok(Some(Boxes { media, trim, bleed, turn: turn.rem_euclid(360) / 90 * 90 }))
}

/// A page as a form.
fn form(objects: &mut Objects<'_>, copier: &mut Copier<'_>, page: ObjectId, boxes: Boxes) -> ObjectId {
    let source = copier.source();
    let content = source.get_page_content(page);
    let resources =
        inherited(source, page, "Resources").cloned().unwrap_or(Object::Dictionary(Dictionary::new()));
    let group = inherited(source, page, "Group").cloned();
    let mut dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => boxes.media.map(Object::Real).to_vec(),
        "Resources" => copier.copy(objects, &resources),
    };
    if let Some(group) = group {
        dict.set("Group", copier.copy(objects, &group));
    }
    objects.add_stream(dict, &content)
}

/// Shows a page at its spot.
fn place(canvas: &mut Canvas<'_>, table: &Table, spot: &Spot, shown: &[Boxes]) {
    let Some(page) = shown.get(spot.page) else { return };
    let [left, bottom, right, top] = page.trim;
    let (middle_x, middle_y) = ((left + right) / 2.0, (bottom + top) / 2.0);
    let scale = table.scale as f32;
    // The page is turned and scaled around its middle, which comes to lie in the middle of its cell.
    let (a, b) = match page.turn {
        90 => (0.0, -scale),
        180 => (-scale, 0.0),
        270 => (0.0, scale),
        _ => (scale, 0.0),
    };
    let (c, d) = (-b, a);
    let cell = table.sheet.place(table.middle(spot));
    let (to_x, to_y) = (cell.x.to_pt() as f32, cell.y.to_pt() as f32);
    let e = to_x - (a * middle_x + c * middle_y);
    let f = to_y - (b * middle_x + d * middle_y);
    let matrix = [a, b, c, d, e, f].map(|v| (f64::from(v) * 1e5).round() as f32 / 1e5);
    // What bleeds is shown where nothing else stands beside it.
    let room = table.bleed(spot).map(|side| side.to_pt() as f32 / scale.max(0.01));
    let turns = (page.turn / 90) as usize;
    // Sides in the order left, top, right, bottom of the sheet, as the page's own sides.
    let own = |side: usize| room[(side + turns) % 4];
    let x = page.bleed[0].max(left - own(0));
    let y = page.bleed[1].max(bottom - own(3));
    let width = page.bleed[2].min(right + own(2)) - x;
    let height = page.bleed[3].min(top + own(1)) - y;
    let shown = [x, y, width, height].map(|v| round(f64::from(v)));
    canvas.form(&form_name(spot.page), matrix, shown);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Arrangement;

    /// A PDF of one empty page with that media box, or of none.
    fn pdf(media: Option<[f32; 4]>) -> Vec<u8> {
        let mut document = Document::with_version("1.4");
        let root = document.new_object_id();
        let kids: Vec<Object> = media
            .map(|media| {
                let media = media.map(Object::Real).to_vec();
                document.add_object(dictionary! { "Type" => "Page", "Parent" => root, "MediaBox" => media })
            })
            .into_iter()
            .map(Object::Reference)
            .collect();
        let count = kids.len() as i64;
        document
            .objects
            .insert(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => root });
        document.trailer.set("Root", catalog);
        let mut out = Vec::new();
        document.save_to(&mut out).expect("memory has room");
        out
    }

    #[test]
    fn a_document_that_is_read_from_the_right_is_bound_there() {
        let mut document = Document::load_mem(&pdf(None)).expect("it is a PDF");
        assert!(!is_right_bound(&document));
        let catalog = document.catalog_mut().expect("it has one");
        catalog.set("ViewerPreferences", dictionary! { "Direction" => "R2L" });
        assert!(is_right_bound(&document));
    }

    #[test]
    fn pages_of_no_size_and_of_too_much_are_refused() {
        let plan = Imposition {
            arrangement: Arrangement::NUp(2, 2),
            sheet: None,
            creep: Abs::ZERO,
            gap: Abs::ZERO,
            marks: false,
            right_bound: false,
        };
        let why = |media| {
            let refused = impose("a.pdf", &pdf(media), &plan).expect_err("it is refused");
            refused.args.last().cloned().unwrap_or_default()
        };
        assert!(impose("a.pdf", &pdf(Some([0.0, 0.0, 14_400.0, 842.0])), &plan).is_ok());
        assert!(why(Some([0.0, 0.0, 5e14, 842.0])).contains("14,400"));
        assert!(why(Some([0.0, 0.0, 0.0, 842.0])).contains("size"));
        let none = why(None);
        assert!(none.contains("no page") && none.contains("没有页面"), "{none}");
    }
}
