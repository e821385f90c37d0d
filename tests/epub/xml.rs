//! XML read with a parser that keben does not use: what it cannot read is not well-formed.

use roxmltree::{Document, Node, NodeType, ParsingOptions};
use std::collections::BTreeMap;

/// An element: its name and attributes as written, and all text inside it.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
    /// The names of the elements around it, the outermost first.
    pub(crate) path: Vec<String>,
}

impl Element {
    /// An attribute; empty if it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
    /// Whether one of its classes is this.
    pub(crate) fn is(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|c| c == class)
    }
}

/// Parses a document.
pub(crate) fn parse(xml: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).unwrap_or_else(|e| panic!("{e}\n{xml}"))
}

fn prefixed(uri: Option<&str>, name: &str) -> String {
    match uri {
        Some("http://purl.org/dc/elements/1.1/") => format!("dc:{name}"),
        Some("http://www.idpf.org/2007/ops") => format!("epub:{name}"),
        Some("http://www.w3.org/XML/1998/namespace") => format!("xml:{name}"),
        _ => name.to_owned(),
    }
}

/// The name of an element as it is usually written.
pub(crate) fn name(node: Node<'_, '_>) -> String {
    prefixed(node.tag_name().namespace(), node.tag_name().name())
}

/// The attributes of an element.
pub(crate) fn attributes(node: Node<'_, '_>) -> BTreeMap<String, String> {
    node.attributes().map(|a| (prefixed(a.namespace(), a.name()), a.value().to_owned())).collect()
}

/// All text inside an element.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(|n| n.node_type() == NodeType::Text).filter_map(|n| n.text()).collect()
}

/// All elements of a document in the order of their starts.
pub(crate) fn elements(xml: &str) -> Vec<Element> {
    let document = parse(xml);
    let all = document.descendants().filter(Node::is_element);
    all.map(|node| {
        let mut path: Vec<String> = node.ancestors().skip(1).filter(Node::is_element).map(name).collect();
        path.reverse();
        Element { name: name(node), attributes: attributes(node), text: text(node), path }
    })
    .collect()
}

/// Those of a name.
pub(crate) fn named(xml: &str, name: &str) -> Vec<Element> {
    elements(xml).into_iter().filter(|e| e.name == name).collect()
}
