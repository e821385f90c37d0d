//! The print intent: in which colours photos go to a press, and the way there by their profiles, relative
//! colorimetric with black point compensation.

use super::link::{Link, Out, WHOLE, grid};
use super::pcs::{self, Lab};
use super::raster::{Kind, Raster};
use crate::diag::{Diag, codes::photo as codes};
use moxcms::{ColorProfile, DataColorSpace, RenderingIntent};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// In which colours photos go into a PDF. Copies share what they have worked out.
#[derive(Clone, Debug, Default)]
pub struct PrintIntent {
    press: Option<Arc<Press>>,
    opaque: bool,
}

/// Inks to convert to.
#[derive(Debug)]
struct Press {
    /// The profile as it was given.
    icc: Arc<[u8]>,
    profile: ColorProfile,
    /// Whether colour becomes gray.
    gray: bool,
    /// L* of black, with all inks.
    black: f32,
    /// What black ink alone does.
    tone: Tone,
    /// The ways from profiles met so far.
    links: Mutex<BTreeMap<Source, Option<Arc<Link>>>>,
}

/// Where a picture's colours come from: its kind and its profile.
type Source = (u8, Option<Arc<[u8]>>);

impl PrintIntent {
    /// Photos keep their colours: RGB, gray and CMYK, each with its profile.
    pub fn kept() -> PrintIntent {
        PrintIntent::default()
    }

    /// Photos become the CMYK of a press, gray ones its black. `icc` is the profile of an output device with
    /// tables in both directions (ISO 15076-1, 8.5): what a PDF/X output intent asks for. What comes out is
    /// meant in that profile and carries none of its own.
    ///
    /// Errors: a profile that is damaged, or not of that kind.
    pub fn cmyk(icc: Arc<[u8]>) -> Result<PrintIntent, Diag> {
        PrintIntent::press(icc, false)
    }

    /// Photos become gray, printed with the black of a press, whose profile is as for [`PrintIntent::cmyk`].
    ///
    /// Errors: a profile that is damaged, or not of that kind.
    pub fn gray(icc: Arc<[u8]>) -> Result<PrintIntent, Diag> {
        PrintIntent::press(icc, true)
    }

    /// With transparent photos laid on white (PDF/X-1a, ISO 15930-1, knows no transparency).
    #[must_use]
    pub fn opaque(self) -> PrintIntent {
        PrintIntent { opaque: true, ..self }
    }

    /// The inks of an sRGB colour, in percent: cyan, magenta, yellow, black. Where photos keep their colours it is the plain
    /// complement.
    pub fn ink_of(&self, rgb: [u8; 3]) -> [u8; 4] {
        let plain = || {
            let [c, m, y] = rgb.map(|v| 255 - v);
            let k = c.min(m).min(y);
            [c - k, m - k, y - k, k]
        };
        let link =
            self.press.as_ref().filter(|press| !press.gray).and_then(|press| press.link(Kind::Rgb, None));
        let samples = link.map(|link| link.apply(&rgb));
        let inks: [u8; 4] = samples.and_then(|s| s.try_into().ok()).unwrap_or_else(plain);
        inks.map(|ink| ((u16::from(ink) * 100 + 127) / 255) as u8)
    }

    /// The profile that converted photos are in.
    pub fn profile(&self) -> Option<&Arc<[u8]>> {
        self.press.as_ref().map(|press| &press.icc)
    }

    /// Whether photos keep their own colours.
    pub fn keeps_colours(&self) -> bool {
        self.press.is_none()
    }

    /// What tells it from others, for the store.
    pub(super) fn name(&self) -> Vec<u8> {
        let mut name = vec![b'p', u8::from(self.opaque)];
        if let Some(press) = &self.press {
            name.push(u8::from(press.gray));
            name.extend(super::store::digest(&[&press.icc]));
        }
        name
    }

    /// Whether transparent photos are laid on white.
    pub(super) fn is_opaque(&self) -> bool {
        self.opaque
    }

    fn press(icc: Arc<[u8]>, gray: bool) -> Result<PrintIntent, Diag> {
        let press =
            pcs::profile(&icc).filter(|p| p.color_space == DataColorSpace::Cmyk).and_then(|profile| {
                pcs::to_ink(&profile, &[[50.0, 0.0, 0.0]], RenderingIntent::RelativeColorimetric)?;
                let black = black_of(&profile)?;
                let tone = Tone::of(&profile)?;
                Some(Press { icc, profile, gray, black, tone, links: Mutex::default() })
            });
        match press {
            Some(press) => Ok(PrintIntent { press: Some(Arc::new(press)), opaque: false }),
            None => Err(Diag::new(&codes::BAD_INTENT)),
        }
    }

    /// Whether samples of so many components and this profile are the press's own already.
    pub(super) fn serves(&self, components: u8, profile: Option<&Arc<[u8]>>) -> bool {
        match &self.press {
            None => true,
            Some(press) => !press.gray && components == 4 && profile.is_none_or(|p| **p == *press.icc),
        }
    }

    /// A picture without opacity in the colours asked for, and the profile that they are in where it is not the
    /// press's.
    pub(super) fn convert<'a>(
        &self,
        raster: Cow<'a, Raster>,
        profile: Option<&Arc<[u8]>>,
    ) -> (Cow<'a, Raster>, Option<Arc<[u8]>>) {
        let Some(press) = &self.press else { return (raster, profile.cloned()) };
        if raster.kind == Kind::Cmyk && self.serves(4, profile) {
            return (raster, None);
        }
        let Some(link) = press.link(raster.kind, profile) else { return (raster, profile.cloned()) };
        let kind = match *link {
            Link::Curve(_) | Link::Three(_, Out::Gray) | Link::Four(_, Out::Gray) => Kind::Gray,
            Link::Three(_, Out::Ink) | Link::Four(_, Out::Ink) => Kind::Cmyk,
        };
        (Cow::Owned(Raster { kind, samples: link.apply(&raster.samples).into(), ..*raster }), None)
    }
}

impl Press {
    /// The way from a kind of picture, worked out once.
    fn link(&self, kind: Kind, profile: Option<&Arc<[u8]>>) -> Option<Arc<Link>> {
        let source = (kind.channels() as u8, profile.cloned());
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.entry(source).or_insert_with(|| self.make(kind, profile).map(Arc::new)).clone()
    }

    fn make(&self, kind: Kind, profile: Option<&Arc<[u8]>>) -> Option<Link> {
        let own = profile.and_then(|icc| pcs::profile(icc));
        if kind == Kind::Gray {
            let steps: Vec<f32> = (0..=255).map(|s| s as f32 / 255.0).collect();
            let lab = match own.filter(|p| p.color_space == DataColorSpace::Gray) {
                Some(gray) => pcs::to_lab(&gray, &steps)?,
                None => {
                    let neutral: Vec<f32> = steps.iter().flat_map(|&s| [s; 3]).collect();
                    pcs::to_lab(&ColorProfile::new_srgb(), &neutral)?
                }
            };
            let curve: Vec<u8> = lab.iter().map(|lab| self.tone.gray(lab[0])).collect();
            return Some(Link::Curve(Box::new(curve.try_into().ok()?)));
        }
        // Ink without a profile is the press's own.
        let inputs = kind.channels();
        let from = match (kind, own) {
            (Kind::Cmyk, Some(own)) => own,
            (Kind::Cmyk, None) => self.profile.clone(),
            (_, own) => own.unwrap_or_else(ColorProfile::new_srgb),
        };
        let points = grid(inputs);
        let mut lab = pcs::to_lab(&from, &points)?;
        let table: Vec<f32> = if self.gray {
            lab.iter().map(|lab| f32::from(self.tone.gray(lab[0])) / 255.0).collect()
        } else {
            let black = if kind == Kind::Cmyk { black_of(&from)? } else { darkest(&from)? };
            pcs::compensate(&mut lab, black, self.black);
            let ink = pcs::to_ink(&self.profile, &lab, RenderingIntent::RelativeColorimetric)?;
            // Paper has no ink on it, whatever the rounding of a table says.
            let paper = |lab: &Lab| lab[0] > 99.9 && lab[1].abs() < 0.3 && lab[2].abs() < 0.3;
            ink.iter().zip(&lab).flat_map(|(ink, lab)| if paper(lab) { [0.0; 4] } else { *ink }).collect()
        };
        let table = table.into_iter().map(|s| (s * WHOLE).round() as u16).collect();
        let out = if self.gray { Out::Gray } else { Out::Ink };
        Some(if inputs == 3 { Link::Three(table, out) } else { Link::Four(table, out) })
    }
}

/// L* of the darkest colour that a screen or camera profile has.
fn darkest(profile: &ColorProfile) -> Option<f32> {
    Some(pcs::to_lab(profile, &[0.0; 3])?.first()?[0].clamp(0.0, 50.0))
}

/// L* of a press's black: what its own perceptual table makes of black, which respects its limit of ink
/// (ISO 18619, 4.2.3). A profile for input only has that of all inks.
pub(super) fn black_of(press: &ColorProfile) -> Option<f32> {
    let ink = pcs::to_ink(press, &[[0.0; 3]], RenderingIntent::Perceptual)
        .or_else(|| pcs::to_ink(press, &[[0.0; 3]], RenderingIntent::RelativeColorimetric))
        .unwrap_or_else(|| vec![[1.0; 4]]);
    Some(pcs::to_lab(press, ink.as_flattened())?.first()?[0].clamp(0.0, 50.0))
}

/// How dark so much black ink alone is.
#[derive(Debug)]
struct Tone {
    /// L* for 0 to 255 of ink, falling.
    lightness: Vec<f32>,
}

impl Tone {
    fn of(press: &ColorProfile) -> Option<Tone> {
        let ramp: Vec<f32> = (0..=255).flat_map(|k| [0.0, 0.0, 0.0, k as f32 / 255.0]).collect();
        let mut lightness: Vec<f32> = pcs::to_lab(press, &ramp)?.iter().map(|lab| lab[0]).collect();
        let mut least = 100.0_f32;
        for l in &mut lightness {
            least = least.min(*l);
            *l = least;
        }
        Some(Tone { lightness })
    }

    /// The gray (255 is no ink) that prints as an L* of 0 to 100, black point compensated.
    fn gray(&self, l: f32) -> u8 {
        let mut wanted = [[l.clamp(0.0, 100.0), 0.0, 0.0]];
        let last = self.lightness.last().copied().unwrap_or(0.0);
        pcs::compensate(&mut wanted, 0.0, last.clamp(0.0, 50.0));
        let wanted = wanted[0][0];
        let after = self.lightness.partition_point(|&l| l > wanted).min(255);
        let before = after.saturating_sub(1);
        let nearer = |i: usize| (self.lightness[i] - wanted).abs();
        let ink = if nearer(before) < nearer(after) { before } else { after };
        255 - ink as u8
    }
}
