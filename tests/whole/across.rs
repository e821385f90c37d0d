//! Blocks over all columns: they go on over pages as columns do, and heads stay with them.

use crate::laid::{Laid, P, What, laid};

const SPAN: &str = "extends = \"feature\"\n[table]\nspan = true\n[quote]\nspan = true\n";

/// A table of so many rows, each with so many characters between its first and its last word.
fn table(rows: usize, han: usize) -> String {
    let mut out = "| 名称 | 说明 |\n|---|---|\n".to_owned();
    for n in 1..=rows {
        out.push_str(&format!("| 第{n}行 | 始{n}。{}。终{n}。 |\n", "水".repeat(han)));
    }
    out + "\n"
}

/// The pages with rows of a table, each with its head.
fn pages_of_table(laid: &Laid, rows: usize) -> Vec<usize> {
    let texts = laid.texts();
    let mut pages: Vec<usize> = (1..=rows).map(|n| laid.page_of(&format!("始{n}。"))).collect();
    assert!(pages.is_sorted());
    for n in 1..=rows {
        assert_eq!(pages[n - 1], laid.page_of(&format!("终{n}。")), "row {n} is cut");
    }
    pages.dedup();
    for page in &pages {
        assert_eq!(texts[*page].matches("名称").count(), 1, "the head on page {page}: {}", texts[*page]);
    }
    pages
}

#[test]
fn a_table_longer_than_a_page_goes_on_below_its_head() {
    for before in [1, 4, 9, 17] {
        let body = P.repeat(before) + &table(40, 90) + P;
        let laid = laid(&body, SPAN);
        let pages = pages_of_table(&laid, 40);
        assert!(pages.len() > 1);
        assert_eq!(pages[0], usize::from(before > 16), "the table begins where the text leaves room");
    }
}

#[test]
fn a_table_that_a_page_holds_stays_whole() {
    let laid = laid(&(P.repeat(12) + &table(16, 20) + P), SPAN);
    assert_eq!(pages_of_table(&laid, 16).len(), 1);
}

#[test]
fn a_head_stays_with_the_table_below_it() {
    for theme in ["[h2]\nspan = true\n", "[h2]\nspan = false\n"] {
        for before in 10..18 {
            let body = P.repeat(before) + "## 小标题在此\n\n" + &table(12, 8) + P;
            let laid = laid(&body, &format!("{SPAN}{theme}"));
            assert_eq!(laid.page_of("小标题在此"), laid.page_of("始1。"), "{before} {theme}");
            let row = laid.place_of("名称");
            let head = laid.marks().into_iter().find(|m| m.what == What::Head).unwrap();
            assert!(head.bottom < row.top, "{before} {theme}");
            let between = laid.marks().into_iter().filter(|m| {
                m.page == head.page
                    && matches!(m.what, What::Body(_))
                    && m.top > head.top
                    && m.bottom < row.top
            });
            assert_eq!(between.count(), 0, "{before} {theme}");
        }
    }
}

#[test]
fn a_free_line_stands_below_a_table_over_all_columns() {
    let laid = laid(&(P.repeat(4) + &table(6, 8) + &P.repeat(4)), SPAN);
    let last = laid.place_of("第6行");
    let below = laid.marks().into_iter().filter(|m| matches!(m.what, What::Body(_)) && m.top > last.top);
    let next = below.map(|m| m.top).min().unwrap();
    let lines = (next - last.top + laid.area.pitch / 2).whole(laid.area.pitch);
    assert_eq!(lines, 2);
}

#[test]
fn a_box_in_a_quotation_over_all_columns_has_its_frame() {
    let p = P.trim();
    let body = format!("{P}> {p}\n>\n> :::box 框题\n> {p}\n> :::\n\n{P}");
    let laid = laid(&body, SPAN);
    let title = laid.place_of("框题");
    let (frames, grounds) = laid.areas(title.page);
    for areas in [frames, grounds] {
        let around = |a: &&[keben::geom::Abs; 4]| {
            a[0] < title.left && a[1] < title.top && a[2] > title.right && a[3] > title.bottom
        };
        assert_eq!(areas.iter().filter(around).count(), 1, "{areas:?} around {title:?}");
    }
}

#[test]
fn notes_of_a_block_over_all_columns_stand_on_the_pages_of_their_marks() {
    let mut body = P.repeat(3) + "| 名称 | 说明 |\n|---|---|\n";
    for n in 1..=30 {
        body.push_str(&format!("| 第{n}行 | {}[^{n}] |\n", "水".repeat(90)));
    }
    body.push_str(&format!("\n{P}"));
    for n in 1..=30 {
        body.push_str(&format!("[^{n}]: 注N{n}N。\n\n"));
    }
    let laid = laid(&body, SPAN);
    for n in 1..=30 {
        assert_eq!(laid.page_of(&format!("第{n}行")), laid.page_of(&format!("N{n}N")), "note {n}");
    }
}
