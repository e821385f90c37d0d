//! Outputs are written as they are made: when the last photo is begun, those before it are where they belong. (That
//! nobody holds them any longer, `tests/trust/limits.rs` weighs.)

use crate::common::{Silent, both, build_files, messages_of, output, photo, sample};
use keben::diag::Diag;
use keben::export::{Options, Outlet, PhotoStore, Place, build_into, on_threads};
use keben::source::Project;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

/// What a test does with some bytes of an output, called by its extension; how many it takes.
type Take = dyn Fn(&str, &[u8]) -> io::Result<usize> + Send + Sync;

/// An outlet that leaves everything to a test.
#[derive(Clone)]
struct Tap(Arc<Take>);

/// One of its outputs.
struct Flow(Tap, String);

impl Tap {
    fn new(take: impl Fn(&str, &[u8]) -> io::Result<usize> + Send + Sync + 'static) -> Tap {
        Tap(Arc::new(take))
    }
}

impl Outlet for Tap {
    fn open(&mut self, name: &str) -> Result<Box<dyn Place>, Diag> {
        Ok(Box::new(Flow(self.clone(), name.rsplit('.').next().unwrap().to_owned())))
    }
}

impl Write for Flow {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (self.0.0)(&self.1, bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for Flow {
    fn close(self: Box<Self>) -> Result<(), Diag> {
        Ok(())
    }
}

/// How many bytes came to each output so far.
#[derive(Clone, Debug, Default)]
struct Scales(Arc<Mutex<BTreeMap<String, usize>>>);

impl Scales {
    fn read(&self) -> BTreeMap<String, usize> {
        self.0.lock().unwrap().clone()
    }

    /// An outlet that weighs and keeps nothing.
    fn outlet(&self) -> Tap {
        let weighed = self.0.clone();
        Tap::new(move |extension, bytes| {
            *weighed.lock().unwrap().entry(extension.to_owned()).or_default() += bytes.len();
            Ok(bytes.len())
        })
    }
}

/// Keeps nothing, and reads the scales when a photo is looked for.
#[derive(Debug, Default)]
struct Watch {
    scales: Scales,
    last: Mutex<BTreeMap<String, usize>>,
}

impl PhotoStore for Watch {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        *self.last.lock().unwrap() = self.scales.read();
        None
    }
    fn put(&self, _: &str, _: &[u8]) {}
}

/// A photo that goes into both outputs as it is, and is not small.
fn grainy(seed: u8) -> Vec<u8> {
    let mut state = u32::from(seed);
    let mut grain = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let image = image::RgbImage::from_fn(640, 480, |_, _| image::Rgb([grain(), grain(), grain()]));
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

#[test]
fn a_pdf_that_cannot_be_written_to_its_end_is_told_of_once() {
    let article = "---\ntitle: 桥\n---\n\n![桥](photos/0.jpg \"某某 摄\"){alt=\"桥\"}\n\n文字。\n";
    let files = BTreeMap::from([
        ("source/piece.md".to_owned(), article.as_bytes().to_vec()),
        ("source/photos/0.jpg".to_owned(), grainy(1)),
    ]);
    let project = Project::in_memory(files);
    let options = Options { epub: false, ..both() };
    let told = |room: usize| {
        let left = Mutex::new(room);
        let mut outlet = Tap::new(move |_, bytes| {
            let mut left = left.lock().unwrap();
            *left = left.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        });
        let outcome = build_into(&mut outlet, &project, &options, &Silent);
        outcome.diags.iter().map(|diag| diag.code.id).collect::<Vec<_>>()
    };
    let scales = Scales::default();
    assert!(!build_into(&mut scales.outlet(), &project, &options, &Silent).diags.has_errors());
    let whole = scales.read()["pdf"];
    // At once, within the photo, and at the last byte.
    for room in [0, whole / 2, whole - 1] {
        assert_eq!(told(room), ["K701"], "{room} of {whole} bytes");
    }
    assert_eq!(told(whole), [""; 0]);
}

#[test]
fn an_outlet_that_takes_a_little_at_a_time_gets_the_same_bytes() {
    for (options, extension) in
        [(Options { epub: false, ..both() }, "pdf"), (Options { pdf: false, ..both() }, "epub")]
    {
        let had = Arc::new(Mutex::new(Vec::<u8>::new()));
        let drunk = had.clone();
        let mut outlet = Tap::new(move |_, bytes| {
            let sip = &bytes[..bytes.len().min(1009)];
            drunk.lock().unwrap().extend(sip);
            Ok(sip.len())
        });
        let project = Project::in_memory(sample());
        let outcome = build_into(&mut outlet, &project, &options, &Silent);
        assert!(!outcome.diags.has_errors(), "{}", messages_of(&outcome.diags, &outcome.files));
        let whole = build_files(sample(), &options);
        assert!(*had.lock().unwrap() == output(&whole, extension), "{extension}");
    }
}

#[test]
fn photos_are_in_the_outputs_before_the_last_one_is_begun() {
    const PHOTOS: u8 = 32;
    let mut article = "---\ntitle: 桥\n---\n".to_owned();
    let mut files = BTreeMap::new();
    for n in 0..PHOTOS {
        article += &format!("\n![桥](photos/{n}.jpg \"某某 摄\"){{alt=\"桥\"}}\n\n文字。\n");
        // The last is too large for a screen: it is looked for in the store.
        let jpeg = if n + 1 < PHOTOS { grainy(n) } else { photo(2400, 1600) };
        files.insert(format!("source/photos/{n}.jpg"), jpeg);
    }
    files.insert("source/piece.md".to_owned(), article.into_bytes());
    let scales = Scales::default();
    let watch = Arc::new(Watch { scales: scales.clone(), ..Watch::default() });
    let options = Options { photo_store: Some(watch.clone()), ..both() };
    let project = Project::in_memory(files);
    let outcome = on_threads(Some(1), || build_into(&mut scales.outlet(), &project, &options, &Silent));
    assert!(!outcome.diags.has_errors(), "{}", messages_of(&outcome.diags, &outcome.files));
    assert_eq!((outcome.photos.decoded, outcome.photos.unchanged), (1, 2 * usize::from(PHOTOS) - 2));
    let (before, whole) = (watch.last.lock().unwrap().clone(), scales.read());
    for output in ["epub", "pdf"] {
        let (before, whole) = (before.get(output).copied().unwrap_or(0), whole[output]);
        assert!(before > whole * 2 / 3, "{output}: {before} of {whole} bytes");
    }
}
