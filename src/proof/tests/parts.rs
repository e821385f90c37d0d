//! Marks and words in lists, quotations, notes, tables and verse.

use super::*;

/// What is found in a body, with what it points at.
fn codes_of(body: &str) -> Vec<(&'static str, String)> {
    found(&format!("---\ntitle: t\ndate: 2026-06-05\n---\n\n{body}\n"), &Settings::default())
}

#[test]
fn slips_in_parts_are_found() {
    for (body, mark) in [
        ("- 他说：“船来了。\n- 岸上的人都站起来。", "“"),
        ("1. 岸上的人（都站起来。\n2. 船来了。", "（"),
        ("> 船工说过：雾大不开船》。", "》"),
        ("渡口[^1]。\n\n[^1]: 见《渡口志，第3页。", "《"),
        ("| 班次 | 说明 |\n|---|---|\n| 早班 | 六点（冬天七点 |", "（"),
        ("码头\n: 停船的地方，又叫“埠。", "“"),
        // A paragraph ends what a list or a note might have gone on with.
        ("- 他说：“船来了。\n\n岸上的人站起来。\n\n又坐下了。”", "“”"),
        ("他说：“船来了。\n\n## 晚市\n\n- 上船。”", "“”"),
        ("他说[^1]：“船来了。\n\n[^1]: 他是船工。”", "“”"),
    ] {
        let marks: String = codes_of(body).into_iter().filter(|f| f.0 == "C102").map(|f| f.1).collect();
        assert_eq!(marks, mark, "{body}");
    }
    for body in [
        "- 渡口的的人都起得早。",
        "> 早市上我们我们都喝了豆浆。",
        "渡口[^1]。\n\n[^1]: 摆渡的的人。",
        "| 班次 | 说明 |\n|---|---|\n| 早班 | 冬天的的班次 |",
    ] {
        assert!(codes_of(body).iter().any(|f| f.0 == "C201"), "{body}");
    }
}

#[test]
fn what_runs_over_several_parts_is_right() {
    for body in [
        // Labels of items, intervals.
        "- 1）先看水位；2）再看风向。\n- a) 水位\n- 3.1) 风向\n- （一）雾",
        "| 水位 | 说明 |\n|---|---|\n| (0,5] | 低 |\n| [5,10) | 高 |",
        // A quotation over items, from the paragraph before and to the one behind.
        "他说：“要办三件事：\n\n- 一是看水位；\n- 二是看风向；\n- 三是等雾散。”",
        "- 一是看水位；\n- 二是“看风向；\n- 三是等雾散。\n\n就这三件。”他说。",
        "> “今天雾大。\n>\n> “等一等再开船。”",
        "（一只船：\n\n1. 船头；\n2. 船尾。）",
        ":::verse\n江水东流，\n“桥上行人。\n:::\n\n:::verse\n我走了我走了，\n不回来）。\n:::",
        "| 甲 | 乙 |\n|---|---|\n| “桥 | 江” |",
        // A table of marks.
        "- “‘（ 不在行末\n- 不在行首 ”’）\n- “ 和 ” 成对\n- （？ 不压缩",
        "- don’t worry\n- the students’ book\n- ’98抗洪",
    ] {
        assert_eq!(codes_of(body), [], "{body}");
    }
}

#[test]
fn many_captions_in_a_row_are_soon_looked_through() {
    let figure = "![晨光](photos/ferry.png \"林渡 摄\"){alt=x}\n\n";
    assert_eq!(codes_of(&format!("“船来了。\n\n{}“上船。”", figure.repeat(3_000))), []);
}
