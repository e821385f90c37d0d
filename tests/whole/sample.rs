//! The shipped sample in both outputs, as outside judges see it.

use crate::common::{
    PHOTOS, assert_in_order, both, build_clean, build_files, epub_text, on_disk, output, run, sample,
    sample_without_photos,
};
use keben::article::texts;
use keben::diag::{Diags, Files};
use keben::export::Options;
use keben::reader;
use keben::source::Project;
use std::collections::BTreeMap;

#[test]
fn every_text_arrives_once_and_in_order() {
    let outcome = build_clean(sample(), &both(), &[]);
    let project = Project::in_memory(sample());
    let article =
        reader::read(&project, "source/feature.md", &mut Files::default(), &mut Diags::new()).unwrap();
    let flow: Vec<String> = texts(&article);
    assert!(flow.len() > 30);
    assert_in_order(&epub_text(output(&outcome, "epub")), &flow, "EPUB");
    // On the page, pictures and notes stand in the midst of paragraphs that run on; the tree keeps them whole.
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    let (_, tree) = run("pdfinfo", &["-struct-text", pdf.path().to_str().unwrap()]);
    let tagged: String = tree
        .lines()
        .filter_map(|l| Some(l.trim_start().strip_prefix('"')?.trim_end().trim_end_matches('"')))
        .collect();
    assert_in_order(&tagged, &[article.meta.title.text()], "PDF");
    assert_in_order(&tagged, &flow, "PDF");
}

#[test]
fn judges_accept_the_pdf() {
    let outcome = build_clean(sample(), &both(), &[]);
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    let path = pdf.path().to_str().unwrap();
    let (code, text) = run("qpdf", &["--check", path]);
    assert_eq!(code, 0, "{text}");
    let (_, fonts) = run("pdffonts", &[path]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 4, "{fonts}");
    for row in rows {
        assert!(row.contains(" yes yes yes "), "not embedded, subset and mapped: {row}");
    }
    for flavour in ["ua1", "2a"] {
        let (code, verdict) = run("tests/judges/bin/verapdf", &[flavour, path]);
        assert_eq!(code, 0, "{flavour}: {verdict}");
    }
    let (code, trace) = run("mutool", &["draw", "-q", "-F", "txt", "-o", "/dev/null", path]);
    // Debian builds mupdf without colour management and says so each time.
    assert_eq!((code, trace.replace("warning: ICC support is not available\n", "").as_str()), (0, ""));
}

#[test]
fn judges_accept_the_epub() {
    let outcome = build_clean(sample(), &both(), &[]);
    let epub = on_disk("epub", output(&outcome, "epub"));
    let path = epub.path().to_str().unwrap();
    let (code, verdict) = run("tests/judges/bin/epubcheck", &[path]);
    assert_eq!(code, 0, "{verdict}");
    let shelf = tempfile::tempdir().unwrap();
    let (code, verdict) = run("tests/judges/bin/ace", &[path, shelf.path().to_str().unwrap()]);
    assert_eq!(code, 0, "{verdict}");
}

#[test]
fn photos_that_need_no_change_go_in_byte_for_byte() {
    let outcome = build_clean(sample(), &both(), &[]);
    let pdf = output(&outcome, "pdf");
    let files = sample();
    let kept: Vec<&str> = PHOTOS
        .into_iter()
        .filter(|name| {
            let photo = &files[&format!("source/{name}")];
            pdf.windows(photo.len()).any(|w| w[..64] == photo[..64] && w == &photo[..])
        })
        .collect();
    // The third stands in one column and would have more than twice the pixels a press can use.
    assert_eq!(kept, ["photos/bridge.jpg", "photos/field.jpg"]);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let first = build_clean(sample(), &both(), &[]);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let second = pool.install(|| build_clean(sample(), &both(), &[]));
    for (a, b) in first.outputs.iter().zip(&second.outputs) {
        assert_eq!(a.name, b.name);
        assert!(a.bytes == b.bytes, "{} differs", a.name);
    }
    assert_eq!(first.outputs.len(), 2);
}

#[test]
fn little_text_makes_a_little_file() {
    let files =
        BTreeMap::from([("source/a.md".to_owned(), "---\ntitle: 刻\n---\n\n本\n".as_bytes().to_vec())]);
    let pdf_only = Options { epub: false, ..both() };
    let outcome = build_files(files, &pdf_only);
    let size = output(&outcome, "pdf").len();
    assert!(size < 10_240, "{size} bytes");
}

#[test]
fn the_sample_without_photos_is_under_one_megabyte() {
    let pdf_only = Options { epub: false, ..both() };
    let outcome = build_clean(sample_without_photos(), &pdf_only, &[]);
    let size = output(&outcome, "pdf").len();
    assert!(size < 1_000_000, "{size} bytes");
}
