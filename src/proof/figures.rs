//! Figures that must follow from others in the same sentence: a rate, a growth, a sum. Only forms that leave no
//! doubt are looked at.

use super::passage::Passage;
use super::{Desk, is_han};
use crate::diag::codes::proof as codes;
use std::ops::Range;

/// What is counted, as it stands behind a number.
const UNITS: &str = "件个家名人元户亩吨所条项支座次台套辆位场册种棵只头份篇处间栋期届起宗张枚艘架盏";

/// More digits behind the point than any rate in print has; such numbers are left alone.
const MOST_DECIMALS: usize = 6;
/// Above this the digits of a number are no longer all known.
const LARGEST: f64 = 1e15;

/// A number of a sentence.
#[derive(Clone, Debug)]
struct Number {
    range: Range<usize>,
    value: f64,
    /// How many digits behind the point.
    decimals: usize,
    /// What it counts, or `%`.
    unit: char,
    /// Whether it is `多`, `余`, `约`: no more than about right.
    rough: bool,
}

/// Looks at every sentence of a text.
pub(super) fn check(passage: &Passage, desk: &mut Desk<'_>) {
    let mut start = 0;
    for sentence in passage.text.split_inclusive(['。', '！', '？', '；']) {
        let numbers = numbers(sentence);
        for found in [rate(sentence, &numbers), growth(sentence, &numbers)].into_iter().flatten() {
            let (range, right) = found;
            let at = start + range.start..start + range.end;
            let said = sentence[range].to_owned();
            desk.find(&codes::RATE, passage, &at, &[&said, &right]);
        }
        if let Some((range, right)) = sum(sentence, &numbers) {
            let at = start + range.start..start + range.end;
            let said = sentence[range].to_owned();
            desk.find(&codes::SUM, passage, &at, &[&said, &right]);
        }
        start += sentence.len();
    }
}

fn numbers(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let length = text[start..]
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(text.len() - start);
        let digits = text[start..start + length].trim_end_matches(['.', ',']);
        let mut end = start + digits.len();
        at = start + length.max(1);
        let plain: String = digits.chars().filter(|c| *c != ',').collect();
        let Ok(mut value) = plain.parse::<f64>() else { continue };
        let decimals = plain.split_once('.').map_or(0, |(_, d)| d.len());
        let before = text[..start].chars().next_back();
        let mut rough =
            matches!(before, Some('约' | '近' | '超' | '逾' | '达' | '第' | '—' | '-' | '～' | '~'));
        let mut unit = None;
        for c in text[end..].chars() {
            match c {
                '万' => value *= 1e4,
                '亿' => value *= 1e8,
                '多' | '余' => rough = true,
                '%' | '％' => unit = Some('%'),
                c if UNITS.contains(c) => unit = Some(c),
                _ => break,
            }
            end += c.len_utf8();
            if unit.is_some() {
                break;
            }
        }
        rough |= text[end..].starts_with(['多', '余']);
        if let Some(unit) = unit.filter(|_| decimals <= MOST_DECIMALS && value <= LARGEST) {
            out.push(Number { range: start..end, value, decimals, unit, rough });
        }
    }
    out
}

/// `归集1180件，办结1158件，办结率98.1%`: the word before a number and `率` name the same.
fn rate(text: &str, numbers: &[Number]) -> Option<(Range<usize>, String)> {
    for percent in numbers.iter().filter(|n| n.unit == '%') {
        let head = &text[..percent.range.start];
        let head = head.trim_end_matches(['达', '到', '为', '是', '高']);
        let Some(stem) = head.strip_suffix('率') else { continue };
        // Of which whole a part is no sentence says that names several.
        if ["其中", "同比", "环比", "平均"].iter().any(|w| head.contains(w)) {
            continue;
        }
        let Some((cut, _)) = stem.char_indices().rev().nth(1) else { continue };
        let word = &stem[cut..];
        let part = numbers.iter().rev().find(|n| {
            let behind = text[..n.range.start].trim_end_matches(['了', '完', '成', '共']);
            n.range.end <= cut && n.unit != '%' && behind.ends_with(word)
        });
        let Some(part) = part.filter(|p| !p.rough) else { continue };
        let whole = numbers
            .iter()
            .rev()
            .find(|n| n.range.end <= part.range.start && n.unit == part.unit && n.value >= part.value);
        let Some(whole) = whole.filter(|w| !w.rough && w.value > 0.0) else { continue };
        if let Some(right) = differs(part.value / whole.value * 100.0, percent) {
            return Some((percent.range.clone(), right));
        }
    }
    None
}

/// `从80家增加到100家，增长20%`.
fn growth(text: &str, numbers: &[Number]) -> Option<(Range<usize>, String)> {
    for three in numbers.windows(3) {
        let [from, to, percent] = three else { continue };
        let before = &text[..from.range.start];
        let between = &text[from.range.end..to.range.start];
        let behind = &text[to.range.end..percent.range.start];
        let up =
            ["增加到", "增长到", "提高到", "上升到", "增至", "升至", "增加至", "增长至", "提升到", "提升至"];
        let down = ["减少到", "下降到", "降到", "减至", "降至", "减少至", "下降至"];
        let rises = up.iter().any(|w| between.trim_end().ends_with(w));
        let falls = down.iter().any(|w| between.trim_end().ends_with(w));
        let is_form = (before.ends_with('从') || before.ends_with('由'))
            && (rises || falls)
            && percent.unit == '%'
            && from.unit == to.unit
            && from.unit != '%'
            && !(from.rough || to.rough || percent.rough)
            && behind.chars().count() <= 8
            && behind.starts_with(['，', '、'])
            && ["增长", "增加", "增幅", "下降", "减少", "降幅", "提高"]
                .iter()
                .any(|w| behind.ends_with(w) || behind.ends_with(&format!("{w}了")))
            && !["年均", "月均", "日均", "平均", "同比", "环比", "比上", "较上", "其中", "累计"]
                .iter()
                .any(|w| behind.contains(w));
        if is_form && from.value > 0.0 {
            let right = ((to.value - from.value) / from.value * 100.0).abs();
            if let Some(right) = differs(right, percent) {
                return Some((percent.range.clone(), right));
            }
        }
    }
    None
}

/// The right percentage, if the one given is neither rounded nor cut from it.
fn differs(right: f64, given: &Number) -> Option<String> {
    let step = 10f64.powi(-i32::try_from(given.decimals).unwrap_or(0));
    let near = (right - given.value).abs() < step * 0.999 || (right - given.value).abs() <= step / 2.0 + 1e-9;
    (!near && !given.rough).then(|| format!("{right:.*}%", given.decimals))
}

/// `小学12所、中学5所，共18所`.
fn sum(text: &str, numbers: &[Number]) -> Option<(Range<usize>, String)> {
    for (n, total) in numbers.iter().enumerate().skip(2) {
        let head = &text[..total.range.start];
        let is_total = ["共", "共计", "合计", "总计", "总共", "共有"].iter().any(|w| head.ends_with(w));
        if !is_total || total.rough {
            continue;
        }
        // The parts: numbers of the same unit right before it, each behind a mark.
        let mut from = total.range.start;
        let mut parts = Vec::new();
        for part in numbers[..n].iter().rev() {
            let gap = &text[part.range.end..from];
            let marks = gap.matches(['、', '，', '和', '及']).count();
            if part.unit != total.unit || part.rough || marks != 1 || gap.chars().count() > 10 {
                break;
            }
            parts.push(part.value);
            from = part.range.start;
        }
        if parts.len() < 2 || ["其中", "包括", "含", "累计"].iter().any(|w| head.contains(w)) {
            continue;
        }
        // 各15人 is so many times 15; 全县共 and 共25个党支部 count something else.
        let said = &text[from..total.range.start];
        let each =
            said.contains(['各', '每', '均', '平', '多', '余']) || text[..from].ends_with(['各', '每', '均']);
        let last = said.rsplit(['，', '、']).next().unwrap_or_default();
        let last = ["共计", "合计", "总计", "总共", "共有", "共"]
            .iter()
            .find_map(|w| last.strip_suffix(w))
            .unwrap_or(last);
        if each || !last.trim().is_empty() || !counts_the_same(text, &numbers[..n], total) {
            continue;
        }
        let right: f64 = parts.iter().sum();
        if (right - total.value).abs() > 1e-6 * right.max(1.0) {
            let right = if right.fract() == 0.0 { format!("{right:.0}") } else { format!("{right}") };
            return Some((total.range.clone(), right));
        }
    }
    None
}

/// Whether what stands behind the sum names what was added up: nothing, or what stands behind one of the parts.
fn counts_the_same(text: &str, parts: &[Number], total: &Number) -> bool {
    let noun = |number: &Number| {
        let behind = &text[number.range.end..];
        behind[..behind.find(|c| !is_han(c)).unwrap_or(behind.len())].to_owned()
    };
    let named = noun(total);
    named.is_empty() || parts.iter().map(noun).any(|part| part == named || part.is_empty())
}
