//! Articles made by machine: the same every time, of any number and length.

use std::collections::BTreeMap;

/// A small generator of numbers, so that the corpus is the same on every machine (constants of
/// Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const SUBJECTS: &[&str] = &[
    "清晨的集市",
    "新开的渡口",
    "镇上的木匠",
    "老城的读书会",
    "河边的苗圃",
    "山里的邮路",
    "这座小城",
    "值班的护士",
    "几位返乡青年",
    "村口的老樟树",
    "全市的图书馆",
    "夜校的学员",
];
const VERBS: &[&str] = &[
    "慢慢热闹起来",
    "把经验写进了笔记",
    "等来了第一场春雨",
    "添了3台新机器",
    "用上了AI质检",
    "比去年多出12.5%",
    "接待了2,300人次",
    "在5—7月间完工",
    "重新开了张",
    "记住了每一张面孔",
    "走完了最后1公里",
    "换上了LED灯",
];
const LINKS: &[&str] = &["，", "，", "，", "；", "：", "——", "，而", "，于是", "、"];
const SAYINGS: &[&str] = &[
    "“慢一点，也要做好。”",
    "“这里的路，我们自己修。”",
    "（见《小城笔记》）",
    "“‘老手艺’不老。”",
    "……",
    "《江声》",
];

/// One paragraph of about `han` characters.
fn paragraph(dice: &mut Dice, han: usize) -> String {
    let mut out = String::new();
    // Three bytes a character, near enough.
    while out.len() < han * 3 {
        out.push_str(dice.pick(SUBJECTS));
        out.push_str(dice.pick(VERBS));
        if dice.below(4) == 0 {
            out.push_str("，有人说：");
            out.push_str(dice.pick(SAYINGS));
            continue;
        }
        if dice.below(3) == 0 {
            out.push('。');
        } else {
            out.push_str(dice.pick(LINKS));
        }
    }
    let end = out.trim_end_matches(|c| "，；：—、而于是".contains(c)).len();
    out.truncate(end);
    out.push('。');
    out
}

/// One paragraph of about `han` characters, another for each number.
pub(crate) fn plain(number: usize, han: usize) -> String {
    paragraph(&mut Dice(number as u64 + 1), han)
}

/// The Markdown of one article of about `han` characters, with three sections and no photos.
pub(crate) fn article(number: usize, han: usize) -> String {
    let mut dice = Dice(number as u64 + 1);
    let mut out = format!(
        "---\ntitle: 小城纪事 第{number}篇\nsubtitle: {}\nbyline: [林渡, 沈砚]\ndate: 2026-03-{:02}\n\
         publication: 刻本示例报\nlead: 1\n---\n\n",
        dice.pick(SUBJECTS),
        number % 28 + 1
    );
    let paragraphs = (han / 150).max(1);
    for n in 0..paragraphs {
        if n > 0 && n % (paragraphs / 3).max(1) == 0 {
            out.push_str(&format!("## {} {}\n\n", dice.pick(SUBJECTS), dice.pick(VERBS)));
        }
        out.push_str(&paragraph(&mut dice, 150));
        out.push_str("\n\n");
    }
    out
}

/// The same with three photos, of those named: one over all columns, one in a column, one as it comes.
pub(crate) fn article_with_photos(number: usize, han: usize, photos: &[&str]) -> String {
    let mut dice = Dice(number as u64 + 7_001);
    let text = article(number, han);
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let mut out = String::new();
    let step = (blocks.len() / 4).max(1);
    let (mut wanted, mut done) = (0, 0);
    for (n, block) in blocks.iter().enumerate() {
        out.push_str(block);
        out.push_str("\n\n");
        wanted += usize::from(n > 0 && n % step == 0 && n / step <= 3);
        if wanted > done && !block.starts_with('#') {
            let place = ["", " place=span", ""][done];
            done += 1;
            out.push_str(&format!(
                "![{}（示意图）]({} \"林渡 摄\"){{alt=\"示意图\"{place}}}\n\n",
                dice.pick(SUBJECTS),
                dice.pick(photos),
            ));
        }
    }
    out
}

/// A project in memory of some articles.
pub(crate) fn book(articles: usize, han: usize) -> BTreeMap<String, Vec<u8>> {
    (0..articles).map(|n| (format!("source/{n:05}.md"), article(n, han).into_bytes())).collect()
}
