//! Notes, wherever their marks stand, and the lines above the text.

use crate::common::{both, build_files, messages, on_disk, output, pdf_text, photo, run};
use std::collections::BTreeMap;

/// What is printed of an article, page by page.
fn pages(body: &str, head: &str, theme: &str) -> Vec<String> {
    let files = BTreeMap::from([
        ("source/a.md".to_owned(), format!("---\ntitle: 渡口\n{head}---\n\n{body}\n").into_bytes()),
        ("source/p.png".to_owned(), photo(1200, 800)),
        ("keben.toml".to_owned(), b"theme = \"own\"\n".to_vec()),
        ("templates/own/theme.toml".to_owned(), theme.as_bytes().to_vec()),
    ]);
    let outcome = build_files(files, &both());
    assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
    let pdf = on_disk(".pdf", output(&outcome, "pdf"));
    pdf_text(pdf.path(), true).split('\u{c}').map(str::to_owned).collect()
}

const P: &str = "天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的，卖豆浆的三轮车停在石阶边，岸上的灯还亮着，雾还没有散，江面上只听得见桨声，等着过江的人一个一个地上了船。\n\n";

#[test]
fn a_note_stands_on_the_page_of_its_mark_whatever_that_is_set_over() {
    let span = "extends = \"feature\"\n[table]\nspan = true\n[quote]\nspan = true\n";
    let note = "\n\n[^1]: 注文在这里。\n";
    for (what, body, head, theme) in [
        ("a lead alone", "导语[^1]。".to_owned(), "lead: 1\n", "extends = \"feature\"\n"),
        (
            "a lead before a break",
            format!("导语[^1]。\n\n:::pagebreak\n:::\n\n{P}"),
            "lead: 1\n",
            "extends = \"feature\"\n",
        ),
        (
            "a hero",
            "![图说[^1]](p.png \"某 摄\"){alt=\"图\" place=hero}".to_owned(),
            "",
            "extends = \"feature\"\n",
        ),
        ("a table at the end", format!("{P}| 甲 | 乙 |\n|---|---|\n| 丙[^1] | 丁 |"), "", span),
        ("a quotation at the end", format!("{P}> 引文[^1]。"), "", span),
        ("a lead and text", format!("导语[^1]。\n\n{P}"), "lead: 1\n", "extends = \"feature\"\n"),
        (
            "a note that is referred to twice",
            format!("甲[^1]。\n\n{}乙[^1]。", P.repeat(6)),
            "",
            "extends = \"feature\"\n",
        ),
    ] {
        let pages = pages(&(body + note), head, theme);
        let with_note: Vec<usize> = (0..pages.len()).filter(|n| pages[*n].contains("注文在这里。")).collect();
        let with_mark: Vec<usize> = (0..pages.len()).filter(|n| pages[*n].contains('①')).collect();
        assert_eq!(pages.concat().matches("注文在这里。").count(), 1, "{what}: {pages:?}");
        assert_eq!(with_note.first(), with_mark.first(), "{what}: {pages:?}");
    }
}

#[test]
fn running_heads_stay_on_the_line() {
    let title = "一个很长很长的题目写到了三十四个字以上还没有写完因为作者不肯把它改短一点点呀呀呀";
    let head = format!("subtitle: 副题\npublication: {title}\ndate: 2026-06-05\n");
    for theme in ["book", "feature"] {
        let files = BTreeMap::from([
            (
                "source/a.md".to_owned(),
                format!("---\ntitle: {title}\n{head}---\n\n{}", P.repeat(40)).into_bytes(),
            ),
            ("keben.toml".to_owned(), format!("theme = \"{theme}\"\n").into_bytes()),
        ]);
        let outcome = build_files(files, &both());
        assert!(!outcome.diags.has_errors(), "{}", messages(&outcome));
        let pdf = on_disk(".pdf", output(&outcome, "pdf"));
        // mupdf shows heads too; each character has the place of its origin.
        let (_, shown) = run("mutool", &["draw", "-q", "-F", "stext", pdf.path().to_str().unwrap()]);
        let place = |c: &str| c.split('"').next()?.parse::<f64>().ok();
        let places: Vec<f64> =
            shown.split("<char ").skip(1).filter_map(|c| place(c.split(" x=\"").nth(1)?)).collect();
        assert!(places.len() > 1000, "{theme}: {}", places.len());
        assert!(places.iter().all(|x| *x > 10.0), "{theme}: {:?}", places.iter().copied().reduce(f64::min));
        assert!(shown.contains("…") || shown.contains("&#x2026;") || theme == "feature", "{theme}");
    }
}

#[test]
fn a_second_leading_picture_does_not_push_the_text_off_the_page() {
    let figure = |n: u32| format!("![图说{n}](p.png \"某 摄\"){{#fig:{n} alt=\"图\" place=hero}}\n\n");
    let pages =
        pages(&format!("{P}{}{P}{}{}", figure(1), figure(2), P.repeat(3)), "", "extends = \"feature\"\n");
    assert!(pages[0].contains("图说 1") && pages[0].contains("天还没有亮"), "{pages:?}");
}
