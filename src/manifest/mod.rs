//! `keben.toml`: what a project says about itself. In: the file, if there is one. Out: a [`Manifest`], and every
//! problem in it.
//!
//! A project without one is set as it is: its articles in order, in the default theme. With a `title` it is a
//! [`Book`], with title page, colophon and table of contents; its articles are those listed, by parts or not,
//! or else all of `source/`.

mod book;
mod keys;

use crate::article::{Article, Book, Part, SenseText};
use crate::diag::codes::manifest as codes;
use crate::diag::{Diag, Diags, Files, Severity, Span, codes::source::FILE_MISSING};
use crate::keyfile::{self, Entries};
use crate::source::{Project, is_file_name};
use keys::Table;
use std::collections::BTreeMap;

/// The name of the project file.
pub const FILE: &str = "keben.toml";

/// What a project says about itself.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    /// The theme, and where it is named.
    pub theme: Option<(String, Span)>,
    /// The name of the outputs, without extension.
    pub name: Option<String>,
    /// The articles in order, by parts; one list without a title where there are no parts. A list that was written
    /// empty is empty.
    pub lists: Vec<List>,
    /// What the copy desk's rules are to look at.
    pub check: Check,
    /// The book without its parts, which [`Manifest::book`] fills in once the articles are read; `None` where the
    /// project is none.
    book: Option<Book>,
}

/// The table `[check]`: each word with its place, for whoever knows what the words mean.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// Codes of rules that are switched off.
    pub off: Vec<(String, Span)>,
    /// Words that are right as they are.
    pub keep: Vec<String>,
    /// The set that all characters should be of.
    pub characters: Option<(String, Span)>,
}

/// Some articles of a project.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The title of the part that they make.
    pub title: Option<SenseText>,
    /// Their paths; each is there.
    pub paths: Vec<String>,
}

/// Reads the project file of a project. Where a single article was named, the rest of the book is not its
/// business: only the settings count.
pub fn load(project: &Project, files: &mut Files, diags: &mut Diags) -> Manifest {
    let mut manifest = if project.has(FILE) || project.is_refused(FILE) {
        match project.text(FILE) {
            Ok(text) => {
                let file = files.add(FILE, text.clone());
                let entries = keyfile::parse(file, &text, &codes::SYNTAX, diags);
                read(project, &entries, diags)
            }
            Err(diag) => {
                diags.push(diag);
                Manifest::default()
            }
        }
    } else {
        Manifest::default()
    };
    if manifest.lists.is_empty() {
        manifest.lists = vec![List { title: None, paths: project.articles() }];
    }
    manifest
}

impl Manifest {
    /// The book that the articles make, if they make one. `counts` says how many of each list were read.
    pub fn book(&self, counts: &[usize], articles: &[Article]) -> Option<Book> {
        let mut book = self.book.clone()?;
        let mut from = 0;
        for (list, count) in self.lists.iter().zip(counts) {
            book.parts.push(Part { title: list.title.clone(), articles: from..from + count });
            from += count;
        }
        if book.lang.is_empty() {
            book.lang = articles.first().map_or_else(|| "zh-Hans".to_owned(), |a| a.meta.lang.clone());
        }
        Some(book)
    }
}

fn read(project: &Project, entries: &Entries, diags: &mut Diags) -> Manifest {
    let mut top = Table::top(entries);
    let theme = top.spanned_text("theme", "\"book\"", diags);
    let mut unheard = Diags::new();
    // What is wrong with a book is no matter where articles of it are built alone.
    let alone = project.named().is_some();
    let heard = if alone { &mut unheard } else { &mut *diags };
    let name = file_name(&mut top, heard);
    let (book, parts_at) = book::read(project, &mut top, heard);
    let lists = lists(project, &mut top, heard);
    if let (None, Some(span)) = (&book, parts_at) {
        heard.push(Diag::new(&codes::NO_TITLE).at(span));
    }
    let check = check(&mut top, diags);
    top.finish(diags);
    if alone {
        return Manifest { theme, check, ..Manifest::default() };
    }
    Manifest { theme, name, lists, check, book }
}

/// What the copy desk's rules are to look at.
fn check(top: &mut Table<'_>, diags: &mut Diags) -> Check {
    let Some(mut table) = top.table("check", diags) else { return Check::default() };
    let check = Check {
        off: table.texts("off", "[\"C105\"]", diags),
        keep: table.texts("keep", "[\"錢塘\"]", diags).into_iter().map(|(word, _)| word).collect(),
        characters: table.spanned_text("characters", "\"gbk\"", diags),
    };
    table.finish(diags);
    check
}

/// The name of the outputs: one plain file name.
fn file_name(top: &mut Table<'_>, diags: &mut Diags) -> Option<String> {
    let (name, span) = top.spanned_text("name", "\"village\"", diags)?;
    if name.starts_with('.') || !is_file_name(&name) {
        let diag = Diag::new(&codes::BAD_VALUE).at(span).arg("name").arg(name);
        diags.push(diag.arg_both("it is the name of a file, without folder", "它是文件名，不含文件夹"));
        return None;
    }
    Some(name)
}

/// Which articles, in which order; nothing where the file does not say.
fn lists(project: &Project, top: &mut Table<'_>, diags: &mut Diags) -> Vec<List> {
    let mut seen = BTreeMap::new();
    let at_top = top.span_of("articles");
    if at_top.is_none() && top.span_of("parts").is_none() {
        // Both keys are known, even so.
        paths(project, top, &mut seen, diags);
        top.tables("parts", diags);
        return Vec::new();
    }
    let flat = paths(project, top, &mut seen, diags);
    let mut lists = Vec::new();
    for mut part in top.tables("parts", diags) {
        let title = part.sense("title", diags);
        let span = part.span;
        let before = errors(diags);
        let paths = paths(project, &mut part, &mut seen, diags);
        // Where its articles are not there, that was said.
        let is_empty = paths.is_empty() && errors(diags) == before;
        part.finish(diags);
        if is_empty {
            let shown = title.as_ref().map_or_else(|| "[[parts]]".to_owned(), SenseText::text);
            diags.push(Diag::new(&codes::EMPTY_PART).at(span).arg(shown));
        }
        lists.push(List { title, paths });
    }
    if let (Some(span), false) = (at_top, lists.is_empty()) {
        diags.push(Diag::new(&codes::LISTED_BOTH).at(span));
    }
    if lists.is_empty() {
        lists.push(List { title: None, paths: flat });
    }
    // What was forgotten is worth knowing, where there is a list at all.
    if let Some(span) = seen.values().next() {
        for path in project.articles().into_iter().filter(|p| !seen.contains_key(p)) {
            diags.push(Diag::new(&codes::LEFT_OUT).at(*span).arg(path));
        }
    }
    lists
}

/// How many errors there are.
fn errors(diags: &Diags) -> usize {
    diags.iter().filter(|d| d.severity() == Severity::Error).count()
}

/// The files that `articles` names: paths seen from the project or from `source/`, and `folder/*.md`.
fn paths(
    project: &Project,
    table: &mut Table<'_>,
    seen: &mut BTreeMap<String, Span>,
    diags: &mut Diags,
) -> Vec<String> {
    let mut out = Vec::new();
    for (written, span) in table.texts("articles", "[\"source/a.md\"]", diags) {
        let found = match written.strip_suffix("*.md") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => {
                let inside = |folder: &str| -> Vec<String> {
                    project
                        .list(folder)
                        .into_iter()
                        .filter(|p| p.to_ascii_lowercase().ends_with(".md"))
                        .collect()
                };
                let mut files = inside(folder);
                if files.is_empty() {
                    files = inside(&format!("source/{folder}"));
                }
                if files.is_empty() {
                    diags.push(Diag::new(&codes::NO_MATCH).at(span).arg(&written));
                }
                files
            }
            // Seen from the project file, else from the folder where articles are.
            _ => match project.resolve(FILE, &written).or_else(|outer| {
                let tells_nothing = outer.code.id == FILE_MISSING.id && outer.did_you_mean.is_none();
                project
                    .resolve("source/-", &written)
                    .map_err(|inner| if tells_nothing { inner } else { outer })
            }) {
                Ok(path) => vec![path],
                Err(diag) => {
                    diags.push(diag.at(span));
                    Vec::new()
                }
            },
        };
        for path in found {
            if seen.insert(path.clone(), span).is_some() {
                diags.push(Diag::new(&codes::TWICE).at(span).arg(&path));
            } else {
                out.push(path);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
