//! References that show pages. In: articles. Out: the folios that references have to show, found by setting the
//! text again until those shown are those it has, or a bound is reached.

use crate::article::{Article, Inline, MarkKind, for_each_block, inlines_of};
use crate::frame::PagedDocument;
use std::collections::{BTreeMap, BTreeSet};

/// How often the text is set before references that still move are left as they are.
const MOST_PASSES: u32 = 5;

/// The folios of named places.
pub(super) type Pages = BTreeMap<String, String>;

/// Sets something until what it shows of itself is so: `set` is handed the folios of the last time and gives back
/// those of this time. Returns how often it was set, and whether it settled.
pub(super) fn settle(mut set: impl FnMut(&Pages) -> Pages) -> (u32, bool) {
    let mut shown = Pages::new();
    for pass in 1..=MOST_PASSES {
        let found = set(&shown);
        if found == shown {
            return (pass, true);
        }
        shown = found;
    }
    (MOST_PASSES, false)
}

/// The names of the places whose pages are shown somewhere.
pub(super) fn targets(articles: &[Article]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for article in articles {
        let scope = if articles.len() > 1 { format!("{}/", article.key) } else { String::new() };
        for blocks in std::iter::once(&article.blocks).chain(article.notes.iter().map(|n| &n.blocks)) {
            for_each_block(blocks, &mut |block| {
                for inlines in inlines_of(block) {
                    shown_in(inlines, &scope, &mut out);
                }
            });
        }
    }
    out
}

fn shown_in(inlines: &[Inline], scope: &str, out: &mut BTreeSet<String>) {
    for inline in inlines {
        if let Inline::Marked { kind: MarkKind::Page, content } = inline {
            for target in content {
                if let Inline::Reference { target, .. } = target {
                    out.insert(format!("{scope}{target}"));
                }
            }
        }
        shown_in(inline.content(), scope, out);
    }
}

/// The folios of some places in a finished document.
pub(super) fn folios(document: &PagedDocument, targets: &BTreeSet<String>) -> Pages {
    if targets.is_empty() {
        return Pages::new();
    }
    let wanted = document.destinations.iter().filter(|d| targets.contains(&d.name));
    let labelled = wanted.filter_map(|d| Some((d.name.clone(), document.pages.get(d.page)?.label.clone())));
    labelled.collect()
}

/// What a reference adds to its label. Before the first pass has told the folio, room for two digits is kept.
pub(super) fn page_text(folio: Option<&String>, lang: &str) -> String {
    let folio = folio.map_or("00", String::as_str);
    match lang.get(..2) {
        Some("zh") if lang.to_ascii_lowercase().contains("hant") => format!("（第{folio}頁）"),
        Some("zh") => format!("（第{folio}页）"),
        _ => format!(" (p. {folio})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(folio: u32) -> Pages {
        Pages::from([("fig:a".to_owned(), folio.to_string())])
    }

    #[test]
    fn what_shows_no_page_is_set_once() {
        assert_eq!(settle(|_| Pages::new()), (1, true));
    }

    #[test]
    fn what_comes_to_rest_is_set_until_it_shows_where_it_is() {
        // A longer number pushes its own place on by a page.
        let set =
            |shown: &Pages| pages(if shown.get("fig:a").is_some_and(|f| f.len() > 1) { 11 } else { 10 });
        assert_eq!(settle(set), (3, true));
    }

    #[test]
    fn what_never_rests_is_left_after_some_passes() {
        let swing =
            |shown: &Pages| pages(if shown.get("fig:a").is_some_and(|f| f.len() > 1) { 9 } else { 10 });
        assert_eq!(settle(swing), (MOST_PASSES, false));
    }
}
