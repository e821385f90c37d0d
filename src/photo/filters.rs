//! What it takes to draw a drawing that has been read: shapes, patterns again for every shape that they fill, dashes, and the
//! layers and filters that become pixels. In: its tree and how large it is drawn. Out: a refusal before anything is drawn.

use super::fault::Fault;
use usvg::filter::{Filter, Kind};
use usvg::{Group, Node, NonZeroRect, Paint, Path, Tree};

/// Shapes that are drawn one after the other.
const MAX_SHAPES: u64 = 1_000_000;
/// Points of outlines that count as a shape.
const POINTS: u64 = 64;
/// Dashes of all lines; a map has some ten thousand.
const MAX_DASHES: f64 = 2_000_000.0;
/// Steps of all filters, each about a nanosecond.
const MAX_STEPS: f64 = 5e9;
/// Bytes of the layers that are held at a time, with the results of a filter, which are all held to its end.
const MAX_LAYERS: f64 = (2_u64 << 30) as f64;
/// Bytes of a pixel.
const PIXEL: f64 = 4.0;
/// Pixels of the longer side for which every drawing is judged, wherever it is to be seen.
const LEAST: f64 = 1024.0;

/// Where a drawing is drawn.
pub(super) struct Canvas {
    /// Pixels a unit.
    scale: f64,
    /// The most pixels across and down of a layer.
    side: (f64, f64),
    /// Whether only what has a filter becomes pixels.
    vectors: bool,
}

impl Canvas {
    /// Anywhere.
    pub(super) fn least(tree: &Tree) -> Canvas {
        let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
        let scale = LEAST / width.max(height);
        Canvas::pixels(scale, (width * scale, height * scale))
    }

    /// A page: filters have two pixels a unit there, and no more than 5,000 on a side.
    pub(super) fn page() -> Canvas {
        Canvas { scale: 2.0, side: (5_000.0, 5_000.0), vectors: true }
    }

    /// So many pixels; a layer may be five times as wide and as high.
    pub(super) fn pixels(scale: f64, (width, height): (f64, f64)) -> Canvas {
        Canvas { scale, side: (width * 5.0 + 4.0, height * 5.0 + 4.0), vectors: false }
    }

    /// The pixels of a layer.
    fn area(&self, size: NonZeroRect, zoom: f64, is_filtered: bool) -> f64 {
        let side = |length: f32, most: f64| {
            let length = f64::from(length) * zoom * self.scale;
            // The results of a filter are as large as its region, wherever that is.
            if is_filtered && !self.vectors { length } else { length.min(most) }
        };
        side(size.width(), self.side.0) * side(size.height(), self.side.1)
    }
}

/// A group to be drawn.
struct Layer<'a> {
    group: &'a Group,
    /// Its scale, where it does not know it.
    zoom: f64,
    /// Bytes of the layers around it.
    held: f64,
    /// Whether it becomes pixels.
    is_drawn: bool,
}

/// What it takes so far.
#[derive(Default)]
struct Work {
    shapes: u64,
    dashes: f64,
    steps: f64,
}

/// Refuses a drawing that would take too long or too much to draw.
pub(super) fn judge(tree: &Tree, canvas: &Canvas) -> Result<(), Fault> {
    let mut work = Work::default();
    let mut todo = vec![Layer { group: tree.root(), zoom: 1.0, held: 0.0, is_drawn: !canvas.vectors }];
    while let Some(layer) = todo.pop() {
        work.group(&layer, canvas, &mut todo)?;
        if work.shapes > MAX_SHAPES {
            return Err(Fault::Forbidden("more shapes than can be drawn", "过多的图形"));
        }
        if work.dashes > MAX_DASHES {
            return Err(Fault::Forbidden("more dashes than can be drawn", "过多的虚线段"));
        }
        if work.steps > MAX_STEPS {
            return Err(Fault::Forbidden("filters that take too long", "耗时过长的滤镜"));
        }
    }
    Ok(())
}

impl Work {
    fn group<'a>(
        &mut self,
        layer: &Layer<'a>,
        canvas: &Canvas,
        todo: &mut Vec<Layer<'a>>,
    ) -> Result<(), Fault> {
        let group = layer.group;
        self.shapes += 1;
        let is_filtered = !group.filters().is_empty();
        let is_drawn = layer.is_drawn || is_filtered;
        let mut held = layer.held;
        if is_drawn && group.should_isolate() {
            let area = canvas.area(group.abs_layer_bounding_box(), layer.zoom, is_filtered);
            let (x, y) = group.abs_transform().get_scale();
            let scale = |by: f32| f64::from(by) * layer.zoom * canvas.scale;
            // A clip is drawn beside its layer, and of a mask also what it is of.
            let beside = u8::from(group.clip_path().is_some()) + 2 * u8::from(group.mask().is_some());
            held += area * PIXEL * f64::from(1 + beside);
            let mut results = 0;
            for filter in group.filters() {
                results = results.max(filter.primitives().len() + 2);
                self.steps += area * steps(filter, (scale(x), scale(y)));
            }
            if held + area * PIXEL * results as f64 > MAX_LAYERS {
                return Err(Fault::Forbidden(
                    "layers and filters that take too much memory",
                    "占用内存过多的图层和滤镜",
                ));
            }
        }
        let inside = |group| Layer { group, held, is_drawn, ..*layer };
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            todo.push(inside(path.root()));
            clip = path.clip_path();
        }
        let mut mask = group.mask();
        while let Some(shapes) = mask {
            todo.push(inside(shapes.root()));
            mask = shapes.mask();
        }
        for node in group.children() {
            match node {
                Node::Group(group) => todo.push(inside(group)),
                Node::Text(text) => todo.push(inside(text.flattened())),
                Node::Path(path) => self.path(path, &inside(group), canvas, todo)?,
                // None is let in.
                Node::Image(_) => {}
            }
        }
        Ok(())
    }

    fn path<'a>(
        &mut self,
        path: &'a Path,
        layer: &Layer<'a>,
        canvas: &Canvas,
        todo: &mut Vec<Layer<'a>>,
    ) -> Result<(), Fault> {
        self.shapes += 1 + path.data().len() as u64 / POINTS;
        let fill = path.fill().map(usvg::Fill::paint);
        let stroke = path.stroke().map(usvg::Stroke::paint);
        for paint in fill.into_iter().chain(stroke) {
            let Paint::Pattern(pattern) = paint else { continue };
            let (x, y) = path.abs_transform().pre_concat(pattern.transform()).get_scale();
            let zoom = layer.zoom * f64::from(x.max(y));
            let side = |length: f32| (f64::from(length) * zoom * canvas.scale).max(1.0);
            let area = side(pattern.rect().width()) * side(pattern.rect().height());
            let held = if layer.is_drawn { layer.held + area * PIXEL } else { layer.held };
            if held > MAX_LAYERS {
                return Err(Fault::Forbidden("a pattern that takes too much memory", "占用内存过多的图案"));
            }
            todo.push(Layer { group: pattern.root(), zoom, held, is_drawn: layer.is_drawn });
        }
        self.dashes += dashes(path);
        Ok(())
    }
}

/// The dashes of a path, if it has some.
fn dashes(path: &Path) -> f64 {
    let Some(array) = path.stroke().and_then(usvg::Stroke::dasharray) else { return 0.0 };
    let sum: f64 = array.iter().map(|&length| f64::from(length)).sum();
    // As long as its points with the control points of its curves are apart, or shorter.
    let points = path.data().points();
    let far = |pair: &[usvg::tiny_skia_path::Point]| f64::from(pair[0].distance(pair[1]));
    let length: f64 = points.windows(2).map(far).sum();
    length / sum.max(f64::MIN_POSITIVE) * array.len() as f64 / 2.0
}

/// The steps of a filter for each pixel of its region, at a scale across and down.
fn steps(filter: &Filter, (across, down): (f64, f64)) -> f64 {
    let step = |kind: &Kind| match kind {
        Kind::Turbulence(noise) => 150.0 * f64::from(noise.num_octaves()),
        Kind::Morphology(shape) => {
            let window = |radius: f32, scale: f64| (f64::from(radius) * scale).ceil() * 2.0;
            3.0 * window(shape.radius_x().get(), across) * window(shape.radius_y().get(), down)
        }
        Kind::ConvolveMatrix(convolve) => 3.0 * convolve.matrix().data().len() as f64,
        Kind::DiffuseLighting(_) | Kind::SpecularLighting(_) => 100.0,
        Kind::GaussianBlur(_) | Kind::DropShadow(_) => 60.0,
        Kind::Merge(merge) => 10.0 * merge.inputs().len() as f64,
        _ => 20.0,
    };
    filter.primitives().iter().map(|primitive| 10.0 + step(primitive.kind())).sum()
}
