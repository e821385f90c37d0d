//! Rules one by one, with the numbers of `clreq/STATUS.md`.

use super::*;
use crate::article::MarkKind;
use crate::diag::{FileId, Span};
use crate::frame::{LinkTarget, ShapeItem};

fn span() -> Span {
    Span::new(FileId(0), 0..1)
}

/// The advances of a text that stands on one line without indent, in em.
fn advances(desk: &Desk, source: &str) -> Vec<(String, f64)> {
    let zero = Abs::ZERO;
    let setting =
        Setting { measure: Abs::mm(1000.0), first: zero, start: zero, end: zero, align: Align::Justify };
    let (paragraph, lines, _) = set_in(desk, &[text(source)], &setting);
    let of = |s: Stands| (s.text.clone(), (s.advance.over(s.em) * 1e4).round() / 1e4);
    lines.iter().flat_map(|l| stand(&paragraph, l)).map(of).collect()
}

fn numbers(desk: &Desk, source: &str) -> Vec<f64> {
    advances(desk, source).into_iter().map(|a| a.1).collect()
}

#[test]
fn e5_e8_e19_pairs_of_marks() {
    let desk = Desk::new();
    assert_eq!(numbers(&desk, "说：“好。”他"), [1.0, 1.0, 0.5, 1.0, 0.5, 1.0, 1.0]);
    assert_eq!(numbers(&desk, "《甲》《乙》丙"), [0.5, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0]);
    assert_eq!(numbers(&desk, "字（（（一）））字"), [1.0, 1.0, 0.5, 0.5, 1.0, 0.5, 0.5, 1.0, 1.0]);
    // E7: an opening mark right before a closing one keeps its em.
    assert_eq!(numbers(&desk, "字（）字"), [1.0, 1.0, 1.0, 1.0]);
}

#[test]
fn e10_e11_the_edges_of_a_line_are_half_an_em() {
    let desk = Desk::new();
    assert_eq!(numbers(&desk, "“一二。”"), [0.5, 1.0, 1.0, 0.5, 0.5]);
    assert_eq!(numbers(&desk, "一二，"), [1.0, 1.0, 0.5]);
}

#[test]
fn e12_a_bracket_at_the_start_of_a_paragraph_is_drawn_at_one_and_a_half() {
    let desk = Desk::new();
    let (paragraph, lines, _) = set_at(&desk, &[text("“一二三”四五六七八九十")], 12.0, Align::Justify);
    let first = &stand(&paragraph, &lines[0])[0];
    assert_eq!(first.drawn.over(first.em), 1.5);
}

#[test]
fn e13_exclamation_marks_share_squares() {
    let desk = Desk::new();
    let sum = |s: &str| numbers(&desk, s)[1..].iter().take(s.chars().count() - 2).sum::<f64>();
    assert!((sum("甲？！乙") - 1.0).abs() < 1e-3);
    assert!((sum("甲！！！乙") - 2.0).abs() < 1e-3);
    assert!((sum("甲！乙") - 1.0).abs() < 1e-3);
}

#[test]
fn e2_e3_dots_connectors_and_dashes() {
    let desk = Desk::new();
    assert_eq!(numbers(&desk, "约·翰"), [1.0, 0.5, 1.0]);
    assert_eq!(numbers(&desk, "甲–乙"), [1.0, 0.5, 1.0]);
    assert_eq!(numbers(&desk, "甲/乙"), [1.0, 0.5, 1.0]);
    assert_eq!(numbers(&desk, "甲——乙……丙～丁—戊"), [1.0; 11]);
}

#[test]
fn b3_quotes_are_an_em_wide_in_every_role() {
    let desk = Desk::new();
    let setting = Setting {
        measure: Abs::mm(1000.0),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Justify,
    };
    let inlines = [Inline::Emphasis(vec![text("说“好”的")]), Inline::Strong(vec![text("说‘好’的")])];
    let (paragraph, lines, _) = set_in(&desk, &inlines, &setting);
    assert!(stand(&paragraph, &lines[0]).iter().all(|s| s.advance == s.em));
}

#[test]
fn e14_styles() {
    use crate::clreq::Punctuation;
    let mut desk = Desk::new();
    let mut of = |style| {
        desk.theme.lines.punctuation = style;
        numbers(&desk, "甲，乙。“丙”丁")
    };
    assert_eq!(of(Punctuation::Banjiao), [1.0, 0.5, 1.0, 0.5, 0.5, 1.0, 0.5, 1.0]);
    assert_eq!(of(Punctuation::Kaiming), [1.0, 0.5, 1.0, 1.0, 0.5, 1.0, 0.5, 1.0]);
    assert_eq!(of(Punctuation::Plain), [1.0; 8]);
    assert_eq!(of(Punctuation::Cct), [1.0, 0.7, 1.0, 0.7, 0.5, 1.0, 0.7, 1.0]);
    // The distances of pens that xeCJK gives: a mark that closes and one that opens, 0.5 in 全角, none in 半角, 0.2 in
    // CCT; two that close, 0.5.
    let mut distance = |style, pair: &str| {
        desk.theme.lines.punctuation = style;
        let source = format!("甲{pair}乙");
        let line = &set_at(&desk, &[text(&source)], 30.0, Align::Justify);
        let stands = stand(&line.0, &line.1[0]);
        ((stands[2].drawn - stands[1].drawn).over(style_size()) * 100.0).round() / 100.0
    };
    assert_eq!(["”“", "）《", "，“"].map(|p| distance(Punctuation::Quanjiao, p)), [0.5; 3]);
    assert_eq!(["”“", "）《", "，“"].map(|p| distance(Punctuation::Banjiao, p)), [0.0; 3]);
    assert_eq!(["”“", "）《", "，“"].map(|p| distance(Punctuation::Cct, p)), [0.2; 3]);
    for style in [Punctuation::Quanjiao, Punctuation::Banjiao, Punctuation::Cct] {
        assert_eq!(["》）", "。”"].map(|p| distance(style, p)), [0.5; 2], "{style:?}");
    }
    assert_eq!(distance(Punctuation::LineEndHalf, "”“"), 1.0);
}

fn style_size() -> Abs {
    style().size
}

#[test]
fn e15_squeezing_goes_through_markup() {
    let desk = Desk::new();
    let inlines = [text("说："), Inline::Strong(vec![text("“好。")]), text("”他")];
    let setting = Setting {
        measure: Abs::mm(1000.0),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Justify,
    };
    let (paragraph, lines, _) = set_in(&desk, &inlines, &setting);
    let got: Vec<f64> = stand(&paragraph, &lines[0]).iter().map(|s| s.advance.over(s.em)).collect();
    assert_eq!(got, [1.0, 1.0, 0.5, 1.0, 0.5, 1.0, 1.0]);
}

#[test]
fn f1_f3_f7_han_and_latin() {
    let desk = Desk::new();
    let plain = numbers(&desk, "用A好")[1] - 0.25;
    // Behind Han, and behind the letter.
    assert_eq!(numbers(&desk, "用A好")[0], 1.25);
    // A typed space takes the place of the space.
    let typed = advances(&desk, "用 A 好");
    assert_eq!((typed[0].1, typed[1].1, typed[3].1), (1.0, 0.25, 0.25));
    assert!((typed[2].1 - plain).abs() < 1e-3);
    // None beside marks, even if typed.
    assert_eq!(numbers(&desk, "（A）")[0], 0.5);
    assert_eq!(advances(&desk, "好， A")[2].1, 0.0);
}

#[test]
fn f5_none_beside_code_and_note_marks() {
    let desk = Desk::new();
    let setting = Setting {
        measure: Abs::mm(1000.0),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Justify,
    };
    let inlines = [
        text("用"),
        Inline::Code { text: "ls".to_owned(), span: span() },
        text("好"),
        Inline::NoteMark { note: NoteId(0), span: span() },
        text("A"),
    ];
    let (paragraph, lines, _) = set_in(&desk, &inlines, &setting);
    let got = stand(&paragraph, &lines[0]);
    assert_eq!(got[0].advance, got[0].em);
    assert_eq!(got[3].advance, got[3].em);
    assert_eq!(lines[0].notes, [NoteId(0)]);
}

#[test]
fn h4_no_last_line_of_one_character() {
    let desk = Desk::new();
    let mut source = String::new();
    for n in 0..60 {
        source.push("江水东流去不回人在山中望月明".chars().nth(n % 14).unwrap_or('山'));
        if n % 9 == 8 {
            source.push('，');
        }
        let (paragraph, lines, _) = set_at(&desk, &[text(&format!("{source}。"))], 12.0, Align::Justify);
        if lines.len() > 1 {
            let last = &paragraph.text[lines[lines.len() - 1].text.clone()];
            assert!(last.chars().count() > 2, "{source}: {last}");
        }
    }
}

#[test]
fn d7_a_word_is_divided_with_a_hyphen_that_stands_for_nothing() {
    let desk = Desk::new();
    let (paragraph, lines, _) =
        set_at(&desk, &[text("所谓internationalization就是国际化")], 8.0, Align::Justify);
    let hyphenated: Vec<_> = lines.iter().filter(|l| l.report.reason == Reason::Hyphen).collect();
    assert!(!hyphenated.is_empty());
    for line in hyphenated {
        let (_, item) = texts(&paragraph, line).last().expect("it has text");
        let last = item.glyphs.last().expect("it has glyphs");
        assert!(last.bytes == 0);
        assert_eq!(Some(last.id), desk.book.face(item.face).glyph('-'));
    }
    assert_eq!(all_text(&paragraph, &lines), paragraph.text);
}

#[test]
fn a_word_wider_than_the_measure_is_broken_with_a_warning() {
    let desk = Desk::new();
    let (_, lines, diags) = set_at(&desk, &[text(&"x1".repeat(60))], 10.0, Align::Justify);
    assert!(lines.len() > 4);
    assert!(lines.iter().all(|l| l.width <= style().size * 10 + HAIR));
    assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), [codes::layout::WORD_TOO_WIDE.id]);
}

#[test]
fn b5_a_character_no_face_has_is_a_box_and_one_warning() {
    let desk = Desk::new();
    let (paragraph, lines, diags) = set_at(&desk, &[text("甲\u{1F9FF}乙\u{1F9FF}")], 10.0, Align::Justify);
    let items: Vec<_> = lines.iter().flat_map(|l| texts(&paragraph, l)).collect();
    let boxes = items.iter().flat_map(|(_, t)| &t.glyphs).filter(|g| g.id == 0 && g.bytes > 0).count();
    assert_eq!(boxes, 2);
    assert_eq!(paragraph.text, "甲\u{1F9FF}乙\u{1F9FF}");
    let told: Vec<_> = diags.iter().map(|d| (d.code.id, d.args.clone(), d.span.is_some())).collect();
    let args = vec!["\u{1F9FF}".to_owned(), "U+1F9FF".to_owned()];
    assert_eq!(told, [(codes::font::NO_GLYPH.id, args, true)]);
}

#[test]
fn links_and_marks_go_with_their_text() {
    let desk = Desk::new();
    let inlines = [
        text("见"),
        Inline::Link { target: "https://example.org".to_owned(), content: vec![text("这里")] },
        Inline::Marked { kind: MarkKind::Dots, content: vec![text("重点，是")] },
        Inline::Marked { kind: MarkKind::ProperName, content: vec![text("东阳")] },
        Inline::Marked { kind: MarkKind::BookTitle, content: vec![text("史记")] },
        Inline::Ruby { base: "汉字".to_owned(), text: "hàn zì".to_owned(), span: span() },
    ];
    let (_, lines, _) = set_at(&desk, &inlines, 30.0, Align::Justify);
    assert_eq!(lines.len(), 1);
    let count = |f: &dyn Fn(&Item) -> bool| lines[0].items.iter().filter(|p| f(&p.item)).count();
    assert_eq!(
        count(&|i| matches!(i, Item::Link { to: LinkTarget::Url(u), .. } if u == "https://example.org")),
        1
    );
    assert_eq!(count(&|i| matches!(i, Item::Text(t) if t.text.is_empty())), 3, "dots under characters only");
    assert_eq!(count(&|i| matches!(i, Item::Shape(ShapeItem::Line { .. }))), 1);
    assert_eq!(count(&|i| matches!(i, Item::Shape(ShapeItem::Wave { .. }))), 1);
    // J5: each annotation over the middle of its character, half as large.
    let em = style().size;
    let ruby: Vec<_> = lines[0]
        .items
        .iter()
        .filter(|p| matches!(&p.item, Item::Text(t) if !t.text.is_ascii() && t.size == em / 2))
        .collect();
    assert_eq!(ruby.len(), 2);
    assert!(ruby.iter().all(|p| p.at.block < -Em::new(0.8).at(em)));
}

#[test]
fn g12_even_spacing_is_flush_at_both_ends_and_alike() {
    let desk = Desk::new();
    let setting = Setting {
        measure: style().size * 10,
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Even,
    };
    let (paragraph, lines, _) = set_in(&desk, &[text("张三李四")], &setting);
    let pens: Vec<_> = stand(&paragraph, &lines[0]).iter().map(|s| s.pen.over(s.em)).collect();
    assert_eq!(pens, [0.0, 3.0, 6.0, 9.0]);
}

#[test]
fn alignments_stand_where_they_say() {
    let desk = Desk::new();
    let at = |align| {
        let zero = Abs::ZERO;
        let setting = Setting { measure: style().size * 10, first: zero, start: zero, end: zero, align };
        let (_, lines, _) = set_in(&desk, &[text("四个汉字")], &setting);
        lines[0].items[0].at.inline.over(style().size)
    };
    assert_eq!((at(Align::Start), at(Align::Center), at(Align::End)), (0.0, 3.0, 6.0));
}

#[test]
fn a_line_break_of_the_author_ends_the_line_and_does_not_stretch_it() {
    let desk = Desk::new();
    let (_, lines, _) = set_at(&desk, &[text("一二"), Inline::Break, text("三四")], 10.0, Align::Justify);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].width, style().size * 4);
    assert_eq!(lines[1].items[0].at.inline, Abs::ZERO);
}

#[test]
fn g11_stops_hang_only_if_the_theme_says_so() {
    let mut desk = Desk::new();
    let source = "一二三四五六七八，一二三四五六七八九十，一二三四五六七八九十。一二";
    let over = |desk: &Desk| {
        let (p, lines, _) = set_at(desk, &[text(source)], 10.0, Align::Justify);
        let ends = lines.iter().filter_map(|l| stand(&p, l).last().cloned());
        ends.filter(|s| s.class == Class::Pause && s.advance == Abs::ZERO).count()
    };
    assert_eq!(over(&desk), 0);
    desk.theme.lines.hanging = true;
    assert!(over(&desk) > 0);
}

#[test]
fn lines_can_be_looked_at() {
    let desk = Desk::new();
    let source = "江水（向东），一去不回，山不动，人internationalization在走，路很长很长。";
    let (paragraph, lines, _) = set_at(&desk, &[text(source)], 10.0, Align::Justify);
    let shown = dump_lines(&paragraph, &lines);
    let rows: Vec<&str> = shown.lines().collect();
    assert_eq!(rows.len(), lines.len() * 2);
    // Its number and text, …
    assert!(rows[0].trim_start().starts_with("1 江水（向东），"), "{shown}");
    for (line, row) in lines.iter().zip(rows.iter().skip(1).step_by(2)) {
        // … its natural width, what was squeezed or stretched by kind, and why it ends there.
        assert!(row.contains(&format!("natural {:?} of", line.report.natural)), "{row}");
        for (_, by, of) in &line.report.squeezed {
            assert!(row.contains(&format!("squeezed by {by:?} of {of:?}")), "{row}");
        }
        assert!(row.contains("stretched by") == (line.report.gaps > 0 || line.report.han_latin > Abs::ZERO));
        assert!(row.ends_with(&format!("ends {}", line.report.reason)), "{row}");
    }
    assert!(shown.contains("with a hyphen") && shown.contains("with the text"), "{shown}");
    assert!(shown.contains("squeezed by") || shown.contains("gaps stretched by"), "{shown}");
}

#[test]
fn b5_rare_characters_are_never_lost() {
    let desk = Desk::new();
    // One of each extension B to H, then what else is often lost: 〇, 々, a variation sequence, emoji.
    let rare = "𠮷𪜀𫝀𫠠𬺰𰀀𱍐〇々葛\u{E0100}☺\u{FE0E}⚽🀄👨\u{200D}👩\u{200D}👧🇨🇳👍🏽";
    let (paragraph, lines, diags) = set_at(&desk, &[text(&format!("始{rare}终"))], 40.0, Align::Justify);
    check(&desk, &paragraph, &lines, style().size * 40, rare);
    // Each is drawn by a face that has it, or as a box and told.
    let told: Vec<&str> = diags.iter().filter_map(|d| d.args.first().map(String::as_str)).collect();
    for (_, item) in lines.iter().flat_map(|l| texts(&paragraph, l)) {
        for (glyph, text) in item.told() {
            let drawn = glyph.id != 0 || text.is_empty();
            assert!(drawn || text.chars().any(|c| told.contains(&c.to_string().as_str())), "{text}");
        }
    }
    // What Chinese text needs most is there.
    assert!(!told.iter().any(|c| "𠮷〇々葛".contains(c)), "{told:?}");
    // A sequence is one cluster.
    let starts: Vec<&str> =
        (0..paragraph.len()).map(|n| &paragraph.text[paragraph.bytes(n..n + 1)]).collect();
    for whole in ["葛\u{E0100}", "👨\u{200D}👩\u{200D}👧", "🇨🇳", "👍🏽"] {
        assert!(starts.contains(&whole), "{whole}");
    }
}

#[test]
fn g8_the_marks_of_a_last_line_are_squeezed_if_it_would_not_fit() {
    let desk = Desk::new();
    // Twenty characters and three marks within the room of twenty-two and a half.
    let source = "一二三四五六七八，一二三四五六，一二三四五六。";
    let setting = Setting {
        measure: Em::new(22.2).at(style().size),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Justify,
    };
    let (_, lines, _) = set_in(&desk, &[text(source)], &setting);
    assert_eq!(lines.len(), 1);
    assert!(!lines[0].report.squeezed.is_empty() && lines[0].report.gaps == 0);
    assert_eq!(lines[0].width, setting.measure);
}
