//! Raw texts.

use super::{LONG, NEXT, brought, doubts, has, lacks, refused};
use crate::import::{Kind, Report};

#[track_caller]
fn text(text: &str) -> (String, Report) {
    brought(text.as_bytes(), &|_| None)
}

#[test]
fn rows_of_figures_stay_rows() {
    let (article, report) = text(&format!(
        "渡口的早晨\n\n{LONG}\n\n各村得票：\n\n张三 120\n\n李四 98\n\n王五 77\n\n{NEXT}\n\n热线电话 0579-86655321\n\n邮编 322100\n"
    ));
    has(&article, &["\n张三 120\n\n李四 98\n\n王五 77\n\n等着", "\n热线电话 0579-86655321\n\n邮编 322100\n"]);
    assert!(doubts(&report, "ends in a digit") && report.count(Kind::Join) == 0);
    let (article, _) = text(&format!(
        "渡口的早晨\n\n{LONG}\n\n年份\t产值\t增速\n2023\t120\t6.2%\n2024\t135\t7.1%\n2025\t150\t8\n\n{NEXT}\n"
    ));
    has(&article, &["\n年份\t产值\t增速\n", "6.2%\n", "7.1%\n", "\t8\n"]);
}

#[test]
fn a_number_that_a_column_cut_is_one_number() {
    let (article, report) = text(&format!(
        "渡口的早晨\n\n{LONG}\n\n去年这里修了六条路，通了三座桥，种下的茶园有九百亩，一年的产值达到12\n\n00万元，家家户户都分到了红利。\n"
    ));
    has(&article, &["产值达到1200万元，"]);
    assert_eq!(report.count(Kind::Join), 1);
    // Where a year begins, another sentence may.
    let (article, _) = text(&format!(
        "渡口的早晨\n\n{LONG}\n\n去年这里修了六条路，通了三座桥，种下的茶园有九百亩，产值增长12\n\n2024年，家家户户都分到了红利，日子一天比一天好，谁也没有再提旧事。\n"
    ));
    has(&article, &["增长12\n\n2024年"]);
}

#[test]
fn section_heads_are_no_writers() {
    let (article, _) = text(&format!(
        "渡口的早晨\n\n本报记者 林渡\n\n{LONG}\n\n■ 科技创新\n\n{NEXT}\n\n记者手记\n\n{LONG}\n\n● 乡村振兴 共同富裕\n\n{NEXT}\n\n编者按\n\n作者简介\n\n{LONG}\n"
    ));
    has(
        &article,
        &[
            "byline:\n  - {name: 林渡, role: 本报记者}\n---",
            "■ 科技创新\n",
            "记者手记\n",
            "● 乡村振兴 共同富裕\n",
            "作者简介\n",
        ],
    );
    // Writers named behind the opening are still found.
    let (article, _) = text(&format!("渡口的早晨\n\n{LONG}\n\n■ 林渡 沈砚\n\n{NEXT}\n"));
    has(&article, &["byline:\n  - 林渡\n  - 沈砚\n"]);
}

#[test]
fn sentences_and_letters_keep_what_they_end_with() {
    let said = "本文作者曾是摄影师，四十年里拍摄了上万张照片。";
    let (article, _) = text(&format!("渡口的早晨\n\n{LONG}\n\n{said}\n\n{NEXT}\n"));
    has(&article, &[&format!("\n{said}\n")]);
    lacks(&article, &["credits:"]);
    let (article, report) =
        text(&format!("致全市人民的一封信\n\n{LONG}\n\n{NEXT}\n\n清溪市人民政府\n\n2026年6月5日\n"));
    has(&article, &["\n2026年6月5日\n"]);
    lacks(&article, &["date:"]);
    assert!(report.set_aside.is_empty(), "{:?}", report.set_aside);
    let (article, _) =
        text(&format!("渡口的早晨\n\n{LONG}\n\n{NEXT}\n\n清溪新报 2026年6月5日 星期五 A4版\n"));
    has(&article, &["date: \"2026-06-05\"\n", "page: \"A4\"\n"]);
}

#[test]
fn a_head_before_a_caption_stays_a_head() {
    let (article, _) = text(&format!(
        "渡口的早晨\n\n{LONG}\n\n第一代 把水引进来\n\n古村晨雾 林渡 摄\n\n{NEXT}\n\n第二代 把灯守住了\n\n{LONG}\n"
    ));
    has(
        &article,
        &[
            "## 第一代 把水引进来\n",
            "![古村晨雾](photos/placeholder-1.png \"林渡 摄\")",
            "## 第二代 把灯守住了\n",
        ],
    );
}

#[test]
fn more_pictures_than_an_article_may_have_are_refused_before_they_are_made() {
    assert_eq!(refused(format!("渡口\n\n{LONG}\n\n{}", "图为甲乙\n".repeat(5_001)).as_bytes()), "K957");
    // As many writers are none.
    let (article, _) = text(&format!("渡口\n\n{LONG}\n{}", "■ 张三 李四\n".repeat(300)));
    assert_eq!(article.matches("  - 张三\n").count(), 50);
    assert!(article.contains("\n■ 张三 李四\n"));
}
