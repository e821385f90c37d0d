//! Books built in memory, and a parser of our own to read them back with.

use keben::article::Article;
use keben::diag::{Diags, Files};
use keben::font::FontBook;
use keben::photo::{Encoding, Variant};
use keben::source::Project;
use keben::{epub, reader, theme};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::Read;

/// A book: its bytes, the article, and its files.
pub(crate) struct Book {
    pub(crate) bytes: Vec<u8>,
    pub(crate) article: Article,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// A small picture.
pub(crate) fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let samples: Vec<u8> =
        (0..usize::from(width) * usize::from(height) * 3).map(|n| (n % 251) as u8).collect();
    let mut out = Vec::new();
    jpeg_encoder::Encoder::new(&mut out, 80)
        .encode(&samples, width, height, jpeg_encoder::ColorType::Rgb)
        .unwrap();
    out
}

/// Builds an article of this text, with further files in its project.
pub(crate) fn try_build(markdown: &str, more: &[(&str, &str)]) -> Result<Book, keben::diag::Diag> {
    let mut files: BTreeMap<String, Vec<u8>> =
        more.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    files.insert("source/a.md".to_owned(), markdown.as_bytes().to_vec());
    for photo in ["a", "b"] {
        files.insert(format!("source/photos/{photo}.jpg"), jpeg(90, 60));
    }
    let project = Project::in_memory(files);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = reader::read(&project, "source/a.md", &mut files, &mut diags).expect("an article");
    let theme = theme::load(&project, "feature", &mut files, &mut diags).expect("a theme");
    assert!(!diags.has_errors(), "{diags:?}");
    let image = |path: &str, _| {
        let (width, height) = if path.ends_with("a.jpg") { (90, 60) } else { (60, 80) };
        let bytes = jpeg(width, height).into();
        let encoding = Encoding::Jpeg { inverted: false };
        let (width, height) = (u32::from(width), u32::from(height));
        Some(Variant { bytes, width, height, components: 3, encoding, profile: None })
    };
    let bytes = epub::write(
        std::slice::from_ref(&article),
        &theme,
        &FontBook::embedded(),
        &image,
        Some(1_000_000_000),
    )?;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert!(files.insert(file.name().to_owned(), content).is_none());
    }
    Ok(Book { bytes, article, files })
}

/// The same; it has to work.
pub(crate) fn build(markdown: &str) -> Book {
    try_build(markdown, &[]).unwrap_or_else(|d| panic!("{d:?}"))
}

/// The book that has one of everything.
pub(crate) fn rich() -> Book {
    build(include_str!("rich.md"))
}

impl Book {
    pub(crate) fn text(&self, name: &str) -> &str {
        let bytes = self.files.get(name).unwrap_or_else(|| panic!("{name} is not in the book"));
        std::str::from_utf8(bytes).unwrap()
    }
    pub(crate) fn opf(&self) -> &str {
        self.text("OEBPS/content.opf")
    }
    pub(crate) fn article_text(&self) -> &str {
        self.text("OEBPS/article-1.xhtml")
    }
    /// All XHTML documents by name.
    pub(crate) fn documents(&self) -> Vec<(&str, &str)> {
        let names = self.files.keys().filter(|n| n.ends_with(".xhtml"));
        names.map(|n| (n.as_str(), self.text(n))).collect()
    }
}

/// An element: its name, attributes, and all text inside it.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// All elements of a document in the order of their starts.
pub(crate) fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    let read = |e: &BytesStart<'_>| Element {
        name: e.name().as_ref().to_owned(),
        attributes: e
            .attributes()
            .map(|a| a.unwrap())
            .map(|a| (a.key.as_ref().to_owned(), quick_xml::escape::unescape(&a.value).unwrap().into_owned()))
            .collect(),
        text: String::new(),
    };
    loop {
        let add = |text: &str, all: &mut Vec<Element>, open: &[usize]| {
            open.iter().for_each(|at| all[*at].text.push_str(text));
        };
        match reader.read_event().unwrap() {
            Event::Start(e) => {
                open.push(all.len());
                all.push(read(&e));
            }
            Event::Empty(e) => all.push(read(&e)),
            Event::End(_) => {
                open.pop();
            }
            Event::Text(t) => add(&t, &mut all, &open),
            Event::GeneralRef(r) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*r)).unwrap().into_owned();
                add(&text, &mut all, &open);
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// Those of a name.
pub(crate) fn named(xml: &str, name: &str) -> Vec<Element> {
    elements(xml).into_iter().filter(|e| e.name == name).collect()
}
