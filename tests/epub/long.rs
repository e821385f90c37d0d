//! Articles longer than a document should be.

use crate::golden;
use crate::xml::{elements, named};

/// An article of some 600 KB, with a note at its start and a reference to its end.
pub(crate) fn text() -> String {
    let mut text = String::from("---\ntitle: 长文\n---\n\n前言[^n]，见[@far]。\n\n[^n]: 注。\n\n");
    for n in 0..40 {
        text.push_str(&format!("# 第{n}节\n\n{}\n\n", "很长的一段话。".repeat(700)));
    }
    text.push_str("# 远处 {#far}\n\n到了。\n");
    text
}

/// An article of some 500 KB whose notes and references make a good part of it.
pub(crate) fn notes() -> String {
    let mut text = String::from("---\ntitle: 注文\n---\n\n");
    for n in 0..1500 {
        if n % 25 == 0 {
            text.push_str(&format!("# 第{n}节 {{#s{n}}}\n\n"));
        }
        text.push_str(&format!(
            "一段话，说到一处[^{n}]，又见[@s{}]。\n\n[^{n}]: 注{n}。\n\n",
            (n * 7 % 1500) / 25 * 25
        ));
    }
    text
}

/// Where the names of documents make them longer, what was divided stays divided as the names say.
#[test]
fn every_link_of_a_long_article_leads_to_something() {
    let book = golden::named("noted");
    let documents = book.documents();
    let articles: Vec<_> = documents.iter().filter(|(name, _)| name.contains("article-")).collect();
    assert!(articles.len() > 2, "{}", articles.len());
    let mut links = 0;
    for (name, xml) in &documents {
        for href in elements(xml).iter().filter(|e| e.name == "a").map(|e| e.get("href")) {
            let Some((file, id)) = href.split_once('#') else { continue };
            let file = if file.is_empty() { name.rsplit('/').next().unwrap() } else { file };
            let there = documents.iter().find(|(n, _)| n.rsplit('/').next() == Some(file));
            let (_, there) = there.unwrap_or_else(|| panic!("{name}: no {file}"));
            assert!(there.contains(&format!(" id=\"{id}\"")), "{name}: {href}");
            links += 1;
        }
    }
    assert!(links > 4000, "{links}");
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
