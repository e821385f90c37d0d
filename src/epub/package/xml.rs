//! Elements written one by one; text and attributes are escaped here.

use crate::epub::markup::legal;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

pub(super) type Xml = Writer<Vec<u8>>;

/// Says more of an element: its id, the property, a scheme, the text.
pub(super) type Refine<'a> = dyn Fn(&mut Xml, &str, &str, &str, &str) -> std::io::Result<()> + 'a;

/// An element with text.
pub(super) fn element(
    w: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> std::io::Result<()> {
    let shown = attributes.iter().copied().filter(|(_, v)| !v.is_empty());
    let text = legal(text);
    w.create_element(name).with_attributes(shown).write_text_content(BytesText::new(text.as_ref()))?;
    Ok(())
}

/// An element with elements in it.
pub(super) fn within(
    w: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Xml) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let shown = attributes.iter().copied().filter(|(_, v)| !v.is_empty());
    w.create_element(name).with_attributes(shown).write_inner_content(inside)?;
    Ok(())
}

pub(super) fn document(write: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> std::io::Result<Vec<u8>> {
    let mut w = Writer::new_with_indent(Vec::new(), b' ', 2);
    w.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    write(&mut w)?;
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// An element without content.
pub(super) fn empty(w: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    let shown = attributes.iter().copied().filter(|(_, v)| !v.is_empty());
    w.create_element(name).with_attributes(shown).write_empty()?;
    Ok(())
}
