//! Raw texts that are small to send and long to read: each is brought in, or refused, within seconds.

use crate::common::{Home, weighed};
use crate::outside::zip;
use std::fmt::Write as _;

/// Seconds and MiB of a build without optimization.
const MOST_CPU: u64 = 60_000;
const MOST_MEMORY: u64 = 512;

/// Brings a text in and weighs it.
#[track_caller]
fn brought(what: &str, raw: &[u8], code: i32, words: &[&str]) {
    let home = Home::with(&[("raw", raw)]);
    let (run, cost) = weighed(&home, &["import", "raw", "-o", "out"]);
    run.expect(what, code, words);
    assert!(cost.cpu < MOST_CPU && cost.memory < MOST_MEMORY, "{what}: {cost:?}");
    assert_eq!(home.names("out").is_empty(), code != 0, "{what}");
}

fn document(inside: &str) -> String {
    format!("<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\">{inside}</w:document>")
}

#[test]
fn paragraphs_inside_one_another() {
    // Asked for its own text anew, each of 120 paragraphs would look at all 600,000 elements and all around them.
    let inside = format!(
        "{}{}<w:t>第一段文字，够长的一段。</w:t>{}{}{}",
        "<w:p>".repeat(120),
        "<w:x>".repeat(120),
        "<w:t/>".repeat(600_000),
        "</w:x>".repeat(120),
        "</w:p>".repeat(120)
    );
    brought("nested paragraphs", &zip(&[("word/document.xml", document(&inside).as_bytes())]), 0, &[]);
}

#[test]
fn many_pictures_in_one_frame() {
    let of = |pictures: usize| {
        let inside = format!(
            "<w:p><w:t>第一段文字，够长的一段。</w:t></w:p><w:p><w:inline>{}{}</w:inline></w:p>",
            "<a:blip r:embed=\"r1\"/>".repeat(pictures),
            "<w:x/>".repeat(300_000)
        );
        let links = "<rs><r Id=\"r1\" Target=\"a.gif\"/></rs>";
        zip(&[
            ("word/document.xml", document(&inside).as_bytes()),
            ("word/_rels/document.xml.rels", links.as_bytes()),
            ("word/a.gif", b"GIF89a"),
        ])
    };
    brought("5,000 pictures", &of(5_000), 0, &[]);
    brought("5,001 pictures", &of(5_001), 2, &["K957", "5,000 pictures"]);
    brought("250,000 pictures", &of(250_000), 2, &["K957"]);
}

#[test]
fn lines_without_end() {
    let heads = |n: usize| {
        let mut text = String::from("题目 在此\n\n");
        for n in 0..n - 1 {
            let c = char::from_u32(0x4E00 + n as u32 % 20_000).unwrap();
            let _ = writeln!(text, "学{c}第 一 步{c}骤\n");
        }
        text
    };
    brought("30,000 lines", heads(30_000).as_bytes(), 0, &[]);
    brought("30,001 lines", heads(30_001).as_bytes(), 2, &["K957", "30,000 paragraphs"]);
    brought("3 million lines", "一行\n".repeat(3_000_000).as_bytes(), 2, &["K957"]);
}

#[test]
fn one_paragraph_in_many_pieces() {
    // Each goes on the one before, and opens quotations that nothing closes.
    let piece = format!("，他说“（{}\n\n", "后面还有很多很多的话".repeat(4));
    let text = format!("题目 在此\n\n第一段{}", piece.repeat(29_000));
    brought("30,000 pieces", text.as_bytes(), 0, &[]);
    let long = format!("题目 在此\n\n{}{}\n", "“".repeat(600_000), "》".repeat(600_000));
    brought("600,000 open quotations", long.as_bytes(), 0, &[]);
    let longer = format!("题目 在此\n\n{}\n", "一".repeat((4 << 20) / 3 + 1));
    brought("more than an article", longer.as_bytes(), 2, &["K957", "4 MiB of text"]);
    let marks = format!("题目 在此\n\n{}\n", "*一".repeat(900_000));
    brought("more than an article with its marks", marks.as_bytes(), 2, &["K957", "4 MiB of Markdown"]);
}

#[test]
fn a_web_page_of_open_elements() {
    let article = "<p>第一段文字，够长的一段。</p>";
    let page = |inside: &str| format!("<html><body>{inside}{article}");
    let open = |tags: usize| format!("{}{}", page(&"<div>".repeat(900)), "<br>".repeat(tags - 904));
    brought("60,000 tags", open(60_000).as_bytes(), 0, &[]);
    brought("60,001 tags", open(60_001).as_bytes(), 2, &["K957", "60,000 tags"]);
    let refused = |what: &str, inside: &str, words: &str| {
        brought(what, page(inside).as_bytes(), 2, &["K957", words]);
    };
    brought("5,000 elements in one another", page(&"<div>".repeat(5_000)).as_bytes(), 0, &[]);
    // Every other tag asks all that are open whether they are its own.
    refused("open elements", &"<div></b>".repeat(29_000), "left open");
    // Each paragraph opens anew what was left open before it.
    let bold: String = (0..9_000).map(|n| format!("<b x={n}>")).collect();
    refused("open marks", &format!("<p>{bold}{}", "<p>字".repeat(50_000)), "left open");
    // Each paragraph holds all others and their text.
    let nested = "<p><marquee>".repeat(450);
    brought("nested paragraphs", page(&format!("{nested}{}", "字".repeat(1_000_000))).as_bytes(), 0, &[]);
}

#[test]
fn a_web_page_of_attributes() {
    let page = |tag: String| format!("<html><body><p {tag}>第一段文字，够长的一段。</p>");
    let attributes = |count: usize| (0..count).map(|n| format!("a{n}=\"x y z\" ")).collect::<String>();
    brought("1,000 attributes", page(attributes(1_000)).as_bytes(), 0, &[]);
    brought("1,001 attributes", page(attributes(1_001)).as_bytes(), 2, &["K957", "1,000 attributes"]);
    brought("200,000 attributes", page(attributes(200_000)).as_bytes(), 2, &["K957", "1,000 attributes"]);
    // Hidden behind what is no quotation mark, and behind what is no tag.
    let bare: String = (0..200_000).map(|n| format!("a{n} ")).collect();
    let hidden = |before: &str| format!("<html><body>{before}{bare}>第一段文字，够长的一段。</p>");
    for before in ["<p a==\"x ", "<!-- <p a=\" --><p ", "<title><p a='</title><p ", "<p a=\"<b b='\" "] {
        brought(before, hidden(before).as_bytes(), 2, &["K957", "1,000 attributes"]);
    }
    // A picture in the page has many lines and is one attribute.
    let picture = format!("<img alt='' src=\"data:image/gif;base64,{}\">", "R0lGODlh\n".repeat(100_000));
    brought("a picture in lines", page(String::new()).replace("</p>", &picture).as_bytes(), 0, &[]);
}

#[test]
fn many_captions() {
    // As many as are looked for in the text, and many more.
    for count in [300, 1_000] {
        brought(&format!("{count} captions"), captions(count).as_bytes(), 0, &[]);
    }
}

fn captions(count: usize) -> String {
    let mut text = String::from("题目 在此\n\n");
    let han = |n: usize| char::from_u32(0x4E00 + n as u32 % 20_000).unwrap();
    for n in 0..count {
        let words: String = (0..60).map(|k| han(n * 37 + k * 11)).collect();
        let _ = write!(text, "{words}，{words}。\n\n\n\n图为{words} 张三 摄\n\n");
    }
    text
}
