//! A saved web page: its main text, pictures with captions. Menus, scripts, lists of other articles are left
//! where they are; a paragraph that is left out is named in the report.

use super::body;
use super::marks;
use super::piece::{Raw, Told};
use super::report::Kind;
use super::sign::length;
use super::walk::Walk;
use super::web::{self, Excess};
use scraper::{ElementRef, Html, Selector};

/// How many heads are looked at for the title.
const MAX_HEADS: usize = 50;
/// A line that is left out and has fewer characters is none of an article.
const FEW: usize = 4;

/// Reads a page. Errors: what it has too much of.
pub(super) fn read(text: &str) -> Result<Raw, Excess> {
    let page = web::parse(text)?;
    let path = body::find(&page);
    let main = path.first().copied().unwrap_or_else(|| page.root_element());
    let title = title(&page, main);
    let mut raw = Raw { whole: true, ..Raw::default() };
    let mut walk = Walk::new(&mut raw);
    if let Some(title) = &title {
        walk.push(title.clone(), Told::Title);
    }
    walk.path(&path);
    let left = walk.finish();
    let again = |text: &str| title.as_ref().is_some_and(|t| squeezed(&marks::plain(text)) == squeezed(t));
    // The page's heading often stands within the text as well.
    if let Some(at) = raw.pieces.iter().take(8).skip(1).position(|p| again(&p.text)) {
        raw.pieces.remove(at + 1);
    }
    for text in left_out(&page, main, &left) {
        if length(&text) >= FEW && !again(&text) && !body::is_legal(&text) {
            let (en, zh) = ("it stands outside the main text of the page", "在网页正文之外");
            raw.remark(Kind::Left, &text, en, zh);
        }
    }
    Ok(raw)
}

/// How many tags a page has at most: whatever begins as one does.
pub(super) fn tags(text: &str) -> usize {
    let begins = |pair: &&[u8]| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || pair[1] == b'/');
    text.as_bytes().windows(2).filter(begins).count()
}

/// The lines of a page that are neither of the main text nor of links.
fn left_out(page: &Html, main: ElementRef<'_>, left: &[ElementRef<'_>]) -> Vec<String> {
    let mut raw = Raw::default();
    let mut walk = Walk::new(&mut raw).of_what_is_left(main);
    walk.element(page.root_element(), 0);
    left.iter().for_each(|element| walk.element(*element, 0));
    walk.finish();
    let texts =
        raw.pieces.iter().map(|p| &p.text).chain(raw.tables.iter().flat_map(super::table::Table::texts));
    texts.filter(|t| !t.is_empty()).map(|t| marks::plain(t).into_owned()).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn selector(css: &str) -> Option<Selector> {
    Selector::parse(css).ok()
}

/// What an element says, on one line.
fn line_of(element: ElementRef<'_>) -> String {
    let mut raw = Raw::default();
    let mut walk = Walk::new(&mut raw);
    walk.inside(element, 0);
    walk.finish();
    let lines = raw.pieces.iter().filter(|p| !p.text.is_empty());
    lines.map(|p| marks::plain(&p.text).into_owned()).collect::<Vec<_>>().join(" ")
}

/// The heading of the page: the longest `h1`, or what the founder's e-paper pages call a title.
fn title(page: &Html, main: ElementRef<'_>) -> Option<String> {
    let heads = selector("h1")?;
    let inside = main.select(&heads).take(MAX_HEADS).map(line_of).find(|t| !t.is_empty());
    let outside = || {
        let all = page.select(&heads).take(MAX_HEADS);
        all.map(line_of).filter(|t| !t.is_empty()).max_by_key(|t| length(t))
    };
    let named = || {
        let text = selector("title").and_then(|s| page.select(&s).next()).map(line_of)?;
        Some(without_site(&text).to_owned()).filter(|t| !t.is_empty())
    };
    inside.or_else(outside).or_else(named)
}

/// A page's title without the name of its site behind it. Two dashes are one of the title's own marks.
fn without_site(text: &str) -> &str {
    let divides = |&(at, c): &(usize, char)| match c {
        '_' | '|' => true,
        '—' => !text[..at].ends_with('—') && !text[at + c.len_utf8()..].starts_with('—'),
        _ => false,
    };
    let first = text.char_indices().find(divides).map_or(text, |(at, _)| &text[..at]);
    first.rsplit_once(" - ").map_or(first, |(title, _)| title).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_no_part_of_a_title() {
        for (text, expected) in [
            ("渡口的早晨_刻本网", "渡口的早晨"),
            ("渡口的早晨—刻本网", "渡口的早晨"),
            ("一桥飞架——江上三十年 - 刻本网", "一桥飞架——江上三十年"),
            ("一桥飞架——江上三十年_要闻_刻本网", "一桥飞架——江上三十年"),
            ("渡口的早晨", "渡口的早晨"),
        ] {
            assert_eq!(without_site(text), expected);
        }
    }
}
