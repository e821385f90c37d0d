//! The pictures of a book: photos of the articles, each part of each photo once, and the cover. Photos go into the
//! archive before all else ([`Gallery`]), so that none has to be held: what the chapters need of them is their
//! names and sizes ([`Shelf`]).

use super::archive::Archive;
use super::{Images, Job, cover};
use crate::article::{Article, Crop, Figure, figures};
use crate::cover::{HEIGHT, WIDTH};
use crate::diag::Diag;
use crate::photo::{Encoding, Variant};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a photo lies in the book.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// The file, seen from the documents.
    pub(super) href: String,
    /// Pixels across.
    pub(super) width: u32,
    /// Pixels down.
    pub(super) height: u32,
}

/// One file of a photo.
#[derive(Debug)]
pub(super) struct Photo {
    /// Where the author has it.
    pub(super) path: String,
    pub(super) picture: Picture,
    pub(super) media_type: &'static str,
    /// Its length in bytes.
    pub(super) length: usize,
}

/// A path and a crop, whose numbers are written out so that they can be compared.
type Key = (String, String);

fn key(path: &str, crop: Option<Crop>) -> Key {
    (path.to_owned(), format!("{crop:?}"))
}

/// The photos of all articles in the order in which they came.
#[derive(Debug, Default)]
pub struct Shelf {
    pub(super) photos: Vec<Photo>,
    /// The place in `photos`.
    known: BTreeMap<Key, usize>,
    /// The front's cover photo, if it came.
    pub(super) cover: Option<Variant>,
}

impl Shelf {
    /// The picture of a figure.
    pub(super) fn find(&self, figure: &Figure) -> Option<&Picture> {
        let at = self.known.get(&key(&figure.photo, figure.crop))?;
        Some(&self.photos[*at].picture)
    }
}

/// The first half of a book's archive: its photos.
pub struct Gallery<'o> {
    archive: Archive<'o>,
    shelf: Shelf,
    /// What figures show.
    wanted: BTreeSet<Key>,
    /// The place in the shelf by content: one photo under two names is one file.
    contents: BTreeMap<[u8; 32], usize>,
}

impl<'o> Gallery<'o> {
    /// Begins the archive of a book.
    pub fn new(job: &Job<'_>, out: &'o mut super::Sink) -> Result<Gallery<'o>, Diag> {
        let wanted = job.articles.iter().flat_map(figures).map(|f| key(&f.photo, f.crop));
        Ok(Gallery {
            archive: Archive::new(out)?,
            shelf: Shelf::default(),
            wanted: wanted.collect(),
            contents: BTreeMap::new(),
        })
    }

    /// Takes the photo on the cover, developed for [`crate::photo::Target::Cover`]; without one a cover is typeset.
    pub fn cover(&mut self, variant: &Variant) {
        self.shelf.cover = Some(variant.clone());
    }

    /// Takes a photo, developed, by its path and crop. What no figure shows is left out.
    pub fn hang(&mut self, path: &str, crop: Option<Crop>, variant: &Variant) -> Result<(), Diag> {
        let key = key(path, crop);
        let Some((extension, media_type)) = kind(&variant.encoding) else { return Ok(()) };
        if !self.wanted.remove(&key) {
            return Ok(());
        }
        let next = self.shelf.photos.len();
        let at = *self.contents.entry(variant.digest()).or_insert(next);
        self.shelf.known.insert(key, at);
        if at == next {
            let href = format!("photos/p{}.{extension}", next + 1);
            self.archive.stored(&href, &variant.bytes)?;
            let picture = Picture { href, width: variant.width, height: variant.height };
            let (path, length) = (path.to_owned(), variant.bytes.len());
            self.shelf.photos.push(Photo { path, picture, media_type, length });
        }
        Ok(())
    }

    /// All photos are in: what the chapters need of them, and the archive for the rest of the book.
    pub fn close(self) -> (Shelf, Archive<'o>) {
        (self.shelf, self.archive)
    }
}

/// Hangs all photos of a book in the order in which they are met.
pub(super) fn hang_all(gallery: &mut Gallery<'_>, job: &Job<'_>, images: &Images<'_>) -> Result<(), Diag> {
    let shown = |a: &Article| figures(a).into_iter().map(|f| (f.photo.clone(), f.crop)).collect::<Vec<_>>();
    let cover = job.front().cover;
    let whole = (WIDTH.into(), HEIGHT.into());
    if let Some(variant) = cover.and_then(|c| images(&c.photo, Some(c.crop(whole.0, whole.1)))) {
        gallery.cover(&variant);
    }
    for (path, crop) in job.articles.iter().flat_map(shown) {
        if let Some(variant) = images(&path, crop) {
            gallery.hang(&path, crop, &variant)?;
        }
    }
    Ok(())
}

/// The file kind of a variant; raw samples are no file.
fn kind(encoding: &Encoding) -> Option<(&'static str, &'static str)> {
    match encoding {
        Encoding::Jpeg { .. } => Some(("jpg", "image/jpeg")),
        Encoding::Png => Some(("png", "image/png")),
        Encoding::Svg => Some(("svg", "image/svg+xml")),
        Encoding::Samples { .. } | Encoding::Page => None,
    }
}

/// The picture on the cover.
#[derive(Debug)]
pub(super) struct Cover {
    pub(super) name: &'static str,
    pub(super) media_type: &'static str,
    pub(super) bytes: Arc<[u8]>,
}

/// The cover photo if there is one, else a typeset cover.
pub(super) fn cover(job: &Job<'_>, photo: Option<&Variant>) -> Option<Cover> {
    if let Some(photo) = photo
        && let Some((extension, media_type)) = kind(&photo.encoding)
    {
        let name = if extension == "jpg" { "cover.jpg" } else { "cover.png" };
        return Some(Cover { name, media_type, bytes: photo.bytes.clone() });
    }
    let drawn = cover::draw(&job.front(), job.theme, job.faces)?;
    Some(Cover { name: "cover.png", media_type: "image/png", bytes: drawn.into() })
}
