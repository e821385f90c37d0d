//! What stays the same: the store, photos known by their content, metadata, linear light.

use super::*;
use std::sync::Mutex;

/// Keeps everything, and can be told to keep it badly.
#[derive(Debug, Default)]
struct Shelf(Mutex<BTreeMap<String, Vec<u8>>>);

impl Store for Shelf {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(name).cloned()
    }
    fn put(&self, name: &str, bytes: &[u8]) {
        self.0.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
    }
}

fn with_store(shelf: &Arc<Shelf>) -> Darkroom {
    Darkroom { store: Some(shelf.clone()), ..Darkroom::default() }
}

fn all(photo: &Photo, requests: &[Request], darkroom: &Darkroom) -> (Vec<Variant>, Work) {
    develop(photo, &|| panic!("the bytes are at hand"), requests, darkroom).unwrap()
}

/// Every kind of variant: JPEG, PNG, samples with and without a mask, a profile.
fn files() -> Vec<Vec<u8>> {
    let bars: Vec<u8> =
        (0..64 * 64).flat_map(|i| if i % 64 < 30 { [200, 16, 46] } else { [255; 3] }).collect();
    let mask: Vec<u8> = (0..64 * 64).flat_map(|i| [9, 9, 9, if i % 64 < 32 { 255 } else { 0 }]).collect();
    vec![
        jpeg(120, 80),
        lossless("png", &bars, 64, 64, ExtendedColorType::Rgb8),
        lossless("png", &mask, 64, 64, ExtendedColorType::Rgba8),
        jpeg_with(&icc(&moxcms::ColorProfile::new_display_p3())),
        jpeg_of(&[7; 40 * 30 * 4], 40, 30, ColorType::Cmyk, None),
    ]
}

#[test]
fn what_was_made_before_is_not_made_again() {
    let shelf = Arc::new(Shelf::default());
    let requests = [request(Target::Print, 30), request(Target::Screen, 25)];
    for file in files() {
        let (album, id, _) = add("a", file).unwrap();
        let (first, work) = all(album.get(id), &requests, &with_store(&shelf));
        assert_eq!(work, Work { decoded: 1, encoded: 2, ..Work::default() });
        let (second, work) = all(album.get(id), &requests, &with_store(&shelf));
        assert_eq!(work, Work { stored: 2, ..Work::default() });
        let (plain, _) = all(album.get(id), &requests, &Darkroom::default());
        for variants in [&second, &plain] {
            assert_eq!(format!("{first:?}"), format!("{variants:?}"));
        }
        // Anything else asked for is made: another size, quality, part.
        let [print, screen] = requests;
        let others = [
            Request { pixels: (31, 31), ..print },
            Request { quality: 94, ..print },
            Request { part: [0.0, 0.0, 0.5, 0.5], ..screen },
        ];
        assert_eq!(all(album.get(id), &others, &with_store(&shelf)).1.encoded, 3);
    }
}

/// A cache outlives the keben that filled it. If this fails because other pixels are meant to come out, the number in
/// `store::VERSION` has to go up along with the digest here.
#[test]
fn what_is_developed_changes_with_its_version_only() {
    let requests = [request(Target::Print, 30), request(Target::Screen, 25)];
    let mut parts = vec![store::VERSION.to_vec()];
    for file in files() {
        let (album, id, _) = add("a", file).unwrap();
        let (variants, _) = all(album.get(id), &requests, &Darkroom::default());
        parts.extend(variants.iter().map(|v| v.bytes.to_vec()));
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let found: String = digest(&parts).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(found, "98407600ad2e30d6d397a828f6a0f52177b87be2d45a52f7ec729057b3ef3861");
}

#[test]
fn what_was_kept_badly_is_made_anew() {
    let shelf = Arc::new(Shelf::default());
    let (album, id) = taken("a.jpg", jpeg(120, 80));
    let wish = [request(Target::Screen, 30)];
    let (first, _) = all(album.get(id), &wish, &with_store(&shelf));
    let spoil = |how: &dyn Fn(&mut Vec<u8>)| shelf.0.lock().unwrap().values_mut().for_each(how);
    for how in [
        &(|v: &mut Vec<u8>| v.truncate(v.len() / 2)) as &dyn Fn(&mut Vec<u8>),
        &|v| v.clear(),
        &|v| v[40] ^= 1,
        &|v| v.push(0),
    ] {
        spoil(how);
        let (again, work) = all(album.get(id), &wish, &with_store(&shelf));
        assert_eq!((work.decoded, &again[0].bytes), (1, &first[0].bytes));
    }
    // One variant under the name of another is no help either.
    let other = [request(Target::Screen, 20)];
    all(album.get(id), &other, &with_store(&shelf));
    let mut kept = shelf.0.lock().unwrap();
    let one = kept.values().next().unwrap().clone();
    kept.values_mut().for_each(|v| v.clone_from(&one));
    drop(kept);
    let stored: usize =
        [wish, other].iter().map(|w| all(album.get(id), w, &with_store(&shelf)).1.stored).sum();
    assert_eq!(stored, 1);
}

#[test]
fn a_file_that_changes_underneath_is_refused() {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    let id = album.add("a.jpg", &jpeg(60, 40), &mut diags).unwrap();
    for other in [jpeg(61, 40), Vec::new(), {
        let mut f = jpeg(60, 40);
        f[30] ^= 1;
        f
    }] {
        let read = || Ok(other.clone().into());
        for side in [60, 20] {
            let wish = [request(Target::Print, side)];
            let diag = develop(album.get(id), &read, &wish, &Darkroom::default()).unwrap_err();
            assert_eq!((diag.code.id, diag.args[0].as_str()), ("K512", "a.jpg"));
        }
    }
}

#[test]
fn the_same_content_is_the_same_photo() {
    let (mut album, mut diags) = (Album::default(), Diags::new());
    let mut add = |path: &str, file: Vec<u8>| album.add(path, &file, &mut diags).unwrap();
    let (a, b, c) = (add("a.jpg", jpeg(10, 10)), add("b.jpg", jpeg(10, 11)), add("c.jpg", jpeg(10, 10)));
    assert_eq!([a, b, c].map(|id| album.original(id)), [a, b, a]);
}

/// A JPEG with one more segment behind its first.
fn with_segment(file: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let mut out = file[..2].to_vec();
    out.extend([0xFF, marker]);
    out.extend((data.len() as u16 + 2).to_be_bytes());
    out.extend(data);
    out.extend(&file[2..]);
    out
}

#[test]
fn a_photo_tells_its_texts_and_ships_without_them() {
    let mut iptc = b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x0B\x1C\x02\x50\0\x06".to_vec();
    iptc.extend("王五".as_bytes());
    iptc.push(0);
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description xmlns:p=\"http://ns.adobe.com/photoshop/1.0/\" p:Credit=\"某社\"/></rdf:RDF></x:xmpmeta>";
    let plain = jpeg(60, 40);
    let file = with_segment(&with_segment(&plain, 0xED, &iptc), 0xE1, xmp.as_bytes());
    let (album, id) = taken("a.jpg", file.clone());
    let photo = album.get(id);
    assert_eq!(photo.metadata.credit_line(true).as_deref(), Some("某社 王五 摄"));
    for target in [Target::Print, Target::Screen] {
        let wish = [request(target, 60)];
        assert_eq!(*dev(photo, &wish).unwrap()[0].bytes, *plain, "{target:?}");
        let keeping = Darkroom { keep_metadata: true, ..Darkroom::default() };
        assert_eq!(*dev_in(photo, &wish, &keeping).unwrap()[0].bytes, *file, "{target:?}");
    }
}

#[test]
fn where_a_photo_was_taken_is_told_to_nobody_whoever_says_it() {
    let packet = |what: &str| {
        format!("http://ns.adobe.com/xap/1.0/\0<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://ns.adobe.com/exif/1.0/\"><r:Description {what}</r:Description></r:RDF>").into_bytes()
    };
    let record =
        |set: u8| [&b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0\x06\x1C\x02"[..], &[set], b"\0\x01x"].concat();
    let plain = jpeg(60, 40);
    let of = |segments: &[(u8, Vec<u8>)]| {
        segments.iter().fold(plain.clone(), |file, (marker, data)| with_segment(&file, *marker, data))
    };
    let sound = [&b"Exif\0\0"[..], &exif(1, false)].concat();
    let keeping = Darkroom { keep_metadata: true, ..Darkroom::default() };
    let shipped = |mut file: Vec<u8>| {
        file.extend(b"a film behind the picture");
        let (album, id) = taken("a.jpg", file);
        dev_in(album.get(id), &[request(Target::Print, 60)], &keeping).unwrap().remove(0).bytes
    };
    let told = [
        vec![(0xE1, packet("e:GPSLatitude=\"30,1N\">"))],
        vec![(0xE1, packet("><e:Location>x</e:Location>"))],
        vec![(0xE1, packet("><e:City>x</e:City>"))],
        vec![(0xE1, packet("><e:broken>"))],
        vec![(0xE1, b"http://ns.adobe.com/xmp/extension/\0x".to_vec())],
        vec![(0xED, record(90))],
        vec![(0xED, record(92))],
        vec![(0xE1, b"Exif\0\0no block".to_vec())],
        vec![(0xE1, sound.clone()), (0xE1, sound.clone())],
    ];
    for segments in told {
        assert_eq!(*shipped(of(&segments)), *plain, "{segments:?}");
    }
    // What says no place is kept, up to the end of the picture.
    let kept = of(&[(0xE1, packet("e:Flash=\"0\">")), (0xED, record(80)), (0xE1, sound)]);
    assert_eq!(*shipped(kept.clone()), *kept);
}

/// A WebP file with an EXIF block (RFC 9649, 2.7.1).
fn webp_with(block: &[u8]) -> Vec<u8> {
    let plain = lossless("webp", &rgb(12, 8), 12, 8, ExtendedColorType::Rgb8);
    let picture = &plain[12..];
    let mut body = b"WEBPVP8X\x0A\0\0\0\x08\0\0\0\x0B\0\0\x07\0\0".to_vec();
    body.extend(picture);
    body.extend(b"EXIF");
    body.extend((block.len() as u32).to_le_bytes());
    body.extend(block);
    body.resize(body.len().next_multiple_of(2), 0);
    let mut out = b"RIFF".to_vec();
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    out
}

#[test]
fn a_webp_is_turned_whatever_stands_before_its_exif() {
    for head in [&b""[..], b"Exif\0\0"] {
        let block = [head, &exif(6, false)].concat();
        let (album, id) = taken("a.webp", webp_with(&block));
        assert_eq!((album.get(id).width, album.get(id).height), (8, 12));
    }
}

#[test]
fn fine_patterns_keep_their_light() {
    // Every other pixel black: half the light, which is 188 in sRGB and not 128.
    let checks: Vec<u8> =
        (0..64 * 64).flat_map(|i| [if (i + i / 64) % 2 == 0 { 0 } else { 255 }; 3]).collect();
    let file = lossless("png", &checks, 64, 64, ExtendedColorType::Rgb8);
    let screen = develop_one(file, request(Target::Screen, 16));
    let middle = seen(&screen)[(8 * 16 + 8) * 3];
    assert!(middle.abs_diff(188) <= 3, "{middle}");
}

#[test]
fn something_stands_in_for_a_photo_in_its_shape() {
    let mut album = Album::default();
    let id = album.stand_in("gone.jpg", 3000, 4500).unwrap();
    let photo = album.get(id);
    assert_eq!((photo.path.as_str(), photo.width, photo.height), ("gone.jpg", 400, 600));
    let made = dev(photo, &[request(Target::Print, 300), request(Target::Screen, 300)]).unwrap();
    assert!(made.iter().all(|v| (v.width, v.height) == (200, 300)));
    for (width, height) in [(0, 0), (1, 100_000), (u32::MAX, 1)] {
        assert!(Album::default().stand_in("x", width, height).is_some());
    }
}

#[test]
fn what_stands_between_segments_is_told_to_nobody() {
    // Photoshop wrote blocks that are longer than they say; and an end of the picture before its beginning.
    let plain = jpeg(90, 60);
    // Behind the first segment.
    let at = 4 + usize::from(u16::from_be_bytes([plain[4], plain[5]]));
    for junk in [&b"the rest of a block"[..], b"\xFF\xD9", b"\xFF\xFF\xFF"] {
        let file = [&plain[..at], junk, &plain[at..]].concat();
        assert_eq!(*develop_one(file, request(Target::Screen, 90)).bytes, *plain, "{junk:?}");
    }
    let file = [&plain[..at], b"near Dongjiang, at home", &plain[at..]].concat();
    assert_eq!(*develop_one(file, request(Target::Print, 90)).bytes, *plain);
}
