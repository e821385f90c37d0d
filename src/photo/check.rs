//! What a careful art editor would say of the photos of a job: about their pixels where they stand, their colours
//! for the press, their names and their weight. Nothing here is said of a plain build; `check` and a build for
//! print ask for it.

use super::{Album, Colours, PhotoId, PrintIntent};
use crate::diag::{Diag, Diags, Span, codes::layout, codes::photo as codes};
use std::collections::BTreeSet;

/// A photo where it stands on a page.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    /// Which photo.
    pub photo: PhotoId,
    /// The part shown, in shares of the upright photo: left, top, width, height.
    pub part: [f64; 4],
    /// How wide and how high it stands, in inches.
    pub inches: (f64, f64),
    /// Where the article names it.
    pub span: Option<Span>,
}

/// What print asks for where no press says.
const PRINT_PPI: u32 = 300;
/// Under this many pixels an inch a photo is not only soft in print: a screen shows its pixels.
const SCREEN_PPI: f64 = 96.0;
/// A shape that is off by more than this share is seen (and more than the rounding of a sliver's pixels).
const SHAPE: f64 = 0.02;
/// The most bytes of a picture that stores take (Kindle Publishing Guidelines, 4.2.2: 5 MB each).
const STORE_BYTES: usize = 5_000_000;

/// What layout says of every photo by itself: under this it is soft on any paper.
const SOFT_PPI: f64 = 150.0;

/// Pixels against the size they stand at. `ppi` is what the press asks for: 300 on coated paper, 200 on newsprint; 0 for
/// no press. What is under 150 is layout's to say, once is enough.
pub fn resolution(album: &Album, placements: &[Placement], ppi: u32, diags: &mut Diags) {
    for placed in placements {
        let photo = album.get(placed.photo);
        let pixels = (f64::from(photo.width) * placed.part[2], f64::from(photo.height) * placed.part[3]);
        let across = pixels.0 / placed.inches.0.max(1e-3);
        let down = pixels.1 / placed.inches.1.max(1e-3);
        let found = across.min(down);
        let say = |code, diags: &mut Diags, args: &[String]| {
            let diag = args.iter().fold(Diag::new(code).arg(&photo.path), Diag::arg);
            diags.push(Diag { span: placed.span, ..diag });
        };
        if found < SCREEN_PPI {
            let needed = (placed.inches.0 * f64::from(if ppi == 0 { PRINT_PPI } else { ppi })).ceil();
            say(&codes::ENLARGED, diags, &[format!("{found:.0}"), format!("{needed:.0}")]);
            // It says more than that the photo will look soft.
            diags
                .retain(|d| !(d.code.id == layout::LOW_RESOLUTION.id && d.args.first() == Some(&photo.path)));
        } else if found.round() < f64::from(ppi) && found >= SOFT_PPI {
            let needed = (placed.inches.0 * f64::from(ppi)).ceil();
            say(&codes::FEW_PIXELS, diags, &[format!("{found:.0}"), ppi.to_string(), format!("{needed:.0}")]);
        }
        let pulled = down / across.max(1e-3) - 1.0;
        if pulled.abs() > SHAPE && pixels.0 >= 50.0 && pixels.1 >= 50.0 {
            say(&codes::OUT_OF_SHAPE, diags, &[format!("{:.0}", pulled * 100.0)]);
        }
    }
}

/// Colours against the print intent. Each photo is spoken of once, where it first stands.
pub fn colours(album: &Album, placements: &[Placement], intent: &PrintIntent, diags: &mut Diags) {
    let mut seen = BTreeSet::new();
    for placed in placements.iter().filter(|p| seen.insert(album.original(p.photo))) {
        let photo = album.get(placed.photo);
        let kind = match photo.colours() {
            Colours::Gray => "gray",
            Colours::Rgb => "RGB",
            Colours::Cmyk => "CMYK",
        };
        let about = |code| Diag { span: placed.span, ..Diag::new(code).arg(&photo.path) };
        let fits = match photo.colours() {
            Colours::Cmyk => intent.serves(4, photo.header.profile.as_ref()),
            Colours::Gray => true,
            Colours::Rgb => intent.keeps_colours(),
        };
        if !fits {
            diags.push(about(&codes::OTHER_COLOURS).arg(kind));
        }
        // Ink without a profile was remarked on when it was looked at.
        if !photo.has_profile() && photo.colours() != Colours::Cmyk {
            diags.push(about(&codes::NO_PROFILE).arg("sRGB"));
        }
    }
}

/// Photos that stand in the project under two names; `span` finds where the article names a path.
pub fn twins(album: &Album, span: &dyn Fn(&str) -> Option<Span>, diags: &mut Diags) {
    for (id, photo) in album.iter() {
        let first = album.original(id);
        if first != id {
            let diag = Diag::new(&codes::SAME_PHOTO).arg(&photo.path).arg(&album.get(first).path);
            diags.push(Diag { span: span(&photo.path), ..diag });
        }
    }
}

/// A picture of an e-book, of so many bytes, that is heavier than stores take.
pub fn weight(path: &str, bytes: usize, span: Option<Span>, diags: &mut Diags) {
    if bytes > STORE_BYTES {
        let megabytes = |bytes: usize| format!("{:.1}", bytes as f64 / 1e6);
        let diag = Diag::new(&codes::TOO_HEAVY).arg(path);
        let diag = diag.arg(megabytes(bytes)).arg(megabytes(STORE_BYTES));
        diags.push(Diag { span, ..diag });
    }
}
