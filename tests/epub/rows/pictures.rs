//! Rows 43 to 49: figures and their photos.

use super::{Verdict, ensure, row};
use crate::book::{Book, build, squeeze};
use crate::photo;
use crate::xml::{elements, named};

const TEXT: &str = "OEBPS/article-1.xhtml";

#[test]
fn row_43_a_figure_is_picture_caption_and_credit() {
    fn check(book: &Book) -> Verdict {
        let xml = book.article_text();
        ensure!(named(xml, "figure").len() == 3, "figures");
        let all = elements(xml);
        ensure!(all.iter().filter(|e| e.name == "img").all(|i| i.path.contains(&"figure".to_owned())), "img");
        let captions: Vec<_> = named(xml, "figcaption").into_iter().map(|c| squeeze(&c.text)).collect();
        ensure!(captions == ["图1桥与江林渡绘", "左周禾摄", "右图片由林渡绘制"], "{captions:?}");
        let credits: Vec<_> = all.iter().filter(|e| e.is("credit")).map(|e| e.text.as_str()).collect();
        ensure!(credits == ["林渡 绘", "周禾 摄", "图片由林渡绘制"], "{credits:?}");
        ensure!(all.iter().any(|e| e.name == "figure" && e.get("id") == "f1"), "no place to refer to");
        // In place: behind the paragraph that it stands behind.
        let at = |word: &str| xml.find(word).unwrap_or(0);
        ensure!(at("正文有注") < at("<figure") && at("<figure") < at("大节标题"), "moved");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "<span class=\"credit\">周禾 摄</span>", ""));
}

#[test]
fn row_44_the_alternative_text_is_the_authors() {
    fn check(book: &Book) -> Verdict {
        let alts: Vec<_> =
            named(book.article_text(), "img").iter().map(|i| i.get("alt").to_owned()).collect();
        ensure!(alts == ["一座桥跨在江上", "左图", "右图"], "{alts:?}");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "alt=\"左图\"", "alt=\"\""));
    let none = build("---\ntitle: 题\n---\n\n![图注](photos/a.jpg)\n");
    let image = &named(none.article_text(), "img")[0];
    assert!(
        !image.get("alt").is_empty() && !image.get("alt").contains("图注]") && image.get("alt") != "图注"
    );
    assert!(!image.get("alt").contains("a.jpg"));
}

#[test]
fn row_45_captions_are_read_aloud() {
    fn check(book: &Book) -> Verdict {
        let hidden = elements(book.article_text())
            .into_iter()
            .find(|e| !e.get("aria-hidden").is_empty() || !e.get("hidden").is_empty());
        ensure!(hidden.is_none(), "{hidden:?}");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "<figcaption>", "<figcaption aria-hidden=\"true\">"));
}

fn photos(book: &Book) -> Vec<(String, image::DynamicImage, Vec<u8>)> {
    let files = book.files.iter().filter(|(n, _)| n.starts_with("OEBPS/photos/"));
    files.map(|(n, b)| (n.clone(), image::load_from_memory(b).unwrap(), b.clone())).collect()
}

#[test]
fn row_46_photos_are_of_the_size_that_readers_take() {
    fn check(book: &Book) -> Verdict {
        let all = photos(book);
        ensure!(all.len() == 2, "one photo shown twice is one file: {}", all.len());
        for ((name, picture, bytes), source) in all.iter().zip([(2400, 1600), (1000, 1500)]) {
            let (width, height) = (picture.width(), picture.height());
            ensure!(width * height <= 5_600_000 && width.max(height) <= 4096, "{name}: {width} × {height}");
            ensure!(width >= source.0.min(1000) && width <= source.0, "{name}: {width} of {}", source.0);
            let shape = f64::from(width) / f64::from(height) * f64::from(source.1) / f64::from(source.0);
            ensure!((shape - 1.0).abs() < 0.01, "{name} is stretched");
            ensure!(bytes.len() <= 1_500_000, "{name}: {} bytes", bytes.len());
            use image::ColorType::{L8, Rgb8};
            ensure!(matches!(picture.color(), L8 | Rgb8), "{name}: {:?}", picture.color());
        }
        Ok(())
    }
    row(check, |book| {
        let small = photo::plain(400, 600, [50, 70, 190]);
        book.files.insert("OEBPS/photos/p2.jpg".to_owned(), small);
    });
}

#[test]
fn row_47_photos_stand_upright_and_tell_nothing() {
    fn check(book: &Book) -> Verdict {
        for (name, picture, bytes) in photos(book) {
            for secret in [&b"SERIAL"[..], b"Exif", b"GPS"] {
                ensure!(!bytes.windows(secret.len()).any(|w| w == secret), "{name} tells {secret:?}");
            }
            if name.contains("p2") {
                // It lay on its left side: the bright spot is now at the top right.
                let spot = picture.to_rgb8().get_pixel(picture.width() - 10, 10).0;
                ensure!(picture.height() > picture.width() && spot[0] > 200, "{name} lies on its side");
            }
        }
        Ok(())
    }
    row(check, |book| {
        let raw = photo::telling(1500, 1000, [50, 70, 190]);
        book.files.insert("OEBPS/photos/p2.jpg".to_owned(), raw);
    });
}

#[test]
fn row_48_each_caption_has_its_own_photo() {
    fn check(book: &Book) -> Verdict {
        let images = named(book.article_text(), "img");
        let colour = |href: &str| {
            let picture = image::load_from_memory(&book.files[&format!("OEBPS/{href}")]).unwrap().to_rgb8();
            picture.get_pixel(picture.width() / 2, picture.height() / 2).0
        };
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 12);
        for (image, source) in images.iter().zip([[190, 60, 50], [50, 70, 190], [190, 60, 50]]) {
            let seen = colour(image.get("src"));
            ensure!(near(seen, source), "{} shows {seen:?}, not {source:?}", image.get("alt"));
        }
        Ok(())
    }
    row(check, |book| {
        let (a, b) = (book.files["OEBPS/photos/p1.jpg"].clone(), book.files["OEBPS/photos/p2.jpg"].clone());
        book.files.insert("OEBPS/photos/p1.jpg".to_owned(), b);
        book.files.insert("OEBPS/photos/p2.jpg".to_owned(), a);
    });
}

#[test]
fn row_49_pictures_keep_their_place_while_they_load() {
    fn check(book: &Book) -> Verdict {
        for image in named(book.article_text(), "img") {
            let file = &book.files[&format!("OEBPS/{}", image.get("src"))];
            let picture = image::load_from_memory(file).map_err(|e| e.to_string())?;
            let says = (image.get("width").parse().ok(), image.get("height").parse().ok());
            ensure!(says == (Some(picture.width()), Some(picture.height())), "{says:?}");
        }
        let rule =
            book.css().split("figure img {").nth(1).and_then(|r| r.split('}').next()).ok_or("no rule")?;
        ensure!(rule.contains("max-width: 100%") && rule.contains("height: auto"), "{rule}");
        Ok(())
    }
    row(check, |book| book.edit(TEXT, "width=\"", "width=\"1"));
}
