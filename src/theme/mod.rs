//! Themes: how an article looks. In: `templates/<name>/` (compiled in, or the project's, which comes first).
//! Out: a [`Theme`], whole and checked, that layout and the EPUB writer read and never question.
//!
//! A theme extends another: what it leaves out, key by key and file by file, is taken from there. A theme that
//! names none extends the shipped one of its own name, or else `feature`, so a project changes one size with
//! one line.

mod build;
mod check;
mod keys;
mod model;
mod parts;
mod place;
mod shipped;
mod value;
mod volume;

pub use model::{
    Align, AreaSpec, BlockStyle, BoxStyle, EpubStyle, FaceRole, Faces, FigureStyle, FolioStyle, FontsInEpub,
    HeadGroup, HeadPart, HeadStyle, IndexStyle, LineRules, ListStyle, NotePlace, NoteStyle, Opening,
    PageSpec, PrintStyle, Prohibition, Punctuation, RunningHead, TableStyle, TextStyle, Theme, TocStyle,
    VolumeStyle,
};

use crate::diag::codes::theme as codes;
use crate::diag::{Diag, Diags, FileId, Files, Severity, Span, nearest};
use crate::keyfile::{self, Entries, Node, Value};
use crate::source::Project;
use build::EpubFiles;
use std::sync::Arc;

/// The XHTML templates that a theme may bring.
pub const TEMPLATES: &[&str] =
    &["article.xhtml", "colophon.xhtml", "cover.xhtml", "index.xhtml", "part.xhtml", "title.xhtml"];

/// Loads a theme by name: `templates/<name>/` of the project, else the compiled-in one. `None` if it is not
/// there or something in it is wrong; every problem found is in `diags` with its place.
pub fn load(project: &Project, name: &str, files: &mut Files, diags: &mut Diags) -> Option<Theme> {
    load_at(project, name, None, files, diags)
}

/// The same for a theme that a file names at a place.
pub fn load_at(
    project: &Project,
    name: &str,
    named_at: Option<Span>,
    files: &mut Files,
    diags: &mut Diags,
) -> Option<Theme> {
    let errors_before = diags.count(Severity::Error);
    let (mut entries, mut epub) = (Entries::new(), EpubFiles::default());
    let layers = chain(project, name, named_at, files, diags)?;
    let own = place::Own::of(&layers);
    for layer in layers.into_iter().rev() {
        keyfile::lay_over(&mut entries, layer.entries);
        epub.css = layer.css.unwrap_or(epub.css);
        epub.templates.extend(layer.templates);
    }
    // A file that could not be read or parsed is half a theme; what else seems wrong with it may not be.
    if diags.count(Severity::Error) > errors_before {
        return None;
    }
    let mut found = Diags::new();
    let theme = build::theme(name, &entries, epub, &mut found).0;
    own.show(&mut found, &entries);
    diags.append(found);
    theme
}

/// A theme and those it stands on, itself first.
fn chain(
    project: &Project,
    name: &str,
    named_at: Option<Span>,
    files: &mut Files,
    diags: &mut Diags,
) -> Option<Vec<Layer>> {
    let mut chain = Vec::new();
    let mut next = Some((name.to_owned(), named_at, true));
    while let Some((name, asked_at, own)) = next {
        let layer = layer(project, &name, own, asked_at, files, diags)?;
        next = layer.parent();
        chain.push(layer);
        if let Some((name, at, true)) = &next
            && chain.iter().any(|l: &Layer| l.own && l.name == *name)
        {
            let names: Vec<_> = chain.iter().map(|l| l.name.as_str()).chain([name.as_str()]).collect();
            let diag = Diag::new(&codes::EXTENDS_CYCLE).arg(names.join(" → "));
            diags.push(at.map_or(diag.clone(), |span| diag.at(span)));
            return None;
        }
    }
    Some(chain)
}

/// What a theme is, in a few words for a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The page: `140 × 203 mm`.
    pub page: String,
    /// Columns, characters and lines: `1 × 27 × 27`.
    pub area: String,
    /// Size and leading of the body: `10.5/17 pt`.
    pub body: String,
    /// The first family of each role: `宋 Noto Serif SC`.
    pub faces: Vec<String>,
    /// The themes it stands on, nearest first.
    pub extends: Vec<String>,
    /// The keys and tables that it sets itself.
    pub sets: Vec<String>,
}

/// Sums up a theme; `None` if it is not sound, which has then been reported.
pub fn summary(project: &Project, name: &str, files: &mut Files, diags: &mut Diags) -> Option<Summary> {
    let theme = load(project, name, files, diags)?;
    // What is wrong has been told by now.
    let chain = chain(project, name, None, &mut Files::default(), &mut Diags::new())?;
    let number = |value: f64| format!("{}", (value * 10.0).round() / 10.0);
    let own = chain.first().map(|layer| &layer.entries);
    Some(Summary {
        page: format!(
            "{} × {} mm",
            number(theme.page.size.width.to_mm()),
            number(theme.page.size.height.to_mm())
        ),
        area: format!("{} × {} × {}", theme.area.columns, theme.area.chars, theme.area.lines),
        body: format!("{}/{} pt", number(theme.body.size.to_pt()), number(theme.body.leading.to_pt())),
        faces: [
            ("宋", FaceRole::Song),
            ("黑", FaceRole::Hei),
            ("楷", FaceRole::Kai),
            ("等宽", FaceRole::Mono),
        ]
        .into_iter()
        .filter_map(|(role, face)| Some(format!("{role} {}", theme.faces.of(face).first()?)))
        .collect(),
        extends: chain.iter().skip(1).map(|layer| layer.name.clone()).collect(),
        sets: own.into_iter().flat_map(|e| e.keys()).filter(|k| *k != "extends").cloned().collect(),
    })
}

/// The names of all themes at hand, compiled in and the project's, by name. A folder without `theme.toml` is none.
pub fn names(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = shipped::THEMES.iter().map(|t| t.name.to_owned()).collect();
    let own = project.folders("templates").into_iter();
    names.extend(own.filter(|name| project.has(&format!("templates/{name}/theme.toml"))));
    names.sort();
    names.dedup();
    names
}

/// One theme's own folder.
struct Layer {
    name: String,
    /// Whether it is the project's.
    own: bool,
    /// Its `theme.toml`.
    file: Option<FileId>,
    entries: Entries,
    css: Option<String>,
    templates: Vec<(String, String)>,
}

impl Layer {
    /// The theme that it extends, where it says so, and whether the project's own folders are searched for it.
    /// A project's theme that extends its own name means the shipped one.
    fn parent(&self) -> Option<(String, Option<Span>, bool)> {
        if let Some(Node { value: Value::Text(parent), span, .. }) = self.entries.get("extends") {
            return Some((parent.clone(), Some(*span), self.own && *parent != self.name));
        }
        if self.own && shipped::find(&self.name).is_some() {
            return Some((self.name.clone(), None, false));
        }
        (self.name != shipped::ROOT).then(|| (shipped::ROOT.to_owned(), None, false))
    }
}

/// Reads the folder of one theme. With `own` the project's folders come first.
fn layer(
    project: &Project,
    name: &str,
    own: bool,
    asked_at: Option<Span>,
    files: &mut Files,
    diags: &mut Diags,
) -> Option<Layer> {
    let folder = format!("templates/{name}");
    // A name is one plain folder; `source` would refuse to leave the project, this only gives the better word.
    let plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    let theirs = if own && plain { project.list(&folder) } else { Vec::new() };
    let mut layer = Layer {
        name: name.to_owned(),
        own: !theirs.is_empty(),
        file: None,
        entries: Entries::new(),
        css: None,
        templates: Vec::new(),
    };
    let mut texts: Vec<(String, Arc<str>)> = Vec::new();
    if theirs.is_empty() {
        let Some(shipped) = shipped::find(name) else {
            let all = names(project);
            let near = nearest(name, all.iter().map(String::as_str));
            let diag = Diag::new(&codes::UNKNOWN_THEME).arg(name).suggest(near);
            diags.push(asked_at.map_or(diag.clone(), |span| diag.at(span)));
            return None;
        };
        texts.extend(shipped.files.iter().map(|(file, text)| ((*file).to_owned(), Arc::from(*text))));
    }
    for path in theirs {
        let file = path.rsplit('/').next().unwrap_or_default().to_owned();
        if !is_known(&file) {
            diags.push(Diag::new(&codes::STRAY_FILE).arg(&path).suggest(nearest(&file, known_files())));
            continue;
        }
        match project.text(&path) {
            Ok(text) => texts.push((file, text)),
            Err(diag) => diags.push(diag),
        }
    }
    for (file, text) in texts {
        if file == "theme.toml" {
            let id: FileId = files.add(&format!("{folder}/{file}"), Arc::clone(&text));
            layer.file = Some(id);
            layer.entries = keyfile::parse(id, &text, &codes::SYNTAX, diags);
        } else if file == "epub.css" {
            layer.css = Some(text.to_string());
        } else {
            layer.templates.push((file, text.to_string()));
        }
    }
    Some(layer)
}

fn known_files() -> impl Iterator<Item = &'static str> {
    ["theme.toml", "epub.css"].into_iter().chain(TEMPLATES.iter().copied())
}

fn is_known(file: &str) -> bool {
    known_files().any(|f| f == file)
}

/// A page by name or as width × height, as `page.size` takes it: `A3`, `320mm x 450mm`.
pub fn page_size(text: &str) -> Option<crate::geom::Size> {
    value::page(text)
}

/// A length in absolute units, as themes write it: `0.1mm`, `3pt`.
pub fn length(text: &str) -> Option<crate::geom::Abs> {
    value::length(text, None)
}

#[cfg(test)]
mod tests;
