//! Photos as the outputs take them: every photo is decoded once at most, whatever the outputs ask of it.

use super::{Gathered, Options};
use crate::article::{Crop, figures};
use crate::diag::{Diag, Diags};
use crate::epub::Profile;
use crate::frame::{ImageItem, PageItem, PagedDocument};
use crate::geom::Abs;
use crate::photo::{Album, Darkroom, PhotoId, Request, Target, Variant, Work, develop};
use crate::source::Project;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A part of a photo, in millionths, so that it can be a key.
type Part = [i64; 4];

fn key(part: [f64; 4]) -> Part {
    part.map(|share| (share * 1e6).round() as i64)
}

/// The variants of one photo, each with what was asked for.
type Made = Vec<(PhotoId, Request, Variant)>;

/// What came of one photo.
type Outcome = Result<(Made, Work), Diag>;

/// The variants made, by the first photo of their content.
#[derive(Default)]
pub(super) struct Developed {
    print: BTreeMap<(PhotoId, Part), Variant>,
    screen: BTreeMap<(PhotoId, Part), Variant>,
    /// How they came about.
    pub(super) work: Work,
}

impl Developed {
    /// Makes what the pages of a document and the figures of some articles need, photos side by side.
    /// Photos that cannot be decoded are reported and missing; with `keep_going`, something stands in for them.
    /// As many photos are in memory at a time as there are threads.
    pub(super) fn make(
        document: Option<&PagedDocument>,
        options: &Options,
        (project, gathered): (&Project, &Gathered),
        darkroom: &Darkroom,
        diags: &mut Diags,
    ) -> Developed {
        let mut wanted: BTreeMap<PhotoId, Vec<Request>> = BTreeMap::new();
        for (photo, request) in print_requests(document, gathered) {
            wanted.entry(photo).or_default().push(request);
        }
        if options.epub {
            for (photo, request) in screen_requests(options.profile, gathered) {
                wanted.entry(photo).or_default().push(request);
            }
        }
        let made: Vec<(Outcome, Option<Diag>)> = wanted
            .par_iter()
            .map(|(&id, requests)| {
                let photo = gathered.album.get(id);
                let made = |(variants, work): (Vec<Variant>, Work)| {
                    (requests.iter().zip(variants).map(|(r, v)| (id, *r, v)).collect(), work)
                };
                match develop(photo, &|| project.read(&photo.path), requests, darkroom) {
                    Err(diag) if options.keep_going => {
                        let mut album = Album::default();
                        let Some(id) = album.stand_in(&photo.path, photo.width, photo.height) else {
                            return (Err(diag), None);
                        };
                        let nothing = || Err(diag.clone());
                        let stand_in = develop(album.get(id), &nothing, requests, darkroom);
                        (stand_in.map(made), Some(super::gather::stand_in(&photo.path, &diag)))
                    }
                    result => (result.map(made), None),
                }
            })
            .collect();
        let mut out = Developed::default();
        for (result, remark) in made {
            remark.into_iter().for_each(|diag| diags.push(diag));
            match result {
                Err(diag) => diags.push(diag),
                Ok((variants, work)) => {
                    out.work += work;
                    for (id, request, variant) in variants {
                        let shelf = match request.target {
                            Target::Print => &mut out.print,
                            Target::Screen => &mut out.screen,
                        };
                        shelf.insert((id, key(request.part)), variant);
                    }
                }
            }
        }
        out
    }

    /// The variant for an image of a page.
    pub(super) fn print(&self, image: &ImageItem, album: &Album) -> Option<Variant> {
        self.print.get(&(album.original(image.photo), key(image.part))).cloned()
    }

    /// The variants for the EPUB, in the order of the album.
    pub(super) fn screens(&self) -> impl Iterator<Item = (PhotoId, &Variant)> {
        self.screen.iter().map(|((photo, _), variant)| (*photo, variant))
    }

    /// The variant for a photo of an EPUB, by its path and crop.
    pub(super) fn screen(&self, path: &str, crop: Option<Crop>, album: &Album) -> Option<Variant> {
        let id = album.find(path)?;
        self.screen.get(&(album.original(id), key(part_of(crop, album, id)))).cloned()
    }
}

/// The part of its photo that a crop shows.
fn part_of(crop: Option<Crop>, album: &Album, id: PhotoId) -> [f64; 4] {
    let photo = album.get(id);
    crop.map_or([0.0, 0.0, 1.0, 1.0], |c| c.part(photo.width, photo.height))
}

/// One request for each part of each photo on the pages, at the largest size it stands at.
fn print_requests(document: Option<&PagedDocument>, gathered: &Gathered) -> Vec<(PhotoId, Request)> {
    let mut largest: BTreeMap<(PhotoId, Part), ([f64; 4], Abs, Abs)> = BTreeMap::new();
    let pages = document.map_or(&[][..], |d| &d.pages);
    for (_, item) in pages.iter().flat_map(|p| &p.items) {
        if let PageItem::Image(area, image) = item {
            let photo = gathered.album.original(image.photo);
            let size = largest.entry((photo, key(image.part))).or_insert((image.part, Abs::ZERO, Abs::ZERO));
            size.1 = size.1.max(area.size.width);
            size.2 = size.2.max(area.size.height);
        }
    }
    let print = &gathered.theme.print;
    let pixels = |length: Abs, ppi: u32| (length.to_inch() * f64::from(ppi)).ceil().clamp(1.0, 1e5) as u32;
    largest
        .into_iter()
        .map(|((photo, _), (part, width, height))| {
            let at = |ppi| (pixels(width, ppi), pixels(height, ppi));
            let request = Request {
                part,
                pixels: at(print.ppi),
                pixels_unchanged: at(print.ppi_max),
                quality: print.quality,
                target: Target::Print,
            };
            (photo, request)
        })
        .collect()
}

/// One request for each part of each photo that figures and covers show, within the limits of the store.
fn screen_requests(profile: Profile, gathered: &Gathered) -> Vec<(PhotoId, Request)> {
    let Gathered { articles, volume, album, theme, .. } = gathered;
    let mut parts: BTreeMap<(PhotoId, Part), [f64; 4]> = BTreeMap::new();
    let shown = articles.iter().flat_map(figures).map(|f| (f.photo.as_str(), f.crop));
    let covers = articles.iter().map(|a| &a.meta.cover).chain(volume.iter().map(|v| &v.cover));
    let covers = covers.flatten().map(|(path, _)| (path.as_str(), None));
    for (path, crop) in shown.chain(covers) {
        if let Some(id) = album.find(path) {
            let part = part_of(crop, album, id);
            parts.insert((album.original(id), key(part)), part);
        }
    }
    let size = |id: PhotoId, part: [f64; 4]| {
        let photo = album.get(id);
        let share = |pixels: u32, share: f64| (f64::from(pixels) * share).round().max(1.0) as u32;
        (share(photo.width, part[2]), share(photo.height, part[3]))
    };
    let sizes: Vec<(u32, u32)> = parts.iter().map(|((id, _), part)| size(*id, *part)).collect();
    let (side, quality) = profile.pictures(&sizes, theme.epub.image_pixels, theme.epub.image_quality);
    parts
        .into_iter()
        .zip(sizes)
        .map(|(((id, _), part), (width, height))| {
            let side = profile.limits().side(width, height, side);
            let pixels = (side, side);
            (id, Request { part, pixels, pixels_unchanged: pixels, quality, target: Target::Screen })
        })
        .collect()
}
