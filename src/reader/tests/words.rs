//! Words that look like something else to Markdown or YAML: they stay, or it is told that they do not.

use super::*;

/// What is told of an article with that front matter.
fn told(front: &str) -> String {
    let dump = read_text(&memory(&format!("---\n{front}\n---\n甲")), "a.md");
    dump.lines().filter(|line| line.starts_with('K')).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_line_like_the_definition_of_a_link() {
    check(&[
        ("[记者]:今年收成如何？\n\n[村民甲]: 好。", "p [记者]:今年收成如何？\np [村民甲]: 好。"),
        ("[编者按]:近日，**新桥**通车。", "p [编者按]:近日，⟨strong: 新桥⟩通车。"),
        ("[记者]:**收成如何？**", "p [记者]:⟨strong: 收成如何？⟩"),
        (
            "> [1]: 张三《江上桥》。\n> [2]: 李四《渡口》。",
            "quote\n  p [1]: 张三《江上桥》。[2]: 李四《渡口》。",
        ),
        ("见[1]。\n\n[1]: 张三《江上桥》", "p 见[1]。\np [1]: 张三《江上桥》"),
        ("甲[^a]\n\n[^a]: [记者]: 好。", "p 甲⟨note 1⟩\nnote 1 (a)\n  p [记者]: 好。"),
        ("[记者]:\n好。", "p [记者]:好。"),
        ("见[站]。\n\n[站]: https://a.cn", "p 见⟨link https://a.cn: 站⟩。"),
        ("```\n[站]: https://a.cn\n```", "code \n  | [站]: https://a.cn"),
        ("[站]: https://a.cn", "p [站]: https://a.cn\nK241 4:1 «[站]: https://a.cn» [站]"),
        (
            "[站]\n\n[站]: https://a.cn\n[站]: https://b.cn",
            "p ⟨link https://a.cn: 站⟩\np ⟨link https://a.cn: 站⟩: https://b.cn\nK241 7:1 «[站]: https://b.cn» [站]",
        ),
        (
            "![桥][p]{alt=x}\n\n[p]: photos/a.jpg \"王五 摄\"",
            "figure photos/a.jpg column caption “桥” credit “王五 摄” alt “x”",
        ),
    ]);
}

#[test]
fn a_picture_is_no_term() {
    let figure = "figure photos/a.jpg column caption “新桥” credit “王五 摄” alt “桥”\n";
    let picture = "![新桥](photos/a.jpg \"王五 摄\"){alt=\"桥\"}\n: 新桥通车首日";
    let found = body(picture);
    assert!(found.starts_with(&format!("{figure}p 新桥通车首日\nK242 4:1 ")), "{found}");
    let list = |term: &str, means: &str| format!("definitions\n  term {term}\n  means\n    p {means}\n");
    let found = body(&format!("甲\n: 乙\n\n{picture}\n\n丙\n: 丁"));
    let expected = list("甲", "乙") + figure + "p 新桥通车首日\n" + &list("丙", "丁");
    assert!(found.starts_with(&expected), "{found}");
    // Among words it stands with what is said of them.
    let found = body("甲![新桥](photos/a.jpg \"王五 摄\"){alt=\"桥\"}\n: 乙");
    assert!(found.starts_with("definitions\n  term 甲\n  means\n    figure photos/a.jpg"), "{found}");
    assert!(found.contains("\n  means\n    p 乙\nK229"), "{found}");
}

#[test]
fn words_at_the_limit_of_nesting() {
    let quotes = |n: usize| "> ".repeat(n);
    let fits = [quotes(1) + &"- ".repeat(16), quotes(31) + "- "].map(|text| (text, false));
    let too_deep = [quotes(31) + "- - ", quotes(32) + "- ", quotes(40)].map(|text| (text, true));
    for (text, is_told) in fits.into_iter().chain(too_deep) {
        let found = body(&(text + "深处的文字"));
        assert_eq!(found.matches("p 深处的文字").count(), 1, "{found}");
        assert_eq!(found.contains("K230"), is_told, "{found}");
    }
    let found = body(&format!("{0}词\n{0}: 义", quotes(31)));
    let lines: Vec<&str> = found.lines().map(str::trim).skip(31).collect();
    assert_eq!(lines, ["definitions", "term 词", "means", "p 义"]);
}

#[test]
fn a_credit_is_its_own() {
    for picture in [
        "![东**图**一](photos/a.jpg \"摄\\\"影\\\" 张*三\"){alt=\"x\"}",
        "![东**图**一][p]{alt=x}\n\n[p]: photos/a.jpg \"摄\\\"影\\\" 张*三\"",
    ] {
        let found = body(picture);
        assert!(found.contains("caption “东⟨strong: 图⟩一” credit “摄\"影\" 张*三”"), "{found}");
    }
    check(&[
        ("[东**图**一](https://a.cn/桥*梁\\_甲)", "p ⟨link https://a.cn/桥*梁_甲: 东⟨strong: 图⟩一⟩"),
        (
            "[东*图*一](https://a.cn/&amp;桥*梁 \"题*目\\\"\")",
            "p ⟨link https://a.cn/&桥*梁: 东⟨em: 图⟩一⟩\nK249 4:1 «[东*图*一](https://a.cn/&am» 题*目\"",
        ),
    ]);
    let found = body("![桥](photos/a.jpg \"王五 摄\"){alt=x credit=\"资料图片\"}");
    assert!(found.contains("credit “王五 摄 资料图片”") && found.contains("K246 4:"), "{found}");
    assert!(!body("![桥](photos/a.jpg \"王五 摄\"){alt=x credit=\"王五 摄\"}").contains("K246"));
}

#[test]
fn braces_behind_a_heading() {
    check(&[
        ("# 题 {#a}", "h1 题 #a"),
        ("# 题{#sec:a} #", "h1 题 #sec:a"),
        ("一\n题 {#a}\n===", "h1 一题 #a"),
        ("# *题* {#a}", "h1 ⟨em: 题⟩ #a"),
        ("# 题[^1]{#a}\n\n[^1]: 注", "h1 题⟨note 1⟩ #a\nnote 1 (1)\n  p 注"),
        ("## [题]{.dots}", "h2 ⟨dots: 题⟩ #sec-1"),
        ("# 集合 {甲 乙}", "h1 集合｜{甲｜乙} #sec-1"),
        ("# 题 {}", "h1 题｜{} #sec-1"),
        ("# 题 \\{#a\\}", "h1 题｜{#a} #sec-1"),
        ("# `{#a}`", "h1 ⟨code {#a}⟩ #sec-1"),
        ("# 题 {#a 甲}", "h1 题｜{#a｜甲} #a\nK243 4:5 «{#a 甲}» {#a 甲}"),
        (
            "# 题 {题外的话 .note k=失字}",
            "h1 题｜{题外的话｜.note k=失字} #sec-1\nK243 4:5 «{题外的话 .note k=失字}» {题外的话 .note k=失字}",
        ),
        ("# 题 {#a .b k=v}", "h1 题 #a\nK221 4:10 «b» .b\nK221 4:12 «k» k"),
    ]);
    assert!(body("# {#a}\n\n甲").starts_with("p 甲"));
}

#[test]
fn words_where_none_belong() {
    check(&[
        (":::pagebreak 失页文字\n\n甲", "page break\np 失页文字\np 甲\nK244 4:14 «失页文字» 失页文字"),
        ("::: pagebreak :::\n\n甲", "page break\np 甲"),
        (":::box 问:\n答\n:::", "box 问:\n  p 答"),
        ("::: box 题 :::\n答\n:::", "box 题\n  p 答"),
        ("<!-- 说明 --> 这句话 -->", "p 这句话 -->\nK245 4:13 «这句话 -->» 这句话 -->"),
        ("<!-- 说明\n完 --> 句", "p 句\nK245 5:7 «句» 句"),
        ("<!-- 甲 --> <!-- 乙 -->\n\n丙", "p 丙"),
        ("甲<!-- 说明 -->乙", "p 甲乙"),
        ("```rust title\nx\n```", "code rust\n  | x\nK221 4:9 «title» title"),
        (
            "| 甲 |\n|---|\n| 乙 |\n\n: 题 {#tbl:a .b k=v}",
            "table - 题 #tbl:a\n  head 甲\n  row 乙\nK221 8:14 «b» .b\nK221 8:16 «k» k",
        ),
        (
            "| 甲 |\n|---|\n| 乙 |\n: 题 {#tbl:a .b}",
            "table - 题 #tbl:a\n  head 甲\n  row 乙\nK221 7:14 «b» .b",
        ),
    ]);
}

#[test]
fn a_mark_at_the_end_of_a_caption() {
    let found = body("| 甲 |\n|---|\n| 乙 |\n\n: 题[丙]{.dots}");
    assert!(found.starts_with("table - 题⟨dots: 丙⟩\n") && !found.contains("K2"), "{found}");
}

#[test]
fn what_stands_under_ruby() {
    check(&[
        ("[汉字[^1]]{ruby=\"hàn zì\"}\n\n[^1]: 注", "p ⟨ruby 汉字/hàn zì⟩⟨note 1⟩\nnote 1 (1)\n  p 注"),
        ("[hello\nworld]{ruby=\"你好\"}", "p ⟨ruby hello world/你好⟩"),
        ("[汉\n字]{ruby=x}", "p ⟨ruby 汉字/x⟩"),
        ("[[汉]{ruby=a}字]{ruby=b}", "p ⟨ruby 汉/a⟩字\nK221 4:16 «ruby» ruby"),
        ("[[汉]{ruby=a}字]{.dots}", "p ⟨dots: ⟨ruby 汉/a⟩字⟩"),
        ("[汉]{.dots ruby=a}", "p ⟨dots: ⟨ruby 汉/a⟩⟩"),
        ("# 节 {#a}\n\n[汉字见[@a]]{ruby=x}", "h1 节 #a\np ⟨ruby 汉字见/x⟩⟨@a⟩\nK247 6:5 «[@a]» [@a]"),
        ("# 节 {#a}\n\n[[@a]]{ruby=x}", "h1 节 #a\np ⟨@a⟩\nK247 6:2 «[@a]» [@a]\nK221 6:8 «ruby» ruby"),
    ]);
}

#[test]
fn what_yaml_leaves_out() {
    assert_eq!(told("title: 新桥 通车 #深读"), "K248 2:14 «#深读» #深读");
    assert_eq!(told("title: t\nbyline:\n  - 甲 # 乙"), "K248 4:7 «# 乙» # 乙");
    assert_eq!(told("title: \"新桥 #深读\" # 注\ndate: 2026-06-05 # 周五\nlead: 1 # 一段\n# 注"), "");
    // What is behind a line of `---` with more on it would be lost.
    let found = told("title: t\n--- # 分\npage: A03");
    assert!(found.starts_with("K204 3:1"), "{found}");
}

#[test]
fn a_line_end_of_mainframes_is_told_and_shown() {
    let found = body("甲\u{85}乙");
    assert!(found.starts_with("p 甲\u{fffd}乙\nK217 4:2 ") && found.contains("U+0085"), "{found}");
}
