//! Two thousand articles made by chance, of every kind of block, with photos of every shape, on one to eight
//! columns: nothing overlaps, nothing leaves the type area, every text arrives once and in order, every line of
//! the body stands on the grid.

use crate::common::{assert_in_order, photo, squeeze};
use crate::laid::{Laid, Mark, What, lay_out};
use keben::article::texts;
use keben::geom::Abs;
use std::collections::BTreeMap;

/// Articles on each number of columns.
const ARTICLES: usize = 250;
/// What may lie over one another by rounding, and what a letter's box may stand out.
const HAIR: Abs = Abs::raw(12_700 / 4);

/// Numbers that are the same in every run (constants of Knuth's MMIX).
struct Dice {
    state: u64,
    serial: usize,
    notes: usize,
}

const WORDS: &[&str] = &[
    "河水",
    "从山里来",
    "，",
    "带着松针的气味",
    "。",
    "镇上的木匠",
    "只用一把尺",
    "；",
    "2025年",
    "GDP增长7.6%",
    "，",
    "“老手艺”",
    "不老",
    "——",
    "桥",
    "《小城笔记》",
    "、",
    "network",
    "渡口",
    "（示意）",
    "慢慢地",
    "3台",
    "……",
    "也",
];

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.state >> 33) as usize) % n.max(1)
    }

    /// About that many words and a number that stands nowhere else in the article.
    fn text(&mut self, words: usize) -> String {
        self.serial += 1;
        let mut out = format!("编号{:04}", self.serial);
        for _ in 0..self.below(words + 1) {
            out.push_str(WORDS[self.below(WORDS.len())]);
        }
        out
    }

    fn note(&mut self, notes: &mut String) -> String {
        self.notes += 1;
        let text = self.text(60);
        notes.push_str(&format!("[^{}]: {text}\n\n", self.notes));
        format!("[^{}]", self.notes)
    }

    fn figure(&mut self, place: &str, notes: &mut String) -> String {
        let mut caption = self.text(12);
        if self.notes < 15 && self.below(8) == 0 {
            caption.push_str(&self.note(notes));
        }
        let credit = if self.below(3) > 0 { " \"林渡 摄\"" } else { "" };
        let shape = self.below(SHAPES.len());
        format!("![{caption}](photos/{shape}.jpg{credit}){{alt=\"图\"{place}}}")
    }

    /// A block at the top of the article, or inside another.
    fn block(&mut self, depth: usize, notes: &mut String) -> String {
        let kinds = if depth > 0 { 10 } else { 26 };
        match self.below(kinds) {
            0 => {
                let (a, b, c) = (self.text(20), self.text(20), self.text(8));
                format!("- {a}\n- {b}\n  1. {c}\n  2. 二\n")
            }
            1 => format!("1. {}\n2. {}\n", self.text(40), self.text(3)),
            2 => format!("- [ ] {}\n- [x] {}\n", self.text(5), self.text(5)),
            3 => {
                let lines: String =
                    (0..self.below(9)).map(|n| format!("let 行{n} = set(paragraph, {n});\n")).collect();
                format!("```\n{lines}{}\n```\n", self.text(15))
            }
            4 => {
                let rows: String = (0..self.below(12))
                    .map(|n| format!("| {n} | {} | {} |\n", self.text(2), self.text(9)))
                    .collect();
                format!("| 号 | 名 | 说明 |\n|---|:-:|--:|\n{rows}")
            }
            5 => format!("{}\n: {}\n", self.text(1), self.text(30)),
            6..=9 => self.text(60),
            10 | 11 => format!("{} {} {}", "#".repeat(2 + self.below(4)), self.text(1), self.text(2)),
            12 => self.figure(" place=span", notes),
            13 => self.figure(" place=inline", notes),
            14 => {
                let place = if self.below(4) == 0 { " place=page" } else { "" };
                self.figure(place, notes)
            }
            15 => format!("{}\n{}", self.figure("", notes), self.figure("", notes)),
            16 => format!("> {}\n>\n> {}", self.text(40), self.text(40)),
            17 => format!(":::verse\n{}\n{}\n\n{}\n:::", self.text(3), self.text(3), self.text(3)),
            18 => {
                let (title, inner) = (self.text(1), self.block(1, notes));
                format!(":::box {title}\n{}\n\n{inner}\n:::", self.text(50))
            }
            19 => "---".to_owned(),
            20 if self.below(4) == 0 => ":::pagebreak\n:::".to_owned(),
            21 if self.notes < 15 => {
                let (text, mark) = (self.text(60), self.note(notes));
                format!("{text}{mark}{}", self.text(40))
            }
            _ => self.text(140),
        }
    }

    fn article(&mut self) -> String {
        (self.serial, self.notes) = (0, 0);
        let mut notes = String::new();
        let mut out = format!("---\ntitle: {} {}\nlead: {}\n", self.text(3), self.text(3), self.below(2));
        if self.below(2) == 0 {
            out.push_str("byline: [林渡]\ncredits: 本版图片均为示意图\n");
        }
        out.push_str("---\n\n");
        out.push_str(&self.text(90));
        out.push_str("\n\n");
        if self.below(4) == 0 {
            out.push_str(&self.figure(" place=hero", &mut notes));
            out.push_str("\n\n");
        }
        for _ in 0..self.below(16) {
            out.push_str(&self.block(0, &mut notes));
            out.push_str("\n\n");
        }
        out + &notes
    }
}

/// The shapes of the photos.
const SHAPES: &[(u32, u32)] =
    &[(60, 40), (40, 60), (50, 50), (64, 36), (200, 24), (24, 200), (90, 61), (41, 97)];

fn project(columns: usize) -> BTreeMap<String, Vec<u8>> {
    let mut dice = Dice { state: columns as u64, serial: 0, notes: 0 };
    let mut files = BTreeMap::new();
    for (n, (across, down)) in SHAPES.iter().enumerate() {
        files.insert(format!("source/photos/{n}.jpg"), photo(*across, *down));
    }
    let (chars, lines) = ([34, 22, 16, 13, 11, 10, 9, 8][columns - 1], 18 + dice.below(30));
    let (across, down) = (columns as f64 * (chars as f64 + 2.0) * 3.71 + 20.0, lines as f64 * 5.83 + 50.0);
    let theme = format!(
        "extends = \"feature\"\n[page]\nsize = \"{across:.0}mm x {down:.0}mm\"\n[area]\nchars = {chars}\n\
         lines = {lines}\ncolumns = {columns}\n"
    );
    files.insert("templates/wild/theme.toml".to_owned(), theme.into_bytes());
    for n in 0..ARTICLES {
        files.insert(format!("source/{n:03}.md"), dice.article().into_bytes());
    }
    files
}

#[test]
fn whatever_stands_in_an_article_finds_its_place() {
    for columns in 1..=8 {
        let files = project(columns);
        let sources = files.clone();
        for laid in lay_out(files, "wild") {
            let name = format!("source/{}.md", laid.article.key);
            let tell = || format!("{columns} columns:\n{}", String::from_utf8_lossy(&sources[&name]));
            let wrong = check(&laid);
            assert!(wrong.is_empty(), "{}\n{}", wrong.join("\n"), tell());
            let whole = laid.read_aloud();
            let squeezed = squeeze(&whole);
            for serial in 1..10_000 {
                match squeezed.matches(&format!("编号{serial:04}")).count() {
                    0 => break,
                    1 => {}
                    n => panic!("number {serial} stands there {n} times\n{}", tell()),
                }
            }
            assert_in_order(&whole, &texts(&laid.article), &tell());
        }
    }
}

/// What is wrong with the pages of an article.
fn check(laid: &Laid) -> Vec<String> {
    let area = &laid.area;
    let marks = laid.marks();
    let mut wrong = Vec::new();
    for m in &marks {
        let (left, right) = (area.left(m.page), area.left(m.page) + area.width());
        if m.left < left - HAIR
            || m.right > right + HAIR
            || m.top < area.top - HAIR
            || m.bottom > area.bottom() + HAIR
        {
            wrong.push(format!("leaves the type area: {m:?}"));
        }
        if let What::Body(y) = m.what
            && area.off_grid(y) > Abs::raw(2)
        {
            wrong.push(format!("off the grid by {:?}: {m:?}", area.off_grid(y)));
        }
    }
    overlaps(&marks, &mut wrong);
    out_of_order(&marks, &mut wrong);
    wrong
}

fn overlaps(marks: &[Mark], wrong: &mut Vec<String>) {
    let mut sorted: Vec<&Mark> = marks.iter().filter(|m| m.right > m.left).collect();
    sorted.sort_by_key(|m| (m.page, m.top));
    for (n, a) in sorted.iter().enumerate() {
        let below = sorted[n + 1..].iter().take_while(|b| b.page == a.page && b.top < a.bottom - HAIR);
        for b in below.filter(|b| a.left < b.right - HAIR && b.left < a.right - HAIR) {
            wrong.push(format!("{a:?} overlaps {b:?}"));
        }
    }
}

/// Lines of the body come one below the other and column after column; a new row of columns begins below
/// everything that the body has on the page so far.
fn out_of_order(marks: &[Mark], wrong: &mut Vec<String>) {
    let mut last: Option<(usize, u32, Abs)> = None;
    let mut lowest = Abs::ZERO;
    for m in marks {
        let What::Body(y) = m.what else { continue };
        if let Some((page, column, above)) = last {
            let follows = match (m.page == page, m.column.cmp(&column)) {
                (false, _) => m.page > page,
                (true, std::cmp::Ordering::Equal) => y >= above,
                (true, std::cmp::Ordering::Greater) => true,
                (true, std::cmp::Ordering::Less) => y > lowest,
            };
            if !follows {
                wrong.push(format!("out of order: {m:?}"));
            }
            lowest = if m.page == page { lowest.max(y) } else { y };
        }
        last = Some((m.page, m.column, y));
    }
}
