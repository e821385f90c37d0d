//! TIFF files of every kind that is read, written here byte by byte, and of some that are not.

use super::*;

/// A field of a file: tag, kind (3 SHORT, 4 LONG), values.
type Field = (u16, u16, Vec<u32>);

/// A TIFF of one strip. `big` for BigTIFF, in the order of bytes of `little`.
fn file(big: bool, little: bool, fields: &[Field], strip: &[u8]) -> Vec<u8> {
    let number = |value: u64, length: usize| -> Vec<u8> {
        let bytes = value.to_le_bytes()[..length].to_vec();
        if little { bytes } else { bytes.into_iter().rev().collect() }
    };
    let mut out = if little { b"II".to_vec() } else { b"MM".to_vec() };
    let (head, count, entry, inline) = if big { (16, 8, 20, 8) } else { (8, 2, 12, 4) };
    out.extend(number(if big { 43 } else { 42 }, 2));
    if big {
        out.extend(number(8, 2));
        out.extend(number(0, 2));
    }
    out.extend(number(head as u64, if big { 8 } else { 4 }));
    let mut fields = fields.to_vec();
    let data = head + count + (fields.len() + 1) * entry + inline;
    fields.push((273, 4, vec![data as u32]));
    fields.sort();
    let mut behind = strip.to_vec();
    out.extend(number(fields.len() as u64, count));
    for (tag, kind, values) in fields {
        let size = if kind == 3 { 2 } else { 4 };
        out.extend(number(tag.into(), 2));
        out.extend(number(kind.into(), 2));
        out.extend(number(values.len() as u64, inline));
        let mut bytes: Vec<u8> = values.iter().flat_map(|&v| number(v.into(), size)).collect();
        if bytes.len() > inline {
            let place = data + behind.len();
            behind.extend(bytes);
            bytes = number(place as u64, inline);
        }
        bytes.resize(inline, 0);
        out.extend(bytes);
    }
    out.extend(vec![0; inline]);
    out.extend(behind);
    out
}

/// The fields of a picture of 8 × 4 pixels.
fn fields(bits: &[u32], meaning: u32, more: &[Field], strip: &[u8]) -> Vec<Field> {
    let mut fields = vec![
        (256, 3, vec![8]),
        (257, 3, vec![4]),
        (258, 3, bits.to_vec()),
        (259, 3, vec![1]),
        (262, 3, vec![meaning]),
        (277, 3, vec![bits.len() as u32]),
        (278, 3, vec![4]),
        (279, 4, vec![strip.len() as u32]),
    ];
    for field in more {
        fields.retain(|f| f.0 != field.0);
        fields.push(field.clone());
    }
    fields
}

/// The samples of a file in classic and BigTIFF, in both orders of bytes.
fn read(bits: &[u32], meaning: u32, more: &[Field], strip: impl Fn(bool) -> Vec<u8>) -> raster::Raster {
    let mut seen: Option<raster::Raster> = None;
    for (big, little) in [(false, true), (false, false), (true, true), (true, false)] {
        let strip = strip(little);
        let bytes = file(big, little, &fields(bits, meaning, more, &strip), &strip);
        let (album, id, _) = add("a.tif", bytes.clone()).unwrap();
        let raster = decode::decode(album.get(id), &bytes).unwrap();
        assert_eq!((raster.width, raster.height), (8, 4));
        if let Some(other) = &seen {
            assert_eq!((other.kind, &other.samples), (raster.kind, &raster.samples), "{big} {little}");
        }
        seen = Some(raster);
    }
    seen.unwrap()
}

/// 32 different values.
fn ramp(step: u32) -> Vec<u8> {
    (0..32).map(|n| (n * step % 256) as u8).collect()
}

#[test]
fn gray_of_every_depth() {
    for (meaning, white) in [(1, false), (0, true)] {
        let turned = |s: &u8| if white { 255 - s } else { *s };
        let gray = read(&[8], meaning, &[], |_| ramp(8));
        assert_eq!(gray.samples, ramp(8).iter().map(turned).collect::<Vec<_>>());
        for bits in [1_u32, 2, 4] {
            let most = (1 << bits) - 1;
            let values: Vec<u32> = (0..32).map(|n| n % (most + 1)).collect();
            let packed = values
                .chunks((8 / bits) as usize)
                .map(|c| c.iter().fold(0, |byte, v| byte << bits | v) as u8)
                .collect::<Vec<_>>();
            let seen = read(&[bits], meaning, &[], |_| packed.clone());
            let expected: Vec<u8> = values.iter().map(|v| turned(&((v * 255 / most) as u8))).collect();
            assert_eq!((seen.kind, seen.samples), (raster::Kind::Gray, expected.into()), "{bits} bits");
        }
    }
    let wide = read(&[16], 1, &[], |little| {
        let two = |n: u8| {
            let value = u16::from(n) * 257;
            if little { value.to_le_bytes() } else { value.to_be_bytes() }
        };
        ramp(8).into_iter().flat_map(two).collect()
    });
    assert_eq!(wide.samples, ramp(8));
}

#[test]
fn palettes_give_their_colours() {
    for bits in [1_u32, 2, 4, 8] {
        let count = 1_u32 << bits;
        let colour = |n: u32| [n * 37 % 256, n * 91 % 256, 255 - n % 256];
        let map: Vec<u32> = (0..3).flat_map(|c| (0..count).map(move |n| colour(n)[c] * 257)).collect();
        let values: Vec<u32> = (0..32).map(|n| n % count).collect();
        let packed = values
            .chunks((8 / bits) as usize)
            .map(|c| c.iter().fold(0, |byte, v| byte << bits | v) as u8)
            .collect::<Vec<_>>();
        let seen = read(&[bits], 3, &[(320, 3, map)], |_| packed.clone());
        let expected: Vec<u8> = values.iter().flat_map(|&v| colour(v).map(|c| c as u8)).collect();
        assert_eq!((seen.kind, seen.samples), (raster::Kind::Rgb, expected.into()), "{bits} bits");
    }
}

#[test]
fn places_in_a_palette_may_have_opacity() {
    let colour = |n: u32| [n * 37 % 256, n * 91 % 256, 255 - n % 256];
    let map: Vec<u32> = (0..3).flat_map(|c| (0..256).map(move |n| colour(n)[c] * 257)).collect();
    let pairs: Vec<u8> = (0..32).flat_map(|n| [n * 7, 255 - n]).collect();
    for opacity in [1, 2] {
        let seen = read(&[8; 2], 3, &[(320, 3, map.clone()), (338, 3, vec![opacity])], |_| pairs.clone());
        let pixels = pairs.chunks(2).flat_map(|p| {
            let [r, g, b] = colour(p[0].into()).map(|c| c as u8);
            [r, g, b, p[1]]
        });
        assert_eq!((seen.kind, seen.samples), (raster::Kind::Rgba, pixels.collect::<Vec<_>>().into()));
    }
}

#[test]
fn ink_stays_ink_and_is_converted_once() {
    let ink: Vec<u8> = [10, 200, 30, 40].repeat(32);
    let seen = read(&[8; 4], 5, &[], |_| ink.clone());
    assert_eq!((seen.kind, &seen.samples), (raster::Kind::Cmyk, &ink.clone().into()));
    // With a mask beside it, and plane by plane.
    let masked: Vec<u8> = [10, 200, 30, 40, 99].repeat(32);
    assert_eq!(read(&[8; 5], 5, &[(338, 3, vec![0])], |_| masked.clone()).samples, ink);
    let strip = ink.clone();
    let bytes = file(false, true, &fields(&[8; 4], 5, &[], &strip), &strip);
    let (album, id, diags) = add("a.tif", bytes).unwrap();
    assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K510"], "taken as coated offset");
    assert_eq!(album.get(id).colours(), Colours::Cmyk);
    // For a press of the same ink nothing is converted.
    let darkroom = Darkroom { intent: PrintIntent::cmyk(press::press()).unwrap(), ..Darkroom::default() };
    let print = dev_in(album.get(id), &[request(Target::Print, 8)], &darkroom).unwrap().remove(0);
    assert_eq!((print.components, &print.bytes[..4]), (4, &[10, 200, 30, 40][..]));
    let darkroom = Darkroom { ink: Some(press::press()), ..Darkroom::default() };
    let screen = dev_in(album.get(id), &[request(Target::Screen, 8)], &darkroom).unwrap().remove(0);
    assert_eq!(screen.components, 3);
}

#[test]
fn colours_in_planes_and_with_opacity() {
    let colours: Vec<u8> = (0..32).flat_map(|n| [n * 3, n * 5, n * 7]).collect();
    assert_eq!(read(&[8; 3], 2, &[], |_| colours.clone()).samples, colours);
    // Straight opacity, and colours multiplied by it.
    let straight: Vec<u8> = [200, 100, 50, 128].repeat(32);
    let multiplied: Vec<u8> = [100, 50, 25, 128].repeat(32);
    assert_eq!(read(&[8; 4], 2, &[(338, 3, vec![2])], |_| straight.clone()).samples, straight);
    let seen = read(&[8; 4], 2, &[(338, 3, vec![1])], |_| multiplied.clone());
    assert!(seen.samples.iter().zip(&straight).all(|(a, b)| a.abs_diff(*b) <= 1), "{:?}", &seen.samples[..4]);
    let planes: Vec<u8> = (0..3).flat_map(|c| colours.iter().skip(c).step_by(3).copied()).collect();
    let mut list = fields(&[8; 3], 2, &[(284, 3, vec![2]), (279, 4, vec![32; 3])], &planes);
    // One strip for each plane; their places follow the place of the first.
    let first = file(false, true, &list, &planes);
    let start = first.windows(planes.len()).position(|w| w == planes).unwrap() as u32;
    list.push((273, 4, Vec::new()));
    list.retain(|f| f.0 != 273);
    let mut bytes = first;
    let entry = bytes.windows(4).position(|w| w == [0x11, 1, 4, 0]).unwrap();
    let table = bytes.len() as u32;
    bytes[entry + 4..entry + 8].copy_from_slice(&3_u32.to_le_bytes());
    bytes[entry + 8..entry + 12].copy_from_slice(&table.to_le_bytes());
    (0..3).for_each(|n| bytes.extend((start + n * 32).to_le_bytes()));
    let (album, id, _) = add("a.tif", bytes.clone()).unwrap();
    assert_eq!(decode::decode(album.get(id), &bytes).unwrap().samples, colours);
}

#[test]
fn rare_kinds_are_refused_by_name() {
    let refused = |bits: &[u32], meaning, more: &[Field]| {
        let strip = vec![0; 512];
        let bytes = file(false, true, &fields(bits, meaning, more, &strip), &strip);
        let diag = add("a.tif", bytes).unwrap_err();
        (diag.code.id, diag.args[1].clone())
    };
    let kind = |words: &str| ("K508", format!("TIFF {words}"));
    assert_eq!(refused(&[8; 3], 8, &[]), kind("in L*a*b* colours"));
    assert_eq!(refused(&[8; 3], 2, &[(259, 3, vec![6])]), kind("with old-style JPEG compression"));
    assert_eq!(refused(&[8; 3], 2, &[(259, 3, vec![34_925])]), kind("with LZMA compression"));
    assert_eq!(refused(&[32; 3], 2, &[(339, 3, vec![3; 3])]), kind("with samples that are no whole numbers"));
    assert_eq!(refused(&[8], 1, &[(266, 3, vec![2])]), kind("with its bits in reverse order"));
    assert_eq!(refused(&[32], 1, &[]), kind("with samples of 32 bits"));
    // Tiles have no strips: 255 is a field that says nothing.
    let mut tiled = fields(&[8; 3], 2, &[(284, 3, vec![2])], &[]);
    tiled.retain(|(tag, ..)| !matches!(tag, 278 | 279));
    tiled.extend([(322, 3, vec![16]), (323, 3, vec![16]), (324, 4, vec![512; 3]), (325, 4, vec![256; 3])]);
    let mut bytes = file(false, true, &tiled, &[0; 512]);
    let strips = bytes.windows(4).position(|w| w == [0x11, 1, 4, 0]).unwrap();
    bytes[strips] = 255;
    bytes[strips + 1] = 0;
    let diag = add("a.tif", bytes).unwrap_err();
    assert_eq!((diag.code.id, diag.args[1].clone()), kind("of tiles with each colour by itself"));
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    let strip = ramp(8);
    let map: Vec<u32> = vec![65_535; 768];
    for (meaning, more) in [(1, vec![]), (3, vec![(320, 3, map)])] {
        let whole = file(false, true, &fields(&[8], meaning, &more, &strip), &strip);
        for length in 1..whole.len() {
            let bytes = whole[..length].to_vec();
            if let Ok((album, id, _)) = add("a.tif", bytes.clone()) {
                assert!(
                    decode::decode(album.get(id), &bytes).is_err() || length >= whole.len() - 1536,
                    "{length}"
                );
            }
        }
    }
}
