//! The objects of a PDF file in memory, and short words for making them. In: values. Out: `lopdf` objects.

use super::canvas::Used;
use crate::geom::Abs;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file that is being put together.
pub(super) struct Objects {
    /// Everything but the bytes of photos.
    pub(super) doc: Document,
    /// The catalog, put among the objects at the very end.
    pub(super) catalog: Dictionary,
    /// The page objects in order.
    pub(super) pages: Vec<ObjectId>,
    /// Their heights.
    pub(super) heights: Vec<Abs>,
    /// Contents of streams that are written from where they lie, so that no photo is copied: the stream
    /// object itself is empty.
    pub(super) payloads: BTreeMap<ObjectId, Arc<[u8]>>,
}

impl Objects {
    /// Adds an object.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.doc.add_object(object)
    }

    /// Adds a stream.
    pub(super) fn add_stream(&mut self, dict: Dictionary, content: Vec<u8>) -> ObjectId {
        self.doc.add_object(Stream::new(dict, content))
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.doc.new_object_id()
    }

    /// The object of a reserved number.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.doc.set_object(id, object);
    }

    /// The dictionary of an object (a stream's too), to be changed.
    pub(super) fn dict_mut(&mut self, id: ObjectId) -> Option<&mut Dictionary> {
        match self.doc.objects.get_mut(&id)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&mut stream.dict),
            _ => None,
        }
    }

    /// The page object of a page.
    pub(super) fn page_mut(&mut self, page: usize) -> Option<&mut Dictionary> {
        let id = *self.pages.get(page)?;
        self.dict_mut(id)
    }

    /// Gives each page the fonts and pictures it uses, and no more: the page writer lets all pages share all.
    pub(super) fn share_out(
        &mut self,
        used: &[Used],
        fonts: &BTreeMap<String, ObjectId>,
        images: &BTreeMap<String, ObjectId>,
    ) {
        let inks = used.iter().any(|u| u.inks).then(|| {
            let profile = self.add_stream(dictionary! { "N" => 4 }, super::icc::cmyk());
            self.add(vec![name("ICCBased"), Object::Reference(profile)])
        });
        for (page, used) in used.iter().enumerate() {
            let mut resources = Dictionary::new();
            for (key, names, all) in [("Font", &used.fonts, fonts), ("XObject", &used.images, images)] {
                let entry = |n: &String| Some((n.as_bytes().to_vec(), Object::Reference(*all.get(n)?)));
                let list: Dictionary = names.iter().filter_map(entry).collect();
                if !list.is_empty() {
                    resources.set(key, list);
                }
            }
            if let Some(inks) = inks.filter(|_| used.inks) {
                resources.set("ColorSpace", dictionary! { "DefaultCMYK" => inks });
            }
            if let Some(dict) = self.page_mut(page) {
                dict.set("Resources", resources);
                dict.remove(b"CropBox"); // the same as the MediaBox
            }
        }
    }
}

/// A name.
pub(super) fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}

/// A text string (ISO 32000-1, 7.9.2.2): as it is if it is plain ASCII, else UTF-16BE. That goes out in
/// hexadecimal, because within parentheses a reader would take the bytes 0D, 0A, 28, 29 and 5C, which occur
/// in ideographs (名 is 54 0D), for line ends, parentheses and escapes.
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|b| (0x20..0x7F).contains(&b)) {
        return literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A string of plain bytes.
pub(super) fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

/// A length in points, as [`round`] rounds it.
pub(super) fn pt(length: Abs) -> Object {
    number(length.to_pt())
}

/// A number to a thousandth; whole ones as integers.
pub(super) fn number(value: f64) -> Object {
    let value = round(value);
    if value.fract() == 0.0 { Object::Integer(value as i64) } else { Object::Real(value) }
}

/// To a thousandth: in points less than half a micrometre, far below what any device resolves.
pub(super) fn round(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}
