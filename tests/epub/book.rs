//! Books built in memory the way `keben build` builds them, and their files.

use crate::photo;
use crate::xml::{Element, named};
use keben::article::Article;
use keben::diag::{Diags, Files};
use keben::export::{self, Options, Progress, Step};
use keben::reader;
use keben::source::Project;
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::OnceLock;

/// A book: its bytes, its files, and the articles that it is of.
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) bytes: Vec<u8>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    pub(crate) articles: Vec<Article>,
    /// Codes of what the author was told.
    pub(crate) told: Vec<&'static str>,
}

/// Nobody looks on.
pub(crate) struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _: Step) {}
}

/// Options of an EPUB without a PDF.
pub(crate) fn epub_only() -> Options {
    Options { epub: true, epoch: Some(1_000_000_000), ..Options::default() }
}

/// The photos that articles of these tests may show: `a` red, `b` blue and upright only after a turn, `c` small.
fn photos() -> &'static [(&'static str, Vec<u8>)] {
    static PHOTOS: OnceLock<Vec<(&str, Vec<u8>)>> = OnceLock::new();
    PHOTOS.get_or_init(|| {
        vec![
            ("a", photo::plain(2400, 1600, [190, 60, 50])),
            ("b", photo::telling(1500, 1000, [50, 70, 190])),
            ("c", photo::plain(320, 240, [60, 150, 70])),
        ]
    })
}

/// A project of these files and the photos.
pub(crate) fn project(files: &[(&str, &[u8])]) -> Project {
    let mut all: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    for (name, bytes) in photos() {
        all.entry(format!("source/photos/{name}.jpg")).or_insert_with(|| bytes.clone());
    }
    Project::in_memory(all)
}

/// Builds articles, given with their paths, and whatever else their project has.
pub(crate) fn build_files(files: &[(&str, &[u8])], options: &Options) -> Result<Book, Diags> {
    let project = project(files);
    let outcome = export::build(&project, options, &Quiet);
    let told = outcome.diags.iter().map(|d| d.code.id).collect();
    let mut bytes = None;
    for output in outcome.outputs {
        if output.name.ends_with(".epub") {
            bytes = Some(output.bytes);
        }
    }
    let Some(bytes) = bytes else { return Err(outcome.diags) };
    let (mut texts, mut diags) = (Files::default(), Diags::new());
    let articles =
        project.articles().iter().filter_map(|p| reader::read(&project, p, &mut texts, &mut diags)).collect();
    Ok(Book { files: unpack(&bytes), bytes, articles, told })
}

/// The files of an archive.
pub(crate) fn unpack(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert!(files.insert(file.name().to_owned(), content).is_none(), "{} twice", file.name());
    }
    files
}

/// Builds one article, with further text files in its project.
pub(crate) fn try_build(markdown: &str, more: &[(&str, &str)]) -> Result<Book, Diags> {
    let mut files: Vec<(&str, &[u8])> = more.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    files.push(("source/a.md", markdown.as_bytes()));
    build_files(&files, &epub_only())
}

/// The same; it has to work.
pub(crate) fn build(markdown: &str) -> Book {
    try_build(markdown, &[]).unwrap_or_else(|d| panic!("{d:?}"))
}

/// A theme that is the default but for some keys.
pub(crate) fn build_with(markdown: &str, theme: &str) -> Book {
    try_build(markdown, &[("templates/feature/theme.toml", theme)]).unwrap_or_else(|d| panic!("{d:?}"))
}

/// The book that has one of everything.
pub(crate) fn rich() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| build(include_str!("rich.md")))
}

/// The same in vertical lines.
pub(crate) fn vertical() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| build_with(include_str!("rich.md"), VERTICAL))
}

/// The keys that make a theme vertical.
pub(crate) const VERTICAL: &str = "[page]\nwriting = \"vertical\"\n\n[area]\nlines = 28\n";

impl Book {
    /// A text file.
    pub(crate) fn text(&self, name: &str) -> &str {
        let bytes = self.files.get(name).unwrap_or_else(|| panic!("{name} is not in the book"));
        std::str::from_utf8(bytes).unwrap()
    }
    pub(crate) fn opf(&self) -> &str {
        self.text("OEBPS/content.opf")
    }
    pub(crate) fn nav(&self) -> &str {
        self.text("OEBPS/nav.xhtml")
    }
    pub(crate) fn css(&self) -> &str {
        self.text("OEBPS/stylesheet.css")
    }
    pub(crate) fn article_text(&self) -> &str {
        self.text("OEBPS/article-1.xhtml")
    }
    /// All XHTML documents by name.
    pub(crate) fn documents(&self) -> Vec<(&str, &str)> {
        let names = self.files.keys().filter(|n| n.ends_with(".xhtml"));
        names.map(|n| (n.as_str(), self.text(n))).collect()
    }
    /// The documents of the reading order, cover and contents left out.
    pub(crate) fn spine(&self) -> Vec<&str> {
        let items = named(self.opf(), "item");
        let order = named(self.opf(), "itemref");
        let names = order.iter().map(|i| {
            let item = items.iter().find(|item| item.get("id") == i.get("idref")).unwrap();
            format!("OEBPS/{}", item.get("href"))
        });
        names.filter(|n| n.contains("article-")).map(|n| self.text(&n)).collect()
    }
    /// The texts of the metadata elements of a name.
    pub(crate) fn metadata(&self, name: &str) -> Vec<String> {
        named(self.opf(), name).into_iter().map(|e| e.text).collect()
    }
    /// The texts of the `meta` of a property that stand by themselves.
    pub(crate) fn property(&self, property: &str) -> Vec<String> {
        let metas = named(self.opf(), "meta").into_iter();
        metas
            .filter(|m| m.get("property") == property && m.get("refines").is_empty())
            .map(|m| m.text)
            .collect()
    }
    /// What refines an element: the `meta` of a property.
    pub(crate) fn refined(&self, id: &str, property: &str) -> Option<Element> {
        let mut metas = named(self.opf(), "meta").into_iter();
        metas.find(|m| m.get("refines") == format!("#{id}") && m.get("property") == property)
    }
    /// The manifest's item of an id or property.
    pub(crate) fn item(&self, id: &str) -> Option<Element> {
        let mut items = named(self.opf(), "item").into_iter();
        items.find(|i| i.get("id") == id || i.get("properties") == id)
    }
    /// Changes a text file; what is to be changed has to be there.
    pub(crate) fn edit(&mut self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} has no {from:?} to spoil:\n{text}");
        let text = text.replace(from, to);
        self.files.insert(name.to_owned(), text.into_bytes());
    }
}

/// A text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
