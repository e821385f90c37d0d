//! Lists and tables: nothing stands on what is beside or below it.

use crate::laid::{What, laid, lay_out};
use keben::geom::Abs;
use std::collections::BTreeMap;

#[test]
fn every_label_of_a_list_has_its_place_before_the_text() {
    for style in ["lower-roman", "upper-roman", "cjk-ideographic", "lower-alpha", "decimal"] {
        let mut body = String::new();
        for n in 1..=40 {
            body.push_str(&format!("{n}. 文字项\n"));
        }
        let laid = laid(&body, &format!("extends = \"feature\"\n[list]\nnumbers = [\"{style}\"]\n"));
        let marks = laid.marks();
        let texts: Vec<_> =
            marks.iter().filter(|m| matches!(&m.what, What::Text(t) if t.contains("文字项"))).collect();
        assert_eq!(texts.len(), 40, "{style}");
        for text in texts {
            let label = marks.iter().filter(|m| {
                m.page == text.page
                    && m.column == text.column
                    && m.top < text.bottom
                    && m.bottom > text.top
                    && m.element != text.element
            });
            let end = label.map(|m| m.right).max().unwrap();
            assert!(end < text.left, "{style}: {end:?} before {:?}", text.left);
        }
    }
}

#[test]
fn lines_of_a_table_keep_the_leading_that_the_theme_gives_them() {
    let words = "天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。";
    let body = format!("| 名称 | 说明 |\n|---|---|\n| 甲 | {words} |\n| 乙 | {words} |\n");
    for (size, leading) in [(9.0, 12.0), (9.0, 14.5), (9.0, 22.0), (20.0, 26.0)] {
        let theme =
            format!("extends = \"feature\"\n[table.text]\nsize = \"{size}pt\"\nleading = \"{leading}pt\"\n");
        let laid = laid(&body, &theme);
        let head = laid.place_of("说明").top;
        let mut tops: Vec<Abs> = Vec::new();
        for mark in laid.marks().into_iter().filter(|m| m.top > head) {
            if matches!(&mark.what, What::Text(t) if words.contains(t.as_str())) {
                tops.push(mark.top);
            }
        }
        assert!(tops.len() >= 4, "{tops:?}");
        tops.dedup();
        let half = tops.len() / 2;
        for pair in tops[..half].windows(2).chain(tops[half..].windows(2)) {
            let off = (pair[1] - pair[0] - Abs::pt(leading)).to_pt().abs();
            assert!(off < 0.01, "{size}/{leading}: {tops:?}");
        }
        let size = Abs::pt(size);
        assert!(tops[half] - tops[half - 1] >= size, "rows do not overlap: {tops:?}");
    }
}

#[test]
fn a_head_group_higher_than_its_page_is_set_and_the_text_follows_on_the_next() {
    for (theme, lines) in [("book", 6), ("book", 8), ("vertical", 6), ("vertical", 8)] {
        let article = "---\ntitle: 老船工的第十二个春天 一江灯火照旧年\nseries: 江边\nsubtitle: 从《江岸志》到口述\n\
                       byline: [林渡]\ndate: 2026-03-01\n---\n\n江水东流。\n";
        let area = format!("[area]\nchars = 20\nlines = {lines}\ntop = \"20mm\"\ninside = \"12mm\"\n");
        let files = BTreeMap::from([
            ("source/a.md".to_owned(), article.as_bytes().to_vec()),
            (
                "templates/small/theme.toml".to_owned(),
                format!("extends = \"{theme}\"\n[page]\nsize = \"A6\"\n{area}").into_bytes(),
            ),
        ]);
        let laid = lay_out(files, "small").remove(0);
        let texts = laid.texts();
        assert!(texts[0].contains("老船工"), "{theme} {lines}: {texts:?}");
        assert_eq!(texts.iter().map(|t| t.matches("江水东流").count()).sum::<usize>(), 1, "{theme} {lines}");
    }
}
