//! What is fuzzed: one function for each door that a stranger's bytes come in by. They are run by libFuzzer (see
//! `README.md`) and, over the seeds and a few thousand changes to each, by `tests/trust/fuzz.rs`.
//!
//! A function panics if something is wrong with keben, and does nothing else. Panics of foreign decoders that keben
//! catches and reports as a damaged file are no finding.

use keben::diag::{Diags, Files, Format, Lang, Paint, render};
use keben::export::{self, Options, Progress, Step};
use keben::font::{FontBook, outline, subset_for_epub, subset_for_pdf};
use keben::photo::{Album, Darkroom, Request, Target, develop};
use keben::source::Project;
use keben::{manifest, reader as markdown, theme as themes};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A door.
pub type Door = fn(&[u8]);

/// Every door by the name of its target.
pub const DOORS: [(&str, Door); 9] = [
    ("reader", reader),
    ("front_matter", front_matter),
    ("theme", theme),
    ("import", import),
    ("docx", docx),
    ("image_header", image_header),
    ("svg", svg),
    ("font", font),
    ("whole_build", whole_build),
];

fn project(files: &[(&str, &[u8])]) -> Project {
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    Project::in_memory(files.collect())
}

/// Every message in every form, since what is wrong has to be told.
fn tell(diags: &Diags, files: &Files) {
    for (lang, format) in [(Lang::En, Format::Human), (Lang::Zh, Format::Json)] {
        let _ = render(diags, files, lang, format, Paint::default());
    }
}

fn read(text: &[u8]) {
    let project = project(&[("source/a.md", text), ("source/a.png", PIXEL)]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let _ = markdown::read(&project, "source/a.md", &mut files, &mut diags);
    tell(&diags, &files);
}

/// Markdown.
pub fn reader(data: &[u8]) {
    read(&[b"---\ntitle: t\n---\n\n", data].concat());
}

/// Front matter, and then the project file.
pub fn front_matter(data: &[u8]) {
    read(&[b"---\n", data, b"\n---\n\ntext\n"].concat());
    let project = project(&[("keben.toml", data), ("source/a.md", b"text")]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let _ = manifest::load(&project, &mut files, &mut diags);
    tell(&diags, &files);
}

/// A theme's file, and the same bytes as its style sheet and one of its templates in an e-book.
pub fn theme(data: &[u8]) {
    let own = project(&[("templates/x/theme.toml", data)]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let _ = themes::load(&own, "x", &mut files, &mut diags);
    tell(&diags, &files);
    // A photo for a cover, since to draw one would take most of the time.
    let article = "---\ntitle: 一 二\ncover: a.png\n---\n\n正文。\n".as_bytes();
    for file in ["templates/x/epub.css", "templates/x/article.xhtml"] {
        let own = project(&[(file, data), ("source/a.md", article), ("source/a.png", PIXEL)]);
        finish(&own, &Options { theme: Some("x".into()), epub: true, ..Options::default() });
    }
}

/// A raw text or a web page.
pub fn import(data: &[u8]) {
    let _ = export::import(data, "a", &[], &|_| Some(PIXEL.to_vec()));
}

/// The main part of a DOCX, and the same bytes as a whole archive.
pub fn docx(data: &[u8]) {
    let _ = export::import(&[b"PK\x03\x04", data].concat(), "a.docx", &[], &|_| None);
    let _ = export::import(&archive("word/document.xml", data), "a.docx", &[], &|_| None);
}

/// A photo: what its header says, and its pixels if it claims few.
pub fn image_header(data: &[u8]) {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    let Ok(id) = album.add("a.png", data, &mut diags) else { return };
    let photo = album.get(id);
    if photo.width.saturating_mul(photo.height) > 1 << 20 && !photo.is_drawing() {
        return;
    }
    let bytes: Arc<[u8]> = data.into();
    let request = |target, part| Request {
        part,
        pixels: (64, 64),
        pixels_unchanged: (4096, 4096),
        quality: 80,
        target,
    };
    let requests = [
        request(Target::Print, [0.0, 0.0, 1.0, 1.0]),
        request(Target::Screen, [0.25, 0.25, 0.5, 0.5]),
        request(Target::Screen, [0.0, 0.0, 1.0, 1.0]),
    ];
    let _ = develop(photo, &|| Ok(bytes.clone()), &requests, &Darkroom::default());
}

/// What stands inside an SVG drawing.
pub fn svg(data: &[u8]) {
    image_header(data);
    let head = b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>";
    image_header(&[head, data, b"</svg>"].concat());
}

/// A font file: taken up, measured, cut and drawn.
pub fn font(data: &[u8]) {
    let (mut book, mut diags) = (FontBook::new(), Diags::new());
    book.add("a.ttf", &data.into(), &mut diags);
    for (_, face) in book.iter() {
        let characters: BTreeSet<char> = face.characters().take(40).chain("刻本Aa，".chars()).collect();
        let glyphs: BTreeSet<u16> = characters.iter().filter_map(|c| face.glyph(*c)).collect();
        for glyph in &glyphs {
            let _ = (face.advance(*glyph), face.ink(*glyph), outline(face, *glyph));
        }
        let _ = (face.bounding_box(), face.italic_angle(), face.has_feature(*b"halt"), face.is_monospaced());
        let _ = (subset_for_pdf(face, &glyphs), subset_for_epub(face, &characters));
    }
}

/// A whole article to both outputs, in horizontal or, if it has an odd number of bytes, in vertical lines.
pub fn whole_build(data: &[u8]) {
    let project = project(&[("source/a.md", data), ("source/a.png", PIXEL)]);
    let theme = (data.len() % 2 == 1).then(|| "vertical".to_owned());
    finish(&project, &Options { theme, epub: true, pdf: true, ..Options::default() });
}

/// Builds to the end and looks at what comes out: whole files, or none and a reason.
fn finish(project: &Project, options: &Options) {
    struct Silent;
    impl Progress for Silent {
        fn begin(&self, _: Step) {}
    }
    let wanted = usize::from(options.epub) + usize::from(options.pdf);
    let outcome = export::build(project, options, &Silent);
    tell(&outcome.diags, &outcome.files);
    if outcome.diags.has_errors() {
        assert!(outcome.outputs.is_empty(), "an error, and an output all the same");
        return;
    }
    assert_eq!(outcome.outputs.len(), wanted, "an output is missing without a word");
    for output in &outcome.outputs {
        let (start, end): (&[u8], &[u8]) =
            if output.name.ends_with(".pdf") { (b"%PDF-", b"%%EOF") } else { (b"PK", b"PK\x05\x06") };
        assert!(output.bytes.starts_with(start), "{} does not begin as such a file does", output.name);
        let tail = &output.bytes[output.bytes.len().saturating_sub(64)..];
        assert!(
            tail.windows(end.len()).any(|w| w == end),
            "{} does not end as such a file does",
            output.name
        );
    }
}

/// A PNG of one gray pixel.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0,
    1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x68, 0,
    0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A ZIP archive of one file that is stored as it is (APPNOTE 4.3).
pub fn archive(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut checksum = !0_u32;
    for byte in bytes {
        checksum ^= u32::from(*byte);
        for _ in 0..8 {
            checksum = if checksum & 1 == 1 { checksum >> 1 ^ 0xEDB8_8320 } else { checksum >> 1 };
        }
    }
    let (length, name_length) = (bytes.len() as u32, name.len() as u16);
    let mut sizes = (!checksum).to_le_bytes().to_vec();
    sizes.extend([length.to_le_bytes(), length.to_le_bytes()].concat());
    sizes.extend(name_length.to_le_bytes());
    sizes.extend([0, 0]);
    let mut out = b"PK\x03\x04\x14\0\0\0\0\0\0\0\x21\0".to_vec();
    out.extend(&sizes);
    out.extend(name.as_bytes());
    out.extend(bytes);
    let at = out.len() as u32;
    out.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\x21\0");
    out.extend(&sizes);
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let size = out.len() as u32 - at;
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}
