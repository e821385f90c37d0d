//! Articles longer than a document should be.

use crate::golden;
use crate::xml::named;

/// An article of some 600 KB, with a note at its start and a reference to its end.
pub(crate) fn text() -> String {
    let mut text = String::from("---\ntitle: 长文\n---\n\n前言[^n]，见[@far]。\n\n[^n]: 注。\n\n");
    for n in 0..40 {
        text.push_str(&format!("# 第{n}节\n\n{}\n\n", "很长的一段话。".repeat(700)));
    }
    text.push_str("# 远处 {#far}\n\n到了。\n");
    text
}

#[test]
fn row_66_a_long_article_is_split_and_its_links_hold() {
    let book = golden::named("long");
    let documents = book.spine();
    assert!(documents.len() > 2, "{}", documents.len());
    assert!(documents.iter().all(|xml| xml.len() < 300_000));
    let link = named(book.article_text(), "a").into_iter().find(|a| a.text.contains("远处")).unwrap();
    let (file, id) = link.get("href").split_once('#').unwrap();
    assert!(named(book.text(&format!("OEBPS/{file}")), "h2").iter().any(|h| h.get("id") == id));
    let order: Vec<_> = named(book.opf(), "itemref").iter().map(|i| i.get("idref").to_owned()).collect();
    assert_eq!(order.len(), documents.len() + 1, "and the cover");
}
