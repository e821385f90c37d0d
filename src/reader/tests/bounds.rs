//! Short texts that would become long ones, and what is deep.

use super::*;

fn codes_of(text: &str) -> Vec<String> {
    let found = read_text(&memory(text), "a.md");
    let codes = found.lines().rev().take_while(|line| line.starts_with('K'));
    codes.map(|line| line[..4].to_owned()).collect()
}

fn with_front(front: &str, text: &str) -> String {
    format!("---\ntitle: t\n{front}\n---\n{text}")
}

#[test]
fn aliases_are_counted_in_bytes() {
    let keywords = |length: usize, count: usize| {
        let list = "*a, ".repeat(count);
        with_front(&format!("identifier: &a \"{}\"\nkeywords: [{list}乙]", "x".repeat(length)), "甲")
    };
    assert_eq!(codes_of(&keywords(200_000, 18)), [""; 0]);
    assert_eq!(codes_of(&keywords(200_000, 4000)), ["K212"]);
}

#[test]
fn the_limit_of_values_holds_for_all_keys_together() {
    let keys: String = (0..30_000).map(|n| format!("k{n}: v\n")).collect();
    let found = codes_of(&with_front(&format!("broken: \"\n{keys}"), "甲"));
    assert!(found.iter().any(|code| code == "K212"));
}

#[test]
fn a_link_is_not_repeated_without_end() {
    let heading = |pieces: usize, address: usize| {
        format!("# [{}](https://a.cn/{})", "字 ".repeat(pieces), "x".repeat(address))
    };
    assert!(!body(&heading(100, 8000)).contains("K2"));
    assert!(body(&heading(10_000, 8000)).contains("K238"));
    // Nor marks within marks.
    let nested = "[".repeat(20) + &"字 ".repeat(200_000) + &"]{.dots}".repeat(20);
    assert!(body(&format!("# {nested}")).contains("K238"));
    let verse =
        format!(":::verse\n[{}](https://a.cn/{})\n:::", "字\n".repeat(10_000) + "完", "x".repeat(8000));
    assert!(body(&verse).contains("K238"));
    // The address itself has an end.
    let found = body(&format!("[甲](https://a.cn/{})", "x".repeat(9000)));
    assert!(found.starts_with("p 甲\nK216 4:1 ") && found.len() < 250, "{found}");
}

#[test]
fn texts_of_pictures_have_an_end() {
    let credit = |key: &str, length: usize| {
        let front = with_front(&format!("{key}: {}", "甲".repeat(length)), "![桥](photos/a.jpg){alt=x}");
        codes_of(&front)
    };
    for key in ["credit", "figures:\n  photos/a.jpg:\n    credit", "figures:\n  photos/a.jpg:\n    alt"] {
        assert!(!credit(key, limits::MAX_FIGURE_TEXT).contains(&"K238".to_owned()));
        assert!(credit(key, limits::MAX_FIGURE_TEXT + 1).contains(&"K238".to_owned()));
    }
}

#[test]
fn references_and_blocks_are_counted() {
    let references = |count: usize| body(&format!("# 节 {{#a}}\n\n{}", "[@a]".repeat(count)));
    assert!(!references(limits::MAX_REFERENCES).contains("K2"));
    assert!(references(limits::MAX_REFERENCES + 1).contains("K238"));
    let lines = |count: usize| body(&("甲".to_owned() + &"\n　　乙".repeat(count - 1)));
    assert!(!lines(MAX_BLOCKS).contains("K2"));
    assert!(lines(MAX_BLOCKS + 1).contains("K238"));
    let verse = |count: usize| body(&format!(":::verse\n甲{}\n:::", "\n乙".repeat(count - 1)));
    // The fence's own lines are rules to the parser, and count.
    assert!(!verse(MAX_BLOCKS - 2).contains("K2"));
    assert!(verse(MAX_BLOCKS + 1).contains("K238"));
}

#[test]
fn what_nests_too_deep_is_read_once() {
    let n = 20_000;
    let texts = [
        "*a _a ".repeat(n) + "x" + &" a_ a*".repeat(n),
        "[".repeat(n) + &"a^2^".repeat(2 * n) + &"]{.dots}".repeat(n),
        "[".repeat(n) + &"a^2^".repeat(2 * n) + &"]{.unknown}".repeat(n),
        "[".repeat(n) + &"a^2^".repeat(2 * n) + &"]{.page}".repeat(n),
        "[".repeat(n) + &"a^2^".repeat(2 * n) + &"]{ruby=a}".repeat(n),
        "[".repeat(n) + &"a^2^".repeat(2 * n) + "[b]{ruby=a}" + &"]{ruby=a}".repeat(n),
        "甲\n\n[^a]: 乙\n\n".to_owned() + &"[".repeat(n) + &"[^a]".repeat(9000) + &"]{ruby=a}".repeat(n),
        "~~a ".repeat(n) + &"a^2^".repeat(2 * n) + &" a~~".repeat(n),
        "[a]:b\n\n".repeat(n),
        "[a]:b\n".repeat(n) + "[a]",
        "[a\\".repeat(n),
        "# 甲 {".to_owned() + &"#a ".repeat(n) + "}",
        "# ".to_owned() + &"{".repeat(n) + "}",
        (0..n / 5).map(|i| format!("[^{i}]: 乙[^{}]\n\n", i + 1)).collect(),
        (0..n / 5).map(|i| format!("甲\n\n[^{i}]: 乙\n\n")).collect(),
        "![a](photos/x.jpg)\n\n".repeat(4000),
        "<!-- a --> ".repeat(n) + "b",
    ];
    read_quickly(&texts);
}

#[test]
fn what_is_deeper_is_set_at_the_last_depth() {
    let depth = usize::from(node::MAX_INLINE_DEPTH);
    let nested = |n: usize| body(&("*a **a ".repeat(n / 2) + "甲" + &" a** a*".repeat(n / 2)));
    let found = nested(depth);
    assert!(found.contains("甲 a⟩") && !found.contains("K230"), "{found}");
    let found = nested(depth + 4);
    let (text, told) = found.split_once('\n').unwrap_or_default();
    assert_eq!(text.matches("⟨em").count() + text.matches("⟨strong").count(), depth);
    assert_eq!(text.matches('a').count(), (depth + 4) * 2);
    assert!(told.starts_with("K230") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_broken_front_matter_is_read_in_time() {
    let keys: String = (0..9_000).map(|n| format!("k{n}: v\n")).collect();
    let aliases: String = (0..9_000).map(|n| format!("k{n}: *b{n}\n")).collect();
    let line = format!("keywords: [{}乙]\n", "甲, ".repeat(9_000));
    for front in [format!("broken: \"\n{keys}"), format!("broken: \"\n{aliases}"), line] {
        let start = cpu_time();
        codes_of(&with_front(&front, "甲"));
        let took = cpu_time() - start;
        assert!(took < 3.0, "took {took:.1} s");
    }
}
