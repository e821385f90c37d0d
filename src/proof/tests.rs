//! Every rule has a folder in `tests/cases/check`: `bad.md` is reported by that rule and by no other, `good.md` by
//! none. `keben explain` has its texts.

use super::*;
use crate::diag::{Diags, codes};
use crate::reader;
use crate::source::Project;
use std::collections::BTreeMap;

mod parts;

/// The codes found in a text, with what they point at.
fn found(markdown: &str, settings: &Settings) -> Vec<(&'static str, String)> {
    let files = ["photos/placeholder-1.png", "photos/ferry.png"].map(|p| (p.to_owned(), Vec::new()));
    let mut all = BTreeMap::from(files);
    all.insert("a.md".to_owned(), markdown.as_bytes().to_vec());
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article =
        reader::read(&Project::in_memory(all), "a.md", &mut files, &mut diags).expect("it is there");
    let shown = |f: Finding| {
        let text = f.diag.span.and_then(|s| files.text(s.file).get(s.range())).unwrap_or("?");
        (f.diag.code.id, text.to_owned())
    };
    check(&article, &files, settings).into_iter().map(shown).collect()
}

#[test]
fn each_rule_has_a_case_for_and_one_against() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check");
    let project = Project::open(&folder).expect("the cases are there");
    let settings = Settings {
        keep: vec!["錢塘".to_owned()],
        characters: Some(CharacterSet::Gbk),
        ..Settings::default()
    };
    let mut wrong = Vec::new();
    for code in codes::proof::ALL {
        let text = |name: &str| {
            project
                .text(&format!("{}/{name}.md", code.id))
                .unwrap_or_else(|_| panic!("no {} {name}", code.id))
        };
        let bad = found(&text("bad"), &settings);
        if bad.is_empty() || bad.iter().any(|(c, _)| *c != code.id) {
            wrong.push(format!("{} bad: {bad:?}", code.id));
        }
        let good = found(&text("good"), &settings);
        if !good.is_empty() {
            wrong.push(format!("{} good: {good:?}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn places_are_those_of_the_source() {
    let text = "---\ntitle: t\n---\n\n甲乙**丙丁**(戊)己\n庚\\*辛,壬\n";
    let found = found(text, &Settings::default());
    assert_eq!(found, [("C101", "(戊)".to_owned()), ("C101", ",".to_owned())]);
}

#[test]
fn comments_and_settings_switch_rules_off() {
    let text = "---\ntitle: t\n---\n\n<!-- check: off C101 -->\n\n甲,乙\n\n<!-- check: on -->\n\n丙,丁\n";
    assert_eq!(found(text, &Settings::default()).len(), 1);
    let off = Settings { off: BTreeSet::from(["C101".to_owned()]), ..Settings::default() };
    assert!(found(text, &off).is_empty());
}

#[test]
fn a_traditional_article_is_measured_by_its_own_script() {
    let text = "---\ntitle: 渡口的早晨\nlang: zh-Hant\n---\n\n渡口的人都起得早，船后面的燈还亮著。\n";
    let found = found(text, &Settings::default());
    assert_eq!(found, [("C202", "还".to_owned())]);
    assert!(is_traditional_text("這裡的燈") && !is_traditional_text("这里的灯"));
}

#[test]
fn numbers_beyond_all_measure_are_left_alone() {
    let zeros = "0".repeat(70_000);
    for text in [
        format!("归集1180件，办结1158件，办结率90.{zeros}%。"),
        format!("归集1{zeros}件，办结1{zeros}件，办结率90%。"),
    ] {
        let text = format!("---\ntitle: t\n---\n\n{text}\n");
        assert!(!found(&text, &Settings::default()).iter().any(|(code, _)| *code == codes::proof::RATE.id));
    }
}

/// The text with all safe edits made.
fn fixed(body: &str, head: &str) -> String {
    let markdown = format!("---\ntitle: t\n{head}---\n\n{body}\n");
    let project = Project::in_memory(BTreeMap::from([("a.md".to_owned(), markdown.clone().into_bytes())]));
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let article = reader::read(&project, "a.md", &mut files, &mut diags).expect("it is there");
    let found = check(&article, &files, &Settings::default());
    let mut edits: Vec<Edit> = found.into_iter().filter(|f| f.safe).flat_map(|f| f.edits).collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.span.start));
    let mut out = markdown;
    for edit in edits {
        out.replace_range(edit.span.range(), &edit.text);
    }
    out.split_once("---\n\n").map(|(_, body)| body.trim_end().to_owned()).unwrap_or_default()
}

#[test]
fn what_is_fixed_is_right_and_nothing_else_goes() {
    for (before, after) in [
        (r#"他说\"船来了\"，甲\,乙。"#, "他说“船来了”，甲，乙。"),
        ("报告\\(市、区\\)来了。", "报告（市、区）来了。"),
        ("（市、区)和(甲）。", "（市、区）和（甲）。"),
        ("增长5.2%,其中甲用WiFi,很方便。", "增长5.2%，其中甲用WiFi，很方便。"),
        ("他守着渡口--守了三十年。", "他守着渡口——守了三十年。"),
        ("雾散了，，，船来了。", "雾散了，船来了。"),
        ("在“iPhone”,我们。", "在“iPhone”，我们。"),
        ("好!!真的吗?!", "好！！真的吗？！"),
        ("他说：“我听见\"船来了\"才来。”", "他说：“我听见‘船来了’才来。”"),
        ("[见这里,那里](https://a.com/b)。", "[见这里，那里](https://a.com/b)。"),
    ] {
        assert_eq!(fixed(before, ""), after);
    }
    assert_eq!(fixed("「我聽見\"船來了\"才來。」", "lang: zh-Hant\n"), "「我聽見『船來了』才來。」");
    assert_eq!(fixed("我聽見\"船來了\"才來。", "lang: zh-Hant\n"), "我聽見「船來了」才來。");
    for text in [
        "船来了，[^1]，人也来了。\n\n[^1]: 注。",
        "据[新华社报道。](https://example.com/a)。他们来了。",
        "船**来了，**，人来了。",
        "来了，<!-- 编者：此处待核 -->，人来了。",
        "他说&quot;船来了&quot;。甲&#44;乙&hellip;好。",
        "作家列夫.托尔斯泰和林渡.沈砚，一.基本情况，第一.二节。",
        "He called it “great”, then left. Is it “Frozen”? He said “no”.",
        "The Yangtze River (长江) is long, students’; they.",
        "<https://zh.wikipedia.org/wiki/长江_(消歧义)>",
        "见 https://a.com/甲,乙;丙:丁 和报告(终稿).docx，写信给李明@例子.公司。",
        "[东阳,义乌]和[渡口(旧)][]。\n\n[东阳,义乌]: https://a.com/a\n[渡口(旧)]: https://a.com/b",
        "参数为--print选项，姓名——————。",
        "目录......5",
        "渡口分上、下两处\\*，1,000.5 和 10:30。",
    ] {
        assert_eq!(fixed(text, ""), text);
    }
}

#[test]
fn what_is_right_is_not_reported() {
    for text in [
        "事情不了了之，他了了一桩心愿，实在受不了了，一直忘不了了。",
        "喀什和和田，植被被破坏，棉被被雨淋湿，被被害人发现，小将将要出场，标的的价格。",
        "优秀企业企业家来了，爱吃什么吃什么，轰隆隆轰隆隆响了一夜。",
        "全县工业园区工业产值上升。园区很大，园区很新，园区很远。",
        "企业由80家增加到100家，年均增长5.7%。",
        "全年受理200件、办结190件，其中当场办结100件，办结率95%。",
        "全镇有12个村、3个社区，共25个党支部。",
        "王村20户、李村30户，全县共500户。",
        "甲校20人、另两校各15人，共50人。",
        "’98抗洪精神，’99昆明世博会，都记得。",
        "一）基本情况。",
        "等着过江的人一个一个地上了船，船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着。 本报记者 林渡 摄影报道",
        "等着过江的人一个一个地上了船，船工解开缆绳，把昨夜的露水甩进江里，岸上的灯还亮着（下转第3版）",
        "毕昇和昇腾。",
        "请于6月30日前缴纳，最近日本来人，晚上月亮很好，日本周边也去。",
        "民国17年2月29日，民国113年2月29日。",
        "2026年6月5日，周一鸣说。",
    ] {
        let text = format!("---\ntitle: t\n---\n\n{text}\n");
        assert_eq!(found(&text, &Settings::default()), []);
    }
    let text = "---\ntitle: t\nlang: zh-Hant\n---\n\n粽子、秘書、灶台、白痴、菜肴、雇用、發霉。\n";
    assert_eq!(found(text, &Settings::default()), []);
    // A speech with a photo between its paragraphs, and a quotation in it that goes on.
    let text = "---\ntitle: t\n---\n\n“船来了，他说：‘上船。\n\n![晨光](photos/ferry.png \"林渡 摄\")\n\n“‘都上来。’我就上了。”\n";
    assert_eq!(found(text, &Settings::default()), []);
    // A listing that shows how rules are switched off does not.
    let text = "---\ntitle: t\n---\n\n```\n<!-- check: off -->\n```\n\n甲,乙。\n";
    assert_eq!(found(text, &Settings::default()).len(), 1);
}
