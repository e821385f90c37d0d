//! To and from the colours all profiles meet in: CIE L*a*b* over D50 (ISO 15076-1, 6.3), relative to the paper.

use moxcms::{
    ColorProfile, DataColorSpace, Layout, LutMultidimensionalType, LutWarehouse, Matrix3d, RenderingIntent,
    ToneReprCurve, TransformOptions, Vector3,
};

/// L* from 0 to 100, a* and b* around 0.
pub(super) type Lab = [f32; 3];

/// Reads a profile. Where it has no table for the colorimetric intent, that of the perceptual one serves
/// (ISO 15076-1, 8.2.2 and 8.4.2: AToB0 and BToA0 stand in for the others).
pub(super) fn profile(icc: &[u8]) -> Option<ColorProfile> {
    let mut profile = ColorProfile::new_from_slice(icc).ok()?;
    let stand_in = |table: &mut Option<LutWarehouse>, other: &Option<LutWarehouse>| {
        if table.is_none() {
            table.clone_from(other);
        }
    };
    stand_in(&mut profile.lut_a_to_b_colorimetric, &profile.lut_a_to_b_perceptual);
    stand_in(&mut profile.lut_b_to_a_colorimetric, &profile.lut_b_to_a_perceptual);
    Some(profile)
}

/// Relative colorimetric, as photographs are separated.
pub(super) fn options() -> TransformOptions {
    TransformOptions {
        rendering_intent: RenderingIntent::RelativeColorimetric,
        ..TransformOptions::default()
    }
}

/// Colours of a device, each sample 0 to 1 (ink: 1 is full), as L*a*b*. `None` if the profile cannot say.
pub(super) fn to_lab(device: &ColorProfile, samples: &[f32]) -> Option<Vec<Lab>> {
    let (layout, channels) = match device.color_space {
        DataColorSpace::Rgb => (Layout::Rgb, 3),
        DataColorSpace::Cmyk => (Layout::Rgba, 4),
        DataColorSpace::Gray => return gray_to_lab(device, samples),
        _ => return None,
    };
    let transform = device.create_transform_f32(layout, &lab(), Layout::Rgb, options()).ok()?;
    let mut out = vec![0.0; samples.len() / channels * 3];
    transform.transform(samples, &mut out).ok()?;
    Some(out.as_chunks::<3>().0.iter().map(|&[l, a, b]| decoded([l, a, b])).collect())
}

/// Gray goes by way of sRGB, the only way there is.
fn gray_to_lab(device: &ColorProfile, samples: &[f32]) -> Option<Vec<Lab>> {
    let srgb = ColorProfile::new_srgb();
    let transform = device.create_transform_f32(Layout::Gray, &srgb, Layout::Rgb, options()).ok()?;
    let mut out = vec![0.0; samples.len() * 3];
    transform.transform(samples, &mut out).ok()?;
    out.iter_mut().for_each(|s| *s = s.clamp(0.0, 1.0));
    to_lab(&srgb, &out)
}

/// L*a*b* as the inks of a press, each 0 to 1. `None` if the profile is for input only.
pub(super) fn to_ink(
    device: &ColorProfile,
    colours: &[Lab],
    intent: RenderingIntent,
) -> Option<Vec<[f32; 4]>> {
    let options = TransformOptions { rendering_intent: intent, ..options() };
    let transform = lab().create_transform_f32(Layout::Rgb, device, Layout::Rgba, options).ok()?;
    let samples: Vec<f32> = colours.iter().flat_map(|&lab| encoded(lab)).collect();
    let mut out = vec![0.0; colours.len() * 4];
    transform.transform(&samples, &mut out).ok()?;
    Some(out.as_chunks::<4>().0.iter().map(|ink| ink.map(|s| s.clamp(0.0, 1.0))).collect())
}

/// A profile whose device colours are the connection space's own.
fn lab() -> ColorProfile {
    let same = || {
        LutWarehouse::Multidimensional(LutMultidimensionalType {
            num_input_channels: 3,
            num_output_channels: 3,
            grid_points: [0; 16],
            clut: None,
            b_curves: vec![ToneReprCurve::Lut(Vec::new()); 3],
            matrix: Matrix3d::IDENTITY,
            a_curves: Vec::new(),
            m_curves: Vec::new(),
            bias: Vector3::default(),
        })
    };
    let mut profile = ColorProfile::new_lab();
    profile.pcs = DataColorSpace::Lab;
    profile.lut_a_to_b_colorimetric = Some(same());
    profile.lut_b_to_a_colorimetric = Some(same());
    profile.lut_a_to_b_perceptual = Some(same());
    profile.lut_b_to_a_perceptual = Some(same());
    profile
}

/// As version 4 encodes it (ISO 15076-1, 6.3.4.2).
fn encoded([l, a, b]: Lab) -> Lab {
    [l / 100.0, (a + 128.0) / 255.0, (b + 128.0) / 255.0].map(|s| s.clamp(0.0, 1.0))
}

fn decoded([l, a, b]: [f32; 3]) -> Lab {
    [l * 100.0, a * 255.0 - 128.0, b * 255.0 - 128.0]
}

/// Moves colours so that the black of where they come from becomes the black of where they go, and white stays
/// where it is: black point compensation (ISO 18619, clause 5). Both blacks are neutral, given by their L*.
pub(super) fn compensate(colours: &mut [Lab], from: f32, to: f32) {
    let (from, to) = (luminance(from), luminance(to));
    let scale = (1.0 - to) / (1.0 - from).max(1e-4);
    let shift = 1.0 - scale;
    for lab in colours {
        *lab = lab_of(xyz_of(*lab).map(|share| share * scale + shift));
    }
}

/// Shares of the white's X, Y and Z (CIE 15, 8.2.1.2, backwards).
fn xyz_of([l, a, b]: Lab) -> [f32; 3] {
    let y = (l + 16.0) / 116.0;
    [y + a / 500.0, y, y - b / 200.0]
        .map(|f| if f > 6.0 / 29.0 { f * f * f } else { (f - 4.0 / 29.0) * 3.0 * (6.0_f32 / 29.0).powi(2) })
}

fn lab_of(shares: [f32; 3]) -> Lab {
    let [x, y, z] = shares.map(|t| {
        if t > (6.0_f32 / 29.0).powi(3) { t.cbrt() } else { t * (29.0_f32 / 6.0).powi(2) / 3.0 + 4.0 / 29.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Y for an L*, the white being 1.
pub(super) fn luminance(l: f32) -> f32 {
    xyz_of([l, 0.0, 0.0])[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: Lab, b: Lab, by: f32) {
        assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() <= by), "{a:?} {b:?}");
    }

    /// Values of sRGB in L*a*b* over D50 (Bradford), as every calculator gives them.
    #[test]
    fn srgb_is_where_it_should_be() {
        let samples = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.5, 0.5, 0.5];
        let lab = to_lab(&ColorProfile::new_srgb(), &samples).unwrap();
        near(lab[0], [100.0, 0.0, 0.0], 0.2);
        near(lab[1], [0.0, 0.0, 0.0], 0.2);
        near(lab[2], [54.29, 80.80, 69.89], 0.5);
        near(lab[3], [53.39, 0.0, 0.0], 0.3);
    }

    #[test]
    fn compensation_moves_black_and_leaves_white() {
        let mut colours = [[0.0, 0.0, 0.0], [100.0, 0.0, 0.0], [50.0, 20.0, -30.0]];
        compensate(&mut colours, 0.0, 12.0);
        near(colours[0], [12.0, 0.0, 0.0], 0.01);
        near(colours[1], [100.0, 0.0, 0.0], 0.01);
        let mut back = colours;
        compensate(&mut back, 12.0, 0.0);
        near(back[2], [50.0, 20.0, -30.0], 0.01);
    }
}
