//! Random mixed text: whatever comes in, every rule holds and nothing panics.

use super::*;
use crate::article::MarkKind;
use crate::diag::{FileId, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static DESK: LazyLock<Desk> = LazyLock::new(Desk::new);

fn span() -> Span {
    Span::new(FileId(0), 0..1)
}

/// Pieces of text as they stand in newspapers, and as they do not.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[一二三江水山人在东阳市]{1,6}",
        3 => "[，。、；：！？]{1,2}",
        2 => "[“‘（《][一二三a1]{0,3}[”’）》]",
        2 => "[a-z]{1,12}",
        2 => "[0-9]{1,4}(\\.[0-9]{1,2})?[%℃年]?",
        1 => "(——|……|—|…|·|–|/|～)",
        1 => " {1,2}",
        1 => "[“”‘’（）《》「」]{1,3}",
        1 => "(1,234\\.5|1 250|[－-][0-9]{1,2}℃|[0-9]{1,4}年?[至到—][0-9]{1,4}年|（[一1]）)",
        1 => "(https://a\\.bc/d|[A-Z][a-z]{3,9}-[a-z]{3}|￥[0-9]{2}|№3|①)",
        1 => "[\u{FE0F}\u{200B}\u{AD}\u{A0}\u{2060}👩𠮷々〇\u{3000}กקع]{1,3}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|v| v.concat())
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        6 => words().prop_map(|t| text(&t)),
        1 => "[a-z_/]{1,20}".prop_map(|text| Inline::Code { text, span: span() }),
        1 => (0u32..9).prop_map(|n| Inline::NoteMark { note: NoteId(n), span: span() }),
        1 => ("[山水]{1,3}", "[a-z]{1,8}( [a-z]{1,6}){0,2}")
            .prop_map(|(base, text)| Inline::Ruby { base, text, span: span() }),
        1 => ("[山水]{1,2}", "[ㄅㄆㄇ][ㄠㄡ]?[ˊˇˋ]?")
            .prop_map(|(base, text)| Inline::Ruby { base, text, span: span() }),
        1 => "[0-9n+]{1,3}".prop_map(|t| Inline::Superscript(vec![text(&t)])),
        1 => "[0-9n+]{1,3}".prop_map(|t| Inline::Subscript(vec![text(&t)])),
        1 => Just(Inline::Break),
    ];
    let tree = leaf.prop_recursive(2, 8, 3, |inner| {
        let many = prop::collection::vec(inner, 0..3);
        prop_oneof![
            many.clone().prop_map(Inline::Strong),
            many.clone().prop_map(Inline::Emphasis),
            many.clone().prop_map(|content| Inline::Link { target: "https://a.b".to_owned(), content }),
            many.clone().prop_map(|content| Inline::Marked { kind: MarkKind::Dots, content }),
            many.clone().prop_map(|content| Inline::Marked { kind: MarkKind::ProperName, content }),
            many.clone().prop_map(|content| Inline::Marked { kind: MarkKind::InlineNote, content }),
            many.prop_map(|content| Inline::Foreign { lang: "en".to_owned(), content }),
        ]
    });
    prop::collection::vec(tree, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marked_up_text_holds(source in inlines(), ems in 8u32..41) {
        let (paragraph, lines, _) = set_at(&DESK, &source, f64::from(ems), Align::Justify);
        check(&DESK, &paragraph, &lines, style().size * i64::from(ems), "marked up");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_holds(source in words(), ems in 8u32..41) {
        let (paragraph, lines, _) = set_at(&DESK, &[text(&source)], f64::from(ems), Align::Justify);
        check(&DESK, &paragraph, &lines, style().size * i64::from(ems), &source);
    }

    #[test]
    fn the_narrowest_measures_lose_nothing(source in inlines(), ems in 1u32..8) {
        let (paragraph, lines, _) = set_at(&DESK, &source, f64::from(ems), Align::Justify);
        prop_assert_eq!(all_text(&paragraph, &lines), paragraph.text.clone());
    }

    #[test]
    fn any_characters_at_all_are_conserved(source in "\\PC{0,60}", ems in 3u32..20) {
        let (paragraph, lines, _) = set_at(&DESK, &[text(&source)], f64::from(ems), Align::Justify);
        prop_assert_eq!(all_text(&paragraph, &lines), source);
    }
}
