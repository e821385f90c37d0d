//! What must hold of every line of every paragraph.

use super::*;
use crate::clreq::{Squeeze, gap_between, last_line_is_lone, never_first, never_last};

/// From this measure on, in em, no last line has one character only (H4), …
const ENOUGH: i64 = 10;
/// … and from this on no gap is wider than [`HOLE`] (G10).
const COLUMN: i64 = 15;
const HOLE: f64 = 0.1;

/// Checks a justified paragraph set at a measure, its first line indented by two ems. `what` names the case.
pub(super) fn check(desk: &Desk, paragraph: &Paragraph, lines: &[Line], measure: Abs, what: &str) {
    each_line(desk, paragraph, lines, measure, what);
    whole(desk, paragraph, lines, measure, what);
}

/// Checks the lines one by one, whatever their alignment.
pub(super) fn each_line(desk: &Desk, paragraph: &Paragraph, lines: &[Line], measure: Abs, what: &str) {
    // Every character arrives once, in order.
    assert_eq!(all_text(paragraph, lines), paragraph.text, "{what}: text");
    for (n, line) in lines.iter().enumerate() {
        let shown = &paragraph.text[line.text.clone()];
        let what = format!("{what}, line {n} `{shown}` ({})", line.report);
        for (_, item) in texts(paragraph, line) {
            let told: String = item.told().map(|(_, text)| text).collect();
            assert_eq!(told, item.text, "{what}: no text without a glyph");
        }
        let stands = stand(paragraph, line);
        edges(desk, paragraph, lines, n, &stands, measure, &what);
        if let Some(next) = lines.get(n + 1) {
            units(paragraph, line, next, &what);
        }
        inside(desk, &stands, line, &what);
        in_order(line, &what);
    }
    quotes(desk, paragraph, what);
}

/// C, E10, E11, G1: the ends of a line.
fn edges(
    desk: &Desk,
    paragraph: &Paragraph,
    lines: &[Line],
    n: usize,
    stands: &[Stands],
    measure: Abs,
    what: &str,
) {
    let (level, line) = (desk.theme.lines.prohibition, &lines[n]);
    let seen: Vec<&Stands> = stands.iter().filter(|s| !s.class.is_space()).collect();
    let (Some(first), Some(last)) = (seen.first(), seen.last()) else { return };
    let reason = |n: usize| lines[n].report.reason;
    let begins_freely = n == 0 || matches!(reason(n - 1), Reason::Forced | Reason::End | Reason::Address);
    // A note's mark or a sign of a number that its author put behind a space stands for itself.
    let begin = paragraph.clusters_in(&line.text).start;
    let after_space = begin > 0 && paragraph.clusters[begin - 1].class.is_space();
    let stands_alone = after_space && !first.class.is_wide() || stands[0].class == Class::NoBreakSpace;
    assert!(begins_freely || stands_alone || !never_first(first.class, level), "{what}: begins badly");
    let ends_freely = matches!(reason(n), Reason::Forced | Reason::End);
    // What forbids a break behind it may be followed by a space that allows one (UAX 14, LB18).
    let before_space = stands.last().is_some_and(|s| s.class.is_space()) && !last.class.is_wide();
    assert!(ends_freely || before_space || !never_last(last.class, level), "{what}: ends badly");
    // Nothing leaves the measure, and filled lines end on its edge exactly.
    let end = last.pen + last.advance;
    let alone = seen.len() == 1;
    assert!(alone || end <= measure, "{what}: leaves the measure by {:?}", end - measure);
    assert!(line.width <= measure || alone, "{what}: width");
    let report = &line.report;
    let spaces = report.words + report.han_latin > Abs::ZERO;
    if reason(n) != Reason::End && (report.gaps > 0 || spaces) || !report.squeezed.is_empty() {
        assert_eq!(end, measure, "{what}: edge");
    }
    // An opening mark at the start is flush (a space that begins a paragraph was asked for); …
    if first.class == Class::Open && !stands[0].class.is_space() && !first.flags.has(Flags::NO_GAP) {
        let flush = first.advance <= Em::HALF.at(first.em) + HAIR;
        assert!(flush, "{what}: opening mark not flush: {:?}", first.advance);
    }
    // … and a mark at the end takes half an em.
    let cut = matches!(last.class, Class::Close | Class::Pause | Class::Stop | Class::Exclaim);
    if cut && !alone && !last.flags.has(Flags::GLUED) {
        let wide = (last.advance - Em::HALF.at(last.em)).abs();
        assert!(wide <= HAIR, "{what}: mark at the end takes {:?}", last.advance);
    }
}

/// D: what stands on both sides of a line end.
fn units(paragraph: &Paragraph, line: &Line, next: &Line, what: &str) {
    if matches!(line.report.reason, Reason::Forced | Reason::End) {
        return;
    }
    let after = &paragraph.text[next.text.clone()];
    let before = paragraph.text[line.text.clone()].trim_end_matches(' ');
    // What stands before may be on the line above. A variation selector is part of the character before it (B6).
    let mut ends = paragraph.text[..line.text.start + before.len()]
        .chars()
        .rev()
        .filter(|c| !('\u{FE00}'..='\u{FE0F}').contains(c));
    let (end, inner, outer) =
        (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let begin = after.chars().next().unwrap_or(' ');
    // An inline note in two lines is a piece of its own, and what is raised ends its word: none goes on behind them.
    let last = paragraph.clusters_in(&next.text).start.checked_sub(1).map(|n| &paragraph.clusters[n]);
    let word_ended = last.is_some_and(|c| c.flags.has(Flags::GLUED) || c.class == Class::NoteMark);
    let spaced = before.len() < line.text.len() || word_ended;
    let digit = |c: char| c.is_ascii_digit();
    let address = line.report.reason == Reason::Address;
    // D5, D6: numbers.
    if !spaced && !address {
        assert!(!(digit(end) && digit(begin)), "{what}: number split");
        assert!(
            !(digit(inner) && matches!(end, ',' | '.' | '\u{2009}') && digit(begin)),
            "{what}: number split"
        );
        assert!(!("￥$№±".contains(end) && digit(begin)), "{what}: prefix split");
        let counted = |c: char| digit(c) || "%‰℃°".contains(c) || c.is_alphabetic() && (c as u32) < 0x2E80;
        let sign = matches!(end, '－' | '-') && !counted(inner) && !counted(outer);
        assert!(!(sign && digit(begin)), "{what}: sign split");
    }
    assert!(spaced || !(digit(end) && "%‰℃°′″".contains(begin)), "{what}: number and sign split");
    // D9: ranges.
    let connector = "—–～".contains(begin) && !after.starts_with("——");
    assert!(!(digit(end) && connector), "{what}: range split before its connector");
    let to = after.chars().nth(1).unwrap_or(' ');
    assert!(spaced || !(digit(end) && matches!(begin, '至' | '到') && digit(to)), "{what}: range split");
    assert!(
        spaced || !(digit(inner) && matches!((end, begin), ('年' | '月' | '日', '至')) && digit(to)),
        "{what}: range split"
    );
    // D1, D2: —— and …… in the middle.
    let row = |c: char| before.chars().rev().take_while(|d| *d == c).count();
    for c in ['—', '…'] {
        assert!(!(end == c && begin == c && row(c) % 2 == 1) || line.text.is_empty(), "{what}: {c} split");
    }
    // D7, D11: words only with a hyphen, addresses only behind their signs and without one.
    let western = |c: char| c.is_alphabetic() && (c as u32) < 0x2E80;
    match line.report.reason {
        Reason::Hyphen => assert!(end == '\u{AD}' || western(end) && western(begin), "{what}: hyphen"),
        Reason::Address => assert!(crate::clreq::breaks_url_after(end), "{what}: address split"),
        _ => assert!(spaced || !(western(end) && western(begin)), "{what}: word split"),
    }
    // D12, D13: sequences, ruby and inline notes.
    let cluster = paragraph.clusters_in(&next.text).start;
    assert_eq!(paragraph.clusters[cluster].start as usize, next.text.start, "{what}: cluster split");
    assert!(!paragraph.clusters[cluster].flags.has(Flags::GLUED), "{what}: group split");
}

/// What must hold between neighbours on a line.
fn inside(desk: &Desk, stands: &[Stands], line: &Line, what: &str) {
    let rules = &desk.theme.lines;
    for pair in stands.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let what = format!("{what}: {}{}", a.text, b.text);
        // G9: nothing overlaps.
        assert!(a.advance >= Abs::ZERO, "{what}: overlaps");
        if b.flags.has(Flags::GLUED) {
            continue;
        }
        // E5, E19: pairs take an em and a half at most.
        let bracket = |c: Class| matches!(c, Class::Open | Class::Close);
        let both = a.class.is_cuttable() && b.class.is_cuttable() && (bracket(a.class) || bracket(b.class));
        let kept = a.class == Class::Open && b.class != Class::Open;
        if both && !kept && a.em == b.em {
            let both = a.advance + b.advance;
            let most = Em::new(1.5).at(a.em) + line.report.gap + line.report.gap + HAIR;
            assert!(both <= most, "{what}: takes {both:?}");
        }
        // B3: a Chinese quotation mark comes from a face with Han.
        if a.class == Class::Open && matches!(a.text.as_str(), "“" | "‘") {
            assert!(desk.book.face(a.face).glyph('一').is_some(), "{what}: quote from a Latin face");
        }
        // D1, D2: halves stand an em apart.
        if matches!(b.class, Class::DashTail | Class::EllipsisTail) && a.em == b.em {
            assert_eq!(b.pen - a.pen, a.em, "{what}: unit stretched");
        }
    }
    // F4: a typed space in the place of the Han–Latin space keeps its bounds as the space itself does.
    for three in stands.windows(3) {
        let (a, space, b) = (&three[0], &three[1], &three[2]);
        let between = space.class == Class::Space && gap_between(a.class, b.class);
        let code = [a, space, b].iter().any(|s| s.flags.has(Flags::NO_GAP));
        if between && !code && line.report.gap.over(space.em) <= 0.25 {
            let wide = space.advance.over(space.em);
            let most = rules.han_latin_max.get() + line.report.gap.over(space.em);
            assert!((rules.han_latin_min.get() - 1e-3..=most + 1e-3).contains(&wide), "{what}: space {wide}");
        }
    }
    alike(stands, line, what);
}

/// G3: marks of one kind on one line are squeezed alike.
fn alike(stands: &[Stands], line: &Line, what: &str) {
    if line.report.squeezed.is_empty() {
        return;
    }
    let single = |s: &Stands| !s.class.is_cuttable() && !s.class.is_space() && s.class != Class::Middle;
    for class in [Class::Pause, Class::Stop] {
        let mut seen: Vec<(Abs, Abs)> = stands
            .windows(3)
            .filter(|w| w[1].class == class && w[1].text.chars().count() == 1)
            .filter(|w| single(&w[0]) && single(&w[2]) && !w[1].flags.has(Flags::NO_GAP))
            .map(|w| (w[1].em, w[1].advance))
            .collect();
        seen.sort();
        for w in seen.windows(2).filter(|w| w[0].0 == w[1].0) {
            assert!(w[1].1 - w[0].1 <= HAIR, "{what}: {class:?} of {:?} and {:?}", w[0].1, w[1].1);
        }
    }
}

/// G3: no kind of place is touched while one before it in CLREQ's order has room; G2: nothing is squeezed in a
/// line that is stretched.
fn in_order(line: &Line, what: &str) {
    let squeezed = &line.report.squeezed;
    let partly = squeezed.iter().position(|(_, by, of)| by < of);
    assert!(partly.is_none_or(|n| n + 1 == squeezed.len()), "{what}: order");
    assert!(squeezed.is_sorted_by_key(|s| s.0 as usize) && squeezed.len() <= Squeeze::COUNT);
    let stretched =
        line.report.gaps > 0 || line.report.words > Abs::ZERO || line.report.han_latin > Abs::ZERO;
    assert!(!stretched || squeezed.is_empty(), "{what}: squeezed and stretched");
}

/// B3: no quotation mark beside Han is taken for a Western one.
fn quotes(desk: &Desk, paragraph: &Paragraph, what: &str) {
    let first =
        |n: usize| paragraph.text[paragraph.clusters[n].start as usize..].chars().next().unwrap_or(' ');
    let han = |n: usize| {
        let (cluster, c) = (&paragraph.clusters[n], first(n));
        matches!(c, '\u{4E00}'..='\u{9FFF}') && !paragraph.runs[cluster.run as usize].code
    };
    for n in 0..paragraph.len() {
        let cluster = &paragraph.clusters[n];
        let run = &paragraph.runs[cluster.run as usize];
        let beside = n > 0 && han(n - 1) || n + 1 < paragraph.len() && han(n + 1);
        let mark = matches!(first(n), '“' | '”' | '‘' | '’') && !run.code && run.lang.is_none();
        let raised = cluster.class == Class::NoteMark || cluster.flags.has(Flags::NO_GAP);
        if mark && beside && !raised {
            assert!(matches!(cluster.class, Class::Open | Class::Close), "{what}: narrow quote at {n}");
            assert!(cluster.advance >= Em::new(0.9).at(run.size), "{what}: quote of {:?}", cluster.advance);
            assert!(desk.book.face(run.face).glyph('一').is_some(), "{what}: quote from a Latin face");
        }
    }
}

/// H4, G10: what the paragraph as a whole must not have where any way to break it has none.
fn whole(desk: &Desk, paragraph: &Paragraph, lines: &[Line], measure: Abs, what: &str) {
    let em = style().size;
    let setting = setting(measure.over(em), Align::Justify);
    let parts = lines.iter().filter(|l| l.report.reason == Reason::End).count();
    let classes = |l: &Line| paragraph.clusters[paragraph.clusters_in(&l.text)].iter().map(|c| c.class);
    let lone = parts == 1 && lines.len() > 1 && lines.last().is_some_and(|l| last_line_is_lone(classes(l)));
    let (best, must_be_lone) = match lone && measure >= em * ENOUGH {
        false => (None, lone),
        true => {
            let (best, must) = brute::least_loosest(desk, paragraph, &setting);
            (Some(best), must)
        }
    };
    assert!(!lone || measure < em * ENOUGH || must_be_lone, "{what}: a last line of one character");
    let filled = lines.iter().filter(|l| l.report.reason != Reason::End);
    let loosest = filled.map(|l| l.report.gap.over(em)).fold(0.0, f64::max);
    let forced = lines.iter().any(|l| l.report.reason == Reason::Forced);
    if loosest > HOLE && measure >= em * COLUMN && !forced {
        let best = best.unwrap_or_else(|| brute::least_loosest(desk, paragraph, &setting).0);
        assert!(best > HOLE, "{what}: a line of {loosest} where {best} would do");
    }
}
