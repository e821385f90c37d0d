//! The page writer. In: begin a page, glyphs, pictures, paths, marks. Out: an object for each page, made by
//! printpdf.
//!
//! This is the only file that knows printpdf. What it can draw is [`Canvas`]; another writer that can do the
//! same could take its place. Of printpdf are used: pages, operators, font dictionaries, and the step to
//! `lopdf` objects. Not used, because they lose quality or are not deterministic: its images (it encodes
//! them anew), its subsetting, its bookmarks, metadata and conformance levels, and its random ids.

use super::fonts::{CutFace, Run};
use super::objects::{Objects, round};
use crate::geom::{Abs, Color, Point, Rect, Size, Stroke};
use printpdf::{
    Codepoint, DictItem, FontId, Line, LinePoint, Op, PaintMode, ParsedFont, PdfDocument, PdfFontHandle,
    PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix, XObjectId, XObjectTransform,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a stretch of content is marked as (ISO 32000-1, 14.6). Marks do not nest: poppler's view of the structure
/// takes the end of an inner mark for that of the outer one and drops what follows.
pub(super) enum Mark<'a> {
    /// Content of the structure tree.
    Content {
        /// Type of its element.
        role: &'a str,
        /// Its number on the page.
        id: u32,
        /// Its language, if other than its element's.
        lang: Option<&'a str>,
        /// Its text, if other than what the glyphs map to.
        stands_for: Option<&'a str>,
    },
    /// Page furniture: `Type` and `Subtype`.
    Artifact(&'a str, Option<&'a str>),
}

/// Pages as they are drawn.
#[derive(Default)]
pub(super) struct Canvas {
    pages: Vec<PdfPage>,
    heights: Vec<Abs>,
    used: Vec<Used>,
    size: Size,
    ops: Vec<Op>,
    state: State,
}

/// What a page needs of the document's fonts and pictures, by name.
#[derive(Default)]
pub(super) struct Used {
    /// Fonts.
    pub(super) fonts: BTreeSet<String>,
    /// Pictures.
    pub(super) images: BTreeSet<String>,
    /// Whether colours are given as inks.
    pub(super) inks: bool,
}

/// The graphics state of the page, so that nothing is said twice.
#[derive(Default)]
struct State {
    fill: Option<Color>,
    stroke: Option<Stroke>,
    font: Option<(String, Abs)>,
    /// Where the text object that is open began its last line, in thousandths of a point.
    text: Option<[i64; 2]>,
}

impl Canvas {
    /// A page of this size.
    pub(super) fn begin_page(&mut self, size: Size) {
        self.size = size;
        self.heights.push(size.height);
        self.used.push(Used::default());
        self.state = State::default();
    }

    /// The page is whole.
    pub(super) fn end_page(&mut self) {
        self.end_text();
        let sheet = printpdf::Rect {
            x: Pt(0.0),
            y: Pt(0.0),
            width: Pt(round(self.size.width.to_pt())),
            height: Pt(round(self.size.height.to_pt())),
            mode: None,
            winding_order: None,
        };
        self.pages.push(PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: std::mem::take(&mut self.ops),
        });
    }

    /// From here to [`Canvas::end_mark`] the content is marked.
    pub(super) fn begin_mark(&mut self, mark: &Mark<'_>) {
        self.end_text();
        let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
        let mut map = BTreeMap::new();
        let mut set = |key: &str, value| map.insert(key.to_owned(), value);
        let tag = match *mark {
            Mark::Content { role, id, lang, stands_for } => {
                set("MCID", DictItem::Int(i64::from(id)));
                if let Some(lang) = lang {
                    set("Lang", DictItem::String { data: lang.as_bytes().to_vec(), literal: true });
                }
                if let Some(text) = stands_for {
                    let utf16 = text.encode_utf16().flat_map(u16::to_be_bytes);
                    set("ActualText", DictItem::Bytes([0xFE, 0xFF].into_iter().chain(utf16).collect()));
                }
                role
            }
            Mark::Artifact(kind, sub) => {
                set("Type", name(kind));
                if let Some(sub) = sub {
                    set("Subtype", name(sub));
                }
                "Artifact"
            }
        };
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    /// The end of the last mark.
    pub(super) fn end_mark(&mut self) {
        self.end_text();
        self.ops.push(Op::EndMarkedContent);
    }

    /// Glyphs of one font and size, from `at` on; `turned` by 90° clockwise.
    pub(super) fn glyphs(&mut self, at: Point, run: &Run<'_>, color: Color, turned: bool) {
        self.set_fill(color);
        if turned {
            self.end_text();
        }
        let [x, y] = self.place(at);
        let origin = match self.state.text {
            Some(origin) => origin,
            None => {
                self.ops.push(Op::StartTextSection);
                [0, 0]
            }
        };
        if self.state.font.as_ref().is_none_or(|(font, size)| font != run.font || *size != run.size) {
            let handle = PdfFontHandle::External(FontId(run.font.to_owned()));
            self.ops.push(Op::SetFont { font: handle, size: Pt(round(run.size.to_pt())) });
            self.state.font = Some((run.font.to_owned(), run.size));
            if let Some(used) = self.used.last_mut() {
                used.fonts.insert(run.font.to_owned());
            }
        }
        if turned {
            let matrix = [0.0, -1.0, 1.0, 0.0, thousandths(x), thousandths(y)];
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(matrix) });
        } else {
            let pos =
                printpdf::Point { x: Pt(thousandths(x - origin[0])), y: Pt(thousandths(y - origin[1])) };
            self.ops.push(Op::SetTextCursor { pos });
        }
        self.state.text = Some([x, y]);
        let glyphs = run.glyphs.iter().map(|&(code, after)| Codepoint::new(code, after));
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        if turned {
            self.end_text();
        }
    }

    /// A picture that fills an area; `inks` if its samples are inks.
    pub(super) fn image(&mut self, id: &str, area: Rect, inks: bool) {
        self.end_text();
        let [x, y] = self.place(Point::new(area.origin.x, area.bottom()));
        let transform = XObjectTransform {
            translate_x: Some(Pt(thousandths(x))),
            translate_y: Some(Pt(thousandths(y))),
            scale_x: Some(round(area.size.width.to_pt())),
            scale_y: Some(round(area.size.height.to_pt())),
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: XObjectId(id.to_owned()), transform });
        if let Some(used) = self.used.last_mut() {
            used.images.insert(id.to_owned());
            used.inks |= inks;
        }
    }

    /// A filled area.
    pub(super) fn fill(&mut self, area: Rect, color: Color) {
        self.end_text();
        self.set_fill(color);
        let rectangle = self.rectangle(area, PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// The edge of an area.
    pub(super) fn outline(&mut self, area: Rect, stroke: Stroke) {
        self.set_stroke(stroke);
        let rectangle = self.rectangle(area, PaintMode::Stroke);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// A line through points; between two of them, `curved` lines have two control points of a cubic curve.
    pub(super) fn line(&mut self, points: &[Point], curved: bool, stroke: Stroke) {
        self.set_stroke(stroke);
        let corner = |(i, &p): (usize, &Point)| {
            let [x, y] = self.place(p);
            let p = printpdf::Point { x: Pt(thousandths(x)), y: Pt(thousandths(y)) };
            LinePoint { p, bezier: curved && i % 3 != 0 }
        };
        let points = points.iter().enumerate().map(corner).collect();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn set_fill(&mut self, color: Color) {
        if self.state.fill.replace(color) != Some(color) {
            self.note_inks(color);
            self.ops.push(Op::SetFillColor { col: ink(color) });
        }
    }

    fn note_inks(&mut self, color: Color) {
        if let Some(used) = self.used.last_mut() {
            used.inks |= matches!(color, Color::Cmyk(_));
        }
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        self.end_text();
        let old = self.state.stroke.replace(stroke);
        if old.map(|s| s.color) != Some(stroke.color) {
            self.note_inks(stroke.color);
            self.ops.push(Op::SetOutlineColor { col: ink(stroke.color) });
        }
        if old.map(|s| s.width) != Some(stroke.width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(round(stroke.width.to_pt())) });
        }
    }

    fn rectangle(&self, area: Rect, mode: PaintMode) -> printpdf::Rect {
        let [x, y] = self.place(Point::new(area.origin.x, area.bottom()));
        printpdf::Rect {
            x: Pt(thousandths(x)),
            y: Pt(thousandths(y)),
            width: Pt(round(area.size.width.to_pt())),
            height: Pt(round(area.size.height.to_pt())),
            mode: Some(mode),
            winding_order: None,
        }
    }

    /// Closes the text object, if one is open: paths, pictures and marks stand outside.
    fn end_text(&mut self) {
        if self.state.text.take().is_some() {
            self.ops.push(Op::EndTextSection);
        }
    }

    /// From the top left corner, downwards, to the bottom left corner, upwards; in thousandths of a point.
    fn place(&self, p: Point) -> [i64; 2] {
        let thousand = |length: Abs| (length.to_pt() * 1000.0).round() as i64;
        [thousand(p.x), thousand(self.size.height - p.y)]
    }

    /// All pages as objects, with the dictionaries of the fonts they use, and what each page uses.
    pub(super) fn finish(self, faces: &[CutFace<'_>]) -> (Objects, Vec<Used>) {
        let mut document = PdfDocument::new("");
        for face in faces {
            for (id, with_program) in face.font_names() {
                let font = printpdf::PdfFont::new(describe(face, with_program));
                document.resources.fonts.map.insert(FontId(id), font);
            }
        }
        document.pages = self.pages;
        let options =
            PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
        // Its warnings are about colours out of range and fonts without a program; the first cannot occur
        // and the second is intended, see `describe`.
        let doc = printpdf::serialize::to_lopdf_doc(&document, &options, &mut Vec::new());
        drop(document);
        let pages = doc.get_pages().into_values().collect();
        let mut catalog = lopdf::Dictionary::new();
        catalog.set("Type", "Catalog");
        if let Ok(pages) = doc.catalog().and_then(|c| c.get(b"Pages")) {
            catalog.set("Pages", pages.clone());
        }
        (Objects { doc, catalog, pages, heights: self.heights, payloads: BTreeMap::new() }, self.used)
    }
}

/// A face as printpdf is told about it: its glyphs are already those of the subset, and no character is
/// looked up. The second of two fonts that show one face, upright in vertical lines, gets no program of its
/// own: `fontdict` makes it share the first one's.
fn describe(face: &CutFace<'_>, with_program: bool) -> ParsedFont {
    let milli = |em: crate::geom::Em| (em.to_micro() / 1000) as i16;
    let [x_min, y_min, x_max, y_max] = face.face.bounding_box().map(milli);
    let widths = face.widths.iter().enumerate();
    ParsedFont {
        original_bytes: if with_program { face.subset.data.clone() } else { Vec::new() },
        font_index: 0,
        font_name: Some(face.name.clone()),
        codepoint_to_glyph: BTreeMap::new(),
        glyph_widths: widths.map(|(id, &w)| (id as u16, w.clamp(0, i64::from(u16::MAX)) as u16)).collect(),
        units_per_em: 1000,
        font_metrics: printpdf::FontMetrics {
            ascent: milli(face.face.ascent()),
            descent: milli(face.face.descent()),
        },
        font_type: if face.subset.cff {
            printpdf::FontType::OpenTypeCFF(())
        } else {
            printpdf::FontType::TrueType
        },
        pdf_font_metrics: printpdf::PdfFontMetricsStub {
            units_per_em: 1000,
            x_min,
            y_min,
            x_max,
            y_max,
            us_weight_class: face.face.weight(),
            ..printpdf::PdfFontMetricsStub::default()
        },
    }
}

fn ink(color: Color) -> printpdf::Color {
    // To a ten-thousandth: finer than the 255 steps of a component.
    let share = |value: u8, whole: f32| (f32::from(value) / whole * 10_000.0).round() / 10_000.0;
    match color {
        Color::Gray(v) => printpdf::Color::Greyscale(printpdf::Greyscale::new(share(v, 255.0), None)),
        Color::Rgb(v) => {
            let [r, g, b] = v.map(|v| share(v, 255.0));
            printpdf::Color::Rgb(printpdf::Rgb::new(r, g, b, None))
        }
        Color::Cmyk(v) => {
            let [c, m, y, k] = v.map(|v| share(v.min(100), 100.0));
            printpdf::Color::Cmyk(printpdf::Cmyk::new(c, m, y, k, None))
        }
    }
}

fn thousandths(value: i64) -> f32 {
    (value as f64 / 1000.0) as f32
}
