//! Where the article is on a web page: the element with most text in paragraphs, and what around it belongs to it.

use super::sign::length;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

/// Elements that hold no text of an article.
const NO_TEXT: [&str; 14] = [
    "script", "style", "nav", "noscript", "iframe", "button", "select", "template", "svg", "head", "object",
    "video", "audio", "textarea",
];
/// Elements beside the text of a page; within an article they may be of it: a head with subtitle and writers, a quotation
/// set apart.
const BESIDE: [&str; 3] = ["header", "footer", "aside"];
/// Words in the classes and ids of what is beside an article.
const BESIDE_WORDS: [&str; 12] = [
    "footer",
    "copyright",
    "navbar",
    "menu",
    "share",
    "related",
    "recommend",
    "comment",
    "breadcrumb",
    "crumb",
    "sidebar",
    "pager",
];
/// Words of the lines at the foot of a page.
const LEGAL: [&str; 4] = ["版权所有", "ICP备", "Copyright", "copyright"];
/// With more characters a text is more than a line at the foot of a page.
const FEW: usize = 200;

/// What an element holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    pub(super) characters: usize,
    /// How many of them are in links.
    pub(super) linked: usize,
    /// Whether it holds a menu.
    menu: bool,
    /// Whether it holds the heading of a page, not in what is beside the text.
    heading: bool,
}

impl Facts {
    /// Whether most of it leads elsewhere.
    pub(super) fn is_links(self) -> bool {
        self.linked * 2 > self.characters
    }
}

pub(super) fn is_without_text(element: ElementRef<'_>) -> bool {
    NO_TEXT.contains(&element.value().name())
}

pub(super) fn is_beside(element: ElementRef<'_>) -> bool {
    BESIDE.contains(&element.value().name())
}

/// Whether an element is not shown.
pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.value().attr("style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    element.value().attr("hidden").is_some()
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether an element around the text is no part of the article: by what it is called, by its links, by its words.
pub(super) fn is_foreign(element: ElementRef<'_>) -> bool {
    let of = |name| element.value().attr(name).unwrap_or_default().to_ascii_lowercase();
    let called = of("class") + " " + &of("id");
    if BESIDE_WORDS.iter().any(|w| called.contains(w)) {
        return true;
    }
    let facts = facts(element);
    facts.characters > 0
        && (facts.is_links() || facts.characters < FEW && is_legal(&element.text().collect::<String>()))
}

/// Whether a text has the words of a page's foot.
pub(super) fn is_legal(text: &str) -> bool {
    LEGAL.iter().any(|w| text.contains(w))
}

/// What an element holds, itself included.
pub(super) fn facts(element: ElementRef<'_>) -> Facts {
    let mut facts = Facts::default();
    // Each with whether it stands in a link, in a heading of the page, in what is beside the text.
    let mut left = vec![(element, false, false, false)];
    while let Some((element, linked, heading, beside)) = left.pop() {
        let name = element.value().name();
        facts.menu |= name == "nav" || element.value().attr("role") == Some("navigation");
        if is_without_text(element) || is_hidden(element) {
            continue;
        }
        let linked = linked || name == "a";
        let heading = heading || name == "h1";
        let beside = beside || is_beside(element);
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                let count = length(text);
                facts.characters += count;
                facts.linked += if linked { count } else { 0 };
                facts.heading |= heading && !beside && count > 0;
            }
            left.extend(ElementRef::wrap(child).map(|child| (child, linked, heading, beside)));
        }
    }
    facts
}

/// Finds the article: what is to be read, and within it, one in the other, the elements that lead to the one with the text.
pub(super) fn find(page: &Html) -> Vec<ElementRef<'_>> {
    let Some(best) = main_element(page) else { return vec![page.root_element()] };
    let parents = std::iter::successors(Some(best), |e| e.parent().and_then(ElementRef::wrap));
    let around: Vec<ElementRef<'_>> = parents.take_while(|e| e.value().name() != "html").collect();
    if around.is_empty() {
        return vec![best];
    }
    let top = top(&around);
    around[..=top.min(around.len() - 1)].iter().rev().copied().collect()
}

/// How far up what is around the text belongs to it: to the article element around it, else to what also holds the heading
/// of the page, else to the first that adds a text of its own. A menu ends the search.
fn top(around: &[ElementRef<'_>]) -> usize {
    if let Some(article) = around.iter().position(|e| e.value().name() == "article") {
        return article;
    }
    if around.first().is_some_and(|best| facts(*best).heading) {
        return 0;
    }
    let mut first = None;
    for at in 1..around.len() {
        let inner = around[at - 1];
        let mut heading = false;
        for sibling in around[at].children().filter_map(ElementRef::wrap).filter(|e| *e != inner) {
            let facts = facts(sibling);
            if facts.menu {
                return first.unwrap_or(0);
            }
            heading |= facts.heading;
            // Without a heading the whole of a page is no article.
            let adds = facts.characters > facts.linked && around[at].value().name() != "body";
            if adds && first.is_none() && !is_foreign(sibling) {
                first = Some(at);
            }
        }
        if heading {
            return at;
        }
    }
    first.unwrap_or(0)
}

/// The element with most text in paragraphs of its own: a paragraph counts for its parent, and half for the
/// element around that. The first of equals in the order of the page. Every node is looked at once, however deep it lies.
fn main_element(page: &Html) -> Option<ElementRef<'_>> {
    // In the order of the page, each with the place of what is around it.
    let mut nodes = Vec::new();
    let mut left = vec![(page.tree.root(), 0)];
    let is_skipped = |e: &Element| NO_TEXT.contains(&e.name()) || BESIDE.contains(&e.name());
    while let Some((node, around)) = left.pop() {
        let here = nodes.len();
        nodes.push((node, around));
        if !node.value().as_element().is_some_and(is_skipped) {
            left.extend(node.children().rev().map(|child| (child, here)));
        }
    }
    // The characters in a node, what the paragraphs count that are its children, and what those in its children do.
    let mut found = vec![(0, 0, 0); nodes.len()];
    for at in (1..nodes.len()).rev() {
        let (node, around) = &nodes[at];
        if let Node::Text(text) = node.value() {
            found[at].0 = length(text);
        }
        let (characters, own, _) = found[at];
        let counts = match node.value().as_element().map(Element::name) {
            Some("br") => 8,
            Some("p") if characters >= 4 => characters,
            _ => 0,
        };
        let (all, paragraphs, inner) = &mut found[*around];
        *all += characters;
        *paragraphs += counts;
        *inner += own;
    }
    let score = |(_, own, inner): &(usize, usize, usize)| own * 2 + inner;
    let best = found.iter().map(score).max().filter(|best| *best > 0)?;
    let at = found.iter().position(|f| score(f) == best)?;
    ElementRef::wrap(nodes[at].0)
}
