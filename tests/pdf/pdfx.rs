//! A judge of PDF/X of our own, since there is no free one: what ISO 15930-4 (X-1a:2003) and ISO 15930-7 ask, as far as
//! keben's files have it.

use crate::again::Again;
use lopdf::content::Content;
use lopdf::{Dictionary, Object};
use std::collections::BTreeSet;

/// Everything that is wrong with a file of a kind.
pub(crate) fn faults(pdf: &[u8], kind: &str) -> Vec<String> {
    let again = Again::new(pdf);
    let mut judge = Judge { again: &again, x1a: kind == "PDF/X-1a", faults: BTreeSet::new() };
    judge.file(pdf);
    judge.document();
    for page in again.doc.get_pages().into_values() {
        judge.page(again.doc.get_dictionary(page).expect("a page"), page);
    }
    judge.objects();
    judge.faults.into_iter().collect()
}

struct Judge<'a> {
    again: &'a Again,
    x1a: bool,
    faults: BTreeSet<String>,
}

impl Judge<'_> {
    fn want(&mut self, holds: bool, what: impl Into<String>) {
        if !holds {
            self.faults.insert(what.into());
        }
    }

    fn file(&mut self, pdf: &[u8]) {
        let header: &[u8] = if self.x1a { b"%PDF-1.4" } else { b"%PDF-1.6" };
        self.want(pdf.starts_with(header), "6.1 header");
        let has = |word: &[u8]| pdf.windows(word.len()).any(|w| w == word);
        self.want(!self.x1a || !has(b"/ObjStm") && !has(b"/XRef"), "object streams in PDF 1.4");
        let trailer = &self.again.doc.trailer;
        self.want(trailer.get(b"ID").and_then(Object::as_array).is_ok_and(|id| id.len() == 2), "no ID");
        self.want(!trailer.has(b"Encrypt"), "encrypted");
    }

    fn document(&mut self) {
        let again = self.again;
        let info = again.doc.trailer.get_deref(b"Info", &again.doc).and_then(Object::as_dict).cloned();
        let info = info.unwrap_or_default();
        for key in ["Title", "CreationDate", "ModDate", "Creator", "Producer"] {
            self.want(info.has(key.as_bytes()), format!("no {key}"));
        }
        let trapped = info.get(b"Trapped").and_then(Object::as_name).unwrap_or_default();
        self.want([&b"True"[..], b"False"].contains(&trapped), "Trapped is neither True nor False");
        let packet = again.streams("Subtype", "XML").first().map(|p| String::from_utf8_lossy(p).into_owned());
        let packet = packet.unwrap_or_default();
        if self.x1a {
            let version = info.get(b"GTS_PDFXVersion").and_then(Object::as_str).unwrap_or_default();
            self.want(version == b"PDF/X-1a:2003", "GTS_PDFXVersion");
        } else {
            self.want(packet.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4<"), "pdfxid:GTS_PDFXVersion");
            for word in ["xmpMM:DocumentID", "xmpMM:RenditionClass", "xmpMM:VersionID", "xmp:MetadataDate"] {
                self.want(packet.contains(word), format!("no {word}"));
            }
        }
        let catalog = again.catalog();
        for key in ["OpenAction", "AA", "AcroForm", "URI", "Threads", "Collection", "AF"] {
            self.want(!catalog.has(key.as_bytes()), format!("{key} in the catalog"));
        }
        let intents = catalog.get_deref(b"OutputIntents", &again.doc).and_then(Object::as_array).cloned();
        let of_press = |intent: &&Dictionary| is(intent, "S", "GTS_PDFX");
        let intents = intents.unwrap_or_default();
        let dicts: Vec<&Dictionary> = intents
            .iter()
            .filter_map(|i| again.doc.dereference(i).ok()?.1.as_dict().ok())
            .filter(of_press)
            .collect();
        self.want(dicts.len() == 1, "not one intent for a press");
        let Some(intent) = dicts.first() else { return };
        self.want(intent.has(b"OutputConditionIdentifier"), "an intent without a name");
        let profile = intent.get_deref(b"DestOutputProfile", &again.doc).and_then(Object::as_stream);
        let profile = profile.and_then(lopdf::Stream::get_plain_content).unwrap_or_default();
        self.want(
            profile.get(12..20) == Some(b"prtrCMYK") && profile.get(36..40) == Some(b"acsp"),
            "the intent's profile is not that of a press",
        );
    }

    fn page(&mut self, page: &Dictionary, id: lopdf::ObjectId) {
        let media = self.area(page, "MediaBox");
        let trim = self.area(page, "TrimBox");
        let bleed = if page.has(b"BleedBox") { self.area(page, "BleedBox") } else { trim };
        self.want(within(trim, bleed) && within(bleed, media), format!("boxes {media:?} {bleed:?} {trim:?}"));
        self.want(!page.has(b"ArtBox"), "TrimBox and ArtBox");
        self.want(!page.has(b"Annots"), "annotations on the page");
        self.want(!page.has(b"AA"), "actions of a page");
        self.want(!self.x1a || !page.has(b"Group"), "a transparency group");
        let spaces = page
            .get_deref(b"Resources", &self.again.doc)
            .and_then(Object::as_dict)
            .and_then(|r| r.get_deref(b"ColorSpace", &self.again.doc)?.as_dict().cloned())
            .unwrap_or_default();
        let content = Content::decode(&self.again.doc.get_page_content(id)).expect("operators");
        for operation in content.operations {
            match operation.operator.as_str() {
                "rg" | "RG" => self.want(false, "RGB on a page"),
                "cs" | "CS" => {
                    let name = operation.operands[0].as_name().unwrap_or_default();
                    let space = spaces.get_deref(name, &self.again.doc).cloned();
                    self.want(space.is_ok_and(|s| self.is_ink(&s)), "a colour space that is no ink");
                }
                _ => {}
            }
        }
    }

    fn area(&mut self, page: &Dictionary, key: &str) -> [f64; 4] {
        let numbers = page.get_deref(key.as_bytes(), &self.again.doc).and_then(Object::as_array).cloned();
        let numbers: Vec<f64> =
            numbers.unwrap_or_default().iter().filter_map(|n| n.as_float().ok().map(f64::from)).collect();
        self.want(numbers.len() == 4, format!("no {key}"));
        numbers.try_into().unwrap_or_default()
    }

    /// Whether a colour space is of inks.
    fn is_ink(&self, space: &Object) -> bool {
        let Ok((_, space)) = self.again.doc.dereference(space) else { return false };
        match space {
            Object::Name(name) => [&b"DeviceCMYK"[..], b"DeviceGray"].contains(&name.as_slice()),
            Object::Array(items) => {
                let kind = items.first().and_then(|i| i.as_name().ok()).unwrap_or_default();
                match kind {
                    b"Separation" | b"DeviceN" => items.get(2).is_some_and(|like| self.is_ink(like)),
                    b"Indexed" => items.get(1).is_some_and(|base| self.is_ink(base)),
                    _ => false,
                }
            }
            _ => false,
        }
    }

    fn objects(&mut self) {
        let again = self.again;
        for object in again.doc.objects.values() {
            match object {
                Object::Dictionary(dict) => self.dictionary(dict),
                Object::Stream(stream) => {
                    self.dictionary(&stream.dict);
                    let filter = stream.dict.get(b"Filter").and_then(Object::as_name).unwrap_or_default();
                    self.want(filter != b"LZWDecode", "LZW");
                    self.want(!self.x1a || filter != b"JPXDecode", "JPEG 2000 in PDF 1.4");
                    if is(&stream.dict, "Subtype", "Image") {
                        let space = stream.dict.get(b"ColorSpace").cloned().unwrap_or(Object::Null);
                        self.want(self.is_ink(&space), "a picture that is not in inks");
                        self.want(!self.x1a || !stream.dict.has(b"SMask"), "a transparent picture");
                    }
                }
                _ => {}
            }
        }
    }

    fn dictionary(&mut self, dict: &Dictionary) {
        let kind = dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
        if is(dict, "S", "JavaScript") || dict.has(b"JS") {
            self.want(false, "JavaScript");
        }
        let action = dict.get(b"A").and_then(Object::as_dict).is_ok_and(|a| a.has(b"S") && !a.has(b"O"));
        self.want(kind != b"Action" && !action, "an action");
        if kind == b"FontDescriptor" {
            let embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|k| dict.has(k.as_bytes()));
            self.want(embedded, "a font that is not embedded");
        }
        if kind == b"ExtGState" {
            self.want(!dict.has(b"TR") && !dict.has(b"HTP"), "transfer functions");
            let opaque = |key: &[u8]| dict.get(key).and_then(Object::as_float).is_ok_and(|v| v < 1.0);
            self.want(!self.x1a || !opaque(b"CA") && !opaque(b"ca") && !dict.has(b"SMask"), "transparency");
        }
    }
}

/// Whether a key has this name.
fn is(dict: &Dictionary, key: &str, name: &str) -> bool {
    dict.get(key.as_bytes()).and_then(Object::as_name).is_ok_and(|n| n == name.as_bytes())
}

/// Whether the first box lies in the second.
fn within(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3]
}
