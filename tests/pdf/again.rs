//! A file read again with lopdf.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A file that was written, taken apart.
pub(crate) struct Again {
    pub(crate) doc: Document,
}

/// A glyph as a viewer places it: code, and where its origin lies.
pub(crate) struct Shown {
    pub(crate) code: u16,
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Again {
    pub(crate) fn new(pdf: &[u8]) -> Again {
        Again { doc: Document::load_mem(pdf).expect("lopdf reads it") }
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.doc.catalog().expect("a catalog")
    }

    /// What a key leads to.
    pub(crate) fn follow<'a>(&'a self, dict: &'a Dictionary, key: &str) -> &'a Object {
        dict.get_deref(key.as_bytes(), &self.doc).expect(key)
    }

    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &str) -> &'a Dictionary {
        self.follow(dict, key).as_dict().expect("a dictionary")
    }

    pub(crate) fn page(&self, page: u32) -> ObjectId {
        self.doc.get_pages()[&page]
    }

    /// All streams with a key of that name, their contents as stored.
    pub(crate) fn streams(&self, key: &str, name: &str) -> Vec<&[u8]> {
        let is = |dict: &Dictionary| {
            dict.get(key.as_bytes()).and_then(Object::as_name).ok() == Some(name.as_bytes())
        };
        let stream = |object: &'_ Object| object.as_stream().ok().is_some_and(|s| is(&s.dict));
        let found = self.doc.objects.values().filter(|o| stream(o));
        found.map(|o| o.as_stream().expect("it is one").content.as_slice()).collect()
    }

    /// The titles of an outline, indented by depth.
    pub(crate) fn outline(&self) -> String {
        let mut out = String::new();
        self.outline_under(self.dict(self.catalog(), "Outlines"), 0, &mut out);
        out
    }

    fn outline_under(&self, entry: &Dictionary, depth: usize, out: &mut String) {
        let mut next = entry.get(b"First").ok();
        while let Some(id) = next.and_then(|n| n.as_reference().ok()) {
            let here = self.doc.get_dictionary(id).expect("an entry");
            out.push_str(&"  ".repeat(depth));
            out.push_str(&text(self.follow(here, "Title")));
            out.push('\n');
            self.outline_under(here, depth + 1, out);
            next = here.get(b"Next").ok();
        }
    }

    /// The glyphs of a page's level text, placed by the rules of ISO 32000-1, 9.4.4.
    pub(crate) fn glyphs(&self, page: u32) -> Vec<Shown> {
        let id = self.page(page);
        let content = Content::decode(&self.doc.get_page_content(id)).expect("operators");
        let (mut at, mut size, mut spacing, mut widths) = ((0.0, 0.0), 0.0, 0.0, BTreeMap::new());
        let mut out = Vec::new();
        for operation in content.operations {
            let number = |i: usize| f64::from(operation.operands[i].as_float().expect("a number"));
            match operation.operator.as_str() {
                "BT" => at = (0.0, 0.0),
                "Td" => at = (at.0 + number(0), at.1 + number(1)),
                "Tf" => {
                    size = number(1);
                    widths = self.widths(id, operation.operands[0].as_name().expect("a name"));
                }
                "Tc" => spacing = number(0),
                "Tj" | "TJ" => {
                    let mut pen = at.0;
                    let row = &operation.operands[0];
                    let single = std::slice::from_ref(row);
                    for item in row.as_array().map_or(single, Vec::as_slice) {
                        if let Ok(bytes) = item.as_str() {
                            for code in bytes.as_chunks::<2>().0 {
                                let code = u16::from_be_bytes(*code);
                                out.push(Shown { code, x: pen, y: at.1 });
                                pen += widths.get(&code).copied().unwrap_or(1000.0) / 1000.0 * size + spacing;
                            }
                        } else {
                            pen -= f64::from(item.as_float().expect("a number")) / 1000.0 * size;
                        }
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn widths(&self, page: ObjectId, font: &[u8]) -> BTreeMap<u16, f64> {
        let page = self.doc.get_dictionary(page).expect("a page");
        let fonts = self.dict(self.dict(page, "Resources"), "Font");
        let font = self.dict(fonts, std::str::from_utf8(font).expect("ASCII"));
        let below = self.follow(font, "DescendantFonts").as_array().expect("an array")[0].as_reference();
        let below = self.doc.get_dictionary(below.expect("a reference")).expect("a font");
        let mut out = BTreeMap::new();
        for pair in self.follow(below, "W").as_array().expect("an array").chunks(2) {
            let first = pair[0].as_i64().expect("a code");
            for (i, width) in pair[1].as_array().expect("widths").iter().enumerate() {
                out.insert(first as u16 + i as u16, f64::from(width.as_float().expect("a width")));
            }
        }
        out
    }
}

/// A text string.
pub(crate) fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}
