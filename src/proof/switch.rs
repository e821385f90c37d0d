//! Comments in an article that switch rules off and on: `<!-- check: off C105 -->`.

use crate::article::{Article, BlockKind, for_each_block};
use std::collections::BTreeMap;
use std::ops::Range;

/// Which rules are off where.
pub(super) struct Switches {
    /// Where each comment ends, whether it switches off, and which codes; none for all.
    list: Vec<(usize, bool, Vec<String>)>,
}

impl Switches {
    /// Finds the comments of an article; one that a listing shows is none.
    pub(super) fn read(article: &Article, text: &str) -> Switches {
        let mut listings: Vec<Range<usize>> = Vec::new();
        for blocks in std::iter::once(&article.blocks).chain(article.notes.iter().map(|n| &n.blocks)) {
            for_each_block(blocks, &mut |block| {
                if matches!(block.kind, BlockKind::Code { .. }) {
                    listings.push(block.span.range());
                }
            });
        }
        Switches::found(text, &listings)
    }

    fn found(text: &str, listings: &[Range<usize>]) -> Switches {
        let mut list = Vec::new();
        for (at, _) in text.match_indices("<!--").filter(|(at, _)| !listings.iter().any(|l| l.contains(at))) {
            let Some(length) = text[at..].find("-->") else { break };
            let inner = text[at + 4..at + length.max(4)].trim();
            let Some(rest) = inner.strip_prefix("check:").or_else(|| inner.strip_prefix("check：")) else {
                continue;
            };
            let mut words = rest.split([' ', ',', '，', '、', '\n', '\t']).filter(|w| !w.is_empty());
            let off = match words.next() {
                Some("off" | "关") => true,
                Some("on" | "开") => false,
                _ => continue,
            };
            list.push((at + length, off, words.map(str::to_ascii_uppercase).collect()));
        }
        Switches { list }
    }

    /// Whether a rule is off at a place: the last comment before it that names the rule, or all rules, counts.
    pub(super) fn is_off(&self, code: &str, place: usize) -> bool {
        let mut state = BTreeMap::from([(code, false)]);
        for (_, off, codes) in self.list.iter().take_while(|(at, _, _)| *at <= place) {
            if codes.is_empty() || codes.iter().any(|c| c == code) {
                state.insert(code, *off);
            }
        }
        state.get(code).copied().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_switch_rules() {
        let text =
            "甲<!-- check: off C105 -->乙<!-- check: off -->丙<!-- check: on C101 -->丁<!-- check:on -->戊";
        let switches = Switches::found(text, &[]);
        let off = |c: &str, code: &str| switches.is_off(code, text.find(c).unwrap());
        assert!(!off("甲", "C105") && off("乙", "C105") && !off("乙", "C101"));
        assert!(off("丙", "C101") && !off("丁", "C101") && off("丁", "C102") && !off("戊", "C105"));
    }
}
