//! A saved web page: its main text, pictures with captions. Menus, scripts, lists of other articles are left
//! where they are.

use super::piece::{Picture, Piece, Raw, Told, is_invisible, is_space};
use super::sign::length;
use super::web::{self, Excess};
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

/// Elements that hold no text of an article.
const NO_TEXT: [&str; 18] = [
    "script", "style", "nav", "header", "footer", "aside", "form", "noscript", "iframe", "button", "select",
    "template", "svg", "head", "object", "video", "audio", "textarea",
];
/// Elements that begin and end a line.
const BLOCKS: [&str; 29] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "center",
    "body",
    "tbody",
    "pre",
    "founder-content",
];
/// How deep elements are followed; what is deeper is read as text.
const MAX_DEPTH: usize = 120;
/// How many heads are looked at for the title.
const MAX_HEADS: usize = 50;
/// The most bytes of a picture that stands in the page itself.
const MAX_PICTURE: usize = 64 << 20;

/// Reads a page. Errors: what it has too much of.
pub(super) fn read(text: &str) -> Result<Raw, Excess> {
    let page = web::parse(text)?;
    let mut raw = Raw::default();
    let main = main_element(&page).unwrap_or_else(|| page.root_element());
    let title = title(&page, main);
    let mut walk = Walk { raw: &mut raw, line: String::new(), told: Told::Nothing };
    if let Some(title) = &title {
        walk.push(title.clone(), Told::Title);
    }
    walk.element(main, 0);
    walk.end_line();
    // The page's heading often stands within the text as well.
    if let Some(title) = title {
        let again = |p: &Piece| squeezed(&p.text) == squeezed(&title);
        if let Some(at) = raw.pieces.iter().take(8).skip(1).position(again) {
            raw.pieces.remove(at + 1);
        }
    }
    Ok(raw)
}

/// How many tags a page has at most: whatever begins as one does.
pub(super) fn tags(text: &str) -> usize {
    let begins = |pair: &&[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'/');
    text.as_bytes().windows(2).filter(begins).count()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn selector(css: &str) -> Option<Selector> {
    Selector::parse(css).ok()
}

/// The element with most text in paragraphs of its own: a paragraph counts for its parent, and half for the
/// element around that. The first of equals in the order of the page. Every node is looked at once, however deep it lies.
fn main_element(page: &Html) -> Option<ElementRef<'_>> {
    // In the order of the page, each with the place of what is around it.
    let mut nodes = Vec::new();
    let mut left = vec![(page.tree.root(), 0)];
    while let Some((node, around)) = left.pop() {
        let here = nodes.len();
        nodes.push((node, around));
        if !node.value().as_element().is_some_and(|e| NO_TEXT.contains(&e.name())) {
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

/// The heading of the page: the longest `h1`, or what the founder's e-paper pages call a title.
fn title(page: &Html, main: ElementRef<'_>) -> Option<String> {
    let of = |e: ElementRef<'_>| {
        let text: String = e.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let inside = selector("h1").and_then(|s| main.select(&s).map(of).find(|t| !t.is_empty()));
    let outside = || {
        let all = selector("h1")?;
        page.select(&all).take(MAX_HEADS).map(of).filter(|t| !t.is_empty()).max_by_key(|t| length(t))
    };
    let named = || {
        let text = selector("title").and_then(|s| page.select(&s).next()).map(of)?;
        let first = text.split(['_', '|', '—']).next().unwrap_or(&text);
        let first = first.rsplit_once(" - ").map_or(first, |(t, _)| t).trim().to_owned();
        (!first.is_empty()).then_some(first)
    };
    inside.or_else(outside).or_else(named)
}

struct Walk<'a> {
    raw: &'a mut Raw,
    line: String,
    told: Told,
}

impl Walk<'_> {
    fn push(&mut self, text: String, told: Told) {
        let line = self.raw.pieces.len() + 1;
        self.raw.pieces.push(Piece { text, line, slot: false, indented: false, told });
    }

    /// Ends what was gathered of a line.
    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        let text = text.trim_matches(is_space);
        if !text.is_empty() {
            let mut out = String::with_capacity(text.len());
            for c in text.chars() {
                let c = if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c };
                if is_invisible(c) {
                    continue;
                }
                if c != ' ' || !out.ends_with(' ') {
                    out.push(c);
                }
            }
            self.push(out, self.told);
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        if NO_TEXT.contains(&name) || element.value().attr("hidden").is_some() {
            return;
        }
        match name {
            "br" => return self.end_line(),
            "img" => return self.picture(element),
            _ => {}
        }
        let is_block = BLOCKS.contains(&name);
        let before = self.told;
        if is_block {
            self.end_line();
            let told = told(element);
            if told != Told::Nothing {
                self.told = told;
            }
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        if depth < MAX_DEPTH {
                            self.element(child, depth + 1);
                        } else {
                            child.text().for_each(|t| self.line.push_str(t));
                        }
                    }
                }
                _ => {}
            }
        }
        if is_block {
            self.end_line();
            self.told = before;
        }
    }

    fn picture(&mut self, element: ElementRef<'_>) {
        self.end_line();
        let attribute = |name: &str| element.value().attr(name).map(str::trim).filter(|v| !v.is_empty());
        let source = attribute("src").unwrap_or_default();
        // A counting pixel or a button is no picture of the article.
        let tiny = |name| {
            attribute(name).and_then(|v| v.trim_end_matches("px").parse::<u32>().ok()).is_some_and(|v| v < 80)
        };
        if tiny("width") || tiny("height") {
            return;
        }
        let bytes =
            source.strip_prefix("data:").and_then(|d| d.split_once(";base64,")).and_then(|(_, d)| decoded(d));
        let found = bytes.as_deref().and_then(extension);
        if bytes.is_some() && found.is_none() {
            return;
        }
        let path = if bytes.is_some() { String::new() } else { source.to_owned() };
        let alt = attribute("alt").map(str::to_owned);
        let picture = Picture { bytes: bytes.map(Into::into), extension: found.unwrap_or("jpg"), alt, path };
        let told = Told::Picture(self.raw.pictures.len());
        self.raw.pictures.push(picture);
        self.push(String::new(), told);
    }
}

/// What an element says of its text.
fn told(element: ElementRef<'_>) -> Told {
    let class = element.value().attr("class").unwrap_or_default().to_ascii_lowercase();
    match element.value().name() {
        "h1" => Told::Title,
        "h2" => Told::Head(2),
        "h3" => Told::Head(3),
        "h4" | "h5" | "h6" => Told::Head(4),
        "figcaption" => Told::Caption,
        _ if class.contains("caption") || class.contains("pic-desc") || class.contains("img-desc") => {
            Told::Caption
        }
        _ if class.contains("subtitle") => Told::Subtitle,
        _ if class.contains("byline") || class.contains("author") => Told::Byline,
        _ => Told::Nothing,
    }
}

/// The extension of a picture's kind, by its first bytes; `None` for what keben does not read.
pub(super) fn extension(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => Some("tif"),
        _ => None,
    }
}

/// Base64 (RFC 4648, 4), white space left out.
fn decoded(text: &str) -> Option<Vec<u8>> {
    if text.len() / 4 * 3 > MAX_PICTURE {
        return None;
    }
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xFF) as u8);
        }
    }
    Some(out)
}
