//! Objects of one file in another. In: a file read with lopdf. Out: the same objects, under new numbers.

use super::objects::Objects;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// What has been taken over so far.
pub(super) struct Copier<'a> {
    source: &'a Document,
    numbers: BTreeMap<ObjectId, ObjectId>,
}

/// A value of a page, its own or that of the nodes above it (ISO 32000-1, 7.7.3.4).
pub(super) fn inherited<'a>(source: &'a Document, page: ObjectId, key: &str) -> Option<&'a Object> {
    let mut node = source.get_dictionary(page).ok()?;
    // A tree of pages is not deeper, unless it runs in a circle.
    for _ in 0..64 {
        if let Ok(value) = node.get_deref(key.as_bytes(), source) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", source).ok()?.as_dict().ok()?;
    }
    None
}

impl<'a> Copier<'a> {
    /// Nothing yet.
    pub(super) fn new(source: &'a Document) -> Copier<'a> {
        Copier { source, numbers: BTreeMap::new() }
    }

    /// The file it takes from.
    pub(super) fn source(&self) -> &'a Document {
        self.source
    }

    /// A value with all that it leads to, each object once.
    pub(super) fn copy(&mut self, objects: &mut Objects<'_>, value: &Object) -> Object {
        let mut wanted = Vec::new();
        let copy = self.renumbered(objects, value, &mut wanted);
        while let Some((old, new)) = wanted.pop() {
            match self.source.objects.get(&old) {
                Some(Object::Stream(stream)) => {
                    let dict = self.dictionary(objects, &stream.dict, &mut wanted);
                    objects.set_stream(new, dict, &stream.content);
                }
                Some(object) => {
                    let object = self.renumbered(objects, object, &mut wanted);
                    objects.set(new, object);
                }
                None => objects.set(new, Object::Null),
            }
        }
        copy
    }

    fn renumbered(
        &mut self,
        objects: &mut Objects<'_>,
        value: &Object,
        wanted: &mut Vec<(ObjectId, ObjectId)>,
    ) -> Object {
        match value {
            Object::Reference(old) => {
                let new = *self.numbers.entry(*old).or_insert_with(|| {
                    let new = objects.reserve();
                    wanted.push((*old, new));
                    new
                });
                Object::Reference(new)
            }
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.renumbered(objects, item, wanted)).collect())
            }
            Object::Dictionary(dict) => Object::Dictionary(self.dictionary(objects, dict, wanted)),
            other => other.clone(),
        }
    }

    fn dictionary(
        &mut self,
        objects: &mut Objects<'_>,
        dict: &Dictionary,
        wanted: &mut Vec<(ObjectId, ObjectId)>,
    ) -> Dictionary {
        // Ways back to pages and tags would take the whole file along.
        let left_out = |key: &[u8]| matches!(key, b"Parent" | b"StructParent" | b"StructParents" | b"Length");
        dict.iter()
            .filter(|(key, _)| !left_out(key))
            .map(|(key, value)| (key.clone(), self.renumbered(objects, value, wanted)))
            .collect()
    }

    /// What the file says about itself and its colours; the information dictionary is handed back.
    pub(super) fn document(&mut self, objects: &mut Objects<'_>) -> ObjectId {
        if let Ok(catalog) = self.source.catalog() {
            for key in ["OutputIntents", "Lang"] {
                if let Ok(value) = catalog.get(key.as_bytes()) {
                    let value = self.copy(objects, value);
                    objects.catalog.set(key, value);
                }
            }
            let packet = catalog.get_deref(b"Metadata", self.source).and_then(Object::as_stream);
            if let Some(packet) =
                packet.ok().and_then(|p| p.get_plain_content().ok()).and_then(claims_of_press)
            {
                let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
                let metadata = objects.add_stream(kind, packet.as_bytes());
                objects.catalog.set("Metadata", metadata);
            }
        }
        let info = self.source.trailer.get_deref(b"Info", self.source).and_then(Object::as_dict);
        match self.copy(objects, &Object::Dictionary(info.cloned().unwrap_or_default())) {
            Object::Dictionary(info) => objects.add(info),
            _ => objects.add(Dictionary::new()),
        }
    }
}

/// The metadata of a file for a press, without claims that hold only for pages with tags. `None` for other files.
fn claims_of_press(packet: Vec<u8>) -> Option<String> {
    let packet = String::from_utf8(packet).ok()?;
    if !packet.contains("<pdfxid:GTS_PDFXVersion>") && !packet.contains("<pdf:Trapped>") {
        return None;
    }
    let claims = ["<pdfaid:", "<pdfuaid:"];
    let lines =
        packet.lines().filter(|line| !claims.iter().any(|claim| line.trim_start().starts_with(claim)));
    Some(lines.map(|line| line.to_owned() + "\n").collect())
}
