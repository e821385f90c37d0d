//! The index (索引): what is marked `[词]{.index}`, sorted by sound, strokes or letters. A book on a screen has no folios,
//! so a word is followed by the titles of the articles that it is marked in, each a link to the first place there.

use super::front::Page;
use super::markup::{Markup, Tally, Voice, add_tally};
use super::words::Words;
use super::{Plan, package::Entry};
use crate::article::{Book, IndexOrder};
use crate::clreq::{Collation, Sorting};
use crate::diag::Diag;
use minijinja::{Value, context};
use std::collections::BTreeMap;

/// The most bytes of markup in one document; see row 66.
const DOCUMENT_BYTES: usize = 240_000;

/// A word as it is marked in an article.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) word: String,
    /// File and place.
    pub(super) href: String,
    /// The number of the article, from 0.
    pub(super) article: usize,
}

/// A word, and the first place in each article that marks it.
type Term<'m> = (&'m str, Vec<&'m Mark>);

/// The documents of all indexes that a book asks for, each with its id, and their entries in the contents.
pub(super) fn pages(
    plan: &Plan<'_>,
    volume: &Book,
    marks: &[Mark],
) -> Result<Vec<(String, Page, Option<Entry>)>, Diag> {
    let mut by_word: BTreeMap<&str, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        let places = by_word.entry(&mark.word).or_default();
        // Articles come in order.
        if places.last().is_none_or(|last| last.article != mark.article) {
            places.push(mark);
        }
    }
    let terms: Vec<Term<'_>> = by_word.into_iter().collect();
    let mut out = Vec::new();
    if terms.is_empty() {
        return Ok(out);
    }
    let sortings = sortings(volume, plan.words);
    for (n, sorting) in sortings.iter().enumerate() {
        let label = match sorting {
            _ if sortings.len() == 1 => plan.words.index[2],
            Sorting::Stroke => plan.words.index[1],
            Sorting::Pinyin | Sorting::Letter => plan.words.index[0],
        };
        let (documents, mut tally) = documents(plan, &terms, *sorting);
        let head = Voice::from(&plan.job.theme.heads[0].text);
        tally.entry(head).or_default().extend(label.chars());
        for (part, body) in documents.into_iter().enumerate() {
            let id = match (n, part) {
                (n, 0) => format!("index-{}", n + 1),
                (n, part) => format!("index-{}-{}", n + 1, part + 1),
            };
            let values = context! {
                lang => plan.job.lang(), label, first => part == 0, body => Value::from_safe_string(body),
            };
            let text = plan.templates.xhtml("index.xhtml", values)?;
            let entry = || Entry { rank: 1, href: format!("{id}.xhtml"), label: label.to_owned() };
            let entry = (part == 0).then(entry);
            out.push((id, Page { text, tally: std::mem::take(&mut tally) }, entry));
        }
    }
    Ok(out)
}

/// The orders that a book asks for; those of its language where that has its own.
fn sortings(volume: &Book, words: &Words) -> Vec<Sorting> {
    if words.by_letters {
        let asked = volume.contents.index.iter().take(1);
        return asked.map(|_| Sorting::Letter).collect();
    }
    let sorting = |order: &IndexOrder| match order {
        IndexOrder::Pinyin => Sorting::Pinyin,
        IndexOrder::Stroke => Sorting::Stroke,
    };
    volume.contents.index.iter().map(sorting).collect()
}

/// The markup of an index, in as many documents as it needs.
fn documents(plan: &Plan<'_>, terms: &[Term<'_>], sorting: Sorting) -> (Vec<String>, Tally) {
    let (words, style) = (plan.words, &plan.job.theme.index);
    let collation = Collation::new(sorting);
    let (mut documents, mut tally) = (Vec::new(), Tally::new());
    let mut m = Markup::new(Voice::from(&style.text));
    for (group, terms) in collation.grouped(terms, |term| term.0) {
        let name = match (group, sorting) {
            (Some(count), Sorting::Stroke) => format!("{count}{}", words.strokes),
            (Some(letter), Sorting::Pinyin | Sorting::Letter) => letter.to_owned(),
            (None, _) => words.others.to_owned(),
        };
        open(&mut m, &name, (&style.letter).into());
        for (n, term) in terms.iter().enumerate() {
            if n > 0 && m.as_str().len() > DOCUMENT_BYTES {
                close(&mut m);
                add_tally(&mut tally, std::mem::take(&mut m.tally));
                documents.push(m.as_str().to_owned());
                m = Markup::new(Voice::from(&style.text));
                open(&mut m, &name, (&style.letter).into());
            }
            entry(&mut m, term, plan);
        }
        close(&mut m);
    }
    add_tally(&mut tally, std::mem::take(&mut m.tally));
    documents.push(m.as_str().to_owned());
    (documents, tally)
}

fn open(m: &mut Markup, name: &str, voice: Voice) {
    m.open("section", &[("epub:type", "index-group")]);
    m.voiced(voice, |m| {
        m.open("h2", &[]);
        m.text(name);
        m.close("h2");
    });
    m.open("ul", &[("epub:type", "index-entry-list")]);
    m.line();
}

fn close(m: &mut Markup) {
    m.close("ul");
    m.close("section");
    m.line();
}

fn entry(m: &mut Markup, (word, places): &Term<'_>, plan: &Plan<'_>) {
    m.open("li", &[("epub:type", "index-entry")]);
    m.open("span", &[("class", "term"), ("epub:type", "index-term")]);
    m.text(word);
    m.close("span");
    for (n, mark) in places.iter().enumerate() {
        m.text(if n == 0 { plan.words.gap } else { plan.words.between });
        m.open("a", &[("href", &mark.href), ("epub:type", "index-locator")]);
        m.text(&plan.job.articles[mark.article].meta.title.text());
        m.close("a");
    }
    m.close("li");
    m.line();
}
