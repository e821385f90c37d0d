//! Other programs that read the files. One that is not there fails the test that needs it.

#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a judge reads a file, and a missing judge fails"
)]

use std::path::Path;
use std::process::Command;

/// Runs a judge on a file (`FILE` among its arguments); its standard output. Any complaint fails.
pub(crate) fn judge(pdf: &[u8], program: &str, args: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder for one file");
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf).expect("the file can be written");
    let path = path.to_str().expect("a plain path");
    let args: Vec<&str> = args.iter().map(|a| if *a == "FILE" { path } else { a }).collect();
    let out = Command::new(program)
        .args(&args)
        .output()
        .unwrap_or_else(|e| panic!("`{program}` is not installed, and this test needs it: {e}"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(out.status.success(), "{program}: {}{}", text(&out.stdout), text(&out.stderr));
    // Debian's mupdf is built without a colour engine and says so of every file with a profile.
    let complaints = text(&out.stderr).replace("warning: ICC support is not available\n", "");
    assert_eq!(complaints, "", "{program} complains");
    text(&out.stdout)
}

/// The text as poppler reads it.
pub(crate) fn poppler(pdf: &[u8]) -> String {
    judge(pdf, "pdftotext", &["-enc", "UTF-8", "FILE", "-"])
}

/// The text as mupdf reads it.
pub(crate) fn mupdf(pdf: &[u8]) -> String {
    judge(pdf, "mutool", &["draw", "-q", "-F", "text", "FILE"])
}

/// The text as PDFium reads it.
pub(crate) fn pdfium(pdf: &[u8]) -> String {
    judge(pdf, &ours("pdfium-text"), &["FILE"])
}

/// Whether veraPDF finds the file to comply with a flavour.
pub(crate) fn verapdf(pdf: &[u8], flavour: &str) {
    judge(pdf, &ours("verapdf"), &[flavour, "FILE"]);
}

fn ours(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/bin").join(name);
    path.to_str().expect("a plain path").to_owned()
}

/// Without white space.
pub(crate) fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
