//! A small tree of an XML file: local names, attributes, text. The parser resolves no external entity and bounds
//! the expansion of internal ones.

use std::collections::BTreeMap;
use xml::reader::{EventReader, ParserConfig, XmlEvent};

/// How deep elements may stand inside each other.
const MAX_DEPTH: usize = 256;
/// The most elements of one file.
const MAX_NODES: usize = 2_000_000;
/// The most attributes of one element.
const MAX_ATTRIBUTES: usize = 1_000;
/// The most name spaces that hold at one place. Word declares some 40.
const MAX_SPACES: usize = 250;
/// The most name spaces of all elements together: the reader copies for each those that hold there. It bounds the time,
/// and a book has some 20 million.
const MAX_ALL_SPACES: usize = 40_000_000;

/// The elements of a file in its order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Element>,
    /// The local names, each once.
    names: Vec<Box<str>>,
}

#[derive(Debug)]
struct Element {
    name: u32,
    /// The reader's strings have room for more than they hold; boxed they have none.
    attributes: Box<[(Box<str>, Box<str>)]>,
    /// The characters directly inside.
    text: String,
    parent: Option<u32>,
    /// One past the last element inside it.
    end: usize,
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    tree: &'a Tree,
    at: usize,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Tree {
    /// Reads a file; `None` if it is no well-formed XML, or too large.
    pub(super) fn read(bytes: &[u8]) -> Option<Tree> {
        let mut tree = Tree::default();
        let mut numbers: BTreeMap<Box<str>, u32> = BTreeMap::new();
        let mut open: Vec<usize> = Vec::new();
        let mut spaces: usize = 0;
        let config = ParserConfig::new().max_attributes(MAX_ATTRIBUTES);
        for event in EventReader::new_with_config(bytes, config) {
            match event.ok()? {
                XmlEvent::StartElement { name, attributes, namespace } => {
                    spaces += namespace.0.len();
                    if namespace.0.len() > MAX_SPACES || spaces > MAX_ALL_SPACES {
                        return None;
                    }
                    if open.len() >= MAX_DEPTH || tree.nodes.len() >= MAX_NODES {
                        return None;
                    }
                    let attribute = |a: xml::attribute::OwnedAttribute| {
                        (a.name.local_name.into_boxed_str(), a.value.into_boxed_str())
                    };
                    let attributes = attributes.into_iter().map(attribute).collect::<Vec<_>>().into();
                    let parent = open.last().and_then(|at| u32::try_from(*at).ok());
                    open.push(tree.nodes.len());
                    let name = match numbers.get(name.local_name.as_str()) {
                        Some(number) => *number,
                        None => {
                            let number = u32::try_from(tree.names.len()).ok()?;
                            let name = name.local_name.into_boxed_str();
                            tree.names.push(name.clone());
                            numbers.insert(name, number);
                            number
                        }
                    };
                    tree.nodes.push(Element { name, attributes, text: String::new(), parent, end: 0 });
                }
                XmlEvent::EndElement { .. } => {
                    let end = tree.nodes.len();
                    if let Some(element) = open.pop().and_then(|at| tree.nodes.get_mut(at)) {
                        element.end = end;
                    }
                }
                XmlEvent::Characters(text) | XmlEvent::CData(text) | XmlEvent::Whitespace(text) => {
                    if let Some(element) = open.last().and_then(|&at| tree.nodes.get_mut(at)) {
                        element.text.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        Some(tree)
    }

    /// All elements.
    pub(super) fn all(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|at| Node { tree: self, at })
    }

    /// An element by its place in [`Tree::all`].
    pub(super) fn get(&self, at: u32) -> Option<Node<'_>> {
        let at = at as usize;
        (at < self.nodes.len()).then_some(Node { tree: self, at })
    }

    /// All elements of that name that stand in none of that name.
    pub(super) fn outermost(&self, name: &str) -> impl Iterator<Item = Node<'_>> {
        let mut from = 0;
        self.all().filter(move |node| {
            let found = node.at >= from && node.is(name);
            if found {
                from = node.element().end;
            }
            found
        })
    }
}

impl<'a> Node<'a> {
    fn element(self) -> &'a Element {
        &self.tree.nodes[self.at]
    }

    /// Whether its local name is that.
    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// Its local name.
    pub(super) fn name(self) -> &'a str {
        self.tree.names.get(self.element().name as usize).map_or("", |name| name)
    }

    /// The characters directly inside.
    pub(super) fn text(self) -> &'a str {
        &self.element().text
    }

    /// An attribute by its local name.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.element().attributes.iter().find(|(n, _)| **n == *name).map(|(_, v)| &**v)
    }

    /// Its place in [`Tree::all`].
    pub(super) fn index(self) -> usize {
        self.at
    }

    /// The element it stands in.
    pub(super) fn parent(self) -> Option<Node<'a>> {
        self.element().parent.and_then(|at| self.tree.get(at))
    }

    /// All elements inside it.
    pub(super) fn inside(self) -> impl Iterator<Item = Node<'a>> {
        (self.at + 1..self.element().end).map(move |at| Node { tree: self.tree, at })
    }

    /// The first element directly inside with that name.
    pub(super) fn child(self, name: &str) -> Option<Node<'a>> {
        // From each to the one behind its end: what is further inside costs nothing.
        let node = move |at: usize| Node { tree: self.tree, at };
        let end = self.element().end;
        let next = move |n: &Node<'a>| Some(n.element().end).filter(|at| *at < end).map(node);
        let first = Some(self.at + 1).filter(|at| *at < end).map(node);
        std::iter::successors(first, next).find(|n| n.is(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An element with so many name spaces and attributes, and so many elements in it.
    fn file(spaces: usize, attributes: usize, inside: usize) -> String {
        let spaces: String = (0..spaces).map(|n| format!(" xmlns:n{n}=\"u{n}\"")).collect();
        let attributes: String = (0..attributes).map(|n| format!(" a{n}=\"\"")).collect();
        format!("<d{spaces}{attributes}>{}</d>", "<a/>".repeat(inside))
    }

    #[test]
    fn name_spaces_and_attributes_are_bounded() {
        let reads = |text: String| Tree::read(text.as_bytes()).is_some();
        assert!(reads(file(40, 1_000, 10)) && !reads(file(40, 1_001, 10)));
        assert!(reads(file(200, 0, 10)) && !reads(file(2_000, 0, 20_000)));
    }
}
