//! PNG files that say which way up they are, in each of the places where programs put it.

use super::*;

/// A PNG that is stored as 120 × 80 pixels.
fn file(say: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 120, 80);
    encoder.set_color(png::ColorType::Rgb);
    say(&mut encoder);
    encoder.write_header().unwrap().write_image_data(&rgb(120, 80)).unwrap();
    out
}

fn size(bytes: Vec<u8>) -> (u32, u32) {
    let (album, id, _) = add("a.png", bytes).unwrap();
    let photo = album.get(id);
    (photo.width, photo.height)
}

/// The block as ImageMagick writes it.
fn in_digits(block: &[u8], name: &str) -> String {
    let digits: String = block.iter().map(|byte| format!("{byte:02x}")).collect();
    let lines: Vec<&str> = digits.as_bytes().chunks(72).map(|c| std::str::from_utf8(c).unwrap()).collect();
    format!("\n{name}\n{:8}\n{}\n", block.len(), lines.join("\n"))
}

#[test]
fn a_turn_is_found_wherever_it_is_said() {
    let block = exif(6, false);
    let marked = [b"Exif\0\0", &block[..]].concat();
    assert_eq!(size(file(|_| {})), (120, 80));
    let (exif_text, app1) = (in_digits(&block, "exif"), in_digits(&marked, "exif"));
    let of = |key: &str, text: &str| {
        let (key, text) = (key.to_owned(), text.to_owned());
        let plain = file(|e| e.add_text_chunk(key.clone(), text.clone()).unwrap());
        let packed = file(|e| e.add_ztxt_chunk(key.clone(), text.clone()).unwrap());
        [size(plain), size(packed)]
    };
    assert_eq!(of("Raw profile type exif", &exif_text), [(80, 120); 2]);
    assert_eq!(of("Raw profile type APP1", &app1), [(80, 120); 2]);
    assert_eq!(of("Raw profile type exif", "\nexif\nno digits"), [(120, 80); 2]);
    assert_eq!(of("Raw profile type exif", ""), [(120, 80); 2]);
    assert_eq!(of("Comment", &exif_text), [(120, 80); 2]);
    let xmp = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="8"/></rdf:RDF></x:xmpmeta>"#;
    let told = |e: &mut png::Encoder<'_, &mut Vec<u8>>| {
        e.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), xmp.to_owned()).unwrap();
    };
    assert_eq!(size(file(told)), (80, 120));
    // Behind the pixels.
    let plain = file(|_| {});
    let (pixels, end) = plain.split_at(plain.len() - 12);
    let chunk = [&(block.len() as u32).to_be_bytes(), &b"eXIf"[..], &block, &[0; 4]].concat();
    assert_eq!(size([pixels, &chunk, end].concat()), (80, 120));
    assert_eq!(size([pixels, &chunk[..20], end].concat()), (120, 80));
    // EXIF counts before XMP.
    let upright = in_digits(&exif(1, false), "exif");
    let both = file(|e| {
        told(e);
        e.add_text_chunk("Raw profile type exif".to_owned(), upright).unwrap();
    });
    assert_eq!(size(both), (120, 80));
}
