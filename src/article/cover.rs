//! What stands on the cover: a photo if the author names one, and the facts that a typeset cover shows.

use super::{Article, Book, Crop, Meta, SenseText};
use crate::diag::Span;

/// The photo on a cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Cover {
    /// Project-relative path.
    pub photo: String,
    /// Where it is named.
    pub span: Span,
    /// Where to look, percent from left and top: what of the photo does not fill the cover is cut off around it.
    pub focus: (f64, f64),
}

impl Cover {
    /// A focus not given: the middle, and the head is kept, for there are faces.
    pub const FOCUS: (f64, f64) = (50.0, 0.0);

    /// Reads a focus: `50,30`, percent from left and top.
    pub fn read_focus(text: &str) -> Option<(f64, f64)> {
        let percent = |text: &str| {
            let number = text.trim().trim_end_matches('%').parse::<f64>().ok()?;
            (0.0..=100.0).contains(&number).then_some(number)
        };
        let (x, y) = text.split_once(',')?;
        Some((percent(x)?, percent(y)?))
    }

    /// What of the photo fills a cover of that width and height, in any unit.
    pub fn crop(&self, width: f64, height: f64) -> Crop {
        Crop::Shape { ratio: (width, height), focus: self.focus }
    }
}

/// The facts that stand for the whole: the book's, those of the one article, or of several what they ran in.
pub fn front(volume: Option<&Book>, articles: &[Article]) -> Meta {
    let first = articles.first().map(|a| &a.meta);
    match (volume, first, articles) {
        (Some(book), ..) => Meta {
            title: book.title.clone(),
            subtitle: book.subtitle.clone(),
            series: book.collection.as_ref().map(|c| SenseText::new(&c.title, None)),
            byline: book.authors.clone(),
            date: book.date,
            publication: book.publisher.clone(),
            lang: book.lang.clone(),
            cover: book.cover.clone(),
            ..Meta::default()
        },
        (None, Some(first), [_]) => first.clone(),
        (None, Some(first), _) => Meta {
            title: match (&first.publication, &first.issue) {
                (Some(name), Some(issue)) => SenseText::new(&format!("{name} {issue}"), None),
                (Some(name), None) => SenseText::new(name, None),
                (None, _) => first.title.clone(),
            },
            date: articles.iter().filter_map(|a| a.meta.date).max(),
            publication: first.publication.clone(),
            issue: first.issue.clone(),
            lang: first.lang.clone(),
            cover: articles.iter().find_map(|a| a.meta.cover.clone()),
            ..Meta::default()
        },
        (None, None, _) => Meta::default(),
    }
}
