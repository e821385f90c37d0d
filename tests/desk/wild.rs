//! Whatever comes in, no character is changed and nothing breaks.

use crate::made::Dice;
use keben::export;

const BITS: [&str; 56] = [
    "甲",
    "乙丙",
    "丁。",
    "，",
    "“",
    "”",
    "（",
    "）",
    "\n",
    "\n\n",
    "\n\n\n\n",
    " ",
    "\u{3000}\u{3000}",
    "1.",
    "12",
    "3)",
    "- ",
    "+ ",
    "# ",
    "=",
    "---",
    "***",
    "*a*",
    "_b_",
    "`c`",
    "[d](e)",
    "![f](g)",
    "<p>",
    "&amp;",
    "\\",
    "|",
    "||",
    "~x~",
    "^y^",
    ":",
    ":::note",
    "：：：",
    "[^1]",
    "{.dots}",
    "]{ruby=\"x\"}",
    "[@a]",
    "> ",
    "\t",
    "■ 张三 李四",
    "记者 王五",
    "陈六 摄",
    "（下转第3版）",
    "上接1版",
    "本版图片由县里提供",
    "图为渡口。",
    "一、",
    "\u{FEFF}",
    "\u{202E}",
    "\u{1}",
    "https://a.cn",
    "2026年6月5日 第03版",
];

#[test]
fn no_character_is_lost_whatever_comes_in() {
    let mut wrong = Vec::new();
    for number in 0..250 {
        let mut dice = Dice::new(number + 10_000);
        let text: String = (0..4 + dice.below(60)).map(|_| BITS[dice.below(BITS.len())]).collect();
        match export::import(text.as_bytes(), "wild.txt", &[], &|_| None) {
            Ok(_) => {}
            // Nothing but space, or bytes that happen to look like a page.
            Err(diag) if diag.code.id == "K951" => {}
            Err(diag) => wrong.push(format!("{number} {} {:?}: {text:?}", diag.code.id, diag.args)),
        }
    }
    assert!(wrong.is_empty(), "{} of 250:\n{}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
}
