//! How much a drawing becomes when everything that it refers to is written out, before anything is. In: its elements. Out:
//! sums that end at the limits, and whether it goes in circles that its reader does not see.

use super::fault::Fault;
use super::references::{Property, Way, fragment, references};
use super::styles::{self, Styles};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Elements when everything that is used in several places is written out.
const MAX_DRAWN: u64 = 200_000;
/// Bytes of their attributes and of the rules for them, outlines above all.
const MAX_BYTES: u64 = 32 << 20;
/// Characters of their texts; each is shaped and becomes an outline.
const MAX_LETTERS: u64 = 50_000;
/// Elements inside one another, with what they refer to inside them: reader and painter go down as deep by themselves.
const MAX_DEPTH: u64 = 256;
/// References of elements to what they are inside of, which the reader looks for one by one.
const MAX_CIRCLES: usize = 64;
/// Elements of one name that something refers to. Readers differ in which of them is meant, and programs write two at most.
const MAX_NAMESAKES: usize = 16;
/// Times that an element and a selector of a style sheet are held together.
const MAX_STEPS: u64 = 50_000_000;
/// Declarations of a style sheet, once for every selector of their rule.
const MAX_DECLARATIONS: u64 = 1_000_000;
/// Letters that a `tref` counts as: for each of them the whole drawing is searched.
const SEARCH: u64 = 100;
/// Corners of a shape that has no list of them; a rectangle with round corners has nine.
const CORNERS: u64 = 16;

const TOO_MANY: Fault = Fault::Forbidden("more shapes than can be drawn", "过多的图形");
const TOO_DEEP: Fault = Fault::Forbidden("shapes too deep inside one another", "嵌套过深的图形");
const CIRCLE: Fault = Fault::Forbidden("shapes that draw themselves", "循环引用自身的图形");

/// What an element comes to with all that is in it.
#[derive(Clone, Copy, Default)]
struct Sum {
    elements: u64,
    bytes: u64,
    letters: u64,
    corners: u64,
    depth: u64,
}

impl Sum {
    /// With a part of it that is drawn so many times.
    fn with(self, part: Sum, times: u64) -> Sum {
        let add = |a: u64, b: u64| a.saturating_add(b.saturating_mul(times));
        Sum {
            elements: add(self.elements, part.elements),
            bytes: add(self.bytes, part.bytes),
            letters: add(self.letters, part.letters),
            corners: add(self.corners, part.corners),
            depth: self.depth.max(part.depth.saturating_add(1)),
        }
    }
}

/// What is known of an element.
#[derive(Clone, Copy)]
enum State {
    /// It is being counted, and so many references lead to it.
    Open(usize),
    Known(Sum),
}

/// An element still to be counted.
struct Task<'a, 'i> {
    node: Node<'a, 'i>,
    /// Whether all its parts are counted.
    ready: bool,
    /// How many references lead to it from the root.
    references: usize,
    /// Whether it is there only because what it is inside of refers to it.
    is_handed: bool,
}

/// A part of an element: what it is, how the element comes to it, whether that was handed on to it.
type Part<'a, 'i> = (Node<'a, 'i>, Way, bool);

/// A drawing, and what is needed to find what its elements refer to.
struct Book<'a, 'i, 's> {
    by_id: BTreeMap<&'a str, Vec<Node<'a, 'i>>>,
    styles: &'s Styles<'s>,
    /// Whether a text may be fetched from anywhere.
    fetches: bool,
}

/// Refuses a drawing that would grow beyond bounds.
pub(super) fn judge(document: &Document<'_>) -> Result<(), Fault> {
    let (elements, depth) = extent(document);
    if depth > MAX_DEPTH {
        return Err(TOO_DEEP);
    }
    let sheet = styles::sheet(document);
    let styles = Styles::of(&sheet);
    let slow = Fault::Forbidden("more style rules than can be applied", "过多的样式规则");
    if styles.steps(elements, depth) > MAX_STEPS || styles.declarations > MAX_DECLARATIONS {
        return Err(slow);
    }
    let sum = Book::of(document, &styles).sum(document.root_element())?;
    if sum.depth > MAX_DEPTH {
        return Err(TOO_DEEP);
    }
    if sum.elements > MAX_DRAWN || sum.bytes > MAX_BYTES {
        return Err(TOO_MANY);
    }
    if sum.letters > MAX_LETTERS {
        return Err(Fault::Forbidden("more text than can be drawn", "过多的文字"));
    }
    if styles.steps(sum.elements, depth) > MAX_STEPS { Err(slow) } else { Ok(()) }
}

/// How many elements a file has, and how deep they are inside one another.
fn extent(document: &Document<'_>) -> (u64, u64) {
    let mut depths: Vec<u64> = Vec::new();
    let (mut count, mut most) = (0, 0);
    for node in document.descendants() {
        // Elements come before what is in them.
        let above =
            node.parent().and_then(|parent| depths.get(parent.id().get_usize())).copied().unwrap_or(0);
        let depth = above + u64::from(node.is_element());
        depths.resize(node.id().get_usize().max(depths.len()), 0);
        depths.push(depth);
        count += u64::from(node.is_element());
        most = depth.max(most);
    }
    (count, most)
}

impl<'a, 'i, 's> Book<'a, 'i, 's> {
    fn of(document: &'a Document<'i>, styles: &'s Styles<'s>) -> Self {
        let elements = || document.descendants().filter(Node::is_element);
        let mut by_id: BTreeMap<&str, Vec<Node<'_, '_>>> = BTreeMap::new();
        for node in elements() {
            // Whatever its namespace, it is an id for the reader.
            for id in node.attributes().filter(|a| a.name() == "id") {
                by_id.entry(id.value()).or_default().push(node);
            }
        }
        let fetches = elements().any(|n| n.tag_name().name() == "tref");
        Book { by_id, styles, fetches }
    }

    /// The sum of an element and its parts. Parts come before what they are part of, without recursion, whatever the depth.
    fn sum(&self, root: Node<'a, 'i>) -> Result<Sum, Fault> {
        let mut states: BTreeMap<u32, State> = BTreeMap::new();
        let mut circles = 0;
        let mut todo = vec![Task { node: root, ready: false, references: 0, is_handed: false }];
        while let Some(task) = todo.pop() {
            let Task { node, ready, references, is_handed } = task;
            let id = node.id().get();
            if ready {
                let parts = self.parts(node)?.into_iter();
                let known = parts.filter_map(|(part, way, _)| match states.get(&part.id().get()) {
                    Some(State::Known(sum)) => Some((*sum, way)),
                    // Above this one: a circle, which the reader leaves out.
                    _ => None,
                });
                let sum = self.total(node, &known.collect::<Vec<_>>());
                states.insert(id, State::Known(sum));
                continue;
            }
            match states.get(&id) {
                Some(State::Known(_)) => {}
                Some(State::Open(before)) => {
                    circles += 1;
                    // The reader sees what refers to the very thing that it stands in, and no other circle but one of markers.
                    let is_unseen = is_handed && node.tag_name().name() != "marker";
                    if references - before > 1 || is_unseen || circles > MAX_CIRCLES {
                        return Err(CIRCLE);
                    }
                }
                None => {
                    states.insert(id, State::Open(references));
                    todo.push(Task { ready: true, ..task });
                    todo.extend(self.parts(node)?.into_iter().map(|(part, way, is_handed)| {
                        let references = references + usize::from(way != Way::Inside);
                        Task { node: part, ready: false, references, is_handed }
                    }));
                }
            }
        }
        match states.get(&root.id().get()) {
            Some(State::Known(sum)) => Ok(*sum),
            _ => Err(CIRCLE),
        }
    }

    /// An element by itself, with parts whose sums are known.
    fn total(&self, node: Node<'a, 'i>, parts: &[(Sum, Way)]) -> Sum {
        let inside = parts.iter().filter(|(_, way)| *way == Way::Inside);
        let all = inside.fold(self.own(node), |sum, (part, _)| sum.with(*part, 1));
        parts.iter().fold(all, |sum, (part, way)| match way {
            Way::Inside => sum,
            Way::Once => sum.with(*part, 1),
            Way::Shapes => sum.with(*part, all.elements),
            Way::Corners => sum.with(*part, all.corners),
        })
    }

    /// An element without its parts.
    fn own(&self, node: Node<'a, 'i>) -> Sum {
        let said: u64 = node.attributes().map(|a| a.value().len() as u64).sum();
        let ruled: u64 = self.styles.on(node).iter().map(|effect| effect.bytes).fold(0, u64::saturating_add);
        // No corner is written with less than two bytes.
        let list = node.attribute("d").or(node.attribute("points"));
        let corners = list.map_or(CORNERS, |list| list.len() as u64 / 2 + 1);
        Sum { elements: 1, bytes: said.saturating_add(ruled), letters: self.letters(node), corners, depth: 1 }
    }

    /// The characters that an element draws.
    fn letters(&self, node: Node<'a, 'i>) -> u64 {
        let name = node.tag_name().name();
        let is_text = matches!(name, "text" | "tspan" | "textPath" | "a");
        let is_silent = matches!(name, "title" | "desc" | "metadata" | "style");
        let is_svg = matches!(node.tag_name().namespace(), None | Some("http://www.w3.org/2000/svg"));
        let search = if name == "tref" { SEARCH } else { 0 };
        if (is_silent || !is_svg) && !self.fetches {
            return search;
        }
        let texts = node.children().filter_map(|n| n.is_text().then(|| n.text()).flatten());
        // Spaces between shapes are drawn by nobody.
        let count = |text: &str| text.chars().filter(|c| is_text || !c.is_whitespace()).count() as u64;
        search + texts.map(count).sum::<u64>()
    }

    /// What an element draws besides itself, and how it comes to that.
    fn parts(&self, node: Node<'a, 'i>) -> Result<Vec<Part<'a, 'i>>, Fault> {
        let name = node.tag_name().name();
        let children = node.children().filter(Node::is_element);
        let mut parts: Vec<_> = children.map(|child| (child, Way::Inside, false)).collect();
        // Where a link leads is not drawn.
        for href in node.attributes().filter(|a| a.name() == "href" && name != "a") {
            let way = if name == "use" { Way::Inside } else { Way::Once };
            let found = self.find(fragment(href.value()))?;
            parts.extend(found.iter().map(|&target| (target, way, false)));
        }
        for (id, property) in self.references(node) {
            let found = self.find(Some(id))?;
            parts.extend(found.iter().map(|&target| (target, property.way(target), false)));
        }
        // What is drawn elsewhere takes up paints and markers from where it stands.
        if matches!(name, "pattern" | "mask" | "marker" | "clipPath" | "symbol") {
            for (id, property) in node.ancestors().skip(1).flat_map(|above| self.references(above)) {
                let found = self.find(Some(id))?.iter().map(|&target| (target, property.way(target), true));
                parts.extend(found.filter(|(_, way, _)| *way != Way::Once));
            }
        }
        Ok(parts)
    }

    /// All elements of an id.
    fn find(&self, id: Option<&str>) -> Result<&[Node<'a, 'i>], Fault> {
        let found = id.and_then(|id| self.by_id.get(id)).map_or(&[][..], Vec::as_slice);
        if found.len() > MAX_NAMESAKES { Err(TOO_MANY) } else { Ok(found) }
    }

    /// The ids in the `url(…)` of an element's attributes and rules, each with what it is for.
    fn references<'x>(&'x self, node: Node<'a, 'i>) -> Vec<(&'x str, Property)>
    where
        'a: 'x,
    {
        let mut out = Vec::new();
        let name = node.tag_name().name();
        // Nothing is drawn of these, and a rule for everything is for them too.
        if matches!(name, "stop" | "linearGradient" | "radialGradient") || name.starts_with("fe") {
            return out;
        }
        for attribute in node.attributes().filter(|a| a.value().contains("url")) {
            let value: &'a str = attribute.value();
            let own = (attribute.name() != "style").then(|| Property::of(attribute.name()));
            let property = |before: &str| own.unwrap_or_else(|| Property::last(value, before));
            out.extend(references(value).map(|(before, id)| (id, property(before))));
        }
        for effect in self.styles.on(node) {
            for declarations in &effect.referring {
                let property = |before: &str| Property::last(declarations, before);
                out.extend(references(declarations).map(|(before, id)| (id, property(before))));
            }
        }
        out
    }
}
