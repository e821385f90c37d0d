//! Two hundred pages, cut as pages are, put together again.

use crate::made;
use keben::export;
use keben::import::Kind;
use std::collections::BTreeSet;

/// How many were found, of how many there are, and how many of those found are right.
#[derive(Default, Debug)]
struct Score {
    right: usize,
    found: usize,
    there: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.there.max(1) as f64
    }

    fn add<T: Ord>(&mut self, found: &BTreeSet<T>, there: &BTreeSet<T>) {
        self.right += found.intersection(there).count();
        self.found += found.len();
        self.there += there.len();
    }
}

#[test]
fn cut_pages_are_put_together() {
    let (mut joins, mut heads, mut captions, mut titles) =
        (Score::default(), Score::default(), Score::default(), 0);
    for number in 0..200 {
        let page = made::page(number);
        let brought = export::import(page.raw.as_bytes(), "page.txt", &[], &|_| None).unwrap();
        let article = String::from_utf8(brought.outputs[0].bytes.clone()).unwrap();
        let lines: BTreeSet<&str> = article.lines().collect();
        joins.found += brought.report.count(Kind::Join);
        for (text, cuts) in &page.paragraphs {
            joins.there += cuts;
            if lines.contains(text.as_str()) {
                joins.right += cuts;
            } else {
                println!("{number}: not whole: {text}");
            }
        }
        let found: BTreeSet<String> =
            lines.iter().filter_map(|l| l.strip_prefix("## ")).map(str::to_owned).collect();
        let there: BTreeSet<String> = page.heads.iter().cloned().collect();
        found.symmetric_difference(&there).for_each(|h| println!("{number}: head: {h}"));
        heads.add(&found, &there);
        let figure = |l: &&str| {
            let (caption, rest) = l.strip_prefix("![")?.split_once("](")?;
            let credit = rest.split('"').nth(1).unwrap_or_default();
            Some((caption.to_owned(), credit.to_owned()))
        };
        let found: BTreeSet<(String, String)> = lines.iter().filter_map(figure).collect();
        let there: BTreeSet<(String, String)> = page.captions.iter().cloned().collect();
        found.symmetric_difference(&there).for_each(|c| println!("{number}: caption: {c:?}"));
        captions.add(&found, &there);
        titles += usize::from(lines.contains(format!("title: {}", page.title).as_str()));
    }
    println!("joins: precision {:.4}, recall {:.4} {joins:?}", joins.precision(), joins.recall());
    println!("heads: precision {:.4}, recall {:.4} {heads:?}", heads.precision(), heads.recall());
    println!("captions: precision {:.4}, recall {:.4} {captions:?}", captions.precision(), captions.recall());
    println!("titles: {titles} of 200");
    assert!(joins.there > 300 && joins.precision() >= 0.99 && joins.recall() >= 0.97);
    assert!(heads.precision() >= 0.95 && heads.recall() >= 0.95);
    assert!(captions.precision() >= 0.95 && captions.recall() >= 0.95);
    assert!(titles >= 190);
}
