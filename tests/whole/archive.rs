//! Small articles of every kind (`tests/cases/articles/`), in horizontal and vertical lines: each PDF is accessible
//! (PDF/UA-1) and archivable (PDF/A-2a) in the eyes of veraPDF, and its structure is that of the article.
//!
//! The structure of the shipped sample is committed as `tests/cases/sample-structure.txt`; after a change that is meant,
//! `KEBEN_BLESS=1 cargo test --test whole archive` writes it anew.

use crate::common::{both, build_files, messages, on_disk, output, photo, root, run, sample};
use keben::export::Options;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// All articles under these folders of `tests/`, by name.
fn articles(folders: &[&str]) -> Vec<PathBuf> {
    let list = |folder: &&str| {
        let entries = std::fs::read_dir(root().join("tests").join(folder)).unwrap();
        entries.map(|e| e.unwrap().path()).collect::<Vec<_>>()
    };
    let mut found: Vec<PathBuf> = folders.iter().flat_map(list).collect();
    found.retain(|path| path.extension().is_some_and(|e| e == "md"));
    found.sort();
    found
}

/// The PDF of an article in a theme whose lines run so.
fn pdf(articles: &[&Path], writing: &str) -> Vec<u8> {
    let mut files = BTreeMap::from([
        ("source/wide.jpg".to_owned(), photo(300, 150)),
        ("source/tall.jpg".to_owned(), photo(140, 240)),
        // A sheet that stands upright holds fewer vertical lines than horizontal ones.
        (
            "templates/so/theme.toml".to_owned(),
            match writing {
                "vertical" => b"[page]\nwriting = \"vertical\"\n[area]\nlines = 28\n".to_vec(),
                _ => Vec::new(),
            },
        ),
    ]);
    for (n, article) in articles.iter().enumerate() {
        files.insert(format!("source/{n:03}.md"), std::fs::read(article).unwrap());
    }
    let options = Options { epub: false, theme: Some("so".to_owned()), ..both() };
    let outcome = build_files(files, &options);
    assert!(!outcome.diags.has_errors(), "{articles:?}: {}", messages(&outcome));
    output(&outcome, "pdf").to_vec()
}

/// What poppler shows of a PDF's structure. The pieces of a text that stand in several columns or pages are joined, so that it
/// says nothing of where pages end.
fn structure(pdf: &Path) -> String {
    let (code, tree) = run("pdfinfo", &["-enc", "UTF-8", "-struct-text", pdf.to_str().unwrap()]);
    assert_eq!(code, 0, "{tree}");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut out: Vec<String> = Vec::new();
    for line in tree.lines().map(str::trim_end) {
        let said = line.trim_start();
        // Object numbers and places are the page's; titles are shown byte by byte.
        if said.starts_with("Object ") || said.starts_with("/BBox") {
            continue;
        }
        if let Some(text) = said.strip_prefix('"') {
            let open = out
                .last_mut()
                .filter(|last| last.trim_start().starts_with('"') && indent(last) == indent(line));
            match open {
                Some(last) => {
                    last.pop();
                    last.push_str(text);
                }
                None => out.push(line.to_owned()),
            }
        } else {
            let (before, after) = (line.find('"'), line.rfind('"'));
            out.push(match (before, after) {
                (Some(a), Some(b)) if a < b => format!("{}{}", &line[..a], line[b + 1..].trim_start()),
                _ => line.to_owned(),
            });
        }
    }
    out.join("\n") + "\n"
}

#[test]
fn every_document_is_accessible_and_archivable() {
    let shelf = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    let mut add = |name: String, pdf: Vec<u8>| {
        let path = shelf.path().join(name);
        std::fs::write(&path, pdf).unwrap();
        names.push(path.to_str().unwrap().to_owned());
    };
    let all = articles(&["cases/articles", "golden"]);
    assert!(all.len() >= 50, "{} articles", all.len());
    for article in &all {
        let name = article.file_stem().unwrap().to_str().unwrap();
        add(format!("{name}.pdf"), pdf(&[article], "horizontal"));
    }
    for name in
        ["plain", "notes-many", "table", "list-nested", "ruby", "mixed", "figure", "figure-group", "heads"]
    {
        let article = root().join(format!("tests/cases/articles/{name}.md"));
        add(format!("vertical-{name}.pdf"), pdf(&[&article], "vertical"));
    }
    let many: Vec<&Path> = all.iter().map(PathBuf::as_path).collect();
    add("many-articles.pdf".to_owned(), pdf(&many, "horizontal"));
    add(
        "sample.pdf".to_owned(),
        output(&build_files(sample(), &Options { epub: false, ..both() }), "pdf").to_vec(),
    );
    // All files go through one run of the judge: most of its time is its start.
    for flavour in ["ua1", "2a"] {
        let mut args = vec![flavour];
        args.extend(names.iter().map(String::as_str));
        let (code, verdict) = run("tests/judges/bin/verapdf", &args);
        let refused: Vec<&str> = verdict.lines().filter(|l| !l.contains("\"compliant\":true")).collect();
        assert!(code == 0 && refused.is_empty(), "{flavour}: {}", refused.join("\n"));
        assert_eq!(verdict.lines().count(), names.len(), "{flavour}");
    }
    // Parsers that are not judges find nothing to say either.
    for name in &names {
        let (code, said) = run("qpdf", &["--check", name]);
        assert_eq!(code, 0, "{name}: {said}");
    }
}

#[test]
fn the_structure_of_the_sample_is_that_of_its_article() {
    let outcome = build_files(sample(), &Options { epub: false, ..both() });
    let seen = structure(on_disk("pdf", output(&outcome, "pdf")).path());
    let golden = root().join("tests/cases/sample-structure.txt");
    if std::env::var_os("KEBEN_BLESS").is_some() {
        std::fs::write(&golden, &seen).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    let differing = seen.lines().zip(expected.lines()).find(|(a, b)| a != b);
    assert!(seen == expected, "first difference: {differing:?}");
}

#[test]
fn a_paragraph_over_columns_and_pages_is_one_element() {
    let article = root().join("tests/cases/articles/one-paragraph.md");
    let pdf = on_disk("pdf", &pdf(&[&article], "horizontal"));
    let (_, about) = run("pdfinfo", &[pdf.path().to_str().unwrap()]);
    let pages = about.lines().find_map(|l| l.strip_prefix("Pages:")).unwrap().trim().parse::<u32>().unwrap();
    assert!(pages >= 2, "{pages} page");
    let tree = structure(pdf.path());
    let paragraphs = tree.lines().filter(|l| l.trim_start().starts_with("P (block)")).count();
    assert_eq!(paragraphs, 1, "{tree}");
    // Nothing of the page's furniture is read aloud.
    assert!(!tree.contains("刻本示例报"), "{tree}");
}
