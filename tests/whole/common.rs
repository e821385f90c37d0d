//! What several test files need: a build in memory, the shipped sample, outside judges, and the text of
//! finished files without white space.

use keben::diag::{Diags, Files, Format, Lang, Paint, render};
use keben::export::{Options, Outcome, PdfOptions, PrintIntent, Progress, Step, build};
use keben::source::Project;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Step) {}
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Both outputs, the default theme, one fixed clock.
pub(crate) fn both() -> Options {
    Options {
        theme: None,
        epub: true,
        pdf: true,
        pdf_as: PdfOptions::default(),
        system_fonts: false,
        intent: PrintIntent::kept(),
        keep_metadata: false,
        keep_going: false,
        photo_store: None,
        epoch: Some(1_760_000_000),
        ..Options::default()
    }
}

/// Builds a project that lives in memory.
pub(crate) fn build_files(files: BTreeMap<String, Vec<u8>>, options: &Options) -> Outcome {
    build(&Project::in_memory(files), options, &Silent)
}

/// Builds a project and wants it whole: no error and no warning but those named.
pub(crate) fn build_clean(files: BTreeMap<String, Vec<u8>>, options: &Options, expected: &[&str]) -> Outcome {
    let outcome = build_files(files, options);
    let mut told: Vec<&str> = outcome.diags.iter().map(|d| d.code.id).collect();
    told.dedup();
    assert_eq!(told, expected, "{}", messages(&outcome));
    outcome
}

/// All messages of a build, for people.
pub(crate) fn messages(outcome: &Outcome) -> String {
    messages_of(&outcome.diags, &outcome.files)
}

/// Messages, for people.
pub(crate) fn messages_of(diags: &Diags, files: &Files) -> String {
    render(diags, files, Lang::En, Format::Human, Paint::default())
}

/// One output by its extension.
pub(crate) fn output<'a>(outcome: &'a Outcome, extension: &str) -> &'a [u8] {
    let found = outcome.outputs.iter().find(|o| o.name.ends_with(extension));
    &found.unwrap_or_else(|| panic!("no {extension}: {}", messages(outcome))).bytes
}

/// The shipped sample as a project in memory.
pub(crate) fn sample() -> BTreeMap<String, Vec<u8>> {
    let source = root().join("source");
    let mut files = BTreeMap::new();
    let mut add = |name: &str| {
        let bytes = std::fs::read(source.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        files.insert(format!("source/{name}"), bytes);
    };
    add("feature.md");
    for photo in PHOTOS {
        add(photo);
    }
    files
}

/// The sample's photos.
pub(crate) const PHOTOS: [&str; 3] = ["photos/bridge.jpg", "photos/field.jpg", "photos/village.jpg"];

/// The sample's article without its photos.
pub(crate) fn sample_without_photos() -> BTreeMap<String, Vec<u8>> {
    let mut files = sample();
    let text = String::from_utf8(files["source/feature.md"].clone()).unwrap();
    let text: Vec<&str> = text.lines().filter(|l| !l.starts_with("![")).collect();
    files.retain(|name, _| name.ends_with(".md"));
    files.insert("source/feature.md".to_owned(), text.join("\n").into_bytes());
    files
}

/// A photo for small pages: a slope of gray with a dark frame, so that turns and cuts show.
pub(crate) fn photo(width: u32, height: u32) -> Vec<u8> {
    let image = image::RgbImage::from_fn(width, height, |x, y| {
        let edge = x.min(width - 1 - x).min(y).min(height - 1 - y) < 20;
        let shade = (120 + 100 * x / width) as u8;
        image::Rgb(if edge { [60, 60, 60] } else { [shade, shade, (150 + 80 * y / height) as u8] })
    });
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

/// Writes bytes where a judge can read them; the file goes when the value does.
pub(crate) fn on_disk(extension: &str, bytes: &[u8]) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(&format!(".{extension}")).tempfile().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    file
}

/// Runs a program that must be there; gives back its exit code and what it printed.
pub(crate) fn run(program: &str, args: &[&str]) -> (i32, String) {
    let name = if program.contains('/') { root().join(program) } else { PathBuf::from(program) };
    let out = Command::new(&name)
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("{program} is not installed ({e}); `bash tests/run` sets it up"));
    let text = [out.stdout, out.stderr].concat();
    (out.status.code().unwrap_or(-1), String::from_utf8_lossy(&text).into_owned())
}

/// The text of a PDF as poppler reads it: in the order that it guesses from the places of words, or, if `raw`,
/// in the order of the file.
pub(crate) fn pdf_text(path: &Path, raw: bool) -> String {
    let mut args = vec!["-q", "-enc", "UTF-8", path.to_str().unwrap(), "-"];
    if raw {
        args.insert(0, "-raw");
    }
    let out = Command::new("pdftotext")
        .args(args)
        .output()
        .unwrap_or_else(|e| panic!("pdftotext is not installed ({e}); `bash tests/run` sets it up"));
    assert!(out.status.success());
    String::from_utf8(out.stdout).unwrap()
}

/// The text of each page with its running head and folio, as mupdf reads it, in the order of drawing.
pub(crate) fn pdf_shown(path: &Path) -> Vec<String> {
    let out = Command::new("mutool")
        .args(["draw", "-q", "-F", "txt", path.to_str().unwrap()])
        .output()
        .unwrap_or_else(|e| panic!("mutool is not installed ({e}); `bash tests/run` sets it up"));
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    let text = text.trim_end_matches('\n');
    text.strip_suffix('\u{c}').unwrap_or(text).split('\u{c}').map(squeeze).collect()
}

/// The text of a PDF without white space. Running heads and folios are no part of it.
pub(crate) fn pdf_flow(path: &Path, raw: bool) -> String {
    squeeze(&pdf_text(path, raw))
}

/// The files of an EPUB by name.
pub(crate) fn epub_files(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().to_owned(), content)
        })
        .collect()
}

/// The text of all XHTML files of an EPUB in the order of its spine, without tags.
pub(crate) fn epub_text(bytes: &[u8]) -> String {
    let files = epub_files(bytes);
    let (opf_name, opf) = files.iter().find(|(n, _)| n.ends_with(".opf")).expect("an EPUB has a package");
    let opf = String::from_utf8(opf.clone()).unwrap();
    let folder = opf_name.rsplit_once('/').map_or("", |(f, _)| f);
    let attribute = |tag: &str, name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(tag[at..].split('"').next()?.to_owned())
    };
    let tags =
        |name: &str| opf.split(&format!("<{name} ")).skip(1).map(|t| format!(" {t}")).collect::<Vec<_>>();
    let hrefs: BTreeMap<String, String> =
        tags("item").iter().filter_map(|t| Some((attribute(t, "id")?, attribute(t, "href")?))).collect();
    let mut out = String::new();
    for item in tags("itemref") {
        let name = format!("{folder}/{}", hrefs[&attribute(&item, "idref").unwrap()]);
        let xhtml = String::from_utf8(files[name.trim_start_matches('/')].clone()).unwrap();
        let body = xhtml.split_once("<body").map_or("", |(_, b)| b);
        let mut inside = true;
        for c in body.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        out.push('\n');
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Without white space and without the marks of notes, which are no part of the text.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !('①'..='⑳').contains(c)).collect()
}

/// Each text stands in `whole` behind the one before it; white space does not count.
pub(crate) fn assert_in_order(whole: &str, texts: &[String], of: &str) {
    let whole = squeeze(whole);
    let mut from = 0;
    for text in texts {
        let text = squeeze(text);
        match whole[from..].find(&text) {
            Some(at) => from += at + text.len(),
            None => {
                let place = if whole.contains(&text) { "is out of order" } else { "is missing" };
                let near: String = whole[from..].chars().take(80).collect();
                panic!("{of}: “{text}” {place}; behind the text before it stands “{near}…”");
            }
        }
    }
}
