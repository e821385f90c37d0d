//! Articles in, their dump and their problems out.

use super::*;
use crate::article::dump;
use std::fmt::Write;
use std::path::Path;

mod bounds;
mod notes_and_links;
mod words;

/// The dump of an article, and below it a line for each problem.
fn read_text(project: &Project, path: &str) -> String {
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = read(project, path, &mut files, &mut diags);
    let mut out = article.as_ref().map(dump).unwrap_or_default();
    diags.sort();
    for diag in diags.iter() {
        let place = diag.span.map_or("-".to_owned(), |span| {
            let (line, column) = files.line_column(span.file, span.start);
            let text: String =
                files.text(span.file).get(span.range()).unwrap_or("").chars().take(24).collect();
            format!("{line}:{column} «{}»", text.escape_debug())
        });
        let near = diag.did_you_mean.as_ref().map(|n| format!(" → {n}")).unwrap_or_default();
        let args = diag.args.join(", ").replace('\u{1F}', " / ");
        let _ = writeln!(out, "{} {place} {args}{near}", diag.code.id);
    }
    out
}

/// An article that lies in memory beside two photos.
fn memory(text: &str) -> Project {
    let files = [("a.md", text), ("photos/a.jpg", ""), ("photos/b.jpg", "")];
    Project::in_memory(files.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect())
}

/// The dump of a body, with an untold title.
fn body(text: &str) -> String {
    let dump = read_text(&memory(&format!("---\ntitle: t\n---\n{text}")), "a.md");
    dump.strip_prefix("title: t\nlang: zh-Hans\n").unwrap_or(&dump).to_owned()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/reader");
    let project = Project::open(&folder).expect("the cases are there");
    let mut wrong = Vec::new();
    for path in project.articles() {
        let found = read_text(&project, &path);
        let expected = path.replace(".md", ".txt");
        if project.text(&expected).is_ok_and(|e| *e == *found) {
            continue;
        }
        // The found text lies beside the expected one, to be looked at and taken over.
        #[expect(clippy::disallowed_methods, reason = "a test leaves what it found")]
        std::fs::write(folder.join(format!("{expected}.new")), &found).expect("written");
        wrong.push(path);
    }
    assert!(wrong.is_empty(), "differ from what is expected, see the .new files: {wrong:?}");
}

/// Each Markdown with the dump of its blocks.
fn check(cases: &[(&str, &str)]) {
    for (markdown, expected) in cases {
        assert_eq!(body(markdown).trim_end(), *expected, "{markdown}");
    }
}

#[test]
fn emphasis_beside_full_width_marks() {
    check(&[
        ("**强调。**后", "p ⟨strong: 强调。⟩后"),
        ("前**“强调”**后", "p 前⟨strong: “强调”⟩后"),
        ("**强调。**后文**又强调**", "p ⟨strong: 强调。⟩后文⟨strong: 又强调⟩"),
        ("*（甲）*乙", "p ⟨em: （甲）⟩乙"),
        ("他说：**“甲。”**乙", "p 他说：⟨strong: “甲。”⟩乙"),
        ("甲**[乙](https://a.cn)**丙", "p 甲⟨strong: ⟨link https://a.cn: 乙⟩⟩丙"),
        ("甲**`乙`**丙", "p 甲⟨strong: ⟨code 乙⟩⟩丙"),
        ("***甲。***乙", "p ⟨em: ⟨strong: 甲。⟩⟩乙"),
        ("**甲 **乙", "p **甲 **乙"),
        ("a**b.**c", "p a**b.**c"),
        ("**100%**的", "p ⟨strong: 100%⟩的"),
        ("葛\u{E0100}**（甲）**乙", "p 葛\u{E0100}⟨strong: （甲）⟩乙"),
        ("𠮷**(甲)**𠮷", "p 𠮷⟨strong: (甲)⟩𠮷"),
        ("> **甲。**乙\n> **丙。**丁", "quote\n  p ⟨strong: 甲。⟩乙⟨strong: 丙。⟩丁"),
        ("始**中\\*中**终 甲\\\\**乙。**丙", "p 始⟨strong: 中*中⟩终 甲\\⟨strong: 乙。⟩丙"),
        ("甲**(乙)**丙**(丁)**戊", "p 甲⟨strong: (乙)⟩丙⟨strong: (丁)⟩戊"),
        ("甲**a)**丙**b**丁", "p 甲⟨strong: a)⟩丙⟨strong: b⟩丁"),
        ("\u{A015}⸺**甲。**\u{A015}", "p \u{A015}⸺⟨strong: 甲。⟩\u{A015}"),
    ]);
}

#[test]
fn line_breaks_of_the_source() {
    check(&[
        ("甲\n乙", "p 甲乙"),
        ("甲\nb\nc\n丁", "p 甲b c丁"),
        ("甲，\n**乙**\n“丙”", "p 甲，⟨strong: 乙⟩“丙”"),
        ("a “b”\n“c” d", "p a “b” “c” d"),
        ("“甲”\n“乙”", "p “甲”“乙”"),
        ("甲——\n2024", "p 甲——2024"),
        ("`a`\nb", "p ⟨code a⟩ b"),
        ("가\n나", "p 가 나"),
        ("甲[^a]\n乙\n\n[^a]: 丙", "p 甲⟨note 1⟩乙\nnote 1 (a)\n  p 丙"),
        ("　　甲　\n　　乙", "p 甲\np 乙"),
        ("甲  \n乙\\\n丙", "p 甲⟨br⟩乙⟨br⟩丙"),
    ]);
}

#[test]
fn commonmark_structure() {
    check(&[
        ("a\n\nb", "p a\np b"),
        (
            "- a\n\n  b\n- c\n  1. d",
            "list\n  item\n    p a\n    p b\n  item\n    p c\n    list from 1\n      item\n        p d",
        ),
        ("> a\nb\n\nc", "quote\n  p a b\np c"),
        ("a\n===\nb\n---", "h1 a #sec-1\nh2 b #sec-2"),
        ("```\n~~~\n**a**\n```", "code \n  | ~~~\n  | **a**"),
        ("\\*a\\* \\[b] \\~~c~~", "p *a* [b] ~~c~~"),
        ("[a]\n\n[a]: https://b.cn \"t\"", "p ⟨link https://b.cn: a⟩\nK249 4:1 «[a]» t"),
        ("&#x4E2D;&hearts;&nosuch;", "p 中♥&nosuch;"),
        ("`` a ` b ``", "p ⟨code a ` b⟩"),
        ("***a** b*", "p ⟨em: ⟨strong: a⟩ b⟩"),
        ("_a_ __b__ c_d_e", "p ⟨em: a⟩ ⟨strong: b⟩ c_d_e"),
        ("* * *\n***", "rule\nrule"),
        ("\ta\n\tb", "code \n  | a\n  | b"),
        ("# a #\n####### b", "h1 a #sec-1\np ####### b"),
    ]);
}

/// The limits hold just below and just above.
#[test]
fn limits() {
    let told = |text: &str, code: &str| body(text).contains(code);
    // The root is one of the frames.
    let deep = blocks::MAX_BLOCK_DEPTH;
    assert!(!told(&(">".repeat(deep) + "甲"), "K230"));
    assert!(told(&(">".repeat(deep + 1) + "甲"), "K230"));
    let nested = |n: u16| (0..n).fold("甲".to_owned(), |inner, _| format!("[{inner}]{{.dots}}"));
    assert!(!told(&nested(node::MAX_INLINE_DEPTH), "K230"));
    assert!(told(&nested(node::MAX_INLINE_DEPTH + 1), "K230"));
    let front = |yaml: &str| read_text(&memory(&format!("---\ntitle: t\n{yaml}\n---\n甲")), "a.md");
    // The map of keys and the map of photos are the first two levels.
    let list = |n: usize| format!("figures: {}{}", "[".repeat(n), "]".repeat(n));
    assert!(!front(&list(yaml::MAX_DEPTH - 1)).contains("K212"));
    assert!(front(&list(yaml::MAX_DEPTH)).contains("K212"));
    let many = |n: usize| format!("keywords: [{}x]", "x,".repeat(n - 1));
    assert!(!front(&many(yaml::MAX_NODES - 5)).contains("K212"));
    assert!(front(&many(yaml::MAX_NODES)).contains("K212"));
    let long = |n: usize| format!("summary: {}", "x".repeat(n));
    assert!(!front(&long(yaml::MAX_BYTES - 30)).contains("K212"));
    assert!(front(&long(yaml::MAX_BYTES)).contains("K212"));
}

/// Hostile texts are read without a crash, without an overflow of the stack, and in time that grows with
/// their length.
#[test]
fn hostile_texts() {
    let n = 50_000;
    let texts = [
        "[".repeat(n),
        "]{.a".repeat(n),
        "![".repeat(n),
        "[a](".repeat(n),
        "[a]{.dots}".repeat(n),
        "[".repeat(n) + &"]{.dots}".repeat(n),
        "[@a]".repeat(n),
        "[^a]".repeat(n),
        "]{a=“".repeat(n),
        "*a **b ".repeat(n),
        "*".repeat(n),
        "**甲。".repeat(n),
        "~~a ~~".repeat(n),
        "[[[~~a ".repeat(n),
        "^a".repeat(n),
        "x~".repeat(n),
        ">".repeat(n),
        "> ".repeat(2000) + "甲\n\n乙",
        "- ".repeat(n),
        (0..400).map(|i| format!("{}- 甲\n", " ".repeat(i * 2))).collect(),
        "1. > ".repeat(n / 5) + "甲",
        ":::note\n".repeat(n),
        ":::note\n\n".repeat(n) + &":::\n\n".repeat(n),
        ":::\n".repeat(n),
        "<a ".repeat(n),
        "<!--".repeat(n),
        "`a``".repeat(n),
        "&amp;".repeat(n),
        "\\".repeat(n),
        "甲\n".repeat(n),
        "甲 　".repeat(n),
        "| a ".repeat(1000) + "|\n" + &"|-".repeat(1000) + "|\n" + &"| b |\n".repeat(500),
        (0..n / 5).map(|i| format!("甲[^{i}]\n\n[^{i}]: 乙\n\n")).collect(),
        (0..n / 5).map(|i| format!("## 甲 {{#a}}\n\n[@b{i}]\n\n")).collect(),
        "甲\n: 乙\n\n".repeat(n / 5),
        "\u{1}\u{202E}".repeat(n),
        "![](a)\n".repeat(2000),
    ];
    read_quickly(&texts);
    // The same in the front matter.
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let before = format!("*a{}, ", i - 1);
        bomb += &format!("a{i}: &a{i} [{}]\n", before.repeat(9).trim_end_matches(", "));
    }
    let yamls = [
        bomb,
        "[".repeat(n),
        "- ".repeat(n),
        "a: {".repeat(n),
        "k: v\n".repeat(n),
        "? ".repeat(n),
        "'".repeat(n),
    ];
    for yaml in yamls {
        let shown: String = yaml.chars().take(12).collect();
        let start = cpu_time();
        let out = read_text(&memory(&format!("---\ntitle: t\n{yaml}\n---\n甲")), "a.md");
        assert!(out.contains("p 甲"), "{shown}: the body is read all the same");
        assert!(out.contains("\nK2"), "{shown}: and the fault is told");
        let took = cpu_time() - start;
        assert!(took < 3.0, "{shown}… took {took:.1} s");
    }
}

/// Seconds of this thread's processor time, so that a busy machine does not fail the test.
fn cpu_time() -> f64 {
    let stat = Project::open(Path::new("/proc/thread-self")).ok().and_then(|p| p.read("schedstat").ok());
    let text = stat.map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default();
    text.split_whitespace().next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}

#[test]
fn a_paragraph_of_two_megabytes() {
    let sentence = "一边改革破局，**迭代“一流”环境。**让项目引得来，GDP 突破 900 亿元；\n";
    let text = sentence.repeat((2 << 20) / sentence.len() + 1);
    let start = cpu_time();
    let out = body(&text);
    let took = cpu_time() - start;
    assert!(out.len() > 2 << 20);
    // The development profile is several times slower than the release profile.
    assert!(took < 3.0, "took {took:.2} s");
}

mod kept {
    //! No character of an author's text is lost or changed.
    use super::*;
    use crate::article::{figures, texts};
    use proptest::prelude::*;

    /// Letters, digits and East Asian characters of a text, in order.
    fn letters(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric() || ('\u{3001}'..='\u{3011}').contains(c)).collect()
    }

    fn read_back(text: &str) -> (Article, Diags) {
        let (mut files, mut diags) = (Files::default(), Diags::new());
        let source = format!("---\ntitle: t\n---\n{text}");
        let article = read(&memory(&source), "a.md", &mut files, &mut diags).expect("it is text");
        (article, diags)
    }

    /// A stretch of running text: its Markdown, and what it says.
    fn run() -> impl Strategy<Value = (String, String)> {
        let words = proptest::collection::vec(
            prop_oneof![
                Just("甲乙"),
                Just("丙。"),
                Just("“丁”"),
                Just("（戊）"),
                Just("a b"),
                Just("X1"),
                Just("*"),
                Just("["),
                Just("]"),
                Just("`"),
                Just("~"),
                Just("^"),
                Just("_"),
                Just("&"),
                Just("<"),
                Just("\\"),
                Just("{"),
                Just("}"),
                Just("@"),
                Just("!"),
                Just("|"),
                Just("——"),
                Just("𠮷"),
                Just("3~5"),
            ],
            1..8,
        );
        (words, 0..9u8).prop_map(|(words, kind)| {
            let text = words.concat().trim().to_owned();
            let escaped: String = text
                .chars()
                .flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c]))
                .collect();
            // Emphasis has to begin and end with what can stand at its edge beside any neighbour.
            let inner = format!("中{escaped}中");
            let (markdown, says) = match kind {
                0 => (format!("**{inner}**"), format!("中{text}中")),
                1 => (format!("*{inner}*"), format!("中{text}中")),
                2 => (format!("~~{inner}~~"), format!("中{text}中")),
                3 => (format!("[{escaped}]{{.dots}}"), text),
                4 => (format!("[{escaped}]{{lang=ja .name}}"), text),
                5 => (format!("[{inner}](https://a.cn \"b\")"), format!("中{text}中")),
                _ => (escaped, text),
            };
            (markdown, says)
        })
    }

    fn line() -> impl Strategy<Value = (String, String)> {
        proptest::collection::vec(run(), 1..5).prop_map(|runs| {
            let markdown: Vec<String> = runs.iter().map(|r| r.0.clone()).collect();
            let says: Vec<String> = runs.into_iter().map(|r| r.1).collect();
            (format!("始{}终", markdown.join("间")), format!("始{}终", says.join("间")))
        })
    }

    /// A block: its Markdown, and the texts of its leaves.
    fn block() -> impl Strategy<Value = (String, Vec<String>)> {
        let leaf = (line(), 0..5u8).prop_map(|((markdown, says), kind)| match kind {
            0 => (format!("## {markdown}"), vec![says]),
            1 => (
                format!("![{markdown}](photos/a.jpg \"某某 摄\"){{alt=\"x\"}}"),
                vec![says, "某某 摄".into()],
            ),
            2 => (
                format!("| {markdown} | 乙 |\n|---|---|\n| 丙 | 丁 |"),
                vec![says, "乙".into(), "丙".into(), "丁".into()],
            ),
            _ => (markdown, vec![says]),
        });
        leaf.prop_recursive(3, 12, 3, |inner| {
            (proptest::collection::vec(inner, 1..3), 0..5u8).prop_map(|(blocks, kind)| {
                let markdown = blocks.iter().map(|b| b.0.clone()).collect::<Vec<_>>().join("\n\n");
                let says = blocks.into_iter().flat_map(|b| b.1).collect();
                let prefixed = |first: &str, rest: &str| {
                    let lines = markdown.lines().enumerate();
                    let prefix = |i| if i == 0 { first.to_owned() } else { rest.to_owned() };
                    lines.map(|(i, l)| prefix(i) + l).collect::<Vec<_>>().join("\n")
                };
                let markdown = match kind {
                    0 => prefixed("> ", "> "),
                    1 => prefixed("- ", "  "),
                    2 => prefixed("1. ", "   "),
                    3 => format!(":::note\n\n{markdown}\n\n:::"),
                    _ => format!(":::lead\n{markdown}\n\n:::"),
                };
                (markdown, says)
            })
        })
    }

    /// The text of a leaf with the white space left out that a heading turns into sense breaks.
    fn solid(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_was_written_is_read(blocks in proptest::collection::vec(block(), 1..5)) {
            let markdown = blocks.iter().map(|b| b.0.clone()).collect::<Vec<_>>().join("\n\n<!-- -->\n\n");
            let expected: Vec<String> = blocks.iter().flat_map(|b| &b.1).map(|t| solid(t)).collect();
            let (article, diags) = read_back(&markdown);
            let found: Vec<String> = texts(&article).iter().map(|t| solid(t)).collect();
            prop_assert_eq!(found, expected, "{}", markdown);
            // All that is told is that titles of links are not kept.
            let (told, titles) = (diags.iter().filter(|d| d.code.id == "K249"), markdown.matches(" \"b\")"));
            prop_assert_eq!(told.count(), titles.count(), "{}", markdown);
            prop_assert!(diags.iter().all(|d| d.code.id == "K249"), "{}\n{:?}", markdown, diags);
            prop_assert!(figures(&article).iter().all(|f| f.alt.as_deref() == Some("x")));
        }

        #[test]
        fn a_text_in_the_place_of_a_language_is_kept(words in "[甲乙][甲乙 ]{0,5}", fence in "(```|~~~)", code in "[a-z]{0,4}") {
            let (article, diags) = read_back(&format!("{fence}{words}\n{code}\n{fence}\n"));
            let found = texts(&article).concat();
            let expected = format!("{}\n{code}", words.trim());
            prop_assert_eq!(found.trim(), expected.trim());
            prop_assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K240"]);
            let (_, diags) = read_back(&format!("{fence}rust\n{code}\n{fence}\n"));
            prop_assert!(diags.is_empty(), "{:?}", diags);
        }

        #[test]
        fn no_letter_is_lost(text in "[甲乙丙丁a1。，“”（）*_~^!\\[\\]#>+\\-.;&`\\\\ \n　]{0,60}") {
            // Only what Markdown takes for an address, a name or a number may go.
            let (article, _) = read_back(&text);
            let found = letters(&texts(&article).concat());
            let expected = letters(&text);
            let han = |s: &str| s.chars().filter(|c| *c > '\u{2E80}').collect::<String>();
            prop_assert_eq!(han(&found), han(&expected), "{}", text);
        }

        #[test]
        fn nothing_panics_and_places_are_places(text in "(---\n)?([a-z]{1,5}: ?[\\[{&*'\"x：]{0,3}\n){0,3}(---\n)?[甲a：:\\[\\]{}()#.=\"“”'@^~*_`|<>!\\-+/\\\\&; \t\r\n\u{0}\u{1}\u{202E}\u{FEFF}　]{0,80}") {
            let (mut files, mut diags) = (Files::default(), Diags::new());
            let article = read(&memory(&text), "a.md", &mut files, &mut diags).expect("it is text");
            let source = files.text(article.file);
            for diag in diags.iter() {
                let range = diag.span.expect("in the file").range();
                prop_assert!(source.get(range.clone()).is_some(), "{:?} {} {:?}", text, diag.code.id, range);
            }
            for block in &article.blocks {
                prop_assert!(source.get(block.span.range()).is_some(), "{:?} {:?}", text, block);
            }
            let mut article = article;
            let mut wrong = None;
            crate::article::for_each_inline_mut(&mut article, &mut |inline| {
                if let crate::article::Inline::Text { text, span } = inline
                    && source.get(span.range()).map(flow::visible).is_none_or(|s| {
                        s.len() == text.len() && s != *text && text != " "
                    })
                {
                    wrong = Some(inline.clone());
                }
            });
            prop_assert!(wrong.is_none(), "{:?} {:?}", text, wrong);
        }
    }
}

#[test]
fn one_slip_of_the_front_matter_has_one_message() {
    let told = |front: &str| {
        let text = format!("---\n{front}\n---\n\n![](photos/a.jpg)\n\n![](photos/b.jpg)\n");
        let dump = read_text(&memory(&text), "a.md");
        dump.lines().filter(|l| l.starts_with('K')).map(|l| l[..4].to_owned()).collect::<Vec<_>>()
    };
    let photos = "  photos/a.jpg: {alt: 桥, credit: 甲, caption: auto}\n  photos/b.jpg: {alt: 船, credit: 甲, caption: auto}";
    assert_eq!(told(&format!("title: t\nfigures:\n{photos}")), [""; 0]);
    assert_eq!(told(&format!("title: t\nfigures:\n{}", photos.replacen('}', "", 1))), ["K204"]);
    // Without the credits that could not be read a photo still lacks the rest.
    assert_eq!(told("title: t\ncredits: [甲"), ["K204", "K226", "K227", "K226", "K227"]);
    assert_eq!(
        told(&format!("title: t\nlead: 1\nkeywords: {}{}", "[".repeat(20), "]".repeat(20)))[0],
        "K212"
    );
}

#[test]
fn a_caption_may_have_notes() {
    let notes = "\n\n[^f]: 注。\n";
    let end = "note 1 (f)\n  p 注。\n";
    let found = |text: &str| body(&format!("{text}{notes}"));
    let figure = found("![图注[^f]](photos/a.jpg \"甲 摄\"){alt=\"红\"}");
    assert!(figure.contains("图注⟨note 1⟩") && !figure.contains("!["), "{figure}");
    assert!(figure.ends_with(end), "{figure}");
    let bold = found("![**图**注[^f]和*字*](photos/a.jpg){alt=\"红\"}");
    assert!(bold.contains("注⟨note 1⟩和") && !bold.contains("!["), "{bold}");
    // Without such a note the mark is reported, and code and links stay as they are.
    assert!(found("![图注[^x]](photos/a.jpg){alt=\"红\"}文[^f]").contains("K224"));
    assert!(found("`![图[^f]](a)`文[^f]").contains("![图[^f]](a)"));
    assert!(found("```\n![图[^f]](a)\n```\n\n文[^f]").contains("![图[^f]](a)"));
    assert!(found("![图[^f] 文").contains("图⟨note 1⟩ 文"));
}

/// Reads texts of some hundred kilobytes, each in a moment.
fn read_quickly(texts: &[String]) {
    for text in texts {
        let shown: String = text.chars().take(12).collect();
        let start = cpu_time();
        let out = body(text);
        let took = cpu_time() - start;
        assert!(!out.is_empty(), "{shown}");
        assert!(took < 3.0, "{shown}… took {took:.1} s");
    }
}
