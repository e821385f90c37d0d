//! A walk over the elements of a web page: lines and lists. Tables are read in [`super::sheet`], pictures in
//! [`super::kind`].

use super::body::{facts, is_beside, is_foreign, is_hidden, is_without_text};
use super::marks::{self, MARK, Reading};
use super::piece::{Item, Piece, Raw, Told, is_invisible, is_space};
use super::report::Kind;
use super::sign::length;
use super::symbol::{self, Rise};
use scraper::{ElementRef, Node};

/// Elements that begin and end a line.
const BLOCKS: [&str; 34] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "form",
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
    "caption",
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
pub(super) const MAX_DEPTH: usize = 120;
/// With fewer characters in it, a cell of a table that lays out a page is no part of a text.
const FEW: usize = 200;
/// The highest number that a list begins with: Markdown reads none of ten digits.
const HIGHEST: u32 = 900_000_000;

/// What was read so far.
pub(super) struct Walk<'r, 'p> {
    pub(super) raw: &'r mut Raw,
    line: String,
    /// How many characters of the line are in links.
    linked: usize,
    told: Told,
    /// How many links are around.
    links: usize,
    /// How many articles are around.
    articles: usize,
    /// How many items and short cells are around.
    apart: usize,
    /// The lists that are open, each with its next number.
    lists: Vec<Option<u32>>,
    /// The item whose first line comes next.
    item: Option<Item>,
    /// Where in the line the characters begin that the next reading is for.
    base: Option<usize>,
    /// Whether the whole page is the main text, so that what is beside it is the page's.
    is_page: bool,
    /// The main text, where only what is left is read.
    pub(super) main: Option<ElementRef<'p>>,
    /// What was left out.
    left: Vec<ElementRef<'p>>,
}

impl<'r, 'p> Walk<'r, 'p> {
    pub(super) fn new(raw: &'r mut Raw) -> Walk<'r, 'p> {
        Walk {
            raw,
            line: String::new(),
            linked: 0,
            told: Told::Nothing,
            links: 0,
            articles: 0,
            apart: 0,
            lists: Vec::new(),
            item: None,
            base: None,
            is_page: false,
            main: None,
            left: Vec::new(),
        }
    }

    /// Reads lines that are not of links, and nothing of the main text.
    pub(super) fn of_what_is_left(self, main: ElementRef<'p>) -> Walk<'r, 'p> {
        Walk { main: Some(main), ..self }
    }

    /// Ends the last line. What was left out on the way.
    pub(super) fn finish(mut self) -> Vec<ElementRef<'p>> {
        self.end_line();
        self.left
    }

    /// Reads the last element of a path whole, and of those around it what is not foreign to it.
    pub(super) fn path(&mut self, path: &[ElementRef<'p>]) {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
        self.is_page = matches!(first.value().name(), "body" | "html");
        self.articles += path.iter().filter(|e| e.value().name() == "article").count();
        for pair in path.windows(2) {
            for child in pair[0].children().take_while(|c| c.id() != pair[1].id()) {
                self.neighbour(child.value(), ElementRef::wrap(child));
            }
        }
        self.end_line();
        // Within the text a head or an aside is its own.
        let is_page = std::mem::replace(&mut self.is_page, matches!(last.value().name(), "body" | "html"));
        self.inside(*last, 0);
        self.is_page = is_page;
        for pair in path.windows(2).rev() {
            for child in pair[1].next_siblings() {
                self.neighbour(child.value(), ElementRef::wrap(child));
            }
        }
    }

    fn neighbour(&mut self, node: &Node, element: Option<ElementRef<'p>>) {
        match element {
            Some(element) if is_foreign(element) => self.left.push(element),
            Some(element) => self.element(element, 0),
            None => {
                if let Node::Text(text) = node {
                    self.say(text);
                }
            }
        }
    }

    /// Reads an element, if it is of the text.
    pub(super) fn element(&mut self, element: ElementRef<'p>, depth: usize) {
        if is_without_text(element) || is_hidden(element) {
            return;
        }
        let name = element.value().name();
        if let Some(main) = self.main {
            if element == main || name == "footer" {
                return;
            }
        } else if self.leaves_out(element) {
            return self.left.push(element);
        }
        match name {
            "br" => self.line_break(),
            "img" => self.picture(element),
            "table" if self.table(element, depth) => {}
            "sup" if self.moved(element, Rise::Raised) => {}
            "sub" if self.moved(element, Rise::Lowered) => {}
            "rt" if self.base.is_some() => self.reading(element),
            "rp" if self.base.is_some() => {}
            _ => self.inside(element, depth),
        }
    }

    /// Whether an element within the text is none of it.
    fn leaves_out(&self, element: ElementRef<'_>) -> bool {
        let is_of_page = self.is_page && self.articles == 0;
        element.value().name() == "form" || is_beside(element) && (is_of_page || facts(element).is_links())
    }

    /// Reads all that is in an element.
    pub(super) fn inside(&mut self, element: ElementRef<'p>, depth: usize) {
        let name = element.value().name();
        let is_block = BLOCKS.contains(&name);
        let before = self.told;
        if is_block {
            self.end_line();
            let told = told(element);
            if told != Told::Nothing {
                self.told = told;
            }
        }
        let is_cell = matches!(name, "td" | "th" | "caption") && facts(element).characters < FEW;
        let is_apart = name == "li" || is_cell;
        self.apart += usize::from(is_apart);
        self.links += usize::from(name == "a");
        self.articles += usize::from(name == "article");
        match name {
            "ul" => self.lists.push(None),
            "ol" => {
                let start = element.value().attr("start").and_then(|v| v.trim().parse().ok());
                self.lists.push(start.filter(|n| *n <= HIGHEST).or(Some(1)));
            }
            "li" => self.item = Some(self.next_item()),
            "ruby" => self.base = Some(self.line.len()),
            "s" | "strike" | "del" => {
                let text: String = element.text().collect();
                let (en, zh) = (
                    "struck out in the page; it stands here as other text",
                    "网页中划去的文字，这里照常列出",
                );
                self.raw.remark(Kind::Left, text.trim(), en, zh);
            }
            _ => {}
        }
        self.children(element, depth);
        if is_block {
            self.end_line();
            self.told = before;
        }
        self.apart -= usize::from(is_apart);
        self.links -= usize::from(name == "a");
        self.articles -= usize::from(name == "article");
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "li" => self.item = None,
            "ruby" => self.base = None,
            _ => {}
        }
    }

    fn children(&mut self, element: ElementRef<'p>, depth: usize) {
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.say(text);
            }
            match ElementRef::wrap(child) {
                Some(child) if depth < MAX_DEPTH => self.element(child, depth + 1),
                Some(child) => child.text().for_each(|text| self.say(text)),
                None => {}
            }
        }
    }

    /// Adds characters to the line.
    fn say(&mut self, text: &str) {
        self.line.extend(text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)));
        self.linked += if self.links > 0 { length(text) } else { 0 };
    }

    /// A heading goes on behind a break; a paragraph does not.
    fn line_break(&mut self) {
        if matches!(self.told, Told::Title | Told::Subtitle | Told::Head(_)) {
            self.line.push(' ');
        } else {
            self.end_line();
        }
    }

    /// Ends what was gathered of a line.
    pub(super) fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        let linked = std::mem::take(&mut self.linked);
        self.base = self.base.map(|_| 0);
        let text = text.trim_matches(|c| is_space(c) && c != MARK);
        let is_of_links = self.main.is_some() && linked * 2 > length(text);
        if text.is_empty() || is_of_links {
            return;
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let c = if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c };
            if c != ' ' || !out.ends_with(' ') {
                out.push(c);
            }
        }
        self.push(out, self.told);
    }

    pub(super) fn push(&mut self, text: String, told: Told) {
        let line = self.raw.pieces.len() + 1;
        let item = if told == Told::Nothing && !text.is_empty() { self.item.take() } else { None };
        let (told, apart) = (item.map_or(told, Told::Item), self.apart > 0);
        self.raw.pieces.push(Piece { text, line, slot: false, indented: false, told, apart });
    }

    fn next_item(&mut self) -> Item {
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
            *next += 1;
            *next - 1
        });
        Item { level, number }
    }

    /// Raised or lowered characters; `false` if they have no form of their own and are to be read as others.
    fn moved(&mut self, element: ElementRef<'_>, rise: Rise) -> bool {
        let text: String = element.text().flat_map(str::chars).filter(|c| !is_space(*c)).collect();
        let moved = symbol::moved(&text, rise).filter(|_| !text.is_empty());
        if moved.is_none() && !text.is_empty() {
            let (en, zh) = (
                "raised or lowered in the page; it stands in the line",
                "网页中是上标或下标，这里与正文齐平",
            );
            self.raw.remark(Kind::Left, &text, en, zh);
        }
        moved.is_some_and(|moved| {
            self.say(&moved);
            true
        })
    }

    /// A reading, for the characters since the last one.
    fn reading(&mut self, element: ElementRef<'_>) {
        let base = self.base.unwrap_or(0);
        self.line.truncate(self.line.trim_end().len());
        let over = length(self.line.get(base..).unwrap_or_default());
        let text: String = element.text().collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if over > 0 && !text.is_empty() {
            self.line.push_str(&marks::reading(self.raw.readings.len()));
            self.raw.readings.push(Reading { over, text });
        }
        self.base = Some(self.line.len());
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
