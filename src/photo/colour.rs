//! Colour profiles (ICC.1): which are plain sRGB, and how to get to sRGB from the others.

use super::jpeg::rgb_of_ink;
use super::pcs::{self, options};
use super::raster::{Kind, Raster};
use moxcms::{ColorProfile, DataColorSpace, Layout};
use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

/// What a profile is good for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Profile {
    /// It says what is assumed anyway.
    Srgb,
    /// It says something else.
    Other,
    /// It is damaged, or not for colours of this kind.
    Unusable,
}

/// Verdicts remembered: the photos of a job come from few cameras.
const REMEMBERED: usize = 8;
/// The most bytes of a profile that is remembered; those of cameras and presses have fewer.
const REMEMBERED_BYTES: usize = 4 << 20;

/// Judges a profile for pictures of so many components.
pub(super) fn judge(icc: &[u8], components: u8) -> Profile {
    static VERDICTS: Mutex<Vec<(Vec<u8>, u8, Profile)>> = Mutex::new(Vec::new());
    let verdicts = || VERDICTS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = verdicts().iter().find(|v| v.1 == components && v.0 == icc).map(|v| v.2);
    if let Some(verdict) = known {
        return verdict;
    }
    let verdict = look_into(icc, components);
    let mut verdicts = verdicts();
    if verdicts.len() < REMEMBERED && icc.len() <= REMEMBERED_BYTES {
        verdicts.push((icc.to_vec(), components, verdict));
    }
    verdict
}

fn look_into(icc: &[u8], components: u8) -> Profile {
    let Some(profile) = pcs::profile(icc) else { return Profile::Unusable };
    match (profile.color_space, components) {
        (DataColorSpace::Rgb, 3) => is_srgb(&profile),
        // An editor's "convert to grayscale" often leaves the RGB profile in the file; its curve is sRGB's.
        (DataColorSpace::Rgb, 1) => Profile::Srgb,
        (DataColorSpace::Gray, 1) | (DataColorSpace::Cmyk, 4) => Profile::Other,
        _ => Profile::Unusable,
    }
}

/// Asks the profile itself rather than its name: sRGB is what leaves sRGB's colours where they are, within
/// two steps of 255 (profiles differ that much in the rounding of their curves).
fn is_srgb(profile: &ColorProfile) -> Profile {
    const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
    let probe: Vec<u8> = STEPS
        .iter()
        .flat_map(|&r| STEPS.iter().flat_map(move |&g| STEPS.iter().flat_map(move |&b| [r, g, b])))
        .collect();
    let mut seen = vec![0; probe.len()];
    let Ok(transform) =
        profile.create_transform_8bit(Layout::Rgb, &ColorProfile::new_srgb(), Layout::Rgb, options())
    else {
        return Profile::Unusable;
    };
    if transform.transform(&probe, &mut seen).is_err() {
        return Profile::Unusable;
    }
    let far = probe.iter().zip(&seen).any(|(a, b)| a.abs_diff(*b) > 2);
    if far { Profile::Other } else { Profile::Srgb }
}

/// The picture in sRGB or gray, for screens. RGB without a profile is sRGB already.
/// A profile that fails after all is passed over: its colours are off then, and the picture is there.
pub(super) fn to_srgb<'a>(raster: Cow<'a, Raster>, icc: Option<&[u8]>) -> Cow<'a, Raster> {
    let profile = icc.and_then(pcs::profile);
    let converted = match (raster.kind, profile) {
        (Kind::Gray, Some(profile)) => {
            let steps: Vec<u8> = (0..=255).collect();
            let curve = through(&profile, &steps, Layout::Gray);
            curve.map(|curve| {
                let samples = raster.samples.iter().map(|&s| curve[usize::from(s) * 3 + 1]).collect();
                Raster { samples, ..*raster }
            })
        }
        (Kind::Rgb, Some(profile)) => through(&profile, &raster.samples, Layout::Rgb)
            .map(|samples| Raster { samples: samples.into(), ..*raster }),
        (Kind::Cmyk, profile) => profile
            .and_then(|profile| {
                let mut samples = through(&profile, &raster.samples, Layout::Rgba)?;
                let curve = deepened(super::intent::black_of(&profile)?);
                samples.iter_mut().for_each(|s| *s = curve[usize::from(*s)]);
                Some(samples)
            })
            .map(|samples| Raster { kind: Kind::Rgb, samples: samples.into(), ..*raster })
            .or_else(|| Some(to_rgb(&raster))),
        _ => None,
    };
    converted.map_or(raster, Cow::Owned)
}

/// Ink as RGB, without any profile.
pub(super) fn to_rgb(raster: &Raster) -> Raster {
    let samples = match raster.kind {
        Kind::Cmyk => raster.samples.as_chunks::<4>().0.iter().flat_map(|&p| rgb_of_ink(p)).collect(),
        _ => return raster.clone(),
    };
    Raster { kind: Kind::Rgb, samples, ..*raster }
}

/// Black point compensation from a press's black (L*) to the screen's, as every viewer of PDFs has it (ISO 18619). It moves
/// colours along straight lines in XYZ, hence each linear sample of sRGB by itself (IEC 61966-2-1).
fn deepened(black: f32) -> [u8; 256] {
    let black = pcs::luminance(black);
    let mut curve = [0; 256];
    for (sample, out) in curve.iter_mut().enumerate() {
        let stored = sample as f32 / 255.0;
        let light = if stored <= 0.04045 { stored / 12.92 } else { ((stored + 0.055) / 1.055).powf(2.4) };
        let light = ((light - black) / (1.0 - black)).max(0.0);
        let stored = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        *out = (stored * 255.0).round() as u8;
    }
    curve
}

/// Samples of a profile's colours as sRGB. CMYK has the layout of four samples, as RGBA does.
fn through(profile: &ColorProfile, samples: &[u8], layout: Layout) -> Option<Vec<u8>> {
    let transform =
        profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options()).ok()?;
    let mut out = vec![0; samples.len() / layout.channels() * 3];
    transform.transform(samples, &mut out).ok()?;
    Some(out)
}
