//! The exact text of problems in every format and language.

use super::*;
use crate::diag::codes::reader;
use std::sync::Arc;

fn files(text: &str) -> (Files, crate::diag::FileId) {
    let mut files = Files::default();
    let id = files.add("source/a.md", Arc::from(text));
    (files, id)
}

/// The unknown key `标提` in a line of full-width text.
fn unknown_key() -> (Diag, Files) {
    let text = "---\n标提: 对标\n---\n";
    let (files, id) = files(text);
    let start = text.find("标提").unwrap();
    let span = Span::new(id, start..start + "标提".len());
    (Diag::new(&reader::UNKNOWN_KEY).at(span).arg("标提").suggest(Some("标题")), files)
}

fn shown(diag: &Diag, files: &Files, lang: Lang, format: Format, unicode: bool) -> String {
    render_one(diag, files, lang, format, Paint { color: false, unicode })
}

#[test]
fn a_snippet_is_aligned_under_full_width_text() {
    let (diag, files) = unknown_key();
    assert_eq!(
        shown(&diag, &files, Lang::En, Format::Human, false),
        "\
warning[K207]: `标提` is no key of the front matter and is left out
 --> source/a.md:2:1
  |
2 | 标提: 对标
  | ^^^^
  |
  = help: did you mean `标题`?

"
    );
    assert_eq!(
        shown(&diag, &files, Lang::Zh, Format::Human, true),
        "\
警告[K207]: 文首元数据没有 `标提` 这个键，已略去
  ╭▸ source/a.md:2:1
  │
2 │ 标提: 对标
  │ ━━━━
  │
  ╰ 建议: 是不是 `标题`？

"
    );
}

#[test]
fn colours_only_where_asked() {
    let (diag, files) = unknown_key();
    let colored = render_one(&diag, &files, Lang::En, Format::Human, Paint { color: true, unicode: false });
    assert!(colored.contains("\u{1B}["));
    assert!(!shown(&diag, &files, Lang::En, Format::Human, true).contains('\u{1B}'));
}

#[test]
fn one_line_for_editors() {
    let (diag, files) = unknown_key();
    assert_eq!(
        shown(&diag, &files, Lang::En, Format::Short, false),
        "source/a.md:2:1: warning[K207]: `标提` is no key of the front matter and is left out (did you mean `标题`?)\n"
    );
    let placeless = Diag::new(&reader::NO_TITLE);
    assert_eq!(
        shown(&placeless, &files, Lang::Zh, Format::Short, false),
        "错误[K201]: 文章没有标题（请在文首两行 `---` 之间写上 `title: …`）\n"
    );
}

#[test]
fn json_lines_parse_and_say_where() {
    let (diag, files) = unknown_key();
    let line = shown(&diag, &files, Lang::Zh, Format::Json, false);
    assert_eq!(line.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    let expected = serde_json::json!({
        "severity": "warning", "code": "K207",
        "message": "文首元数据没有 `标提` 这个键，已略去",
        "help": ["是不是 `标题`？"], "suggestion": "标题",
        "file": "source/a.md", "line": 2, "column": 1, "end_line": 2, "end_column": 3, "bytes": [4, 10],
    });
    assert_eq!(value, expected);

    let hostile = Diag::new(&reader::UNKNOWN_KEY).arg("\"\\\n\u{1B}[2J\u{202E}\u{0}");
    let line = shown(&hostile, &files, Lang::En, Format::Json, false);
    assert_eq!(line.matches('\n').count(), 1);
    assert!(!line.contains(['\u{1B}', '\u{202E}', '\u{0}']));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert!(value["message"].as_str().unwrap().contains("\"\\\u{FFFD}\u{FFFD}[2J\u{FFFD}\u{FFFD}"));
    assert_eq!(value["file"], serde_json::Value::Null);
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("{}错{}", "甲".repeat(500_000), "乙".repeat(500_000));
    let (files, id) = files(&text);
    let start = 1_500_000;
    let diag = Diag::new(&reader::RAW_HTML).at(Span::new(id, start..start + 3)).arg("x");
    let out = shown(&diag, &files, Lang::Zh, Format::Human, false);
    let line = format!("1 | …{}错{}…\n", "甲".repeat(CONTEXT_CHARS), "乙".repeat(CONTEXT_CHARS));
    assert!(out.contains(&line), "{out}");
    assert!(out.contains(&format!("\n  | {}^^\n", " ".repeat(1 + 2 * CONTEXT_CHARS))), "{out}");
    assert!(out.contains("source/a.md:1:500001\n"), "{out}");
}

#[test]
fn places_at_the_edges_are_shown() {
    for text in ["", "\n", "甲", "甲\r\n乙", "a\tb\u{1}c\u{202E}d"] {
        let (files, id) = files(text);
        for range in [0..0, 0..text.len(), text.len()..text.len(), 1..2, 50..99] {
            let diag = Diag::new(&reader::EMPTY).at(Span::new(id, range));
            for unicode in [false, true] {
                let out = shown(&diag, &files, Lang::En, Format::Human, unicode);
                assert!(out.starts_with("error[K202]: the article has no text\n"), "{out}");
                assert!(!out.contains(['\u{1}', '\u{202E}']), "{out:?}");
            }
        }
    }
}

#[test]
fn arguments_fill_the_sentence_once() {
    let both = Diag::new(&reader::BAD_VALUE).arg("{1}").arg("{0}").arg_both("text", "文本");
    assert_eq!(message(&both, Lang::En), "`{1}` cannot be `{0}`; it is text");
    assert_eq!(message(&both, Lang::Zh), "`{1}` 不能是 `{0}`，应为文本");
}

#[test]
fn a_flood_of_one_kind_is_counted() {
    let (files, _) = files("");
    let mut diags = Diags::new();
    for _ in 0..crate::diag::MAX_PER_CODE + 7 {
        diags.push(Diag::new(&reader::FENCE_STRAY));
    }
    diags.push(Diag::new(&reader::NO_TITLE));
    let out = render(&diags, &files, Lang::En, Format::Short, Paint::default());
    assert_eq!(out.lines().count(), crate::diag::MAX_PER_CODE + 2);
    assert!(out.ends_with("note: 7 more problems of the kind K220 are not shown\n"), "{out}");
    assert!(diags.has_errors());
}

#[test]
fn what_is_true_of_many_photos_is_told_to_people_once() {
    let (files, id) = files("甲\n乙\n丙\n丁\n");
    let mut diags = Diags::new();
    for (at, name, kind) in
        [(0, "a.jpg", "RGB"), (4, "b.jpg", "RGB"), (8, "c.jpg", "gray"), (12, "d.jpg", "RGB")]
    {
        diags.push(Diag::new(&photo::OTHER_COLOURS).at(Span::new(id, at..at + 3)).arg(name).arg(kind));
    }
    let paint = Paint::default();
    let human = render(&diags, &files, Lang::En, Format::Human, paint);
    assert_eq!(human.matches("K517").count(), 2, "{human}");
    assert!(
        human.contains("= also: so are 2 more: `b.jpg` (source/a.md:2), `d.jpg` (source/a.md:4)"),
        "{human}"
    );
    assert!(
        render(&diags, &files, Lang::Zh, Format::Human, paint)
            .contains("另有 2 张：`b.jpg` (source/a.md:2)、`d.jpg`")
    );
    for format in [Format::Short, Format::Json] {
        let all = render(&diags, &files, Lang::En, format, paint);
        assert_eq!(all.matches("K517").count(), 4, "{all}");
    }
}
