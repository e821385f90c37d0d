//! The pictures of a book: photos of the articles, each part of each photo once, and the cover.

use super::{Images, Job, cover};
use crate::article::{Article, Crop, Figure, figures};
use crate::photo::Encoding;
use std::collections::BTreeMap;
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
    pub(super) bytes: Arc<[u8]>,
}

/// The photos of all articles in the order in which they are met.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) photos: Vec<Photo>,
    /// The place in `photos` by path and crop, whose numbers are written out so that they can be compared.
    known: BTreeMap<(String, String), usize>,
}

impl Shelf {
    /// Takes up every photo that can be had.
    pub(super) fn new(articles: &[Article], images: &Images<'_>) -> Shelf {
        let mut shelf = Shelf::default();
        for figure in articles.iter().flat_map(figures) {
            let key = key(&figure.photo, figure.crop);
            if shelf.known.contains_key(&key) {
                continue;
            }
            let Some(variant) = images(&figure.photo, figure.crop) else { continue };
            let Some((extension, media_type)) = kind(&variant.encoding) else { continue };
            // One photo under two names is one file.
            let same = |p: &Photo| Arc::ptr_eq(&p.bytes, &variant.bytes) || p.bytes == variant.bytes;
            if let Some(at) = shelf.photos.iter().position(same) {
                shelf.known.insert(key, at);
                continue;
            }
            let href = format!("photos/p{}.{extension}", shelf.photos.len() + 1);
            let picture = Picture { href, width: variant.width, height: variant.height };
            shelf.known.insert(key, shelf.photos.len());
            let path = figure.photo.clone();
            shelf.photos.push(Photo { path, picture, media_type, bytes: variant.bytes });
        }
        shelf
    }

    /// The picture of a figure.
    pub(super) fn find(&self, figure: &Figure) -> Option<&Picture> {
        let at = self.known.get(&key(&figure.photo, figure.crop))?;
        Some(&self.photos[*at].picture)
    }
}

fn key(path: &str, crop: Option<Crop>) -> (String, String) {
    (path.to_owned(), format!("{crop:?}"))
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

/// The cover photo where it has the shape of one (row 22), else a typeset cover.
pub(super) fn cover(job: &Job<'_>, images: &Images<'_>) -> Option<Cover> {
    let front = job.front();
    if let Some(photo) = front.cover.as_ref().and_then(|(path, _)| images(path, None)) {
        let shape = f64::from(photo.height) / f64::from(photo.width.max(1));
        if photo.width >= 1000
            && (1.25..=1.8).contains(&shape)
            && let Some((extension, media_type)) = kind(&photo.encoding)
            && extension != "svg"
        {
            let name = if extension == "jpg" { "cover.jpg" } else { "cover.png" };
            return Some(Cover { name, media_type, bytes: photo.bytes });
        }
    }
    let drawn = cover::draw(&front, job.theme, job.faces)?;
    Some(Cover { name: "cover.png", media_type: "image/png", bytes: drawn.into() })
}
