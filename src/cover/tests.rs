//! Covers of long and short books on paper of all shapes.

use super::*;
use crate::article::{Person, SenseText};
use crate::diag::{Diags, Files};
use crate::source::Project;
use crate::theme::load;
use std::collections::BTreeMap;

fn theme() -> Theme {
    let project = Project::in_memory(BTreeMap::new());
    load(&project, "feature", &mut Files::default(), &mut Diags::new()).unwrap()
}

fn book(title: &str, subtitle: &str, writers: usize) -> Meta {
    let person = |n: usize| Person { name: format!("作者{n}"), ..Person::default() };
    Meta {
        title: SenseText::new(title, None),
        subtitle: Some(SenseText::new(subtitle, None)).filter(|s| !s.is_empty()),
        series: Some(SenseText::new("乡土丛书", None)),
        byline: (0..writers).map(person).collect(),
        publication: Some("某某出版社".to_owned()),
        lang: "zh-Hans".to_owned(),
        ..Meta::default()
    }
}

/// The texts of a cover, line by line, with the box of each.
fn lines(pieces: &[Piece]) -> Vec<(String, f64, f64, f64, f64)> {
    let mut lines: Vec<(String, f64, f64, f64, f64)> = Vec::new();
    for piece in pieces {
        let Piece::Text(runs) = piece else { continue };
        for (at, run) in runs {
            let (left, right) = (at.x.to_pt(), (at.x + run.width()).to_pt());
            let (top, bottom) = ((at.y - run.size).to_pt(), at.y.to_pt());
            match lines.last_mut() {
                // A run in another face goes on where the last one ended.
                Some(line) if line.4 == bottom && (line.2 - left).abs() < 0.01 => {
                    line.0.push_str(&run.text);
                    line.2 = right;
                }
                _ => lines.push((run.text.clone(), left, right, top, bottom)),
            }
        }
    }
    lines
}

#[test]
fn lines_stay_on_the_cover_and_apart_whatever_there_is_to_say() {
    let (theme, faces) = (theme(), FontBook::embedded());
    let long = "这是一个长得任何封面都放不下的书名".repeat(6);
    let english = "The Long Road From The Mountains To The Sea And All The Way Back Again";
    let many = "甲地经验 乙地路径 丙地做法 丁地样本 戊地教训 己地启示 庚地回声 辛地来信";
    let titles = ["题", "山河 故人", long.as_str(), english, many];
    for title in titles {
        for (subtitle, writers) in [("", 0), ("十二个村庄的来信", 1), (long.as_str(), 40)] {
            for (width, height) in
                [(1600.0, 2560.0), (397.0, 575.0), (595.0, 842.0), (842.0, 595.0), (400.0, 400.0)]
            {
                let size = Size::new(Abs::pt(width), Abs::pt(height));
                let pieces = typeset(&book(title, subtitle, writers), &theme, &faces, size);
                let lines = lines(&pieces);
                let what = format!("{title} / {subtitle} / {writers} on {width} × {height}");
                for (text, left, right, top, bottom) in &lines {
                    assert!(
                        *left >= 0.0 && *right <= width && *top >= 0.0 && *bottom <= height,
                        "{what}: {text}"
                    );
                }
                for (n, a) in lines.iter().enumerate() {
                    for b in &lines[n + 1..] {
                        let apart = a.2 <= b.1 || b.2 <= a.1 || a.4 <= b.3 || b.4 <= a.3;
                        assert!(apart, "{what}: {a:?} lies on {b:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn all_of_an_ordinary_title_is_there_by_its_parts() {
    let (theme, faces) = (theme(), FontBook::embedded());
    let size = Size::new(Abs::mm(140.0), Abs::mm(203.0));
    let texts = |title: &str| -> Vec<String> {
        lines(&typeset(&book(title, "", 2), &theme, &faces, size)).into_iter().map(|l| l.0).collect()
    };
    assert_eq!(texts("山河 故人"), ["某某出版社", "乡土丛书", "山河", "故人", "作者0\u{3000}作者1"]);
    let english = texts("The Long Road From The Mountains To The Sea");
    let words = english[2..english.len() - 1].join(" ");
    assert_eq!(words, "The Long Road From The Mountains To The Sea", "broken between words");
}

#[test]
fn bars_that_touch_the_edge_can_bleed() {
    let size = Size::new(Abs::mm(140.0), Abs::mm(203.0));
    let pieces = typeset(&book("题", "", 1), &theme(), &FontBook::embedded(), size);
    let Piece::Bar(paper, _) = &pieces[0] else { panic!("{:?}", pieces[0]) };
    assert_eq!((paper.origin, paper.size), (Point::default(), size));
    let Piece::Bar(head, color) = &pieces[1] else { panic!("{:?}", pieces[1]) };
    assert_eq!((head.origin, head.size.width, *color), (Point::default(), size.width, theme().accent));
}
