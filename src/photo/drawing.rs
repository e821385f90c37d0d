//! Drawings: SVG (1.1 and the static parts of 2) as vectors. In: the file of a stranger. Out: a page of a PDF, an SVG
//! of plain shapes, or pixels for a press that takes no RGB. Letters become outlines of our faces.
//!
//! A drawing is read strictly: scripts, HTML, pictures inside and anything outside are refused by name, and so is one
//! that would grow beyond bounds when its `use` elements and patterns are written out.

use super::fault::Fault;
use super::filters::{self, Canvas};
use super::raster::{Kind, Raster};
use super::{ids, tame, weight};
use krilla::geom::{Size, Transform};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform as Matrix};
use roxmltree::{NodeType, ParsingOptions};
use std::fmt;
use std::sync::Arc;
use usvg::{ImageHrefResolver, Options, Tree, WriteOptions, fontdb};

/// Elements, attributes and texts of a file.
const MAX_NODES: u32 = 100_000;
/// The longest side, in the drawing's own units.
const MAX_SIDE: f32 = 100_000.0;
/// The pixels of its longer side that a drawing claims: it has as many as anyone asks for.
const CLAIMED: f64 = 20_000.0;
/// The pixels of the longer side where a drawing has to become pixels.
const MOST_PIXELS: u32 = 4096;

/// A face's file.
pub type FaceData = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// The faces that letters in drawings are set with.
#[derive(Clone)]
pub struct Lettering(Arc<fontdb::Database>);

impl Lettering {
    /// From the files of faces, best first; `family` sets what names no family or one that is not there.
    pub fn new(faces: impl IntoIterator<Item = FaceData>, family: &str) -> Lettering {
        let mut faces_of = fontdb::Database::new();
        for data in faces {
            faces_of.load_font_source(fontdb::Source::Binary(data));
        }
        faces_of.set_serif_family(family);
        faces_of.set_sans_serif_family(family);
        faces_of.set_monospace_family(family);
        Lettering(Arc::new(faces_of))
    }
}

impl fmt::Debug for Lettering {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lettering of {} faces", self.0.len())
    }
}

impl Default for Lettering {
    fn default() -> Lettering {
        Lettering(Arc::new(fontdb::Database::new()))
    }
}

/// Looks at a drawing: its shape, as the pixels that it claims.
pub(super) fn look(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let tree = read(bytes, &Lettering::default())?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = CLAIMED / width.max(height);
    let side = |length: f64| (length * scale).round().max(1.0) as u32;
    Ok((side(width), side(height)))
}

/// A PDF of one page that shows a part of a drawing, in points of its own units.
pub(super) fn page(
    bytes: &[u8],
    part: [f64; 4],
    lettering: &Lettering,
) -> Result<(Vec<u8>, u32, u32), Fault> {
    let tree = read(bytes, lettering)?;
    filters::judge(&tree, &Canvas::page())?;
    let [x, y, width, height] = shown(&tree, part);
    let failed = || Fault::Damaged("it cannot be drawn".into());
    let settings = SerializeSettings { xmp_metadata: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut page = document.start_page_with(PageSettings::from_wh(width, height).ok_or_else(failed)?);
    let mut surface = page.surface();
    let whole = Size::from_wh(tree.size().width(), tree.size().height()).ok_or_else(failed)?;
    surface.push_transform(&Transform::from_translate(-x, -y));
    let settings = SvgSettings { embed_text: false, filter_scale: 2.0 };
    surface.draw_svg(&tree, whole, settings).ok_or_else(failed)?;
    surface.pop();
    surface.finish();
    page.finish();
    let pdf = document.finish().map_err(|e| Fault::Damaged(format!("{e:?}")))?;
    Ok((pdf, width.ceil() as u32, height.ceil() as u32))
}

/// An SVG of plain shapes that shows a part of a drawing.
pub(super) fn plain(
    bytes: &[u8],
    part: [f64; 4],
    lettering: &Lettering,
) -> Result<(Vec<u8>, u32, u32), Fault> {
    let tree = read(bytes, lettering)?;
    let [x, y, width, height] = shown(&tree, part);
    let options = WriteOptions {
        coordinates_precision: 3,
        transforms_precision: 5,
        indent: usvg::Indent::None,
        ..WriteOptions::default()
    };
    let written = ids::renamed(&tree.to_string(&options));
    // Its first tag says the size; what part is seen is said there too.
    let start = written.find("<svg").ok_or(Fault::NoImage)?;
    let end = start + written[start..].find('>').ok_or(Fault::NoImage)?;
    let close = if written[..end].ends_with('/') { "/" } else { "" };
    let out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"{x} {y} {width} {height}\"{close}{}",
        &written[end..]
    );
    // What the library wrote is seen to be whole before it becomes a part of a book.
    roxmltree::Document::parse(&out).map_err(|e| Fault::Damaged(e.to_string()))?;
    Ok((out.into_bytes(), width.ceil() as u32, height.ceil() as u32))
}

/// The pixels of a part of a drawing, as many as are asked for.
pub(super) fn pixels(
    bytes: &[u8],
    part: [f64; 4],
    most: (u32, u32),
    lettering: &Lettering,
) -> Result<Raster, Fault> {
    let tree = read(bytes, lettering)?;
    let [x, y, width, height] = shown(&tree, part);
    let most = (most.0.clamp(1, MOST_PIXELS) as f32, most.1.clamp(1, MOST_PIXELS) as f32);
    let scale = (most.0 / width).min(most.1 / height);
    let side = |length: f32| (length * scale).round().max(1.0) as u32;
    let drawn = (side(width).into(), side(height).into());
    filters::judge(&tree, &Canvas::pixels(scale.into(), drawn))?;
    let mut map = Pixmap::new(side(width), side(height)).ok_or(Fault::TooLarge(side(width), side(height)))?;
    let transform = Matrix::from_translate(-x, -y).post_scale(scale, scale);
    resvg::render(&tree, transform, &mut map.as_mut());
    let samples = map.pixels().iter().flat_map(|p| {
        let p = p.demultiply();
        [p.red(), p.green(), p.blue(), p.alpha()]
    });
    Ok(Raster { kind: Kind::Rgba, width: map.width(), height: map.height(), samples: samples.collect() })
}

/// The part in the drawing's units: left, top, width, height.
fn shown(tree: &Tree, part: [f64; 4]) -> [f32; 4] {
    let [x, y, width, height] = super::scale::clamp_part(part).map(|share| share as f32);
    let (across, down) = (tree.size().width(), tree.size().height());
    [x * across, y * down, width * across, height * down]
}

fn read(bytes: &[u8], lettering: &Lettering) -> Result<Tree, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::Damaged("it is not UTF-8".into()))?;
    if !tame::is_tame(text) {
        return Err(Fault::Forbidden("more attributes than any drawing", "多得出奇的属性"));
    }
    tame::judge_entities(text)?;
    // Drawing programs write document types.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::NodesLimitReached => {
            Fault::Forbidden("more shapes than can be drawn", "过多的图形")
        }
        e => Fault::Damaged(e.to_string()),
    })?;
    judge(&document)?;
    let options = Options {
        font_family: family_of(lettering),
        languages: vec!["zh".into(), "en".into()],
        fontdb: lettering.0.clone(),
        // Nothing is read but this file; `judge` has told why.
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|e| Fault::Damaged(e.to_string()))?;
    let side = tree.size().width().max(tree.size().height());
    if side > MAX_SIDE {
        return Err(Fault::Damaged(format!("it is {side} units long")));
    }
    filters::judge(&tree, &Canvas::least(&tree))?;
    Ok(tree)
}

fn family_of(lettering: &Lettering) -> String {
    lettering.0.family_name(&fontdb::Family::Serif).to_owned()
}

/// Refuses what a drawing for print has no business with, by name.
fn judge(document: &roxmltree::Document<'_>) -> Result<(), Fault> {
    let outside = Err(Fault::Forbidden("a reference to something outside it", "对外部文件的引用"));
    let is_outside = |value: &str| {
        let value = value.trim();
        !value.is_empty() && !value.starts_with('#')
    };
    for node in document.descendants() {
        if node.node_type() == NodeType::PI && node.pi().is_some_and(|pi| pi.target == "xml-stylesheet") {
            return outside;
        }
        if !node.is_element() {
            continue;
        }
        match node.tag_name().name() {
            "script" | "handler" => return Err(Fault::Forbidden("a script", "脚本")),
            "foreignObject" | "iframe" | "audio" | "video" | "canvas" => {
                return Err(Fault::Forbidden("HTML", "HTML 内容"));
            }
            "image" | "feImage" => return Err(Fault::Forbidden("a picture inside it", "内嵌图片")),
            "style" if node.text().is_some_and(leads_out) => return outside,
            // A link draws what it holds; where it leads is left out.
            "a" => {}
            _ => {
                let href = node.attributes().find(|a| a.name() == "href");
                if href.is_some_and(|a| is_outside(a.value())) {
                    return outside;
                }
            }
        }
        if node.attributes().any(|a| a.name() != "href" && leads_out(a.value())) {
            return outside;
        }
        if node.attributes().any(|a| MEASURES.contains(&a.name()) && has_vast_number(a.value())) {
            return Err(Fault::Forbidden("numbers beyond all measure", "大得出奇的数字"));
        }
    }
    weight::judge(document)
}

/// Attributes that say where something is and how large.
const MEASURES: [&str; 15] =
    ["d", "points", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "rx", "ry", "r", "cx", "cy"];
/// Digits before the point, and powers of ten, that no drawing needs: an arc is divided into the more pieces the larger
/// it is.
const VAST: usize = 10;

/// Whether a number of so many digits stands in a value. The flags of an arc may stand before one without a space.
fn has_vast_number(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let before = at.checked_sub(1).map_or(b' ', |n| bytes[n]);
        let sign_of_power = matches!(before, b'+') && at > 1 && matches!(bytes[at - 2], b'e' | b'E');
        let is_power = matches!(before, b'e' | b'E') || sign_of_power;
        let power = || value[at..at + digits].parse().unwrap_or(usize::MAX);
        if (before != b'.' && digits > VAST) || (is_power && digits > 0 && power() >= VAST) {
            return true;
        }
        at += digits.max(1);
    }
    false
}

/// Whether a style or an attribute fetches something: `@import`, or `url(…)` of anything but a fragment.
fn leads_out(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let fetches = |behind: &str| !behind.trim_start_matches([' ', '\'', '"', '\t', '\n']).starts_with('#');
    lower.contains("@import")
        || lower.match_indices("url(").any(|(at, url)| fetches(&lower[at + url.len()..]))
}
