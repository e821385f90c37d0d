//! Photos through whole builds: developed once, kept from build to build, asked for their texts, replaced where they
//! are missing.

use crate::common::{both, build_clean, build_files, messages, output, photo, sample};
use keben::export::{Options, PhotoStore, PhotoWork};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex};

/// Keeps everything in memory.
#[derive(Debug, Default)]
struct Shelf(Mutex<BTreeMap<String, Vec<u8>>>);

impl PhotoStore for Shelf {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap().get(name).cloned()
    }
    fn put(&self, name: &str, bytes: &[u8]) {
        self.0.lock().unwrap().insert(name.to_owned(), bytes.to_vec());
    }
}

fn project(article: &str, photos: &[(&str, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::from([("source/piece.md".to_owned(), article.as_bytes().to_vec())]);
    files.extend(photos.iter().map(|(name, bytes)| (format!("source/photos/{name}"), bytes.clone())));
    files
}

/// All texts of an EPUB.
fn texts(epub: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let names: Vec<String> =
        archive.file_names().filter(|n| n.ends_with(".xhtml")).map(str::to_owned).collect();
    let mut text = String::new();
    for name in names {
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

fn pictures(epub: &[u8]) -> usize {
    let archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    archive.file_names().filter(|n| n.contains("photos/")).count()
}

#[test]
fn a_second_build_does_no_photo_work() {
    let options = Options { photo_store: Some(Arc::new(Shelf::default())), ..both() };
    let first = build_files(sample(), &options);
    assert!(first.photos.decoded > 0 && first.photos.encoded > 0, "{:?}", first.photos);
    let second = build_files(sample(), &options);
    let PhotoWork { decoded, encoded, stored, .. } = second.photos;
    assert_eq!((decoded, encoded, stored), (0, 0, first.photos.encoded));
    for extension in ["epub", "pdf"] {
        assert!(output(&first, extension) == output(&second, extension), "{extension}");
    }
}

#[test]
fn one_photo_under_two_names_is_developed_and_stored_once() {
    let article = "---\ntitle: 两桥\n---\n\n![甲](photos/a.jpg \"某某 摄\"){alt=\"甲\"}\n\n文字。\n\n![乙](photos/b.jpg \"某某 摄\"){alt=\"乙\"}\n";
    let same = photo(2400, 1600);
    let files = project(article, &[("a.jpg", same.clone()), ("b.jpg", same)]);
    let outcome = build_clean(files, &both(), &[]);
    assert_eq!(outcome.photos.decoded, 1);
    assert_eq!(pictures(output(&outcome, "epub")), 1);
    let pdf = output(&outcome, "pdf");
    let images = pdf.windows(14).filter(|w| w == b"/Subtype/Image").count();
    let spaced = pdf.windows(15).filter(|w| w == b"/Subtype /Image").count();
    assert_eq!(images + spaced, 1);
}

/// A JPEG with IPTC: a caption and a by-line.
fn signed(caption: &str, name: &str) -> Vec<u8> {
    let plain = photo(1200, 800);
    let mut iim = Vec::new();
    for (set, text) in [(120, caption), (80, name)] {
        iim.extend([0x1C, 2, set]);
        iim.extend((text.len() as u16).to_be_bytes());
        iim.extend(text.as_bytes());
    }
    let mut data = b"Photoshop 3.0\08BIM\x04\x04\0\0".to_vec();
    data.extend((iim.len() as u32).to_be_bytes());
    data.extend(&iim);
    let mut out = plain[..2].to_vec();
    out.extend([0xFF, 0xED]);
    out.extend((data.len() as u16 + 2).to_be_bytes());
    out.extend(data);
    out.extend(&plain[2..]);
    out
}

#[test]
fn photos_are_asked_for_captions_and_credits() {
    let article = "---\ntitle: 桥\ncredit: auto\nfigures:\n  photos/a.jpg: {caption: auto}\n---\n\n![](photos/a.jpg){alt=\"甲\"}\n\n![自拟](photos/b.jpg \"李四 摄\"){alt=\"乙\"}\n";
    let photos = [("a.jpg", signed("新桥通车", "王五")), ("b.jpg", signed("别的", "赵六"))];
    let outcome = build_clean(project(article, &photos), &both(), &[]);
    let text = texts(output(&outcome, "epub"));
    for here in ["新桥通车", "王五 摄", "自拟", "李四 摄"] {
        assert!(text.contains(here), "{here} in {text}");
    }
    assert!(!text.contains("赵六") && !text.contains("别的"));

    // A photo that says nothing is told of, and only then.
    let outcome =
        build_files(project(article, &[("a.jpg", photo(1200, 800)), ("b.jpg", photo(1200, 801))]), &both());
    let told: Vec<&str> = outcome.diags.iter().map(|d| d.code.id).collect();
    assert_eq!(told, ["K521", "K521"], "{}", messages(&outcome));
}

#[test]
fn something_stands_in_for_a_photo_if_asked() {
    let article = "---\ntitle: 桥\n---\n\n![无](photos/gone.jpg \"某某 摄\"){alt=\"无\"}\n\n![坏](photos/bad.jpg \"某某 摄\"){alt=\"坏\"}\n\n![半](photos/half.jpg \"某某 摄\"){alt=\"半\"}\n\n![又](photos/gone.jpg \"某某 摄\"){alt=\"又\"}\n";
    let mut half = photo(2000, 3000);
    // Its first Huffman table has a number that there is not: only decoding finds it.
    let table = half.windows(2).position(|w| w == [0xFF, 0xC4]).unwrap();
    half[table + 4] = 0xFF;
    let files = project(article, &[("bad.jpg", b"no photo".to_vec()), ("half.jpg", half)]);
    assert!(build_files(files.clone(), &both()).diags.has_errors());
    let outcome = build_files(files, &Options { keep_going: true, ..both() });
    assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
    let stood_in: Vec<&str> =
        outcome.diags.iter().filter(|d| d.code.id == "K513").map(|d| d.args[0].as_str()).collect();
    // Each of them once, wherever it is named; the last is found when it is decoded.
    for name in ["gone.jpg", "bad.jpg", "half.jpg"] {
        let of_it = stood_in.iter().filter(|path| path.ends_with(name)).count();
        assert!(of_it > 0, "{name}: {}", messages(&outcome));
    }
    assert!(pictures(output(&outcome, "epub")) >= 2);
    assert!(output(&outcome, "pdf").starts_with(b"%PDF"));
}

#[test]
fn crops_in_each_of_their_forms_cut_alike() {
    let build = |crop: &str| {
        let article = format!(
            "---\ntitle: 桥\nfigures:\n  photos/a.jpg: {{{crop}}}\n---\n\n![图](photos/a.jpg \"某某 摄\"){{alt=\"图\"}}\n"
        );
        let outcome = build_clean(project(&article, &[("a.jpg", photo(2400, 1600))]), &both(), &[]);
        output(&outcome, "epub").to_vec()
    };
    let map = build("crop: {x: 10, y: 0, w: 50, h: 100}");
    assert!(map == build("crop: [10, 0, 50, 100]"));
    assert!(build("crop: {x: 10, w: 50}") == map);
    assert!(build("crop: 1:1, focus: [20, 50]") == build("crop: '1:1@20,50'"));
    // A hero keeps its head, another picture its middle.
    assert!(build("crop: 3:1, place: hero") == build("crop: '3:1@50,0', place: hero"));
    assert!(build("crop: 3:1") == build("crop: '3:1@50,50'"));
}

const CHART: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><defs><linearGradient id="g"><stop offset="0" stop-color="#c8102e"/><stop offset="1" stop-color="#f5b700"/></linearGradient></defs><rect width="300" height="200" fill="#eef"/><rect x="20" y="60" width="260" height="90" fill="url(#g)"/><circle cx="150" cy="105" r="40" fill="#036" opacity=".6"/><text x="20" y="40" font-size="24">全市粮食产量 2026</text></svg>"##;

#[test]
fn a_drawing_is_vectors_in_both() {
    let article =
        "---\ntitle: 图表\n---\n\n![产量](photos/chart.svg \"某某 制图\"){alt=\"柱状图\"}\n\n文字。\n";
    let outcome = build_clean(project(article, &[("chart.svg", CHART.into())]), &both(), &[]);
    let epub = output(&outcome, "epub");
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    let name = archive.file_names().find(|n| n.ends_with(".svg")).unwrap().to_owned();
    let mut drawing = String::new();
    archive.by_name(&name).unwrap().read_to_string(&mut drawing).unwrap();
    // The letters are outlines of our faces.
    assert!(!drawing.contains("<text") && drawing.matches("<path").count() > 3, "{drawing}");
    let pdf = crate::common::on_disk("pdf", output(&outcome, "pdf"));
    let png = pdf.path().with_extension("");
    let drawn = std::process::Command::new("pdftoppm")
        .args(["-r", "50", "-f", "1", "-l", "1", "-singlefile", "-png"])
        .args([pdf.path(), &png])
        .output()
        .unwrap();
    assert!(drawn.status.success() && drawn.stderr.is_empty(), "{drawn:?}");
    let page = image::open(png.with_extension("png")).unwrap().to_rgb8();
    std::fs::remove_file(png.with_extension("png")).unwrap();
    // Both ends of the slope are on the page.
    let near =
        |wanted: [u8; 3]| page.pixels().any(|p| p.0.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) < 16));
    assert!(near([200, 16, 46]) && near([245, 183, 0]));
}
