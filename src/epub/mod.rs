//! Articles to EPUB bytes. In: articles, a theme, faces, developed photos. Out: an EPUB 3.3 file that EPUBCheck
//! passes. Knows no page.
//!
//! epub-builder takes the book up in order. Of what it writes, three files cannot be made right from outside:
//! its package document escapes no `content`, gives one id twice where a book has a language and an author, and
//! knows no `xml:lang`, manifest properties, contributors or spine attributes; its navigation has no roles; its
//! NCX no identity. So a final pass writes those three and the archive anew ([`package`], [`archive`]); all of
//! that is behind the one function [`archive::write`].
//!
//! Row numbers in comments are those of the list of requirements that `tests/epub.rs` walks.

mod archive;
mod body;
mod chapter;
mod cover;
mod faces;
mod inline;
mod markup;
mod package;
mod style;
mod templates;
mod words;

use crate::article::{Article, Crop, Figure};
use crate::diag::{Diag, codes::epub as codes};
use crate::font::FontBook;
use crate::photo::{Encoding, Variant};
use crate::theme::Theme;
use archive::{Content, Frame};
use body::{Met, Picture};
use markup::Tally;
use minijinja::context;
use package::{Item, Package};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Writes a book of one or more articles. `image` hands out the developed photo of a path and crop (a cover
/// has none); `epoch` stands for "now" where no article has a date (seconds since 1970).
pub fn write(
    articles: &[Article],
    theme: &Theme,
    book: &FontBook,
    image: &(dyn Fn(&str, Option<Crop>) -> Option<Variant> + Sync),
    epoch: Option<i64>,
) -> Result<Vec<u8>, Diag> {
    let Some(first) = articles.first() else {
        return Err(Diag::new(&codes::EPUB_FAILED).arg("there is no article"));
    };
    let words = words::Words::of(&first.meta.lang, first.meta.is_traditional());
    let mut items = Vec::new();
    let mut files: BTreeMap<String, Content> = BTreeMap::new();

    // 1. The documents, and on the way the photos they show and the characters they need.
    let photos = RefCell::new(Photos::default());
    let picture = |figure: &Figure| photos.borrow_mut().take(figure, image);
    let (mut tally, mut entries, mut met) = (Tally::new(), Vec::new(), Met::default());
    let mut documents = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        let chapter = chapter::write(article, at + 1, theme, &picture)?;
        markup::add_tally(&mut tally, chapter.tally);
        entries.extend(chapter.entries);
        documents.extend(chapter.documents);
        met.pictures |= chapter.met.pictures;
        met.lacks_alt |= chapter.met.lacks_alt;
        met.ruby |= chapter.met.ruby;
    }

    // 2. The faces cut to those characters, and the style sheet that names them.
    let faces = faces::cut(&tally, theme, book)?;
    let css = templates::css(&theme.epub.css, style::values(theme, &faces))?;
    let mut item = |id: String, href: &str, media_type, properties, in_spine| {
        items.push(Item { id, href: href.to_owned(), media_type, properties, in_spine });
    };
    item("nav".to_owned(), "nav.xhtml", "application/xhtml+xml", "nav", false);
    item("ncx".to_owned(), "toc.ncx", "application/x-dtbncx+xml", "", false);
    item("css".to_owned(), "stylesheet.css", "text/css", "", false);
    files.insert("stylesheet.css".to_owned(), Content::Text(format!("{}{css}", faces.css)));
    for (at, file) in faces.files.into_iter().enumerate() {
        item(format!("font-{}", at + 1), &file.name, file.media_type, "", false);
        files.insert(file.name, Content::Font(file.bytes));
    }

    // 3. The cover, its page first in the reading order.
    let mut package = Package { articles, theme, words, items: &[], entries: &entries, met, epoch };
    let title = package.title();
    if let Some((name, media_type, bytes)) = cover(articles, &title, theme, book, image) {
        item("cover-image".to_owned(), name, media_type, "cover-image", false);
        files.insert(name.to_owned(), Content::Picture(bytes));
        let values = context! {
            lang => first.meta.lang.as_str(), label => words.cover, image => name,
            alt => markup::legal(&format!("{}{title}", words.cover_of)),
        };
        let source = theme.epub.templates.get("cover.xhtml").map_or("", String::as_str);
        let page = templates::xhtml("cover.xhtml", source, values)?;
        item("cover".to_owned(), "cover.xhtml", "application/xhtml+xml", "", true);
        files.insert("cover.xhtml".to_owned(), Content::Text(page));
    }
    for (at, document) in documents.into_iter().enumerate() {
        item(format!("text-{}", at + 1), &document.name, "application/xhtml+xml", "", true);
        files.insert(document.name, Content::Text(document.text));
    }
    for (at, (picture, media_type, bytes)) in photos.into_inner().files.into_iter().enumerate() {
        item(format!("photo-{}", at + 1), &picture.href, media_type, "", false);
        files.insert(picture.href, Content::Picture(bytes));
    }

    // 4. The package around them, and the archive.
    package.items = &items;
    let fail = |why: String| Diag::new(&codes::EPUB_FAILED).arg(why);
    let xml = |made: std::io::Result<Vec<u8>>| made.map_err(|e| fail(e.to_string()));
    let frame = Frame { opf: xml(package.opf())?, nav: xml(package.nav())?, ncx: xml(package.ncx())? };
    archive::write(&items, files, frame).map_err(fail)
}

type Bytes = std::sync::Arc<[u8]>;

/// The photos of a book, each part of each photo once.
#[derive(Default)]
struct Photos {
    files: Vec<(Picture, &'static str, Bytes)>,
    /// The place in `files` by path and crop, whose numbers are written out so that they can be compared.
    known: BTreeMap<(String, String), usize>,
}

impl Photos {
    fn take(
        &mut self,
        figure: &Figure,
        image: &dyn Fn(&str, Option<Crop>) -> Option<Variant>,
    ) -> Option<Picture> {
        let key = (figure.photo.clone(), format!("{:?}", figure.crop));
        if let Some(at) = self.known.get(&key) {
            return Some(self.files[*at].0.clone());
        }
        let variant = image(&figure.photo, figure.crop)?;
        let (extension, media_type) = kind(&variant.encoding)?;
        // One photo under two names is one file.
        let same = |file: &(Picture, &'static str, Bytes)| {
            std::sync::Arc::ptr_eq(&file.2, &variant.bytes) || file.2 == variant.bytes
        };
        if let Some(at) = self.files.iter().position(same) {
            self.known.insert(key, at);
            return Some(self.files[at].0.clone());
        }
        let href = format!("photos/p{}.{extension}", self.files.len() + 1);
        let picture = Picture { href, width: variant.width, height: variant.height };
        self.known.insert(key, self.files.len());
        self.files.push((picture.clone(), media_type, variant.bytes));
        Some(picture)
    }
}

/// The file kind of a variant; raw samples are no file.
fn kind(encoding: &Encoding) -> Option<(&'static str, &'static str)> {
    match encoding {
        Encoding::Jpeg { .. } => Some(("jpg", "image/jpeg")),
        Encoding::Png => Some(("png", "image/png")),
        Encoding::Samples { .. } => None,
    }
}

/// The cover photo where it has the shape of one (row 22), else a typeset cover.
fn cover(
    articles: &[Article],
    title: &str,
    theme: &Theme,
    book: &FontBook,
    image: &dyn Fn(&str, Option<Crop>) -> Option<Variant>,
) -> Option<(&'static str, &'static str, Bytes)> {
    let photo = articles.first().and_then(|a| a.meta.cover.as_ref()).and_then(|(path, _)| image(path, None));
    if let Some(photo) = photo {
        let shape = f64::from(photo.height) / f64::from(photo.width.max(1));
        if photo.width >= 1000 && (1.25..=1.8).contains(&shape) {
            match kind(&photo.encoding) {
                Some(("jpg", media_type)) => return Some(("cover.jpg", media_type, photo.bytes)),
                Some((_, media_type)) => return Some(("cover.png", media_type, photo.bytes)),
                None => {}
            }
        }
    }
    let drawn = cover::draw(articles, title, theme, book)?;
    Some(("cover.png", "image/png", drawn.into()))
}
