//! Saved web pages.

use super::{LONG, NEXT, brought, doubts, has, lacks};
use crate::import::Report;

#[track_caller]
fn page(body: &str) -> (String, Report) {
    titled("渡口的早晨_刻本网", body)
}

#[track_caller]
fn titled(title: &str, body: &str) -> (String, Report) {
    let page = format!("<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>");
    brought(page.as_bytes(), &|_| None)
}

#[test]
fn a_form_around_a_whole_page_is_no_form() {
    let (article, _) = page(&format!(
        "<form id=form1 method=post><div class=main><h1>渡口的早晨</h1><p>{LONG}</p><p>{NEXT}</p></div></form><div><p>版权所有 刻本网络公司</p></div>"
    ));
    has(&article, &[LONG, NEXT]);
    lacks(&article, &["版权所有"]);
}

#[test]
fn head_and_quotation_of_an_article_are_its_own() {
    let said = "“江水养人，也磨人。”老船工说过的这句话，记者一直记着。";
    let (article, _) = page(&format!(
        "<article><header><h1>渡口的早晨</h1><p>江上三十年</p><p>本报记者 林渡</p></header><p>{LONG}</p><p>{NEXT}</p><aside><p>{said}</p></aside><aside><a href=x>相关的另外一篇报道的标题</a></aside></article><footer><p>版权所有，未经许可不得转载。</p></footer>"
    ));
    has(&article, &["subtitle: 江上三十年\n", "{name: 林渡, role: 本报记者}", said]);
    lacks(&article, &["版权", "相关"]);
}

#[test]
fn all_sections_of_an_article_are_read() {
    let short = "这一节较短，只有一段话，但也是文章正文的一部分，不应该丢掉。";
    let (article, _) = page(&format!(
        "<nav><a href=x>首页</a></nav><article><h1>渡口的早晨</h1><section><h2>船来了</h2><p>{LONG}</p><p>{NEXT}</p></section><section><h2>船走了</h2><p>{short}</p></section></article>"
    ));
    has(&article, &["## 船来了\n", "## 船走了\n", short]);
}

#[test]
fn what_stands_around_the_body_of_a_text_is_read() {
    let (article, report) = page(&format!(
        "<div class=wrap><h1>渡口的早晨</h1><p class=sub>江上三十年</p><p class=author>本报记者 林渡</p><p>导语：这是全文的导语，记者在江边住了三天，写下这篇报道。</p><figure><img src=a.jpg><figcaption>晨雾里的渡口 沈砚 摄</figcaption></figure><div class=body><p>{LONG}</p><p>{NEXT}</p><p>{LONG}</p></div><p>（原载2026年6月5日本报）</p><div class=related><p>这一段属于另外一篇文章。</p></div></div>"
    ));
    has(
        &article,
        &[
            "subtitle: 江上三十年\n",
            "林渡",
            "导语：这是全文的导语",
            "![晨雾里的渡口](photos/placeholder-1.png \"沈砚 摄\")",
            "（原载2026年6月5日本报）",
        ],
    );
    lacks(&article, &["另外一篇"]);
    assert!(doubts(&report, "outside the main text") && doubts(&report, "was not found beside the page"));
}

#[test]
fn what_is_left_out_is_named() {
    let (article, report) = titled(
        "一桥飞架——江上三十年 - 刻本网",
        &format!(
            "<div class=t>肩题也是一行字</div><div><p>{LONG}</p><p>{NEXT}</p></div><div><a href=x>另外一篇报道的标题</a></div>"
        ),
    );
    has(&article, &["title: 一桥飞架——江上三十年\n"]);
    let left: Vec<&str> = report.doubts().map(|d| d.text.as_str()).collect();
    assert_eq!(left, ["肩题也是一行字"]);
}

#[test]
fn tables_and_lists_of_a_page() {
    let row = |cells: &[&str]| {
        format!("<tr>{}</tr>", cells.iter().map(|c| format!("<td>{c}</td>")).collect::<String>())
    };
    let (article, _) = page(&format!(
        "<div><h1>渡口的早晨</h1><p>{LONG}</p><table><caption>表一 产值</caption>{}{}<tr><td rowspan=2>合计</td><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><ol><li>第一步把渠修好<ul><li>挖</li><li>砌</li></ul></li><li><p>第二步把灯守住</p></li></ol><p>{NEXT}</p></div>",
        row(&["年份", "2023", "2024"]),
        row(&["产值", "120", "140"])
    ));
    has(
        &article,
        &[
            "| 年份 | 2023 | 2024 |\n|---|---|---|\n| 产值 | 120 | 140 |\n| 合计 | 1 | 2 |\n|  | 3 | 4 |\n\n: 表一 产值\n",
            "1. 第一步把渠修好\n   - 挖\n   - 砌\n2. 第二步把灯守住\n",
        ],
    );
}

#[test]
fn a_table_around_a_page_is_no_table() {
    let (article, _) = page(&format!(
        "<table><tr><td>2023</td><td>120</td></tr><tr><td><h1>渡口的早晨</h1><p>{LONG}</p><p>{NEXT}</p></td><td>135</td></tr></table>"
    ));
    has(&article, &[&format!("{LONG}\n\n{NEXT}\n")]);
    lacks(&article, &["|"]);
}

#[test]
fn raised_figures_readings_and_hidden_words() {
    let (article, report) = page(&format!(
        "<div><h1>渡口的<ruby>早<rp>(</rp><rt>zǎo</rt></ruby>晨</h1><p>{LONG}</p><p>面积10<sup>6</sup>平方米，第5<sup>th</sup>座，<del>已删去的话</del>，在<ruby>东<rt>dōng</rt>阳\n<rt>yáng</rt></ruby>桥。<span style='display: none'>看不见的话</span></p><p>{NEXT}</p></div>"
    ));
    has(
        &article,
        &[
            "title: 渡口的早晨\n",
            "面积10⁶平方米，第5th座，已删去的话，在[东]{ruby=\"dōng\"}[阳]{ruby=\"yáng\"}桥。\n",
        ],
    );
    lacks(&article, &["看不见", "(", "zǎo"].map(|s| if s == "(" { "早(" } else { s }));
    assert!(doubts(&report, "raised or lowered") && doubts(&report, "struck out"));
}

#[test]
fn control_characters_of_a_heading_are_left_out() {
    let (article, _) = page(&format!(
        "<div><h1>渡口&#31;1&#31;的早晨&#8203;甲</h1><p>{LONG}</p><p>乙&#31;2&#31;丙{NEXT}</p></div>"
    ));
    has(&article, &["title: 渡口1的早晨甲\n", "\n乙2丙等着"]);
}
