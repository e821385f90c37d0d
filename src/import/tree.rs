//! A small tree of an XML file: local names, attributes, text. The parser resolves no external entity and bounds
//! the expansion of internal ones.

use xml::reader::{EventReader, XmlEvent};

/// How deep elements may stand inside each other.
const MAX_DEPTH: usize = 256;
/// The most elements of one file.
const MAX_NODES: usize = 2_000_000;

/// The elements of a file in its order.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Element>,
}

#[derive(Debug)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// The characters directly inside.
    text: String,
    parent: Option<usize>,
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
        let mut open: Vec<usize> = Vec::new();
        for event in EventReader::new(bytes) {
            match event.ok()? {
                XmlEvent::StartElement { name, attributes, .. } => {
                    if open.len() >= MAX_DEPTH || tree.nodes.len() >= MAX_NODES {
                        return None;
                    }
                    let attributes = attributes.into_iter().map(|a| (a.name.local_name, a.value)).collect();
                    let parent = open.last().copied();
                    open.push(tree.nodes.len());
                    let name = name.local_name;
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
}

impl<'a> Node<'a> {
    fn element(self) -> &'a Element {
        &self.tree.nodes[self.at]
    }

    /// Whether its local name is that.
    pub(super) fn is(self, name: &str) -> bool {
        self.element().name == name
    }

    /// Its local name.
    pub(super) fn name(self) -> &'a str {
        &self.element().name
    }

    /// The characters directly inside.
    pub(super) fn text(self) -> &'a str {
        &self.element().text
    }

    /// An attribute by its local name.
    pub(super) fn attribute(self, name: &str) -> Option<&'a str> {
        self.element().attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The elements around it, the nearest first.
    pub(super) fn around(self) -> impl Iterator<Item = Node<'a>> {
        let above = move |node: &Node<'a>| node.element().parent.map(|at| Node { tree: node.tree, at });
        std::iter::successors(above(&self), above)
    }

    /// All elements inside it.
    pub(super) fn inside(self) -> impl Iterator<Item = Node<'a>> {
        (self.at + 1..self.element().end).map(move |at| Node { tree: self.tree, at })
    }

    /// The first element directly inside with that name.
    pub(super) fn child(self, name: &str) -> Option<Node<'a>> {
        self.inside().find(|n| n.is(name) && n.element().parent == Some(self.at))
    }
}
