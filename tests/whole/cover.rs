//! The cover of a book: the EPUB's picture and the PDF's first page are the same, from a photo or typeset.

use crate::common::{both, build_clean, build_files, epub_files, on_disk, output, pdf_text, photo, squeeze};
use image::RgbImage;
use keben::export::Outcome;
use std::collections::BTreeMap;
use std::process::Command;

/// A page of the shape of an EPUB's cover, so that the two can be laid on each other; a photo that is to bleed is a
/// little larger than its page.
const THEME: &str = "extends = \"book\"\n[page]\nsize = \"160mm x 256mm\"\n[print]\nbleed = \"0mm\"\n";

fn book(keys: &str, photos: &[(&str, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    let manifest = format!(
        "title = \"山河 故人\"\nsubtitle = \"十二个村庄的来信\"\nauthors = [\"林渡\", \"沈砚\"]\npublisher = \"某某出版社\"\n\
         date = \"2026-06\"\ntheme = \"own\"\narticles = [\"source/a.md\"]\n{keys}"
    );
    let mut files = BTreeMap::from([
        ("keben.toml".to_owned(), manifest.into_bytes()),
        ("templates/own/theme.toml".to_owned(), THEME.into()),
        ("source/a.md".to_owned(), "---\ntitle: 题\n---\n\n文字。\n".into()),
    ]);
    files.extend(photos.iter().map(|(name, bytes)| (format!("source/photos/{name}"), bytes.clone())));
    files
}

/// The EPUB's cover.
fn of_epub(outcome: &Outcome) -> RgbImage {
    let files = epub_files(output(outcome, "epub"));
    let (_, bytes) = files.iter().find(|(n, _)| n.contains("/cover.") && !n.ends_with("xhtml")).unwrap();
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

/// The first page of the PDF, so many pixels wide.
fn of_pdf(outcome: &Outcome, width: u32) -> RgbImage {
    let pdf = on_disk("pdf", output(outcome, "pdf"));
    let drawn = tempfile::Builder::new().suffix(".png").tempfile().unwrap();
    let done = Command::new("pdftoppm")
        .args(["-f", "1", "-l", "1", "-singlefile", "-png", "-scale-to-y", "-1", "-scale-to-x"])
        .arg(width.to_string())
        .args([pdf.path(), &drawn.path().with_extension("")])
        .status()
        .unwrap();
    assert!(done.success());
    image::open(drawn.path()).unwrap().to_rgb8()
}

fn psnr(a: &RgbImage, b: &RgbImage) -> f64 {
    let sum: f64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    10.0 * (255.0 * 255.0 * a.as_raw().len() as f64 / sum.max(1e-9)).log10()
}

/// Both covers, of which it was seen that they are the same.
fn same(outcome: &Outcome, least: f64) -> RgbImage {
    let epub = of_epub(outcome);
    let mut pdf = of_pdf(outcome, epub.width());
    // A viewer may round the height of a page up.
    assert!(pdf.height().abs_diff(epub.height()) <= 1, "{} and {}", pdf.height(), epub.height());
    if pdf.height() != epub.height() {
        pdf =
            image::imageops::resize(&pdf, epub.width(), epub.height(), image::imageops::FilterType::Nearest);
    }
    if let Some(folder) = std::env::var_os("KEBEN_COVERS") {
        let folder = std::path::PathBuf::from(folder);
        let name = std::thread::current().name().unwrap_or("cover").replace("::", "-");
        epub.save(folder.join(format!("{name}-epub.png"))).unwrap();
        pdf.save(folder.join(format!("{name}-pdf.png"))).unwrap();
    }
    let psnr = psnr(&epub, &pdf);
    assert!(psnr >= least, "{psnr:.1} dB");
    epub
}

#[test]
fn a_typeset_cover_is_one_cover_in_both() {
    let outcome = build_clean(book("", &[]), &both(), &[]);
    // Edges of letters are drawn a little differently by every program.
    let cover = same(&outcome, 22.0);
    assert_eq!(cover.dimensions(), (1600, 2560));
    // In the PDF it is live text, in the order in which it is read.
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    let text = pdf_text(pdf.path(), true);
    let mut pages = text.split('\u{c}').map(squeeze);
    assert_eq!(pages.next().unwrap(), "某某出版社山河故人十二个村庄的来信林渡沈砚2026年6月");
    assert_eq!(pages.next().unwrap(), "", "the back of the cover");
    // A printer may get the cover apart.
    let mut apart = book("", &[]);
    apart.insert("templates/own/theme.toml".to_owned(), format!("{THEME}[volume]\ncover = false\n").into());
    let outcome = build_clean(apart, &both(), &[]);
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    assert!(pdf_text(pdf.path(), true).starts_with("山河"));
}

/// A photo that says by its colour how far from its left it is.
fn slope(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, 90])
    });
    let mut out = std::io::Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

#[test]
fn a_cover_photo_is_cut_to_the_cover_and_keeps_its_shape() {
    let photos = [("c.jpg", slope(3000, 2000))];
    for (keys, left) in [
        ("cover = \"source/photos/c.jpg\"\n", 0.5 - 1250.0 / 3000.0 / 2.0),
        ("[cover]\nphoto = \"source/photos/c.jpg\"\nfocus = \"0,50\"\n", 0.0),
        ("[cover]\nphoto = \"source/photos/c.jpg\"\nfocus = \"100,50\"\n", 1.0 - 1250.0 / 3000.0),
    ] {
        let outcome = build_clean(book(keys, &photos), &both(), &[]);
        let cover = same(&outcome, 30.0);
        assert_eq!(cover.dimensions(), (1250, 2000));
        // 1250 of its 3000 pixels across are shown, and all of its height.
        for (x, share) in [(8, 0.0), (1241, 1250.0 / 3000.0)] {
            let [red, green, _] = cover.get_pixel(x, 1000).0;
            let expected = (left + share) * 255.0;
            assert!(
                (f64::from(red) - expected).abs() < 5.0 && green.abs_diff(127) < 4,
                "{keys} {x}: {red} {green}"
            );
        }
    }
}

#[test]
fn a_photo_that_is_small_for_a_cover_is_one_with_a_warning() {
    let outcome = build_clean(
        book("cover = \"source/photos/c.jpg\"\n", &[("c.jpg", photo(900, 600))]),
        &both(),
        &["K523"],
    );
    let cover = of_epub(&outcome);
    assert_eq!(cover.dimensions(), (375, 600), "never made larger");
    let large = book("cover = \"source/photos/c.jpg\"\n", &[("c.jpg", photo(1000, 1600))]);
    assert_eq!(of_epub(&build_clean(large, &both(), &[])).dimensions(), (1000, 1600));
}

#[test]
fn a_drawing_on_a_cover_is_pixels_in_the_epub() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 50 80\"><rect width=\"50\" height=\"80\" fill=\"#036\"/>\
               <circle cx=\"25\" cy=\"40\" r=\"20\" fill=\"#f5b700\"/></svg>";
    let files = book("cover = \"source/photos/c.svg\"\n", &[("c.svg", svg.into())]);
    let cover = same(&build_clean(files, &both(), &[]), 30.0);
    assert_eq!(cover.dimensions(), (1600, 2560));
    assert_eq!((cover.get_pixel(20, 20).0, cover.get_pixel(800, 1280).0), ([0, 0x33, 0x66], [0xF5, 0xB7, 0]));
}

#[test]
fn a_focus_is_two_shares_of_hundred() {
    let keys = "[cover]\nphoto = \"source/photos/c.jpg\"\nfocus = \"left\"\n";
    let outcome = build_files(book(keys, &[("c.jpg", photo(1600, 2560))]), &both());
    let told: Vec<&str> = outcome.diags.iter().map(|d| d.code.id).collect();
    assert_eq!(told, ["K133"]);
}

/// The cover of one article, whose focus stands with the other settings of its photos.
#[test]
fn an_articles_cover_looks_where_its_photo_is_told_to() {
    let build = |figures: &str| {
        let article = format!("---\ntitle: 题\ncover: photos/c.jpg\n{figures}---\n\n文字。\n");
        let files = BTreeMap::from([
            ("source/a.md".to_owned(), article.into_bytes()),
            ("source/photos/c.jpg".to_owned(), slope(3000, 1700)),
        ]);
        of_epub(&build_clean(files, &both(), &[]))
    };
    let right = build("figures:\n  photos/c.jpg: {focus: [100, 50]}\n");
    let middle = build("");
    assert!(right.get_pixel(5, 5).0[0] > middle.get_pixel(5, 5).0[0] + 60);
}
