//! Good text is left in peace.

use crate::made;
use keben::diag::{Diags, Files};
use keben::source::Project;
use keben::{proof, reader};
use std::collections::BTreeMap;

/// What the rules find in an article of a project in memory.
fn found(markdown: String) -> Vec<String> {
    let project = Project::in_memory(BTreeMap::from([("a.md".to_owned(), markdown.into_bytes())]));
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = reader::read(&project, "a.md", &mut files, &mut diags).unwrap();
    let shown = |f: proof::Finding| {
        let text = f.diag.span.and_then(|s| files.text(s.file).get(s.range())).unwrap_or("").to_owned();
        format!("{} {text}", f.diag.code.id)
    };
    proof::check(&article, &files, &proof::Settings::default()).into_iter().map(shown).collect()
}

#[test]
fn clean_paragraphs_give_no_finding() {
    let mut paragraphs = 0;
    let mut wrong = Vec::new();
    for number in 0..120 {
        let page = made::page(number);
        paragraphs += page.paragraphs.len();
        let texts: Vec<&str> = page.paragraphs.iter().map(|p| p.0.as_str()).collect();
        let head = format!("---\ntitle: {}\ndate: 2026-06-05\n---\n\n", page.title);
        wrong.extend(found(head + &texts.join("\n\n")));
    }
    assert!(paragraphs >= 300, "{paragraphs}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_sample_and_the_golden_pages_give_no_finding() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = Project::open(&root.join("source/feature.md")).unwrap();
    let wrong = found(sample.text("source/feature.md").unwrap().to_string());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
