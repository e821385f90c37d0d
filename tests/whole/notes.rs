//! Notes, wherever their marks stand, and the lines above the text.

use crate::common::{both, build_files, messages, on_disk, output, pdf_text, photo, run};
use crate::laid::{P, laid};
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

#[test]
fn a_note_in_a_caption_stands_on_the_page_of_its_picture() {
    for theme in [
        "extends = \"feature\"\n",
        "extends = \"feature\"\n[note]\nnumbering = \"page\"\n",
        "extends = \"feature\"\n[area]\ncolumns = 3\nchars = 14\n",
        "extends = \"book\"\n",
    ] {
        for place in ["column", "span", "page", "inline"] {
            for before in [1, 3, 6, 9, 15, 17] {
                let figure = format!("![图说在此[^2]](p.png \"某 摄\"){{alt=\"图\" place={place}}}\n\n");
                let notes = "[^1]: 前注在这里。\n\n[^2]: 图注在这里。\n\n[^3]: 后注在这里。\n";
                let body =
                    format!("前[^1]。\n\n{}{figure}{}后[^3]。\n\n{notes}", P.repeat(before), P.repeat(6));
                let laid = laid(&body, theme);
                let page = laid.page_of("图说在此");
                assert_eq!(page, laid.page_of("图注在这里"), "{theme} {place} {before}");
                if theme.contains("numbering") {
                    // The first mark of its page is ①.
                    let alone =
                        [laid.page_of("前注在这里"), laid.page_of("后注在这里")].iter().all(|p| *p != page);
                    assert!(!alone || laid.texts()[page].contains("图说在此①"), "{place} {before}");
                }
            }
        }
    }
}

#[test]
fn a_note_with_several_lines_below_a_picture_of_its_own_page_leaves_it_room() {
    let figure = "![图说在此[^1]](p.png \"某 摄\"){alt=\"图\" place=page crop=\"2:3\"}\n\n";
    let body = format!("{P}{figure}{P}[^1]: 图注在这里。{}注终。\n", "注文很长。".repeat(60));
    let laid = laid(&body, "extends = \"feature\"\n");
    assert_eq!(laid.page_of("图说在此"), laid.page_of("图注在这里"));
    assert_eq!(laid.page_of("图说在此"), laid.page_of("注终"));
    let note = laid.place_of("图注在这里");
    let caption = laid.place_of("图说在此");
    assert!(note.top > caption.bottom);
    assert!(
        laid.marks().iter().all(|m| m.bottom <= laid.area.bottom() + laid.area.size),
        "within the type area"
    );
}

#[test]
fn notes_stay_with_their_marks_when_the_end_mark_takes_a_line_more() {
    let mut body = "镇上的木匠只用一把尺。他量过门窗，量过桌椅，也量过孩子们的身高——每年春天，墙上便多出一道浅浅的线。线越来越高，墙却没有变；变的，是站在墙边的人。撑船的老人说：水\n\n".repeat(3);
    let words = [
        "每年春天，墙上便多出一道浅浅",
        "道浅浅的线。线",
        "他量过门窗，量过桌椅，也",
        "门窗，量过桌椅，也量",
        "上的木匠只用一把尺",
        "一把尺。他量过门窗，量过桌椅，",
        "镇上的木匠只用",
        "。他量过门窗，量过桌椅，也量",
        "道浅浅的线。线越来越",
        "道浅浅的线。线越来越高，墙却没有",
        "过孩子们的身高每年春天，墙",
        "孩子们的身高每年春天，墙上便",
        "椅，也量过孩子们的身高",
        "匠只用一把尺。他量过门",
        "越高，墙却没有变；变",
        "上便多出一道浅浅",
        "一把尺。他量过门窗，量过桌椅",
        "匠只用一把尺。他量过门窗，量过",
        "用一把尺。他量过门窗",
        "椅，也量过孩子",
        "变；变的，是站在墙边的人。撑船的",
        "来越高，墙却没有变；",
        "的木匠只用一把尺。他量",
        "过孩子们的身高",
        "高每年春天，墙上便多出",
        "没有变；变的，是站",
        "量过门窗，量过桌",
        "，量过桌椅，也量过",
        "。线越来越高",
        "的木匠只用一把尺。他量过门窗，量",
        "来越高，墙却没有变；变的，是站在",
        "们的身高",
        "的线。线越来越高，墙却没有变；变",
    ];
    for (n, word) in (1..).zip(words) {
        body.push_str(&format!("{word}[^{n}]"));
    }
    body.push_str("字字字字字字字字字字字字字字字字字字字字字字字字字。\n\n");
    for n in 1..=words.len() {
        body.push_str(&format!("[^{n}]: N{n}N\n\n"));
    }
    let theme = "extends=\"book\"\nend-mark=\"■\"\n[note]\nmark=\"bracketed\"\n[page]\nsize=\"A6\"\n\
                 [area]\nchars=20\nlines=20\ntop=\"center\"\ninside=\"center\"\n";
    let files = BTreeMap::from([
        ("source/a.md".to_owned(), format!("---\ntitle: 测试\n---\n\n{body}").into_bytes()),
        ("templates/own/theme.toml".to_owned(), theme.as_bytes().to_vec()),
    ]);
    let laid = crate::laid::lay_out(files, "own").remove(0);
    let texts = laid.texts();
    for n in 1..=words.len() {
        let page = laid.page_of(&format!("N{n}N"));
        assert_eq!(texts[page].matches(&format!("[{n}]")).count(), 2, "mark and note {n} on page {page}");
    }
}

#[test]
fn lists_in_notes_keep_their_labels() {
    let body = "文[^1]。\n\n[^1]: 注。\n\n    1. 甲项\n    2. 乙项\n\n    - 丙项\n\n      > 丁引\n";
    let text = laid(body, "extends = \"feature\"\n").texts().concat();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(
        text.contains("1.甲项") && text.contains("2.乙项") && text.contains("•丙项") && text.contains("丁引"),
        "{text}"
    );
}
