//! A real newspaper page, structured by hand, arrives whole in both outputs. The page lies outside the
//! repository (`../shared/seed`); where it is not there, only that is said.

use crate::common::{
    assert_in_order, both, build_files, epub_text, messages, on_disk, output, pdf_flow, root, sample,
};

use keben::export::{Options, Outcome};
use std::collections::BTreeMap;

/// The page's lines that are not empty, or `None` where the page is not at hand.
fn lines() -> Option<Vec<String>> {
    let text = std::fs::read_to_string(root().join("../shared/seed/dongyang.txt")).ok()?;
    Some(text.lines().filter(|l| !l.trim().is_empty()).map(|l| l.trim().to_owned()).collect())
}

/// The page's parts, by the numbers of their lines: what was cut by photos and columns is joined again.
struct Parts {
    markdown: String,
    /// Every paragraph and section head, in order.
    flow: Vec<String>,
}

fn structured(lines: &[String], places: [&str; 3]) -> Parts {
    let l = |n: usize| lines[n].clone();
    let joined = |ns: &[usize]| ns.iter().map(|&n| l(n)).collect::<String>();
    let writers = l(7).trim_start_matches(['■', ' ']).replace(' ', ", ");
    let mut md = format!(
        "---\nseries: {}\ntitle: {}\nsubtitle: {}\nbyline: [{writers}]\nlead: 2\ncredits: {}\n---\n\n",
        l(6),
        l(0),
        l(1),
        l(43)
    );
    let mut flow = Vec::new();
    let mut paragraph = |md: &mut String, text: String| {
        // The only characters of the page that Markdown would read.
        md.push_str(&text.replace('*', "\\*").replace('_', "\\_"));
        md.push_str("\n\n");
        flow.push(text);
    };
    let photo = |n: usize, caption: String, credit: String, place: &str| {
        format!(
            "![{caption}]({} \"{credit}\"){{alt=\"测试用图\" place={place}}}\n\n",
            crate::common::PHOTOS[n]
        )
    };
    paragraph(&mut md, l(2));
    paragraph(&mut md, l(3));
    md.push_str(&photo(0, l(4), l(5), places[0]));
    for n in 8..=42 {
        match n {
            8 | 18 | 30 => {
                md.push_str("## ");
                paragraph(&mut md, l(n));
            }
            15 => {
                let (caption, credit) =
                    lines[15].split_once(' ').expect("caption and credit stand on one line");
                md.push_str(&photo(1, caption.to_owned(), credit.to_owned(), places[1]));
            }
            20 => paragraph(&mut md, joined(&[20, 21])),
            34 => paragraph(&mut md, joined(&[34, 35])),
            39 => paragraph(&mut md, joined(&[39, 40, 41])),
            21 | 35 | 40 | 41 => {}
            _ => paragraph(&mut md, l(n)),
        }
    }
    md.push_str(&photo(2, l(44), l(45), places[2]));
    Parts { markdown: md, flow }
}

/// The page in the sample's place, with the sample's photos.
fn with_the_photos(parts: &Parts) -> Outcome {
    let mut files = sample();
    files.insert("source/feature.md".to_owned(), parts.markdown.clone().into_bytes());
    let outcome = build_files(files, &both());
    assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
    outcome
}

#[test]
fn a_real_page_arrives_whole_and_in_order() {
    let Some(lines) = lines() else {
        println!("../shared/seed is not here: nothing to set");
        return;
    };
    let parts = structured(&lines, ["hero", "column", "span"]);
    let outcome = with_the_photos(&parts);
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    let head = [6, 0, 1].map(|n| lines[n].clone());
    let notes = [4, 5, 44, 45, 43].map(|n| lines[n].clone());
    for (whole, name) in [(pdf_flow(pdf.path(), false), "PDF"), (epub_text(output(&outcome, "epub")), "EPUB")]
    {
        assert_in_order(&whole, &head, name);
        for note in &notes {
            assert_in_order(&whole, std::slice::from_ref(note), name);
        }
    }
    assert_in_order(&epub_text(output(&outcome, "epub")), &parts.flow, "EPUB");
    // As drawn: by places alone no program can tell a paragraph that goes on in the next column from the caption of a
    // picture that stands at the foot of the first.
    assert_in_order(&pdf_flow(pdf.path(), true), &parts.flow, "PDF");
}

#[test]
fn a_real_page_is_found_whole_by_place_where_nothing_stands_in_between() {
    let Some(lines) = lines() else {
        println!("../shared/seed is not here: nothing to set");
        return;
    };
    // Two columns, the three photos where they are mentioned.
    let parts = structured(&lines, ["inline"; 3]);
    let outcome = with_the_photos(&parts);
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    for raw in [false, true] {
        assert_in_order(&pdf_flow(pdf.path(), raw), &parts.flow, "PDF");
    }
    assert_in_order(&epub_text(output(&outcome, "epub")), &parts.flow, "EPUB");
    // One column.
    let text: Vec<&str> = parts.markdown.lines().filter(|l| !l.starts_with("![")).collect();
    let files = BTreeMap::from([("source/a.md".to_owned(), text.join("\n").into_bytes())]);
    let options = Options { theme: Some("book".to_owned()), epub: false, ..both() };
    let outcome = build_files(files, &options);
    assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
    let pdf = on_disk("pdf", output(&outcome, "pdf"));
    assert_in_order(&pdf_flow(pdf.path(), false), &parts.flow, "PDF");
}
