//! The page writer. In: begin a page, glyphs, pictures, paths, marks. Out: the content of each page, and the fonts, made by
//! printpdf.
//!
//! This is the only file that knows printpdf. What it can draw is [`Canvas`]; another writer that can do the
//! same could take its place. Of printpdf are used: pages, operators, font dictionaries, and the step to
//! `lopdf` objects. Not used, because they lose quality or are not deterministic: its images (it encodes
//! them anew), its subsetting, its bookmarks, metadata and conformance levels, and its random ids.
//!
//! Pages are handed to it some at a time, so that of a long book only the finished contents are in memory; and rows of glyphs
//! go in as strings ([`super::shown`]), not glyph by glyph.

use super::fonts::{CutFace, Run};
use super::objects::{Objects, round};
use super::paint::{Paint, Paints};
use super::settings::Press;
use super::sheet::Sheet;
use super::shown::{self, Piece};
use crate::frame::Orientation;
use crate::geom::{Abs, Color, Point, Rect, Stroke};
use lopdf::{ObjectId, dictionary};
use printpdf::{
    Codepoint, DictItem, ExtendedGraphicsStateId, FontId, Line, LinePoint, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, TextMatrix, XObjectId,
    XObjectTransform,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many pages are made at once.
const BATCH: usize = 32;

/// What a stretch of content is marked as (ISO 32000-1, 14.6). Content is never marked twice over: poppler's view of
/// the structure takes the end of an inner mark for that of the outer one and drops what follows.
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
    /// Content of a file without a structure tree that stands for another text than its glyphs map to.
    Text {
        /// Its language, if other than the document's.
        lang: Option<&'a str>,
        /// Its text.
        stands_for: &'a str,
    },
    /// Rules, grounds, and what is printed beside a page.
    Layout,
    /// Running heads and folios: `Subtype`. They stand for no text (14.9.4), so that a paragraph that goes on on the next
    /// page is found, copied and extracted whole.
    Running(&'a str),
}

/// Pages as they are drawn.
pub(super) struct Canvas<'a> {
    paints: Paints<'a>,
    batch: Vec<PdfPage>,
    /// The contents of finished pages.
    contents: Vec<ObjectId>,
    used: Vec<Used>,
    sheet: Sheet,
    ops: Vec<Op>,
    state: State,
    /// The marks that are open.
    open: usize,
}

/// What a page needs of the document's fonts, pictures and colours.
#[derive(Default)]
pub(super) struct Used {
    /// Fonts by name.
    pub(super) fonts: BTreeSet<String>,
    /// Pictures by name.
    pub(super) images: BTreeSet<String>,
    /// Whether colours are given as inks.
    pub(super) inks: bool,
    /// Spot colours by number, and the inks that stand in for them.
    pub(super) spots: BTreeMap<u8, [u8; 4]>,
    /// Whether something is printed with every ink there is.
    pub(super) all: bool,
    /// Whether the states of overprinting are used.
    pub(super) overprint: bool,
}

/// The graphics state of the page, so that nothing is said twice.
#[derive(Default)]
struct State {
    fill: Option<Paint>,
    stroke: Option<Paint>,
    width: Option<Abs>,
    overprint: Option<bool>,
    font: Option<(String, Abs)>,
    /// In ten-thousandths of a point.
    spacing: i64,
    /// Where the text object that is open began its last line, in thousandths of a point.
    text: Option<[i64; 2]>,
}

impl<'a> Canvas<'a> {
    /// No page yet; for a press if there is one.
    pub(super) fn new(press: Option<&'a Press>) -> Canvas<'a> {
        Canvas {
            paints: Paints::new(press),
            batch: Vec::new(),
            contents: Vec::new(),
            used: Vec::new(),
            sheet: Sheet::plain(crate::geom::Size::default()),
            ops: Vec::new(),
            state: State::default(),
            open: 0,
        }
    }

    /// A page on this sheet.
    pub(super) fn begin_page(&mut self, sheet: Sheet) {
        self.sheet = sheet;
        self.used.push(Used::default());
        self.state = State::default();
    }

    /// The page is whole.
    pub(super) fn end_page(&mut self, objects: &mut Objects<'_>) {
        self.end_text();
        // Boxes are set on the page object, see `Sheet::boxes`.
        let sheet = printpdf::Rect {
            x: Pt(0.0),
            y: Pt(0.0),
            width: Pt(1.0),
            height: Pt(1.0),
            mode: None,
            winding_order: None,
        };
        self.batch.push(PdfPage {
            media_box: sheet.clone(),
            trim_box: sheet.clone(),
            crop_box: sheet,
            ops: std::mem::take(&mut self.ops),
        });
        if self.batch.len() >= BATCH {
            self.flush(objects);
        }
    }

    /// Writes the contents of the pages that are whole.
    fn flush(&mut self, objects: &mut Objects<'_>) {
        let mut document = PdfDocument::new("");
        document.pages = std::mem::take(&mut self.batch);
        let mut doc = to_objects(&document);
        drop(document);
        for page in doc.get_pages().into_values() {
            let contents = doc.get_dictionary(page).and_then(|page| page.get(b"Contents")?.as_reference());
            let stream = contents.ok().and_then(|id| doc.objects.remove(&id));
            let content = match stream {
                Some(lopdf::Object::Stream(stream)) => stream.content,
                _ => Vec::new(),
            };
            self.contents.push(objects.add_stream(dictionary! {}, &content));
        }
    }

    /// From here to [`Canvas::end_mark`] the content is marked.
    pub(super) fn begin_mark(&mut self, mark: &Mark<'_>) {
        self.end_text();
        let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
        let plain = |text: &str| DictItem::String { data: text.as_bytes().to_vec(), literal: true };
        let utf16 = |text: &str| {
            let units = text.encode_utf16().flat_map(u16::to_be_bytes);
            DictItem::Bytes([0xFE, 0xFF].into_iter().chain(units).collect())
        };
        let mut map = BTreeMap::new();
        let mut set = |key: &str, value| map.insert(key.to_owned(), value);
        let tag = match *mark {
            Mark::Content { role, id, lang, stands_for } => {
                set("MCID", DictItem::Int(i64::from(id)));
                if let Some(lang) = lang {
                    set("Lang", plain(lang));
                }
                if let Some(text) = stands_for {
                    set("ActualText", utf16(text));
                }
                role
            }
            Mark::Text { lang, stands_for } => {
                if let Some(lang) = lang {
                    set("Lang", plain(lang));
                }
                set("ActualText", utf16(stands_for));
                "Span"
            }
            Mark::Layout => {
                set("Type", name("Layout"));
                "Artifact"
            }
            Mark::Running(sub) => {
                set("Type", name("Pagination"));
                set("Subtype", name(sub));
                "Artifact"
            }
        };
        self.begin(tag, map);
        if let Mark::Running(_) = mark {
            self.begin("Span", BTreeMap::from([("ActualText".to_owned(), plain(""))]));
        }
    }

    fn begin(&mut self, tag: &str, map: BTreeMap<String, DictItem>) {
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
        self.open += 1;
    }

    /// The end of the last mark.
    pub(super) fn end_mark(&mut self) {
        self.end_text();
        for _ in 0..std::mem::take(&mut self.open) {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Glyphs of one font and size, from `at` on.
    pub(super) fn glyphs(&mut self, at: Point, run: &Run<'_>, color: Color) {
        self.set_fill(self.paints.of(color));
        let turned = run.orientation == Orientation::Sideways;
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
        let (spacing, pieces) = shown::row(run.glyphs, run.size, run.orientation == Orientation::Upright);
        if self.state.spacing != spacing {
            self.state.spacing = spacing;
            let multiplier = (spacing as f64 / 10_000.0) as f32;
            self.ops.push(Op::SetCharacterSpacing { multiplier });
        }
        let piece = |piece: Piece| match piece {
            Piece::Codes(data) => DictItem::String { data, literal: true },
            Piece::Move(by) => DictItem::Real(by),
        };
        let mut pieces: Vec<DictItem> = pieces.into_iter().map(piece).collect();
        // printpdf's own op takes each glyph as a string of its own.
        let (key, value) = match pieces.pop() {
            Some(only @ DictItem::String { .. }) if pieces.is_empty() => ("Tj", only),
            last => {
                pieces.extend(last);
                ("TJ", DictItem::Array(pieces))
            }
        };
        self.ops.push(Op::Unknown { key: key.to_owned(), value: vec![value] });
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

    /// A form as it is, through a matrix (ISO 32000-1, 8.3.4), as far as an area of its own coordinates shows (left, bottom, width
    /// and height in points).
    pub(super) fn form(&mut self, id: &str, matrix: [f32; 6], shown: [f32; 4]) {
        self.end_text();
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix { matrix: printpdf::CurTransMat::Raw(matrix) });
        let [x, y, width, height] = shown.map(Pt);
        let mode = Some(PaintMode::Clip);
        let rectangle = printpdf::Rect { x, y, width, height, mode, winding_order: None };
        self.ops.push(Op::DrawRectangle { rectangle });
        // printpdf's own op scales pictures.
        let value = vec![DictItem::Name(id.as_bytes().to_vec())];
        self.ops.push(Op::Unknown { key: "Do".to_owned(), value });
        self.ops.push(Op::RestoreGraphicsState);
        if let Some(used) = self.used.last_mut() {
            used.images.insert(id.to_owned());
        }
    }

    /// A filled area.
    pub(super) fn fill(&mut self, area: Rect, color: Color) {
        self.fill_with(area, self.paints.of(color));
    }

    /// An area filled with a paint.
    pub(super) fn fill_with(&mut self, area: Rect, paint: Paint) {
        self.end_text();
        self.set_fill(paint);
        let rectangle = self.rectangle(area, PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// The edge of an area.
    pub(super) fn outline(&mut self, area: Rect, stroke: Stroke) {
        self.set_stroke(self.paints.of(stroke.color), stroke.width);
        let rectangle = self.rectangle(area, PaintMode::Stroke);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    /// A line through points; between two of them, `curved` lines have two control points of a cubic curve.
    pub(super) fn line(&mut self, points: &[Point], curved: bool, stroke: Stroke) {
        self.line_with(points, curved, self.paints.of(stroke.color), stroke.width);
    }

    /// A line of a paint.
    pub(super) fn line_with(&mut self, points: &[Point], curved: bool, paint: Paint, width: Abs) {
        self.set_stroke(paint, width);
        let corner = |(i, &p): (usize, &Point)| {
            let [x, y] = self.place(p);
            let p = printpdf::Point { x: Pt(thousandths(x)), y: Pt(thousandths(y)) };
            LinePoint { p, bezier: curved && i % 3 != 0 }
        };
        let points = points.iter().enumerate().map(corner).collect();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn set_fill(&mut self, paint: Paint) {
        self.set_overprint(paint);
        if self.state.fill.replace(paint) != Some(paint) {
            self.note(paint);
            match paint {
                Paint::Spot { .. } | Paint::All => {
                    self.ops.push(Op::SetColorSpaceFill { id: paint.space() });
                    let value = vec![DictItem::Int(1)];
                    self.ops.push(Op::Unknown { key: "scn".to_owned(), value });
                }
                _ => self.ops.push(Op::SetFillColor { col: ink(paint) }),
            }
        }
    }

    fn set_stroke(&mut self, paint: Paint, width: Abs) {
        self.end_text();
        self.set_overprint(paint);
        if self.state.stroke.replace(paint) != Some(paint) {
            self.note(paint);
            match paint {
                Paint::Spot { .. } | Paint::All => {
                    self.ops.push(Op::SetColorSpaceStroke { id: paint.space() });
                    let value = vec![DictItem::Int(1)];
                    self.ops.push(Op::Unknown { key: "SCN".to_owned(), value });
                }
                _ => self.ops.push(Op::SetOutlineColor { col: ink(paint) }),
            }
        }
        if self.state.width.replace(width) != Some(width) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(round(width.to_pt())) });
        }
    }

    /// On a press black is printed over what lies below, so that no white edge shows where plates shift; everything
    /// else knocks out.
    fn set_overprint(&mut self, paint: Paint) {
        if !self.paints.are_for_press() {
            return;
        }
        let over = paint == Paint::Ink([0, 0, 0, 100]);
        if self.state.overprint.replace(over) != Some(over) {
            let id = if over { OVERPRINT } else { KNOCKOUT };
            self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(id.to_owned()) });
            if let Some(used) = self.used.last_mut() {
                used.overprint = true;
            }
        }
    }

    fn note(&mut self, paint: Paint) {
        let Some(used) = self.used.last_mut() else { return };
        match paint {
            Paint::Ink(_) => used.inks = true,
            Paint::Spot { number, like } => {
                used.spots.insert(number, like);
            }
            Paint::All => used.all = true,
            Paint::Gray(_) | Paint::Rgb(_) => {}
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

    /// A place on the sheet, in thousandths of a point.
    fn place(&self, p: Point) -> [i64; 2] {
        let thousand = |length: Abs| (length.to_pt() * 1000.0).round() as i64;
        let p = self.sheet.place(p);
        [thousand(p.x), thousand(p.y)]
    }

    /// The contents of all pages, and what each page uses.
    pub(super) fn finish(mut self, objects: &mut Objects<'_>) -> (Vec<ObjectId>, Vec<Used>) {
        self.flush(objects);
        (self.contents, self.used)
    }
}

/// The state in which black is printed over what lies below.
pub(super) const OVERPRINT: &str = "GO";
/// The state in which every colour knocks out what lies below.
pub(super) const KNOCKOUT: &str = "GK";

/// A document as objects.
fn to_objects(document: &PdfDocument) -> lopdf::Document {
    // What printpdf calls insecure are operators that it has no name for: ours are strings of glyphs and spot colours.
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: false, image_optimization: None };
    // Its warnings are about colours out of range and fonts without a program; the first cannot occur
    // and the second is intended, see `describe`.
    printpdf::serialize::to_lopdf_doc(document, &options, &mut Vec::new())
}

/// The fonts of faces, as objects: those of the first page, which shows every glyph once so that each font gets its
/// dictionaries.
pub(super) fn fonts(faces: &[CutFace<'_>]) -> lopdf::Document {
    let mut document = PdfDocument::new("");
    let mut ops = vec![Op::StartTextSection];
    for face in faces {
        for (id, with_program) in face.font_names() {
            let font = printpdf::PdfFont::new(describe(face, with_program));
            document.resources.fonts.map.insert(FontId(id.clone()), font);
            let handle = PdfFontHandle::External(FontId(id));
            ops.push(Op::SetFont { font: handle, size: Pt(1.0) });
            // What it stands for is said in our own `ToUnicode`.
            let glyph =
                |code: usize| Codepoint { cid: Some(String::new()), ..Codepoint::new(code as u16, 0.0) };
            let glyphs = (1..face.widths.len()).map(glyph).collect();
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
        }
    }
    ops.push(Op::EndTextSection);
    document.pages = vec![PdfPage::new(printpdf::Mm(1.0), printpdf::Mm(1.0), ops)];
    to_objects(&document)
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

/// A paint of a device colour space.
fn ink(paint: Paint) -> printpdf::Color {
    // To a ten-thousandth: finer than the 255 steps of a component.
    let share = |value: u8, whole: f32| (f32::from(value) / whole * 10_000.0).round() / 10_000.0;
    match paint {
        Paint::Gray(v) => printpdf::Color::Greyscale(printpdf::Greyscale::new(share(v, 255.0), None)),
        Paint::Rgb(v) => {
            let [r, g, b] = v.map(|v| share(v, 255.0));
            printpdf::Color::Rgb(printpdf::Rgb::new(r, g, b, None))
        }
        Paint::Ink(v) | Paint::Spot { like: v, .. } => {
            let [c, m, y, k] = v.map(|v| share(v.min(100), 100.0));
            printpdf::Color::Cmyk(printpdf::Cmyk::new(c, m, y, k, None))
        }
        Paint::All => printpdf::Color::Greyscale(printpdf::Greyscale::new(0.0, None)),
    }
}

fn thousandths(value: i64) -> f32 {
    (value as f64 / 1000.0) as f32
}
