//! Objects to the bytes of a file. In: objects, the catalog, the information dictionary. Out: a PDF 1.7 file.
//!
//! Only objects that the catalog or the information dictionary lead to are written, under new numbers in the order in which they
//! are reached. Objects that are no streams go into compressed object streams (ISO 32000-1, 7.5.7), unless the
//! file is so small that the classic form with a plain table is smaller.

use super::objects::Objects;
use super::syntax::object_to;
use flate2::{Compression, Crc, write::ZlibEncoder};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::{BTreeMap, VecDeque};
use std::io::Write;

/// How many objects go into one object stream: enough to compress well, few enough to be found quickly.
const PACK: usize = 200;

/// Streams shorter than this do not become smaller.
const WORTH_PACKING: usize = 64;

/// Writes the file.
pub(super) fn write(mut objects: Objects, info: ObjectId) -> Vec<u8> {
    let catalog = std::mem::take(&mut objects.catalog);
    let catalog = objects.add(catalog);
    let order = reached(&objects, &[catalog, info]);
    let numbers: BTreeMap<ObjectId, usize> = order.iter().enumerate().map(|(n, &id)| (id, n + 1)).collect();

    let mut file = File::new(order.len());
    let mut small: Vec<(usize, Vec<u8>)> = Vec::new();
    for (n, id) in order.iter().enumerate() {
        match objects.doc.objects.remove(id) {
            Some(Object::Stream(stream)) => {
                let payload = objects.payloads.remove(id);
                file.stream(n + 1, stream, payload.as_deref(), &numbers);
            }
            object => {
                let mut bytes = Vec::new();
                object_to(&mut bytes, &object.unwrap_or(Object::Null), &numbers);
                small.push((n + 1, bytes));
            }
        }
    }
    let reference =
        |id: &ObjectId| numbers.get(id).map_or(Object::Null, |&n| Object::Reference((n as u32, 0)));
    let trailer = dictionary! { "Root" => reference(&catalog), "Info" => reference(&info) };
    file.finish(&small, trailer)
}

/// All objects that some lead to, in the order in which they are reached.
fn reached(objects: &Objects, roots: &[ObjectId]) -> Vec<ObjectId> {
    let mut order = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut queue: VecDeque<ObjectId> = roots.iter().copied().collect();
    while let Some(id) = queue.pop_front() {
        let Some(object) = objects.doc.objects.get(&id) else { continue };
        if seen.insert(id) {
            order.push(id);
            references(object, &mut |id| queue.push_back(id));
        }
    }
    order
}

fn references(object: &Object, f: &mut impl FnMut(ObjectId)) {
    match object {
        Object::Reference(id) => f(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, f)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, value)| references(value, f)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, f)),
        _ => {}
    }
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// At a byte of the file.
    At(usize),
    /// In an object stream, at an index.
    In(usize, usize),
}

struct File {
    out: Vec<u8>,
    places: Vec<Option<Place>>,
    /// What the contents are told apart by: checksum and length of each piece, in order.
    digest: Vec<u8>,
}

impl File {
    fn new(objects: usize) -> File {
        let mut out = b"%PDF-1.7\n%".to_vec();
        out.extend([0xE5, 0x88, 0xBB, 0xE6, b'\n']); // bytes over 127 mark the file as binary
        File { out, places: vec![None; objects + 1], digest: Vec::new() }
    }

    fn stream(
        &mut self,
        n: usize,
        stream: Stream,
        payload: Option<&[u8]>,
        numbers: &BTreeMap<ObjectId, usize>,
    ) {
        let Stream { mut dict, content, .. } = stream;
        let content = payload.unwrap_or(&content);
        // Metadata stay readable for programs that know no PDF (ISO 32000-1, 14.3.2).
        let plain = dict.has(b"Filter") || dict.has_type(b"Metadata") || content.len() < WORTH_PACKING;
        let packed = if plain { None } else { Some(pack(content)).filter(|p| p.len() + 20 < content.len()) };
        if packed.is_some() {
            dict.set("Filter", "FlateDecode");
        }
        self.put(n, dict, packed.as_deref().unwrap_or(content), numbers);
    }

    fn put(&mut self, n: usize, mut dict: Dictionary, content: &[u8], numbers: &BTreeMap<ObjectId, usize>) {
        dict.set("Length", content.len() as i64);
        self.note(content);
        self.begin(n);
        object_to(&mut self.out, &Object::Dictionary(dict), numbers);
        self.out.extend(b"\nstream\n");
        self.out.extend(content);
        self.out.extend(b"\nendstream\nendobj\n");
    }

    fn begin(&mut self, n: usize) {
        if n >= self.places.len() {
            self.places.resize(n + 1, None);
        }
        self.places[n] = Some(Place::At(self.out.len()));
        self.out.extend(format!("{n} 0 obj\n").bytes());
    }

    fn note(&mut self, bytes: &[u8]) {
        let mut crc = Crc::new();
        crc.update(bytes);
        self.digest.extend(crc.sum().to_be_bytes());
        self.digest.extend((bytes.len() as u64).to_be_bytes());
    }

    /// Writes what is no stream, the table and the trailer.
    fn finish(mut self, small: &[(usize, Vec<u8>)], mut trailer: Dictionary) -> Vec<u8> {
        small.iter().for_each(|(_, bytes)| self.note(bytes));
        let id = Object::String(identity(&self.digest), StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);

        let packs: Vec<(usize, Vec<u8>)> = small.chunks(PACK).map(pack_objects).collect();
        let packed: usize = packs.iter().map(|(_, bytes)| bytes.len() + 100).sum::<usize>() + 150;
        // 20 bytes of the table and about 20 around each object, against 3 of the compressed table.
        let classic: usize = small.iter().map(|(_, bytes)| bytes.len() + 37).sum();
        if classic < packed { self.classic(small, trailer) } else { self.modern(small, packs, trailer) }
    }

    fn classic(mut self, small: &[(usize, Vec<u8>)], mut trailer: Dictionary) -> Vec<u8> {
        for (n, bytes) in small {
            self.begin(*n);
            self.out.extend(bytes);
            self.out.extend(b"\nendobj\n");
        }
        let start = self.out.len();
        self.out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len()).bytes());
        for place in &self.places[1..] {
            let at = if let Some(Place::At(at)) = place { *at } else { 0 };
            self.out.extend(format!("{at:010} 00000 n \n").bytes());
        }
        trailer.set("Size", self.places.len() as i64);
        self.out.extend(b"trailer\n");
        object_to(&mut self.out, &Object::Dictionary(trailer), &BTreeMap::new());
        self.end(start)
    }

    fn modern(
        mut self,
        small: &[(usize, Vec<u8>)],
        packs: Vec<(usize, Vec<u8>)>,
        mut trailer: Dictionary,
    ) -> Vec<u8> {
        for (chunk, (first, content)) in small.chunks(PACK).zip(packs) {
            let container = self.places.len();
            for (index, (n, _)) in chunk.iter().enumerate() {
                self.places[*n] = Some(Place::In(container, index));
            }
            let dict = dictionary! {
                "Type" => "ObjStm", "N" => chunk.len() as i64, "First" => first as i64, "Filter" => "FlateDecode",
            };
            self.put(container, dict, &content, &BTreeMap::new());
        }
        let start = self.out.len();
        let n = self.places.len();
        self.places.push(Some(Place::At(start)));
        // Widths in bytes: the kind, an offset or a container, an index.
        let wide = (1..8).find(|w| start >> (8 * w) == 0).unwrap_or(8);
        let mut table = Vec::new();
        for place in &self.places {
            let (kind, a, b) = match place {
                None => (0_u8, 0, 0xFF),
                Some(Place::At(at)) => (1, *at, 0),
                Some(Place::In(container, index)) => (2, *container, *index),
            };
            table.push(kind);
            table.extend(&a.to_be_bytes()[8 - wide..]);
            table.push(b as u8);
        }
        let table = pack(&table);
        trailer.set("Type", "XRef");
        trailer.set("Size", self.places.len() as i64);
        trailer.set("W", vec![Object::Integer(1), Object::Integer(wide as i64), Object::Integer(1)]);
        trailer.set("Filter", "FlateDecode");
        self.put(n, trailer, &table, &BTreeMap::new());
        self.end(start)
    }

    fn end(mut self, start: usize) -> Vec<u8> {
        self.out.extend(format!("\nstartxref\n{start}\n%%EOF\n").bytes());
        self.out
    }
}

/// Some objects as the content of an object stream, compressed, and where the first one begins in it.
fn pack_objects(chunk: &[(usize, Vec<u8>)]) -> (usize, Vec<u8>) {
    let mut head = String::new();
    let mut body = Vec::new();
    for (n, bytes) in chunk {
        head.push_str(&format!("{n} {} ", body.len()));
        body.extend(bytes);
        body.push(b'\n');
    }
    let first = head.len();
    let mut content = head.into_bytes();
    content.append(&mut body);
    (first, pack(&content))
}

fn pack(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(6));
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.expect("writing to memory cannot fail")
}

/// The file's identifier (14.4): the same contents have the same. FNV-1a of 128 bits tells files apart, which is
/// all that is asked; nothing rests on its being hard to forge.
fn identity(digest: &[u8]) -> Vec<u8> {
    const BASIS: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let step = |hash: u128, &byte: &u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    digest.iter().fold(BASIS, step).to_be_bytes().to_vec()
}
