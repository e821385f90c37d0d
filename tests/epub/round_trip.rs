//! What was put in comes out: the finished books are read with another parser, and text, order, figures, captions,
//! notes and metadata are those of the articles.

mod article;
mod epub;

use crate::book::Book;
use crate::golden::golden;
use keben::article::SenseText;

/// The documents of an article of a book, in order.
fn documents(book: &Book, number: usize) -> Vec<&str> {
    let first = format!("OEBPS/article-{}.xhtml", number + 1);
    let part = |n: usize| format!("OEBPS/article-{}-{n}.xhtml", number + 1);
    let rest = (2..).map(part).take_while(|name| book.files.contains_key(name));
    std::iter::once(first).chain(rest).map(|name| book.text(&name)).collect()
}

#[test]
fn every_book_reads_back_as_its_articles() {
    let mut wrong = Vec::new();
    for (name, book) in golden() {
        assert!(!book.articles.is_empty());
        for (number, source) in in_order(name, book).into_iter().enumerate() {
            let should = article::lines(source);
            let found = epub::lines(&documents(book, number));
            let first = (0..should.len().max(found.len())).find(|n| should.get(*n) != found.get(*n));
            if let Some(n) = first {
                wrong.push(format!("{name} {number}, line {n}: {:?}, not {:?}", found.get(n), should.get(n)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The articles in the order of the book: by their files, or as the project file has them.
fn in_order<'b>(name: &str, book: &'b Book) -> Vec<&'b keben::article::Article> {
    let mut articles: Vec<_> = book.articles.iter().collect();
    if name == "volume" {
        let place =
            |key: &str| ["bare", "plain", "notes", "references"].iter().position(|n| key.ends_with(n));
        articles.sort_by_key(|a| place(&a.key));
    }
    articles
}

#[test]
fn metadata_reads_back_as_the_front_matter() {
    for (name, book) in golden() {
        let [one] = book.articles.as_slice() else { continue };
        let meta = &one.meta;
        let titles: Vec<String> =
            [Some(&meta.title), meta.subtitle.as_ref()].into_iter().flatten().map(SenseText::text).collect();
        assert_eq!(book.metadata("dc:title"), titles, "{name}");
        let people = [book.metadata("dc:creator"), book.metadata("dc:contributor")].concat();
        for person in &meta.byline {
            assert!(people.contains(&person.name), "{name}: {} is not among {people:?}", person.name);
        }
        assert_eq!(book.metadata("dc:language"), [meta.lang.as_str()], "{name}");
        assert_eq!(book.metadata("dc:subject"), meta.keywords, "{name}");
        assert_eq!(
            book.metadata("dc:description"),
            meta.summary.iter().cloned().collect::<Vec<_>>(),
            "{name}"
        );
        assert_eq!(book.metadata("dc:rights"), meta.rights.iter().cloned().collect::<Vec<_>>(), "{name}");
        let publisher = meta.publisher.as_ref().or(meta.publication.as_ref());
        assert_eq!(
            book.metadata("dc:publisher"),
            publisher.into_iter().cloned().collect::<Vec<_>>(),
            "{name}"
        );
        assert_eq!(book.metadata("dc:date").len(), usize::from(meta.date.is_some()), "{name}");
    }
}
