//! Every rule has a folder in `tests/cases/check`: `bad.md` is reported by that rule and by no other, `good.md` by
//! none. `keben explain` has its texts.

use super::*;
use crate::diag::{Diags, codes};
use crate::reader;
use crate::source::Project;
use std::collections::BTreeMap;

/// The codes found in a text, with what they point at.
fn found(markdown: &str, settings: &Settings) -> Vec<(&'static str, String)> {
    let files = ["photos/placeholder-1.png", "photos/ferry.png"].map(|p| (p.to_owned(), Vec::new()));
    let mut all = BTreeMap::from(files);
    all.insert("a.md".to_owned(), markdown.as_bytes().to_vec());
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article =
        reader::read(&Project::in_memory(all), "a.md", &mut files, &mut diags).expect("it is there");
    let shown = |f: Finding| {
        let text = f.diag.span.and_then(|s| files.text(s.file).get(s.range())).unwrap_or("?");
        (f.diag.code.id, text.to_owned())
    };
    check(&article, &files, settings).into_iter().map(shown).collect()
}

#[test]
fn each_rule_has_a_case_for_and_one_against() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check");
    let project = Project::open(&folder).expect("the cases are there");
    let settings = Settings {
        keep: vec!["錢塘".to_owned()],
        characters: Some(CharacterSet::Gbk),
        ..Settings::default()
    };
    let mut wrong = Vec::new();
    for code in codes::proof::ALL {
        let text = |name: &str| {
            project
                .text(&format!("{}/{name}.md", code.id))
                .unwrap_or_else(|_| panic!("no {} {name}", code.id))
        };
        let bad = found(&text("bad"), &settings);
        if bad.is_empty() || bad.iter().any(|(c, _)| *c != code.id) {
            wrong.push(format!("{} bad: {bad:?}", code.id));
        }
        let good = found(&text("good"), &settings);
        if !good.is_empty() {
            wrong.push(format!("{} good: {good:?}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_are_those_of_the_source() {
    let text = "---\ntitle: t\n---\n\n甲乙**丙丁**(戊)己\n庚\\*辛,壬\n";
    let found = found(text, &Settings::default());
    assert_eq!(found, [("C101", "(戊)".to_owned()), ("C101", ",".to_owned())]);
}

#[test]
fn comments_and_settings_switch_rules_off() {
    let text = "---\ntitle: t\n---\n\n<!-- check: off C101 -->\n\n甲,乙\n\n<!-- check: on -->\n\n丙,丁\n";
    assert_eq!(found(text, &Settings::default()).len(), 1);
    let off = Settings { off: BTreeSet::from(["C101".to_owned()]), ..Settings::default() };
    assert!(found(text, &off).is_empty());
}

#[test]
fn a_traditional_article_is_measured_by_its_own_script() {
    let text = "---\ntitle: 渡口的早晨\nlang: zh-Hant\n---\n\n渡口的人都起得早，船后面的燈还亮著。\n";
    let found = found(text, &Settings::default());
    assert_eq!(found, [("C202", "还".to_owned())]);
    assert!(is_traditional_text("這裡的燈") && !is_traditional_text("这里的灯"));
}

#[test]
fn numbers_beyond_all_measure_are_left_alone() {
    let zeros = "0".repeat(70_000);
    for text in [
        format!("归集1180件，办结1158件，办结率90.{zeros}%。"),
        format!("归集1{zeros}件，办结1{zeros}件，办结率90%。"),
    ] {
        let text = format!("---\ntitle: t\n---\n\n{text}\n");
        assert!(!found(&text, &Settings::default()).iter().any(|(code, _)| *code == codes::proof::RATE.id));
    }
}
