//! What a book says of itself before and behind its articles: the facts on its cover, its title page, the pages
//! that open its parts, and the colophon (版权页).

use super::markup::{Tally, Voice, legal};
use super::{Job, Plan};
use crate::article::{self, Book, Meta, SenseText};
use crate::diag::Diag;
use crate::theme::{FaceRole, TextStyle};
use minijinja::{Value, context};

/// A page and the characters on it.
pub(super) struct Page {
    pub(super) text: String,
    pub(super) tally: Tally,
}

impl Job<'_> {
    /// The book's language.
    pub(super) fn lang(&self) -> &str {
        match self.volume {
            Some(volume) => &volume.lang,
            None => self.articles.first().map_or("zh-Hans", |a| a.meta.lang.as_str()),
        }
    }

    /// The facts that stand for the whole: the book's, those of the one article, or of several what they ran in.
    pub(super) fn front(&self) -> Meta {
        article::front(self.volume, self.articles)
    }
}

/// Counts the characters of some texts for the face that draws them, and gives them back fit for XML.
fn count<'t>(tally: &mut Tally, style: &TextStyle, texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let characters = tally.entry(Voice::from(style)).or_default();
    characters.insert(' ');
    texts
        .into_iter()
        .map(|text| {
            characters.extend(text.chars());
            legal(text).into_owned()
        })
        .collect()
}

/// The title page.
pub(super) fn title(plan: &Plan<'_>, book: &Book) -> Result<Page, Diag> {
    let head = &plan.job.theme.head;
    let mut tally = Tally::new();
    let parts = |text: Option<&SenseText>| text.map_or(Vec::new(), |t| t.parts.clone());
    let title = count(&mut tally, &head.title.text, book.title.parts.iter().map(String::as_str));
    let subtitle = parts(book.subtitle.as_ref());
    let subtitle = count(&mut tally, &head.subtitle.text, subtitle.iter().map(String::as_str));
    let collection = book.collection.iter().map(|c| c.title.as_str());
    let collection = count(&mut tally, &head.series.text, collection);
    let names = book.authors.iter().map(|p| p.name.as_str());
    let names = count(&mut tally, &head.byline.text, names);
    let roles = book.authors.iter().map(|p| p.role.as_deref().unwrap_or_default());
    let roles = count(&mut tally, &head.byline.text, roles);
    let authors: Vec<Value> = names.iter().zip(&roles).map(|(name, role)| context! { name, role }).collect();
    let publisher = count(&mut tally, &head.byline.text, book.publisher.as_deref());
    let values = context! {
        lang => plan.job.lang(), label => legal(&book.title.text()), title, subtitle, collection, authors,
        publisher => publisher.concat(),
    };
    Ok(Page { text: plan.templates.xhtml("title.xhtml", values)?, tally })
}

/// The page that opens a part.
pub(super) fn part(plan: &Plan<'_>, title: &SenseText) -> Result<Page, Diag> {
    let mut tally = Tally::new();
    let style = &plan.job.theme.head.title.text;
    let parts = count(&mut tally, style, title.parts.iter().map(String::as_str));
    let values = context! { lang => plan.job.lang(), label => legal(&title.text()), title => parts };
    Ok(Page { text: plan.templates.xhtml("part.xhtml", values)?, tally })
}

/// 版权页: what the law and the trade ask for (GB/T 12450), what the author adds, the faces.
pub(super) fn colophon(plan: &Plan<'_>, book: &Book) -> Result<Page, Diag> {
    let (words, theme) = (plan.words, plan.job.theme);
    let [titled, by, published, edition, printing, faces] = words.imprint;
    let by_role = |role: Option<&str>| role.unwrap_or(by).to_owned();
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut add = |label: &str, text: Option<String>| {
        lines.extend(text.filter(|t| !t.is_empty()).map(|t| (label.to_owned(), t)));
    };
    let subtitle = book.subtitle.as_ref().map_or(String::new(), |s| format!("{}{}", words.dash, s.text()));
    add(titled, Some(format!("{}{subtitle}", book.title.text())));
    for person in &book.authors {
        add(&by_role(person.role.as_deref()), Some(person.name.clone()));
    }
    add(published, book.publisher.clone());
    for (label, text) in &book.colophon {
        add(label, Some(text.clone()));
    }
    add(edition, book.edition.clone());
    add(printing, book.printing.clone());
    add("ISBN", book.isbn.as_ref().map(|i| i.shown().to_owned()));
    let mut families: Vec<&str> = Vec::new();
    for role in [FaceRole::Song, FaceRole::Hei, FaceRole::Kai] {
        let found = plan.job.faces.select(theme.faces.of(role), 400);
        families.extend(found.map(|id| plan.job.faces.face(id).family()));
    }
    families.dedup();
    add(faces, Some(families.join(words.between)));
    let mut tally = Tally::new();
    let style = &theme.credits.text;
    let labels = count(&mut tally, style, lines.iter().map(|(label, _)| label.as_str()));
    let texts = count(&mut tally, style, lines.iter().map(|(_, text)| text.as_str()));
    let lines: Vec<Value> = labels.iter().zip(&texts).map(|(label, text)| context! { label, text }).collect();
    // Between a label and its text.
    count(&mut tally, style, ["\u{3000}"]);
    let cip = count(&mut tally, style, book.cip.iter().map(String::as_str));
    let rights = count(&mut tally, style, book.rights.as_deref()).concat();
    let label = count(&mut tally, &theme.heads[0].text, [words.colophon]).concat();
    let values = context! { lang => plan.job.lang(), label, lines, cip, rights };
    Ok(Page { text: plan.templates.xhtml("colophon.xhtml", values)?, tally })
}
