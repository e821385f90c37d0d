//! Notes that nothing marks, and links that no link may hold.

use super::*;

#[test]
fn marks_in_notes_without_a_mark() {
    check(&[
        (
            "文。\n\n[^a]: 甲注[^b]。\n\n[^b]: 乙注。",
            "p 文。\np 甲注⟨note 1⟩。\nnote 1 (b)\n  p 乙注。\nK225 6:1 «[^a]: 甲注[^b]。» a",
        ),
        (
            "文。\n\n[^b]: 乙注。\n\n[^a]: 甲注[^b]。",
            "p 文。\np 甲注⟨note 1⟩。\nnote 1 (b)\n  p 乙注。\nK225 8:1 «[^a]: 甲注[^b]。» a",
        ),
        // Each marks the other, and one marks itself.
        (
            "文。\n\n[^a]: 甲注[^b]。\n\n[^b]: 乙注[^a]。",
            "p 文。\np 甲注⟨note 1⟩。\nnote 1 (b)\n  p 乙注[^a]。\nK225 6:1 «[^a]: 甲注[^b]。» a",
        ),
        ("文。\n\n[^a]: 甲注[^a]。", "p 文。\np 甲注[^a]。\nK225 6:1 «[^a]: 甲注[^a]。» a"),
        // What goes back to the text comes before what is behind it.
        (
            "[^a]: 甲注[^b]。\n\n文[^c]。\n\n[^b]: 乙注。\n\n[^c]: 丙注。",
            "p 甲注⟨note 1⟩。\np 文⟨note 2⟩。\nnote 1 (b)\n  p 乙注。\nnote 2 (c)\n  p 丙注。\nK225 4:1 «[^a]: 甲注[^b]。» a",
        ),
    ]);
}

#[test]
fn labels_without_regard_to_case() {
    check(&[
        (
            "正文[^A]。另一处[^a]。\n\n[^a]: 注文。",
            "p 正文⟨note 1⟩。另一处⟨note 1⟩。\nnote 1 (a)\n  p 注文。",
        ),
        (
            "文[^A]。\n\n[^a]: 甲。\n\n[^A]: 乙。",
            "p 文⟨note 1⟩。\np 乙。\nnote 1 (a)\n  p 甲。\nK231 8:1 «[^A]: 乙。» A",
        ),
    ]);
    let caption = body("![图注[^F]](photos/a.jpg \"甲\"){alt=x}\n\n[^f]: 注。");
    assert!(caption.contains("图注⟨note 1⟩") && caption.ends_with("note 1 (f)\n  p 注。\n"), "{caption}");
}

#[test]
fn links_within_links() {
    let link = |text: &str| format!("⟨link https://a.cn/b: {text}⟩");
    let found = |text: &str| body(&format!("# 节 {{#sec}}\n\n[{text}](https://a.cn/b)\n\n[^1]: 注。"));
    let paragraph = |text: &str| found(text).lines().nth(1).map(str::to_owned).unwrap_or_default();
    assert_eq!(paragraph("见 [@sec] 与此"), format!("p {}⟨@sec⟩{}", link("见 "), link(" 与此")));
    assert_eq!(
        paragraph("**见[@sec]此**"),
        format!("p {}⟨strong: ⟨@sec⟩⟩{}", link("⟨strong: 见⟩"), link("⟨strong: 此⟩"))
    );
    assert_eq!(paragraph("见[@sec]{.page}"), format!("p {}⟨page: ⟨@sec⟩⟩", link("见")));
    let alone = found("[@sec]");
    assert!(alone.contains("p ⟨@sec⟩\n") && alone.contains("K216 6:1"), "{alone}");
}

#[test]
fn notes_within_links() {
    let link = |text: &str| format!("⟨link https://a.cn/b: {text}⟩");
    let found = |text: &str| body(&format!("{text}\n\n[f]: https://a.cn/b\n\n[^1]: 注。"));
    let paragraph = |text: &str| found(text).lines().next().map(str::to_owned).unwrap_or_default();
    let whole = format!("p 看{}⟨note 1⟩{}。", link("班次"), link("在此"));
    assert_eq!(paragraph("看[班次[^1]在此](https://a.cn/b)。\n\n[甲][f]"), whole);
    assert_eq!(paragraph("看[班次[^1]在此][f]。"), whole);
    let strong = format!("p {}⟨strong: ⟨note 1⟩⟩", link("⟨strong: 班次⟩"));
    assert_eq!(paragraph("[**班次[^1]**](https://a.cn/b)\n\n[甲][f]"), strong);
    // A bracket that nothing closes, one that is escaped, and words in brackets before a note's mark.
    let behind = format!("p [甲{}⟨note 1⟩", link("乙"));
    assert_eq!(paragraph("[甲[乙[^1]](https://a.cn/b)\n\n[甲][f]"), behind);
    assert_eq!(paragraph("\\[甲[乙[^1]](https://a.cn/b)\n\n[甲][f]"), behind);
    assert_eq!(paragraph("[甲[^1]][^1]\n\n[甲][f]"), "p [甲⟨note 1⟩]⟨note 1⟩");
    // Brackets without end, at a glance.
    let many = "[[^1]".repeat(9_000);
    assert!(found(&format!("{many}\n\n[甲][f]")).contains("note 1 (1)"));
}

#[test]
fn titles_of_links_are_told() {
    check(&[
        (
            "[甲](https://a.cn/b \"题 目\")",
            "p ⟨link https://a.cn/b: 甲⟩\nK249 4:1 «[甲](https://a.cn/b \\\"题 目\\\"» 题 目",
        ),
        ("[甲][f]\n\n[f]: https://a.cn/b '题'", "p ⟨link https://a.cn/b: 甲⟩\nK249 4:1 «[甲][f]» 题"),
        ("[甲](https://a.cn/b \"\")", "p ⟨link https://a.cn/b: 甲⟩"),
    ]);
}

#[test]
fn addresses_that_lead_nowhere() {
    check(&[
        ("[甲](<https://a.cn/x y>)", "p ⟨link https://a.cn/x%20y: 甲⟩"),
        ("[甲](https://a.cn/%zz)", "p ⟨link https://a.cn/%25zz: 甲⟩"),
        ("[甲](https://)", "p 甲\nK216 4:1 «[甲](https://)» https://"),
        ("<mailto:>", "p mailto:\nK216 4:1 «<mailto:>» mailto:"),
        ("[甲](http://a:99999999/)", "p 甲\nK216 4:1 «[甲](http://a:99999999/)» http://a:99999999/"),
    ]);
}

#[test]
fn a_heading_of_references_is_listed_in_words() {
    use crate::article::Labels;
    let text = "---\ntitle: t\n---\n# 见 [@fig] 之二 {#a}\n\n# [@a]\n\n# [^1]\n\n# 长[@b] {#b}\n\n\
                ![桥](photos/a.jpg \"甲\"){#fig alt=x}\n\n[^1]: 注。";
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = read(&memory(text), "a.md", &mut files, &mut diags).expect("it is text");
    let labels = Labels::new(&article);
    let headings = article.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading.shown(&labels)),
        _ => None,
    });
    let shown: Vec<String> = headings.collect();
    assert_eq!(shown, ["见 图1 之二", "“见 图1 之二”", "—", "长“长“长””"]);
}
