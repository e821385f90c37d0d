//! UAX 14's own test against the places where we let a line end. Where a rule of Chinese composition differs, its
//! clause stands in the table below; nothing differs without one.

use super::*;
use crate::line::{breaks, cells::Cells};
use std::collections::{BTreeMap, BTreeSet};

const FACTS: &str = include_str!("uax14.txt");

/// The lines of the test: characters, and whether a line may end before each but the first.
fn lines() -> Vec<(Vec<char>, Vec<bool>)> {
    let mut out = Vec::new();
    let character =
        |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("a character");
    let mut columns: Vec<char> = Vec::new();
    let mut rows = FACTS.lines().filter(|l| !l.starts_with('#'));
    for row in rows.by_ref() {
        if row == "lines" {
            break;
        }
        let words: Vec<&str> = row.split(' ').collect();
        if words[0] == "columns" {
            columns = words[1..].iter().map(|w| character(w)).collect();
            continue;
        }
        let behind = words[1].split('+').filter(|w| *w != "-").map(character);
        let first: Vec<char> = [character(words[0])].into_iter().chain(behind).collect();
        let inner: Vec<bool> = words[2].chars().filter(|c| *c != '-').map(|c| c == '÷').collect();
        assert_eq!(first.len(), inner.len() + 1);
        for (column, mark) in columns.iter().zip(words[3].chars()).filter(|c| c.1 != '.') {
            let chars = first.iter().copied().chain([*column]).collect();
            out.push((chars, inner.iter().copied().chain([mark == '÷']).collect()));
        }
    }
    for row in rows {
        let words: Vec<&str> = row.split(' ').collect();
        let chars: Vec<char> = words.iter().skip(1).step_by(2).map(|w| character(w)).collect();
        let marks: Vec<bool> = words.iter().step_by(2).map(|w| *w == "÷").collect();
        out.push((chars, marks[1..marks.len() - 1].to_vec()));
    }
    out
}

/// A place that differs: the characters around it, spaces skipped, with their classes.
#[derive(Debug)]
struct Difference {
    a: (char, Class),
    b: (char, Class),
    spaced: bool,
    /// What we do; UAX 14 does the other.
    ours: bool,
}

fn differences(desk: &Desk, chars: &[char], marks: &[bool]) -> Vec<Difference> {
    let source: String = chars.iter().collect();
    desk.with(|cx| {
        let paragraph = crate::text::prepare(&[text(&source)], &style(), cx, &mut Log::default());
        let cells = Cells::new(&paragraph, &cx.theme.lines);
        let places = breaks::find(&paragraph, &cells, 0..paragraph.len(), cx);
        let ours: BTreeSet<usize> = places.iter().map(|p| paragraph.clusters[p.at].start as usize).collect();
        let mut out = Vec::new();
        let mut byte = chars[0].len_utf8();
        for (n, &expected) in (1..).zip(marks) {
            let may = ours.contains(&byte);
            if may != expected {
                let at = paragraph.clusters_in(&(byte..byte + chars[n].len_utf8()));
                let class = |n: usize| paragraph.clusters[n].class;
                // Inside a cluster there is none that begins here.
                let inside = at.is_empty() || paragraph.clusters[at.start].start as usize != byte;
                let here = if inside { at.start.saturating_sub(1) } else { at.start };
                let mut before = if inside { here } else { here.saturating_sub(1) };
                let spaced = class(before).is_space() && before > 0;
                while before > 0 && class(before).is_space() {
                    before -= 1;
                }
                let first = paragraph.text[paragraph.bytes(before..before + 1)].chars().next();
                let a = (first.unwrap_or(' '), class(before));
                let b = (chars[n], if inside { INSIDE } else { class(here) });
                out.push(Difference { a, b, spaced, ours: may });
            }
            byte += chars[n].len_utf8();
        }
        out
    })
}

/// Characters behind which a line must end. An author's line break is a node of the article, not a character, and
/// other control characters are set as spaces.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a clause is why a place differs.
type Explains = fn(&Difference) -> bool;

/// Every difference from UAX 14, with the clause that asks for it.
const TAILORED: &[(&str, Explains)] = &[
    ("D12, UAX 29: no line ends inside a cluster", |d| d.b.1 == INSIDE && !d.ours),
    ("CSS Text 4.1.2: white at a line end hangs, and no line begins with it", |d| {
        d.b.1.is_space() && !d.ours
    }),
    ("no line of nothing but the white that begins a paragraph", |d| d.a.1.is_space() && !d.ours),
    ("C1: connectors never first", |d| d.b.0 == '—' && !d.ours),
    ("C4: …… first but at the strict level", |d| d.b.1 == Class::Ellipsis && d.ours),
    ("C7: small kana first but at the strict level", |d| d.b.1 == Class::SmallKana && d.ours),
    ("C10: prefixes never last", |d| d.a.1 == Class::Prefix && !d.ours),
    ("D6: what stands behind a number never first", |d| d.b.1 == Class::Postfix && !d.ours),
    ("D6: a sign stays with its number", |d| d.a.0 == '-' && d.b.1 == Class::Digit && !d.ours),
    ("D5: a space inside a number", |d| d.a.1 == Class::Digit && d.b.1 == Class::Digit && !d.ours),
    ("D7: words at hyphenation points", |d| d.a.1 == Class::Letter && d.b.1 == Class::Letter && d.ours),
    ("D11: addresses only behind their own signs", |d| d.a.0 == '}' && d.b.1 == Class::Letter && !d.ours),
    ("D12, UAX 29: a flag is a cluster, and indicators apart are none", |d| is_flag(d.a.0) && is_flag(d.b.0)),
    ("C2: a Chinese bracket may begin a line behind the sign of a number", |d| {
        d.a.1 == Class::Postfix && d.b.1 == Class::Open && d.ours
    }),
    ("F6: signs that Chinese faces draw in a square break as Han", |d| {
        (d.a.0 == '◌' || d.b.0 == '◌') && d.ours
    }),
    ("F6: Hangul in parts breaks as Han", |d| is_jamo(d.a.0) || is_jamo(d.b.0)),
];

/// What the character before which a line would end is called if it begins no cluster.
const INSIDE: Class = Class::Joiner;

fn is_flag(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}')
}

#[test]
fn uax14_holds_but_where_a_clause_differs() {
    let desk = Desk::new();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
    let (mut run, mut places) = (0, 0);
    for (chars, marks) in lines().iter().filter(|(chars, _)| !chars.iter().any(|c| ends_line(*c))) {
        run += 1;
        places += marks.len();
        for d in differences(&desk, chars, marks) {
            if let Some((clause, _)) = TAILORED.iter().find(|(_, is)| is(&d)) {
                *used.entry(clause).or_default() += 1;
                continue;
            }
            let key = format!("{:?} {:?} spaced {} ours {}", d.a.1, d.b.1, d.spaced, d.ours);
            let group = unexplained.entry(key).or_default();
            group.0 += 1;
            group.1.insert(format!("{:04X} {:04X}", d.a.0 as u32, d.b.0 as u32));
        }
    }
    println!("{run} lines, {places} places");
    used.iter().for_each(|(clause, count)| println!("{count:5} {clause}"));
    assert!(run > 8_000 && places > 18_000, "the test is there: {run} {places}");
    assert!(unexplained.is_empty(), "without a clause: {unexplained:#?}");
    let idle: Vec<_> =
        TAILORED.iter().filter(|(clause, _)| !used.contains_key(clause)).map(|t| t.0).collect();
    assert!(idle.is_empty(), "clauses that nothing needs: {idle:?}");
}
