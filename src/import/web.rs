//! The tree of a web page. The parser looks for what a tag belongs to among all elements that are open, opens anew
//! what was left open, and compares every attribute of a tag with those before it, so that a page of few megabytes
//! may ask for hours and for all memory. Here its steps are counted while it is fed, and it is fed little by little.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use scraper::{Html, HtmlTreeSink};
use std::borrow::Cow;
use std::cell::{Cell, Ref};

/// The most steps that a page may cost. A newspaper's page of 10,000 tags costs some 200,000.
const MOST_STEPS: u64 = 100_000_000;
/// The most elements: three times as many as there may be tags.
const MOST_ELEMENTS: u64 = 200_000;
/// The most attributes of one tag.
const MOST_ATTRIBUTES: usize = 1_000;
/// Bytes that the parser gets before its steps are looked at again.
const BITE: usize = 64;

/// What a page has more of than any needs, in English and in Chinese.
pub(super) type Excess = (&'static str, &'static str);

/// The tree. Errors: it would take too long to build.
pub(super) fn parse(text: &str) -> Result<Html, Excess> {
    if has_endless_tag(text.as_bytes()) {
        return Err(("1,000 attributes in one tag", "一个标签 1000 个属性"));
    }
    let counting = Counting {
        tree: HtmlTreeSink::new(Html::new_document()),
        steps: Cell::new(0),
        elements: Cell::new(0),
    };
    let mut parser = html5ever::parse_document(counting, html5ever::ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let (bite, behind) = rest.split_at(rest.ceil_char_boundary(BITE));
        parser.process(StrTendril::from_slice(bite));
        let counting = &parser.tokenizer.sink.sink;
        if counting.steps.get() > MOST_STEPS {
            return Err(("100 million steps to sort out what is left open", " 1 亿步才能理清未闭合的元素"));
        }
        if counting.elements.get() > MOST_ELEMENTS {
            return Err((
                "200,000 elements, those left open and opened anew",
                " 20 万个元素，含未闭合而重新打开的",
            ));
        }
        rest = behind;
    }
    Ok(parser.finish())
}

/// Where the parser may be within a tag (HTML, 13.2.5.8 and 13.2.5.32 to 39).
#[derive(Clone, Copy)]
enum Place {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

const PLACES: [Place; 8] = [
    Place::TagName,
    Place::BeforeName,
    Place::Name,
    Place::AfterName,
    Place::BeforeValue,
    Place::DoubleQuoted,
    Place::SingleQuoted,
    Place::Unquoted,
];

impl Place {
    /// Where a byte leads, and whether an attribute begins with it; `None` at the end of the tag.
    fn step(self, byte: u8) -> Option<(Place, bool)> {
        use Place::{
            AfterName, BeforeName, BeforeValue, DoubleQuoted, Name, SingleQuoted, TagName, Unquoted,
        };
        let next = match (self, byte) {
            (DoubleQuoted, b'"') | (SingleQuoted, b'\'') => BeforeName,
            (DoubleQuoted | SingleQuoted, _) => self,
            (_, b'>') => return None,
            (BeforeValue, b'"') => DoubleQuoted,
            (BeforeValue, b'\'') => SingleQuoted,
            (Name, b) if b.is_ascii_whitespace() => AfterName,
            (TagName | Unquoted, b) if b.is_ascii_whitespace() => BeforeName,
            (_, b) if b.is_ascii_whitespace() => self,
            (BeforeValue | Unquoted, _) => Unquoted,
            (_, b'/') => BeforeName,
            (Name | AfterName, b'=') => BeforeValue,
            (TagName, _) => TagName,
            (Name, _) => Name,
            (BeforeName | AfterName, _) => return Some((Name, true)),
        };
        Some((next, false))
    }
}

/// Whether a tag has more attributes than any page needs. What looks like a tag within a script, a comment or a value may
/// not be one, and what follows it would be misread; so all tags that may have begun are followed at once, by the place
/// where each would be now, and of those at one place the one with most attributes.
fn has_endless_tag(text: &[u8]) -> bool {
    let mut open: [Option<usize>; PLACES.len()] = [None; PLACES.len()];
    let mut before = b' ';
    for &byte in text {
        let mut next = [None; PLACES.len()];
        for (place, count) in PLACES.into_iter().zip(open) {
            if let (Some(count), Some((to, begins))) = (count, place.step(byte)) {
                next[to as usize] = next[to as usize].max(Some(count + usize::from(begins)));
            }
        }
        if before == b'<' && byte.is_ascii_alphabetic() {
            next[Place::TagName as usize] = next[Place::TagName as usize].max(Some(0));
        }
        if next.iter().any(|count| count.is_some_and(|count| count > MOST_ATTRIBUTES)) {
            return true;
        }
        (open, before) = (next, byte);
    }
    false
}

/// The tree under construction, and the steps that it has taken.
struct Counting {
    tree: HtmlTreeSink,
    steps: Cell<u64>,
    elements: Cell<u64>,
}

impl Counting {
    fn step(&self) -> &HtmlTreeSink {
        self.steps.set(self.steps.get() + 1);
        &self.tree
    }
}

/// All that the parser may ask for: what it asks for again and again is counted.
impl TreeSink for Counting {
    type Handle = <HtmlTreeSink as TreeSink>::Handle;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Html {
        self.tree.finish()
    }
    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }
    fn get_document(&self) -> Self::Handle {
        self.tree.get_document()
    }
    fn elem_name<'a>(&'a self, target: &'a Self::Handle) -> Ref<'a, QualName> {
        self.step().elem_name(target)
    }
    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Self::Handle {
        self.elements.set(self.elements.get() + 1);
        self.step().create_element(name, attributes, flags)
    }
    fn create_comment(&self, text: StrTendril) -> Self::Handle {
        self.step().create_comment(text)
    }
    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Self::Handle {
        self.step().create_pi(target, data)
    }
    fn append(&self, parent: &Self::Handle, child: NodeOrText<Self::Handle>) {
        self.step().append(parent, child);
    }
    fn append_based_on_parent_node(
        &self,
        element: &Self::Handle,
        before: &Self::Handle,
        child: NodeOrText<Self::Handle>,
    ) {
        self.step().append_based_on_parent_node(element, before, child);
    }
    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.tree.append_doctype_to_document(name, public, system);
    }
    fn mark_script_already_started(&self, node: &Self::Handle) {
        self.tree.mark_script_already_started(node);
    }
    fn pop(&self, node: &Self::Handle) {
        self.tree.pop(node);
    }
    fn get_template_contents(&self, target: &Self::Handle) -> Self::Handle {
        self.tree.get_template_contents(target)
    }
    fn same_node(&self, x: &Self::Handle, y: &Self::Handle) -> bool {
        self.step().same_node(x, y)
    }
    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }
    fn append_before_sibling(&self, sibling: &Self::Handle, node: NodeOrText<Self::Handle>) {
        self.step().append_before_sibling(sibling, node);
    }
    fn add_attrs_if_missing(&self, target: &Self::Handle, attributes: Vec<Attribute>) {
        self.step().add_attrs_if_missing(target, attributes);
    }
    fn remove_from_parent(&self, target: &Self::Handle) {
        self.step().remove_from_parent(target);
    }
    fn reparent_children(&self, node: &Self::Handle, parent: &Self::Handle) {
        self.step().reparent_children(node, parent);
    }
}
