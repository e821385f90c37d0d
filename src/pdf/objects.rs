//! The objects of a PDF file, and short words for making them. In: values. Out: a file.
//!
//! What is finished is turned into bytes at once, so that a book's hundred thousand elements take little room:
//! streams go into the file, other objects are kept as they will be written. Only what is still to be added to
//! (pages, links) is kept as a dictionary.

use super::file::{File, Sink, Version};
use super::sheet::Sheet;
use super::syntax::object_to;
use crate::geom::{Abs, Rect};
use lopdf::{Dictionary, EncryptionState, Object, ObjectId, StringFormat, dictionary};
use std::collections::BTreeMap;
use std::io;

/// A file that is being put together.
pub(super) struct Objects<'o> {
    file: File<'o>,
    finished: Vec<(usize, Vec<u8>)>,
    open: BTreeMap<ObjectId, Dictionary>,
    last: u32,
    /// The catalog, put among the objects at the very end.
    pub(super) catalog: Dictionary,
    /// The page objects in order.
    pub(super) pages: Vec<ObjectId>,
    /// Their sheets.
    pub(super) sheets: Vec<Sheet>,
}

impl<'o> Objects<'o> {
    /// Nothing yet.
    pub(super) fn new(out: &'o mut Sink, version: Version, lock: Option<EncryptionState>) -> Objects<'o> {
        Objects {
            file: File::new(out, version, lock),
            finished: Vec::new(),
            open: BTreeMap::new(),
            last: 0,
            catalog: dictionary! { "Type" => "Catalog" },
            pages: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// Adds an object as it is.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    /// Adds a dictionary that can be changed until the file is finished.
    pub(super) fn keep(&mut self, dict: Dictionary) -> ObjectId {
        let id = self.reserve();
        self.open.insert(id, dict);
        id
    }

    /// Adds a stream.
    pub(super) fn add_stream(&mut self, dict: Dictionary, content: &[u8]) -> ObjectId {
        let id = self.reserve();
        self.file.stream(id.0 as usize, dict, content);
        id
    }

    /// The stream of a reserved number.
    pub(super) fn set_stream(&mut self, id: ObjectId, dict: Dictionary, content: &[u8]) {
        self.file.stream(id.0 as usize, dict, content);
    }

    /// A number for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.last += 1;
        (self.last, 0)
    }

    /// The object of a reserved number, as it is.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        let mut bytes = Vec::new();
        object_to(&mut bytes, &object.into());
        bytes.shrink_to_fit();
        self.finished.push((id.0 as usize, bytes));
    }

    /// A dictionary that can still be changed.
    pub(super) fn dict_mut(&mut self, id: ObjectId) -> Option<&mut Dictionary> {
        self.open.get_mut(&id)
    }

    /// The page object of a page.
    pub(super) fn page_mut(&mut self, page: usize) -> Option<&mut Dictionary> {
        let id = *self.pages.get(page)?;
        self.dict_mut(id)
    }

    /// An area of a page in the coordinates of its sheet: left, bottom, right, top.
    pub(super) fn on_sheet(&self, page: usize, area: Rect) -> Option<Vec<Object>> {
        let sheet = self.sheets.get(page)?;
        Some(sheet.edges(area).map(pt).to_vec())
    }

    /// What writing met so far.
    pub(super) fn fault(&self) -> Option<&io::Error> {
        self.file.fault()
    }

    /// Writes what is left. Errors: the first that writing anything met.
    pub(super) fn finish(mut self, info: ObjectId) -> io::Result<()> {
        let catalog = std::mem::take(&mut self.catalog);
        let catalog = self.add(catalog);
        for (id, dict) in std::mem::take(&mut self.open) {
            self.set(id, dict);
        }
        self.finished.sort_unstable_by_key(|(n, _)| *n);
        let trailer = dictionary! { "Root" => catalog, "Info" => info };
        self.file.finish(&self.finished, trailer, self.last as usize)
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
