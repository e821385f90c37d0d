//! Boxes: a frame stands around everything that is in it, and crosses nothing.

use crate::laid::{Laid, P, What, laid};
use keben::frame::{PageItem, ShapeItem};
use keben::geom::Abs;

const FEATURE: &str = "extends = \"feature\"\n";

/// Texts that a line along the text runs through, with its height.
fn struck_through(laid: &Laid) -> Vec<(String, Abs)> {
    let mut out = Vec::new();
    for page in &laid.document.pages {
        let mut edges: Vec<[Abs; 3]> = Vec::new();
        for (_, item) in &page.items {
            let PageItem::Shape(at, shape) = item else { continue };
            match shape {
                ShapeItem::Outline { size, .. } => {
                    edges.push([at.x, at.x + size.inline, at.y]);
                    edges.push([at.x, at.x + size.inline, at.y + size.block]);
                }
                ShapeItem::Line { to, .. } if to.block == Abs::ZERO => {
                    edges.push([at.x, at.x + to.inline, at.y]);
                }
                _ => {}
            }
        }
        for (_, item) in &page.items {
            let PageItem::Text(at, text) = item else { continue };
            let (top, bottom) = (at.y - text.size.mul_div(80, 100), at.y + text.size.mul_div(5, 100));
            let through =
                |e: &&[Abs; 3]| e[0] < at.x + text.width() && e[1] > at.x && e[2] > top && e[2] < bottom;
            out.extend(edges.iter().find(through).map(|e| (text.text.clone(), e[2])));
        }
    }
    out
}

fn holds(outer: &[Abs; 4], inner: &[Abs; 4]) -> bool {
    outer[0] < inner[0] && outer[1] < inner[1] && outer[2] > inner[2] && outer[3] > inner[3]
}

#[test]
fn a_box_in_a_box_stands_in_its_frame() {
    for (inside, before) in [("", ""), (P, ""), (P, P), ("", P)] {
        let body =
            format!("{P}:::box 外框\n{before}\n\n:::note 内框\n内文在此。\n:::\n\n{inside}\n:::\n\n{P}");
        let laid = laid(&body, FEATURE);
        assert_eq!(struck_through(&laid), [], "{inside} {before}");
        let (frames, grounds) = laid.areas(0);
        assert_eq!((frames.len(), grounds.len()), (2, 2), "{frames:?}");
        assert!(holds(&frames[0], &frames[1]) && holds(&grounds[0], &grounds[1]), "{frames:?}");
        for (text, frame) in [("外框", 0), ("内框", 0), ("内框", 1), ("内文", 1)] {
            let at = laid.place_of(text);
            assert!(holds(&frames[frame], &[at.left, at.top, at.right, at.bottom]), "{text}");
        }
    }
}

#[test]
fn boxes_in_boxes_go_on_over_columns_without_a_line_through_the_text() {
    for before in 5..14 {
        let body = format!(
            "{}:::box 外框\n{P}:::note 内框\n{}\n:::\n\n{P}\n:::\n\n{}",
            P.repeat(before),
            P.repeat(5),
            P.repeat(9)
        );
        assert_eq!(struck_through(&laid(&body, FEATURE)), [], "{before}");
    }
}

#[test]
fn the_head_of_a_table_that_goes_on_in_its_box_stands_in_the_frame() {
    let mut body = format!("{}:::box 本报链接\n{P}| 名称 | 数量 |\n|---|---|\n", P.repeat(6));
    for n in 1..=40 {
        body.push_str(&format!("| 第{n}行 | {n} |\n"));
    }
    body.push_str("\n:::\n");
    let laid = laid(&body, FEATURE);
    let mut heads = 0;
    for (n, page) in laid.document.pages.iter().enumerate() {
        let (_, grounds) = laid.areas(n);
        for (_, item) in &page.items {
            let PageItem::Text(at, text) = item else { continue };
            if text.text.starts_with("名称") {
                heads += 1;
                let em = [at.x, at.y - text.size.mul_div(80, 100), at.x + text.width(), at.y];
                assert!(grounds.iter().any(|g| holds(g, &em)), "{em:?} in {grounds:?}");
            }
        }
    }
    assert!(heads > 1);
}

#[test]
fn a_picture_in_a_box_leaves_room_for_its_title() {
    for theme in ["book", "feature"] {
        let body = format!(
            "{P}:::box 盒中之图\n\n![图](p.png \"林渡 摄\"){{alt=\"图\" crop=\"2:5\"}}\n\n江水东流。\n:::\n"
        );
        let laid = laid(&body, &format!("extends = \"{theme}\"\n[figure]\nmax-height = 100\n"));
        let picture = laid.marks().into_iter().find(|m| m.what == What::Picture).expect("it is there");
        assert_eq!(laid.page_of("盒中之图"), picture.page, "{theme}");
    }
}
