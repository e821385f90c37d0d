//! Rows 1 to 6, 55, 56 and 66: the archive and what is in it.

use super::{Verdict, ensure, row};
use crate::book::{Book, build, rich};
use std::collections::BTreeSet;

/// The place of the first entry in the archive's directory, and of a field in it.
fn directory(book: &Book, field: usize) -> usize {
    book.bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap() + field
}

fn each_entry(
    book: &Book,
    check: impl Fn(&str, &zip::read::ZipFile<'_, std::io::Cursor<&Vec<u8>>>) -> Verdict,
) -> Verdict {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&book.bytes)).map_err(|e| e.to_string())?;
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|e| e.to_string())?;
        check(file.name(), &file)?;
    }
    Ok(())
}

#[test]
fn row_01_the_media_type_is_first_and_plain() {
    fn check(book: &Book) -> Verdict {
        ensure!(&book.bytes[..4] == b"PK\x03\x04", "no archive");
        ensure!(book.bytes[6..10] == [0, 0, 0, 0], "flags, or not stored");
        ensure!(book.bytes[26..30] == [8, 0, 0, 0], "another name, or an extra field");
        ensure!(&book.bytes[30..58] == b"mimetypeapplication/epub+zip", "not at byte 30");
        Ok(())
    }
    row(check, |book| book.bytes[8] = 8);
}

#[test]
fn row_02_entries_are_stored_or_deflated() {
    fn check(book: &Book) -> Verdict {
        use zip::CompressionMethod::{Deflated, Stored};
        each_entry(book, |name, file| {
            ensure!(matches!(file.compression(), Stored | Deflated), "{name}: {:?}", file.compression());
            ensure!(!file.encrypted(), "{name} is encrypted");
            Ok(())
        })
    }
    row(check, |book| {
        let at = directory(book, 10);
        book.bytes[at] = 12;
    });
}

#[test]
fn row_03_names_are_plain_ascii_and_differ_in_more_than_case() {
    fn check(book: &Book) -> Verdict {
        let mut folded = BTreeSet::new();
        for name in book.files.keys() {
            let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._/-".contains(&b));
            ensure!(plain, "{name}");
            ensure!(folded.insert(name.to_ascii_lowercase()), "{name} twice");
        }
        Ok(())
    }
    row(check, |book| {
        book.files.insert("OEBPS/Nav.xhtml".to_owned(), Vec::new());
    });
    row(check, |book| {
        book.files.insert("OEBPS/图 1.jpg".to_owned(), Vec::new());
    });
}

#[test]
fn row_04_all_entries_have_one_time() {
    fn check(book: &Book) -> Verdict {
        each_entry(book, |name, file| {
            let time = file.last_modified().ok_or("no time")?;
            let date = (time.year(), time.month(), time.day(), time.hour(), time.minute(), time.second());
            ensure!(date == (1980, 1, 1, 0, 0, 0), "{name}: {date:?}");
            Ok(())
        })
    }
    row(check, |book| {
        let at = directory(book, 14);
        book.bytes[at] += 1;
    });
}

#[test]
fn row_05_nothing_is_in_the_archive_that_is_not_the_book() {
    fn check(book: &Book) -> Verdict {
        each_entry(book, |name, file| {
            ensure!(!file.is_dir(), "{name} is a folder");
            ensure!(file.extra_data().map_or(0, <[u8]>::len) == 0, "{name} has an extra field");
            Ok(())
        })?;
        for name in book.files.keys() {
            let known = name == "mimetype"
                || name == "META-INF/container.xml"
                || name == "META-INF/com.apple.ibooks.display-options.xml"
                || name.starts_with("OEBPS/");
            ensure!(known && !name.contains("/."), "{name}");
        }
        Ok(())
    }
    row(check, |book| {
        book.files.insert("META-INF/notes.txt".to_owned(), Vec::new());
    });
}

#[test]
fn row_06_the_same_article_gives_the_same_bytes() {
    fn check(book: &Book) -> Verdict {
        static AGAIN: std::sync::OnceLock<Book> = std::sync::OnceLock::new();
        let again = AGAIN.get_or_init(|| build(include_str!("../rich.md")));
        ensure!(book.bytes == again.bytes, "two builds differ");
        Ok(())
    }
    row(check, |book| book.bytes.push(0));
}

#[test]
fn row_55_nothing_is_asked_from_outside() {
    fn check(book: &Book) -> Verdict {
        for (name, xml) in book.documents() {
            for element in crate::xml::elements(xml) {
                for (key, value) in &element.attributes {
                    let outside = value.contains("://") || value.starts_with("data:");
                    let link = element.name == "a" && key == "href";
                    ensure!(!outside || link, "{name}: {key}={value}");
                }
            }
        }
        let css = book.css();
        let urls = css.matches("url(").count();
        ensure!(urls == css.matches("url(fonts/").count(), "the style sheet loads something");
        ensure!(!css.contains("@import") && !css.contains("data:"), "the style sheet loads something");
        let out: Vec<_> = crate::xml::named(book.article_text(), "a")
            .into_iter()
            .filter(|a| a.get("href").contains("://"))
            .map(|a| a.get("href").to_owned())
            .collect();
        ensure!(out == ["https://example.org/?a=1&b=2"], "{out:?}");
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/stylesheet.css", "url(fonts/", "url(https://example.org/"));
    row(check, |book| book.edit("OEBPS/article-1.xhtml", "src=\"photos/", "src=\"https://example.org/"));
}

#[test]
fn row_56_no_path_of_the_builder_is_in_the_book() {
    fn check(book: &Book) -> Verdict {
        let here = env!("CARGO_MANIFEST_DIR");
        for (name, bytes) in &book.files {
            for secret in [here, "source/a.md", "source/photos", "/home/", "C:\\"] {
                let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
                ensure!(!found, "{name}: {secret}");
            }
        }
        Ok(())
    }
    row(check, |book| book.edit("OEBPS/article-1.xhtml", "photos/p1", "source/photos/p1"));
}

#[test]
fn row_66_files_are_small() {
    fn check(book: &Book) -> Verdict {
        for (name, bytes) in &book.files {
            let most = match name.rsplit('.').next() {
                Some("xhtml") => 300_000,
                Some("css") => 60_000,
                _ => 1_500_000,
            };
            ensure!(bytes.len() <= most, "{name}: {} bytes", bytes.len());
        }
        ensure!(book.bytes.len() <= 20_000_000, "{} bytes", book.bytes.len());
        Ok(())
    }
    assert!(!rich().told.contains(&"K805"), "nobody is told that the book is too large");
    row(check, |book| {
        let long = "长".repeat(100_001);
        book.edit("OEBPS/article-1.xhtml", "最后一段", &long);
    });
}
