//! The colour profile of screens, made from published numbers in about 500 bytes of version 4.2 (ISO 15076-1); and what
//! the profile of a press says of itself.

/// The primaries and the white point D65 of IEC 61966-2-1, adapted to D50 with the Bradford matrix, columns
/// red, green and blue, as s15Fixed16 numbers. Their sum is the D50 white of the profile connection space.
const PRIMARIES: [[i32; 3]; 3] =
    [[0x6FA2, 0x38F5, 0x0390], [0x6299, 0xB785, 0x18DA], [0x24A0, 0x0F84, 0xB6CF]];

/// D50 (ISO 15076-1, 7.2.16).
const WHITE: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// Bradford adaptation from D65 to D50, row by row.
const ADAPTATION: [i32; 9] = [0x1_0C42, 0x05DE, -0x0CDD, 0x0793, 0xFD90, -0x045C, -0x025F, 0x03DB, 0xC08D];

/// g, a, b, c and d of `y = (ax + b)^g` above d and `y = cx` below it: 2.4, 1/1.055, 0.055/1.055, 1/12.92,
/// 0.04045.
const CURVE: [i32; 5] = [0x2_6666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B];

/// sRGB (IEC 61966-2-1): the tags that a matrix display profile must have (ISO 15076-1, 8.3.3) and no more. All
/// three curves share one parametric element, which says the sRGB curve exactly.
pub(super) fn srgb() -> Vec<u8> {
    let mut curve = b"para\0\0\0\0".to_vec();
    curve.extend([0, 3, 0, 0]); // function type 3: a power with a linear start
    CURVE.iter().for_each(|v| curve.extend(v.to_be_bytes()));

    let [red, green, blue] = PRIMARIES.map(|p| numbers(b"XYZ ", &p));
    assemble(
        b"mntrRGB XYZ ",
        &[
            (&[b"desc"], text("sRGB")),
            (&[b"cprt"], text("CC0")),
            (&[b"wtpt"], numbers(b"XYZ ", &WHITE)),
            (&[b"rXYZ"], red),
            (&[b"gXYZ"], green),
            (&[b"bXYZ"], blue),
            (&[b"rTRC", b"gTRC", b"bTRC"], curve),
            (&[b"chad"], numbers(b"sf32", &ADAPTATION)),
        ],
    )
}

/// What a profile of a press calls itself. `None` if it is not one of an output device with four inks
/// (ISO 15076-1, 7.2.7 and 7.2.8), or of a version that PDF 1.4 to 1.7 do not know.
pub(super) fn press_name(profile: &[u8]) -> Option<String> {
    let of_press = profile.get(12..16)? == b"prtr" && profile.get(16..20)? == b"CMYK";
    let sound = profile.get(36..40)? == b"acsp" && *profile.get(8)? < 5;
    if !of_press || !sound {
        return None;
    }
    let number = |at: usize| -> Option<usize> {
        let bytes: [u8; 4] = profile.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let tags = number(128)?.min(200);
    let tag = (0..tags).map(|n| 132 + n * 12).find(|&at| profile.get(at..at + 4) == Some(b"desc"))?;
    let at = number(tag + 4)?;
    let said = match profile.get(at..at + 4)? {
        // Version 2: ASCII with its length, a zero at the end.
        b"desc" => {
            let long = number(at + 8)?.min(200);
            let text = profile.get(at + 12..at + 12 + long)?;
            String::from_utf8_lossy(text).trim_end_matches('\0').to_owned()
        }
        // Version 4: UTF-16; the first language serves.
        b"mluc" => {
            let (long, from) = (number(at + 20)?.min(400), number(at + 24)?);
            let text = profile.get(at + from..at + from + long)?;
            let units: Vec<u16> =
                text.as_chunks::<2>().0.iter().map(|&unit| u16::from_be_bytes(unit)).collect();
            String::from_utf16_lossy(&units)
        }
        _ => return None,
    };
    let said = said.trim();
    Some(if said.is_empty() { "Custom".to_owned() } else { said.to_owned() })
}

/// Whether a profile is of version 4 (ISO 15076-1) or later, which PDF knows from 1.5 on (ISO 32000-1, table 67).
pub(super) fn is_version_4(profile: &[u8]) -> bool {
    profile.get(8).is_some_and(|&major| major >= 4)
}

/// An element of numbers.
fn numbers(kind: &[u8; 4], values: &[i32]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.extend([0; 4]);
    values.iter().for_each(|v| out.extend(v.to_be_bytes()));
    out
}

/// A `multiLocalizedUnicodeType` with one English record.
fn text(words: &str) -> Vec<u8> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut out = b"mluc\0\0\0\0".to_vec();
    for number in [1, 12] {
        out.extend(u32::to_be_bytes(number)); // one record of twelve bytes
    }
    out.extend(b"enUS");
    out.extend((utf16.len() as u32).to_be_bytes());
    out.extend(28_u32.to_be_bytes());
    out.extend(utf16);
    out
}

/// An element under the names it goes by.
type Tagged<'a> = (&'a [&'a [u8; 4]], Vec<u8>);

/// Header (`kind` is class, colour space and connection space), table of tags, elements at multiples of four.
fn assemble(kind: &[u8; 12], elements: &[Tagged<'_>]) -> Vec<u8> {
    let tags: usize = elements.iter().map(|(names, _)| names.len()).sum();
    let mut table = (tags as u32).to_be_bytes().to_vec();
    let mut body = Vec::new();
    let start = 128 + 4 + 12 * tags;
    for (names, element) in elements {
        for name in *names {
            table.extend(*name);
            table.extend(((start + body.len()) as u32).to_be_bytes());
            table.extend((element.len() as u32).to_be_bytes());
        }
        body.extend(element);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let size = (start + body.len()) as u32;

    let mut out = Vec::with_capacity(size as usize);
    out.extend(size.to_be_bytes());
    out.extend([0; 4]); // no preferred colour engine
    out.extend([4, 0x20, 0, 0]); // version 4.2
    out.extend(kind);
    for number in [2026_u16, 1, 1, 0, 0, 0] {
        out.extend(number.to_be_bytes()); // the day this profile was written, not a clock
    }
    out.extend(b"acsp");
    out.extend([0; 24]); // no platform, flags, maker, model or attributes
    out.extend(0_u32.to_be_bytes()); // perceptual
    WHITE.iter().for_each(|v| out.extend(v.to_be_bytes()));
    out.resize(128, 0);
    out.extend(table);
    out.extend(body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_small_and_says_its_own_size() {
        let profile = srgb();
        assert!(profile.len() < 560, "{}", profile.len());
        assert_eq!(profile[..4], (profile.len() as u32).to_be_bytes());
        assert_eq!(&profile[36..40], b"acsp");
        let tags = u32::from_be_bytes([profile[128], profile[129], profile[130], profile[131]]);
        assert_eq!(tags, 10);
    }

    #[test]
    fn a_press_profile_says_its_name() {
        let shipped = super::super::Intent::coated().profile;
        assert_eq!(press_name(&shipped).as_deref(), Some("Coated offset, FOGRA39L, 300 %"));
        assert_eq!(press_name(&srgb()), None);
        assert_eq!(press_name(&shipped[..100]), None);
    }

    #[test]
    fn an_old_file_takes_no_new_profile() {
        use super::super::{Intent, PressStandard};
        let intent = Intent::coated();
        let mut newer = intent.profile.to_vec();
        newer[8] = 4;
        let newer = Intent { profile: newer.into(), ..intent.clone() };
        assert!(PressStandard::X1a.takes(&intent) && PressStandard::X4.takes(&intent));
        assert!(!PressStandard::X1a.takes(&newer) && PressStandard::X4.takes(&newer));
    }

    #[test]
    fn red_green_and_blue_make_white() {
        for axis in 0..3 {
            let sum: i32 = PRIMARIES.iter().map(|p| p[axis]).sum();
            assert!((sum - WHITE[axis]).abs() <= 16, "axis {axis}: {sum:#x}");
        }
    }
}
