//! Photos as the outputs take them: every photo is decoded once at most, whatever the outputs ask of it. What comes of it is
//! handed on as soon as it is there, so that a book holds the photos in work and no others.

use super::{Gathered, Options, remarks};
use crate::article::{Crop, figures, front};
use crate::cover::{HEIGHT, WIDTH};
use crate::diag::{Diag, Diags};
use crate::epub::Profile;
use crate::frame::{ImageItem, PageItem, PagedDocument};
use crate::geom::Abs;
use crate::pdf::{Picture, Plate};
use crate::photo::{Album, Coverage, Darkroom, PhotoId, Request, Target, Variant, Work, coverage, develop};
use crate::source::Project;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The most bytes of photos in work at a time, whatever the number of threads.
const MAX_DECODED_BYTES: u64 = 1 << 30;
/// What a pixel of a drawing is taken to need: four samples, as they are drawn and as they are laid on paper.
const BYTES_PER_PIXEL: u64 = 8;

/// Cuts a list into stretches, each within [`MAX_DECODED_BYTES`] or of one item.
fn batches<T>(items: &[T], bytes: impl Fn(&T) -> u64) -> impl Iterator<Item = &[T]> {
    let mut rest = items;
    std::iter::from_fn(move || {
        let mut sum = 0_u64;
        let fitting = rest.iter().take_while(|item| {
            sum = sum.saturating_add(bytes(item));
            sum <= MAX_DECODED_BYTES
        });
        let count = fitting.count().max(1).min(rest.len());
        let (batch, behind) = rest.split_at(count);
        rest = behind;
        (!batch.is_empty()).then_some(batch)
    })
}

/// A part of a photo, in millionths, so that it can be a key.
type Part = [i64; 4];

fn key(part: [f64; 4]) -> Part {
    part.map(|share| (share * 1e6).round() as i64)
}

/// The variants of one photo, each with what was asked for.
type Made = Vec<(Request, Ready)>;

/// A variant, ready for its output.
enum Ready {
    Screen(Variant),
    /// With its pixels across, and what it lays on paper if a press wants to know.
    Print(Plate, u32, Option<Coverage>),
}

/// What came of one photo.
type Outcome = Result<(Made, Work), Diag>;

/// A path and a crop under which articles show a part of a photo.
pub(super) type Shown = (String, Option<Crop>);

/// Takes a variant for the EPUB, with all its names. Errors end the work.
pub(super) type TakeScreen<'a> = dyn FnMut(&[Shown], &Variant) -> Result<(), Diag> + 'a;

/// Takes a variant for the pages. Errors end the work.
pub(super) type TakePrint<'a> = dyn FnMut(&Plate) -> Result<Option<Picture>, Diag> + 'a;

/// Where variants go.
pub(super) struct Takers<'a> {
    pub(super) screen: &'a mut TakeScreen<'a>,
    pub(super) print: &'a mut TakePrint<'a>,
}

/// A photo on the pages.
#[derive(Clone, Copy)]
pub(super) struct Printed {
    /// Where it is in the file, if it can be in one.
    pub(super) picture: Option<Picture>,
    /// Pixels across.
    pub(super) width: u32,
    /// What it lays on paper, for a press.
    pub(super) coverage: Option<Coverage>,
}

/// Photos in work for each thread before the next ones are begun; what they come to is held so long.
const AT_ONCE: usize = 4;

/// What was made, by the first photo of their content.
#[derive(Default)]
pub(super) struct Developed {
    print: BTreeMap<(PhotoId, Part), Printed>,
    /// How many bytes each variant for the EPUB has.
    pub(super) screens: Vec<(PhotoId, usize)>,
    /// The photo on the EPUB's cover.
    pub(super) cover: Option<Variant>,
    /// How they came about.
    pub(super) work: Work,
}

impl Developed {
    /// Makes what the pages of a document and the figures of some articles need, photos side by side.
    /// Photos that cannot be decoded are reported and missing; with `keep_going`, something stands in for them.
    /// As many photos are decoded at a time as there are threads, and no more than [`MAX_DECODED_BYTES`] hold
    /// unless one alone has more; what [`AT_ONCE`] come to for each thread is held until all of them are done.
    /// Errors: those of `takers`.
    pub(super) fn make(
        document: Option<&PagedDocument>,
        options: &Options,
        (project, gathered): (&Project, &Gathered),
        darkroom: &Darkroom,
        takers: &mut Takers<'_>,
        diags: &mut Diags,
    ) -> Result<Developed, Diag> {
        let mut wanted: BTreeMap<PhotoId, Vec<Request>> = BTreeMap::new();
        for (photo, request) in print_requests(document, gathered) {
            wanted.entry(photo).or_default().push(request);
        }
        let mut names: BTreeMap<(PhotoId, Part), Vec<Shown>> = BTreeMap::new();
        if options.epub {
            for (photo, request, shown) in screen_requests(options.profile, gathered) {
                wanted.entry(photo).or_default().push(request);
                names.insert((photo, key(request.part)), shown);
            }
            if let Some((photo, request)) = cover_request(options.profile, gathered) {
                wanted.entry(photo).or_default().push(request);
            }
        }
        let wanted: Vec<(PhotoId, Vec<Request>)> = wanted.into_iter().collect();
        let mut out = Developed::default();
        let named = remarks::named(gathered);
        let decoded = |(id, requests): &(PhotoId, Vec<Request>)| {
            let photo = gathered.album.get(*id);
            let pixels = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
            // A drawing is as large as it is drawn.
            let drawn = || requests.iter().map(|request| BYTES_PER_PIXEL * pixels(request.pixels)).sum();
            if photo.is_drawing() { drawn() } else { photo.working_bytes() }
        };
        let most = AT_ONCE * rayon::current_num_threads();
        for some in batches(&wanted, decoded).flat_map(|batch| batch.chunks(most)) {
            let one = |(id, requests): &(PhotoId, Vec<Request>)| {
                develop_one((project, gathered), *id, requests, options, darkroom)
            };
            let made: Vec<(Outcome, Option<Diag>)> = some.par_iter().map(one).collect();
            for (&(id, _), (result, remark)) in some.iter().zip(made) {
                remark.into_iter().for_each(|diag| diags.push(remarks::place(diag, &named)));
                let (variants, work) = match result {
                    Ok(made) => made,
                    Err(diag) => {
                        diags.push(remarks::place(diag, &named));
                        continue;
                    }
                };
                out.work += work;
                for (request, ready) in variants {
                    let place = (id, key(request.part));
                    match ready {
                        Ready::Print(plate, width, coverage) => {
                            let picture = (takers.print)(&plate)?;
                            out.print.insert(place, Printed { picture, width, coverage });
                        }
                        Ready::Screen(variant) => {
                            out.screens.push((id, variant.bytes.len()));
                            if request.target == Target::Cover {
                                out.cover = Some(variant);
                            } else {
                                (takers.screen)(names.get(&place).map_or(&[], Vec::as_slice), &variant)?;
                            }
                        }
                    }
                }
            }
        }
        Ok(out)
    }

    /// The photo for an image of a page.
    pub(super) fn print(&self, image: &ImageItem, album: &Album) -> Option<Printed> {
        self.print.get(&(album.original(image.photo), key(image.part))).copied()
    }
}

/// The variants of one photo, and what is to be said if something stands in for it.
fn develop_one(
    (project, gathered): (&Project, &Gathered),
    id: PhotoId,
    requests: &[Request],
    options: &Options,
    darkroom: &Darkroom,
) -> (Outcome, Option<Diag>) {
    let photo = gathered.album.get(id);
    let pressed = options.pdf_as.press.is_some();
    let ready = |(request, variant): (&Request, Variant)| {
        let ready = match request.target {
            Target::Screen | Target::Cover => Ready::Screen(variant),
            Target::Print => {
                let (width, coverage) = (variant.width, pressed.then(|| coverage(&variant)).flatten());
                Ready::Print(Plate::new(variant), width, coverage)
            }
        };
        (*request, ready)
    };
    let made =
        |(variants, work): (Vec<Variant>, Work)| (requests.iter().zip(variants).map(ready).collect(), work);
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

/// The photo of the EPUB's cover, cropped to its shape.
fn cover_request(profile: Profile, gathered: &Gathered) -> Option<(PhotoId, Request)> {
    let Gathered { articles, volume, album, theme, .. } = gathered;
    let cover = front(volume.as_ref(), articles).cover?;
    let id = album.find(&cover.photo)?;
    let height = profile.limits().side(WIDTH, HEIGHT, HEIGHT);
    let pixels = (WIDTH * height / HEIGHT, height);
    let request = Request {
        part: part_of(Some(cover.crop(WIDTH.into(), HEIGHT.into())), album, id),
        pixels,
        pixels_unchanged: pixels,
        quality: theme.epub.image_quality,
        target: Target::Cover,
    };
    Some((album.original(id), request))
}

/// One request for each part of each photo that figures show, within the limits of the store.
fn screen_requests(profile: Profile, gathered: &Gathered) -> Vec<(PhotoId, Request, Vec<Shown>)> {
    let Gathered { articles, album, theme, .. } = gathered;
    let mut parts: BTreeMap<(PhotoId, Part), ([f64; 4], Vec<Shown>)> = BTreeMap::new();
    let shown = articles.iter().flat_map(figures).map(|f| (f.photo.as_str(), f.crop));
    for (path, crop) in shown {
        if let Some(id) = album.find(path) {
            let part = part_of(crop, album, id);
            let entry = parts.entry((album.original(id), key(part))).or_insert((part, Vec::new()));
            let name = (path.to_owned(), crop);
            if !entry.1.contains(&name) {
                entry.1.push(name);
            }
        }
    }
    let size = |id: PhotoId, part: [f64; 4]| {
        let photo = album.get(id);
        let share = |pixels: u32, share: f64| (f64::from(pixels) * share).round().max(1.0) as u32;
        (share(photo.width, part[2]), share(photo.height, part[3]))
    };
    let sizes: Vec<(u32, u32)> = parts.iter().map(|((id, _), (part, _))| size(*id, *part)).collect();
    let (side, quality) = profile.pictures(&sizes, theme.epub.image_pixels, theme.epub.image_quality);
    parts
        .into_iter()
        .zip(sizes)
        .map(|(((id, _), (part, names)), (width, height))| {
            let side = profile.limits().side(width, height, side);
            let pixels = (side, side);
            let request = Request { part, pixels, pixels_unchanged: pixels, quality, target: Target::Screen };
            (id, request, names)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_are_developed_in_stretches_that_memory_holds() {
        let most = MAX_DECODED_BYTES;
        let of = |sizes: &[u64]| -> Vec<usize> { batches(sizes, |s| *s).map(<[u64]>::len).collect() };
        assert_eq!(of(&[]), Vec::<usize>::new());
        assert_eq!(of(&[most / 2, most / 2]), [2], "just below");
        assert_eq!(of(&[most / 2, most / 2 + 1]), [1, 1], "just above");
        assert_eq!(of(&[1, most + 1, 1, 1]), [1, 1, 2]);
        assert_eq!(of(&[u64::MAX, u64::MAX]), [1, 1]);
    }
}
