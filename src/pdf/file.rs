//! Objects to the bytes of a file. In: streams as they are made, and at the end everything else. Out: the file, written
//! front to back as it is made, so that no stream has to be held.
//!
//! Objects that are no streams go into compressed object streams (ISO 32000-1, 7.5.7), unless the file is so small
//! that the classic form with a plain table is smaller, or is of a version that knows no such streams (before 1.5).

use super::syntax::object_to;
use crate::packing::{Packer, crc32};
use lopdf::encryption::encrypt_object;
use lopdf::{Dictionary, EncryptionState, Object, Stream, StringFormat, dictionary};
use std::io::{self, Write};

/// Where the bytes go, front to back.
pub type Sink = dyn Write + Send;

/// The last byte that the classic table can name (ISO 32000-1, 7.5.4): it has ten digits for it.
const FARTHEST: u64 = 9_999_999_999;

/// Bytes that are gathered before they go on.
const GATHERED: usize = 1 << 16;

/// How many objects go into one object stream: enough to compress well, few enough to be found quickly.
const PACK: usize = 200;

/// Streams shorter than this do not become smaller.
const WORTH_PACKING: usize = 64;

/// The version of PDF that a file claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    /// What PDF/X-1a stands on.
    V1_4,
    /// What PDF/X-4 stands on.
    V1_6,
    /// ISO 32000-1.
    V1_7,
}

impl Version {
    fn header(self) -> &'static [u8] {
        match self {
            Version::V1_4 => b"%PDF-1.4\n%",
            Version::V1_6 => b"%PDF-1.6\n%",
            Version::V1_7 => b"%PDF-1.7\n%",
        }
    }
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// At a byte of the file.
    At(u64),
    /// In an object stream, at an index.
    In(usize, usize),
}

/// The bytes of a file on their way.
struct Out<'o> {
    sink: &'o mut Sink,
    /// What has not gone on yet.
    gathered: Vec<u8>,
    /// How many bytes have.
    gone: u64,
    /// What first went wrong; nothing goes on after it.
    fault: Option<io::Error>,
}

impl Out<'_> {
    fn len(&self) -> u64 {
        self.gone + self.gathered.len() as u64
    }

    fn extend(&mut self, bytes: &[u8]) {
        if self.gathered.len() + bytes.len() > GATHERED {
            self.go_on();
        }
        // What is large is not copied.
        if bytes.len() > GATHERED { self.pass(bytes) } else { self.gathered.extend(bytes) }
    }

    fn object(&mut self, object: &Object) {
        object_to(&mut self.gathered, object);
    }

    fn go_on(&mut self) {
        let mut gathered = std::mem::take(&mut self.gathered);
        self.pass(&gathered);
        gathered.clear();
        self.gathered = gathered;
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.gone += bytes.len() as u64;
        if self.fault.is_none() {
            self.fault = self.sink.write_all(bytes).err();
        }
    }

    fn finish(mut self) -> io::Result<()> {
        self.go_on();
        self.fault.map_or(Ok(()), Err)
    }
}

/// A file that is being written.
pub(super) struct File<'o> {
    out: Out<'o>,
    version: Version,
    /// By number; number 0 is none.
    places: Vec<Option<Place>>,
    /// What the contents are told apart by: checksum and length of each piece, in order.
    digest: Vec<u8>,
    lock: Option<EncryptionState>,
    packer: Packer,
}

impl<'o> File<'o> {
    /// An empty file; what goes into it is locked if there is a lock.
    pub(super) fn new(sink: &'o mut Sink, version: Version, lock: Option<EncryptionState>) -> File<'o> {
        let mut out = Out { sink, gathered: version.header().to_vec(), gone: 0, fault: None };
        out.extend(b"\xE5\x88\xBB\xE6\n"); // bytes over 127 mark the file as binary
        File { out, version, places: vec![None], digest: Vec::new(), lock, packer: Packer::zlib() }
    }

    /// Writes a stream. It is packed if it is not yet and that makes it smaller.
    pub(super) fn stream(&mut self, n: usize, mut dict: Dictionary, content: &[u8]) {
        // Metadata stay readable for programs that know no PDF (ISO 32000-1, 14.3.2).
        let plain = dict.has(b"Filter") || dict.has_type(b"Metadata");
        let packed = if plain { None } else { packed(content, &mut self.packer) };
        if packed.is_some() {
            dict.set("Filter", "FlateDecode");
        }
        self.put(n, dict, packed.as_deref().unwrap_or(content));
    }

    fn put(&mut self, n: usize, mut dict: Dictionary, content: &[u8]) {
        self.note(content);
        let lock = self.lock.as_ref().filter(|_| !dict.has_type(b"XRef"));
        let locked = lock.map(|lock| {
            let mut stream = Object::Stream(Stream::new(Dictionary::new(), content.to_vec()));
            // It fails only for ciphers that are not used here.
            let _ = encrypt_object(lock, (n as u32, 0), &mut stream);
            if let Object::Stream(stream) = stream { stream.content } else { Vec::new() }
        });
        let content = locked.as_deref().unwrap_or(content);
        dict.set("Length", content.len() as i64);
        let mut dict = Object::Dictionary(dict);
        if let Some(lock) = lock {
            lock_strings(lock, n, &mut dict);
        }
        self.begin(n);
        self.out.object(&dict);
        self.out.extend(b"\nstream\n");
        self.out.extend(content);
        self.out.extend(b"\nendstream\nendobj\n");
    }

    fn begin(&mut self, n: usize) {
        self.place(n, Place::At(self.out.len()));
        self.out.extend(format!("{n} 0 obj\n").as_bytes());
    }

    fn place(&mut self, n: usize, place: Place) {
        if n >= self.places.len() {
            self.places.resize(n + 1, None);
        }
        self.places[n] = Some(place);
    }

    fn note(&mut self, bytes: &[u8]) {
        self.digest.extend(crc32(bytes).to_be_bytes());
        self.digest.extend((bytes.len() as u64).to_be_bytes());
    }

    /// What writing met so far.
    pub(super) fn fault(&self) -> Option<&io::Error> {
        self.out.fault.as_ref()
    }

    /// Writes what is no stream, the table and the trailer. `count` is the highest number given out. Errors: the first that
    /// writing anything met.
    pub(super) fn finish(
        mut self,
        small: &[(usize, Vec<u8>)],
        mut trailer: Dictionary,
        mut count: usize,
    ) -> io::Result<()> {
        small.iter().for_each(|(_, bytes)| self.note(bytes));
        let id = Object::String(identity(&self.digest), StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        if let Some(lock) = &self.lock
            && let Some(dict) = super::lock::dictionary(lock)
        {
            // It is itself not locked, and so cannot lie in an object stream.
            count += 1;
            self.begin(count);
            self.out.object(&Object::Dictionary(dict));
            self.out.extend(b"\nendobj\n");
            trailer.set("Encrypt", (count as u32, 0));
        }
        self.places.resize(count + 1, None);
        if self.version == Version::V1_4 {
            return self.classic(small, trailer);
        }
        let packer = &mut self.packer;
        let packs: Vec<_> = small.chunks(PACK).map(|chunk| pack_objects(packer, chunk)).collect();
        let packed: usize = packs.iter().map(|(_, bytes)| bytes.len() + 100).sum::<usize>() + 150;
        // 20 bytes of the table and about 20 around each object, against 3 of the compressed table.
        let classic: usize = small.iter().map(|(_, bytes)| bytes.len() + 37).sum();
        // In the classic form each text would have to be locked by itself.
        if classic < packed && self.lock.is_none() {
            self.classic(small, trailer)
        } else {
            self.modern(small, packs, trailer)
        }
    }

    fn classic(mut self, small: &[(usize, Vec<u8>)], mut trailer: Dictionary) -> io::Result<()> {
        for (n, bytes) in small {
            self.begin(*n);
            self.out.extend(bytes);
            self.out.extend(b"\nendobj\n");
        }
        let start = self.out.len();
        if start > FARTHEST {
            self.out.fault.get_or_insert(io::ErrorKind::FileTooLarge.into());
        }
        self.out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", self.places.len()).as_bytes());
        for place in &self.places[1..] {
            let entry = match place {
                Some(Place::At(at)) => format!("{at:010} 00000 n \n"),
                _ => "0000000000 00000 f \n".to_owned(),
            };
            self.out.extend(entry.as_bytes());
        }
        trailer.set("Size", self.places.len() as i64);
        self.out.extend(b"trailer\n");
        self.out.object(&Object::Dictionary(trailer));
        self.end(start)
    }

    fn modern(
        mut self,
        small: &[(usize, Vec<u8>)],
        packs: Vec<(usize, Vec<u8>)>,
        mut trailer: Dictionary,
    ) -> io::Result<()> {
        for (chunk, (first, content)) in small.chunks(PACK).zip(packs) {
            let container = self.places.len();
            for (index, (n, _)) in chunk.iter().enumerate() {
                self.place(*n, Place::In(container, index));
            }
            let dict = dictionary! {
                "Type" => "ObjStm", "N" => chunk.len() as i64, "First" => first as i64, "Filter" => "FlateDecode",
            };
            self.put(container, dict, &content);
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
                Some(Place::In(container, index)) => (2, *container as u64, *index),
            };
            table.push(kind);
            table.extend(&a.to_be_bytes()[8 - wide..]);
            table.push(b as u8);
        }
        let table = self.packer.pack(&table);
        trailer.set("Type", "XRef");
        trailer.set("Size", self.places.len() as i64);
        trailer.set("W", vec![Object::Integer(1), Object::Integer(wide as i64), Object::Integer(1)]);
        trailer.set("Filter", "FlateDecode");
        self.put(n, trailer, &table);
        self.end(start)
    }

    fn end(mut self, start: u64) -> io::Result<()> {
        self.out.extend(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        self.out.finish()
    }
}

/// The content packed, if that makes it smaller.
pub(super) fn packed(content: &[u8], packer: &mut Packer) -> Option<Vec<u8>> {
    let packed = (content.len() >= WORTH_PACKING).then(|| packer.pack(content));
    packed.filter(|p| p.len() + 20 < content.len())
}

/// Locks the texts in the dictionary of a stream, as they are locked anywhere (ISO 32000-2, 7.6.2).
fn lock_strings(lock: &EncryptionState, n: usize, object: &mut Object) {
    match object {
        // It fails only for ciphers that are not used here.
        Object::String(..) => drop(encrypt_object(lock, (n as u32, 0), object)),
        Object::Array(items) => items.iter_mut().for_each(|item| lock_strings(lock, n, item)),
        Object::Dictionary(dict) => dict.iter_mut().for_each(|(_, item)| lock_strings(lock, n, item)),
        _ => {}
    }
}

/// Some objects as the content of an object stream, compressed, and where the first one begins in it.
fn pack_objects(packer: &mut Packer, chunk: &[(usize, Vec<u8>)]) -> (usize, Vec<u8>) {
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
    (first, packer.pack(&content))
}

/// The file's identifier (14.4): the same contents have the same. FNV-1a of 128 bits tells files apart, which is
/// all that is asked; nothing rests on its being hard to forge.
fn identity(digest: &[u8]) -> Vec<u8> {
    const BASIS: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let step = |hash: u128, &byte: &u8| (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    digest.iter().fold(BASIS, step).to_be_bytes().to_vec()
}
