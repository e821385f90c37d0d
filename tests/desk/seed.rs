//! A real newspaper page, as it comes out of an e-paper. It lies outside the repository (`../shared/seed`); where it is
//! not there, only that is said.

use keben::export;
use keben::import::Kind;

pub(crate) fn page() -> Option<Vec<u8>> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed/dongyang.txt");
    #[expect(clippy::disallowed_methods, reason = "this test reads a page that lies outside")]
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        println!("../shared/seed is not here: nothing to bring in");
    }
    bytes
}

#[test]
fn the_page_is_put_together() {
    let Some(bytes) = page() else { return };
    let brought = export::import(&bytes, "dongyang.txt", &[], &|_| None).unwrap();
    println!("{}", brought.report.summary(keben::diag::Lang::En));
    let article = String::from_utf8(brought.outputs[0].bytes.clone()).unwrap();
    println!("{article}");
    let lines: Vec<String> = {
        let text = String::from_utf8(bytes).unwrap();
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect()
    };
    let count = |kind| brought.report.count(kind);
    assert_eq!(count(Kind::Join), 4);
    for (a, b) in [(20, 21), (34, 35), (39, 40), (40, 41)] {
        assert!(article.contains(&format!("{}{}", lines[a], lines[b])), "{a} goes on in {b}");
    }
    assert_eq!(count(Kind::Head), 3);
    for n in [8, 18, 30] {
        assert!(article.contains(&format!("\n## {}\n", lines[n])));
    }
    assert_eq!(count(Kind::Figure), 3);
    // Each picture stands behind the paragraph that speaks of it.
    let behind = |paragraph: &str, figure: &str| article.contains(&format!("{paragraph}\n\n![{figure}"));
    assert!(behind(&lines[3], &lines[4]), "the first stays at the head");
    assert!(behind(&lines[38], lines[15].split(' ').next().unwrap()));
    assert!(behind(&lines[36], &lines[44]));
    let head = article.split("---").nth(1).unwrap();
    for line in [
        format!("title: {}", lines[0]),
        format!("subtitle: {}", lines[1]),
        format!("series: {}", lines[6]),
        "lead: 2".to_owned(),
        format!("credits: {}", lines[43]),
        format!("byline:\n  - {}", lines[7].trim_start_matches(['■', ' ']).replace(' ', "\n  - ")),
    ] {
        assert!(head.contains(&format!("\n{line}\n")), "{line} in {head}");
    }
    assert_eq!(brought.report.set_aside, ["■"]);
    assert!(brought.report.added.is_empty() && brought.report.doubts().next().is_none());
}

#[test]
fn check_finds_what_is_there_and_nothing_else() {
    let Some(bytes) = page() else { return };
    let brought = export::import(&bytes, "dongyang.txt", &[], &|_| None).unwrap();
    let files = brought.outputs.into_iter().map(|o| (o.name, o.bytes)).collect();
    let project = keben::source::Project::in_memory(files);
    struct Nobody;
    impl export::Progress for Nobody {
        fn begin(&self, _: export::Step) {}
    }
    let options = export::Options {
        theme: None,
        epub: true,
        pdf: true,
        pdf_as: export::PdfOptions::default(),
        system_fonts: false,
        intent: export::PrintIntent::kept(),
        keep_metadata: false,
        keep_going: false,
        photo_store: None,
        epoch: None,
        ..export::Options::default()
    };
    let checked = export::check(&project, &options, &Nobody);
    let mut found: Vec<String> = checked
        .diags
        .iter()
        .map(|d| {
            let text = d.span.and_then(|s| checked.files.text(s.file).get(s.range())).unwrap_or("");
            let text: String = text.chars().take(12).collect();
            format!("{} {text}", d.code.id)
        })
        .collect();
    // That a placeholder is too tall for its place is not the text's matter.
    found.retain(|f| !f.starts_with("K65"));
    found.sort();
    println!("{}", found.join("\n"));
    for expected in ["C103 「义乌发展经验」", "C105 ”、“", "C202 來"] {
        assert_eq!(found.iter().filter(|f| *f == expected).count(), 1, "{expected}");
    }
    let count = |code: &str| found.iter().filter(|f| f.starts_with(code)).count();
    assert_eq!(count("C101"), 3, "three pairs of half-width brackets");
    assert!(found.iter().any(|f| f.starts_with("C201") && f.contains("飞机植保飞机")));
    assert_eq!((count("C301"), count("K226"), count("C403")), (1, 3, 3));
    assert_eq!(found.len(), 3 + 1 + 1 + 1 + 1 + 1 + 3 + 3, "and nothing else");
    // It can be built as it is.
    let built = export::build(&project, &options, &Nobody);
    assert_eq!(built.outputs.len(), 2);
}
