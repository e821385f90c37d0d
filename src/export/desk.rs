//! The desk before the build: a raw text brought in, its characters compared with the article that came of it; and
//! everything that can be said of a project without making it.

use super::outlet::Nowhere;
use super::write::write;
use super::{Options, Output, Progress, Step, equip};
use crate::article::{Article, SenseText, figures, plain_text, texts};
use crate::diag::{Diag, Diags, Files, Lang, codes, message, nearest};
use crate::import::{self, Beside, Both, Report, Suggestion};
use crate::manifest::{self, Check};
use crate::proof::{self, CharacterSet, Edit, Finding, Settings};
use crate::reader;
use crate::source::Project;
use std::collections::BTreeMap;

/// A project made of a raw text.
#[derive(Debug)]
pub struct Brought {
    /// The article, photos and placeholders, by path in the project.
    pub outputs: Vec<Output>,
    /// Every decision.
    pub report: Report,
}

/// Brings in a text, a web page or a DOCX. The article is read back as `keben build` would read it, and has to have
/// every character of the text, no more and no other.
///
/// `apply` names suggestions that are to be carried out, by their ids; the report has all of them.
///
/// Errors: what [`import::import`] refuses; an article that would not have the text's characters; an id that no
/// suggestion with a replacement has.
pub fn import(bytes: &[u8], name: &str, apply: &[String], beside: Beside<'_>) -> Result<Brought, Diag> {
    let mut made = import::import(bytes, name, beside)?;
    if made.article.len() as u64 > reader::MAX_ARTICLE_BYTES {
        // What Markdown reads is escaped, so an article may be longer than its text.
        return Err(import::too_long("4 MiB of Markdown", " 4 MiB Markdown", name));
    }
    let mut files = BTreeMap::from([(import::ARTICLE.to_owned(), made.article.clone().into_bytes())]);
    files.extend(made.photos.iter().map(|(path, _)| (path.clone(), Vec::new())));
    let project = Project::in_memory(files);
    let (mut read, mut diags) = (Files::default(), Diags::new());
    let article = reader::read(&project, import::ARTICLE, &mut read, &mut diags);
    conserved(&made.text, article.as_ref(), &made.article, &made.report)?;
    let mut report = made.report;
    if let Some(article) = &article {
        let found = proof::check(article, &read, &Settings::default());
        made.article = suggest(&found, &made.article, apply, &mut report)?;
    }
    let mut outputs = vec![Output { name: import::ARTICLE.to_owned(), bytes: made.article.into_bytes() }];
    outputs.extend(made.photos.into_iter().map(|(name, bytes)| Output { name, bytes: bytes.to_vec() }));
    report.files = outputs.iter().map(|o| o.name.clone()).collect();
    Ok(Brought { outputs, report })
}

/// Lists what the rules for marks and words would change, and makes those changes that were asked for.
fn suggest(found: &[Finding], markdown: &str, apply: &[String], report: &mut Report) -> Result<String, Diag> {
    let mut edits: Vec<&Edit> = Vec::new();
    // Found once: there may be a finding in each of many thousand lines.
    let ends: Vec<usize> = markdown.match_indices('\n').map(|(at, _)| at).collect();
    let about_text = |f: &&Finding| f.diag.code.id.starts_with("C1") || f.diag.code.id.starts_with("C2");
    for (n, finding) in found.iter().filter(about_text).enumerate() {
        let Some(span) = finding.diag.span else { continue };
        let id = format!("S{}", n + 1);
        let applied = apply.iter().any(|a| a.eq_ignore_ascii_case(&id)) && !finding.edits.is_empty();
        if applied {
            edits.extend(&finding.edits);
        }
        let from = markdown.get(span.range()).unwrap_or_default().to_owned();
        let to = (!finding.edits.is_empty()).then(|| edited(markdown, span.range(), &finding.edits));
        report.suggestions.push(Suggestion {
            id,
            code: finding.diag.code.id,
            line: ends.partition_point(|end| *end < span.range().start) + 1,
            context: around(markdown, span.range()),
            from,
            to,
            message: Both::new(message(&finding.diag, Lang::En), message(&finding.diag, Lang::Zh)),
            applied,
        });
    }
    let unknown =
        apply.iter().find(|a| !report.suggestions.iter().any(|s| s.applied && s.id.eq_ignore_ascii_case(a)));
    if let Some(id) = unknown {
        return Err(Diag::new(&codes::import::NO_SUGGESTION).arg(id));
    }
    let all: Vec<Edit> = edits.into_iter().cloned().collect();
    Ok(edited(markdown, 0..markdown.len(), &all))
}

/// A stretch of a text with replacements made in it, from the last to the first; what overlaps is left out.
fn edited(text: &str, range: std::ops::Range<usize>, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|e| e.span.start);
    let mut out = String::new();
    let mut at = range.start;
    for edit in sorted {
        let place = edit.span.range();
        if place.start >= at && place.end <= range.end {
            out.push_str(text.get(at..place.start).unwrap_or_default());
            out.push_str(&edit.text);
            at = place.end;
        }
    }
    out.push_str(text.get(at..range.end).unwrap_or_default());
    out
}

/// A stretch of a line with up to eight characters on each side.
fn around(text: &str, range: std::ops::Range<usize>) -> String {
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let line = |c: &char| *c != '\n';
    let left: Vec<char> = before.chars().rev().take_while(line).take(8).collect();
    let right = behind.chars().take_while(line).take(8);
    left.into_iter().rev().chain(text.get(range).unwrap_or_default().chars()).chain(right).collect()
}

/// What is to be said of a project.
#[derive(Debug, Default)]
pub struct Checked {
    /// The texts that problems point into.
    pub files: Files,
    /// Every problem found by every room, in the order of the text.
    pub diags: Diags,
    /// The articles that `--fix` would change.
    pub fixed: Vec<Fixed>,
    /// How many places that are.
    pub fixes: usize,
}

/// An article that `--fix` would change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fixed {
    /// Its path in the project.
    pub path: String,
    /// Its text as it was read.
    pub was: String,
    /// Its text as it would be.
    pub text: String,
}

impl Fixed {
    /// Whether the article still is as it was when it was checked: a check takes its time, and an editor saves at any
    /// moment. Error: it is not, or cannot be read any more.
    pub fn unchanged(&self, project: &Project) -> Result<(), Diag> {
        if *project.text(&self.path)? == *self.was {
            Ok(())
        } else {
            Err(Diag::new(&codes::export::CHANGED_MEANWHILE).arg(&self.path))
        }
    }
}

/// Checks a project: the copy desk's rules, and whatever a build by these options would report. What it would make is
/// dropped.
pub fn check(project: &Project, options: &Options, progress: &dyn Progress) -> Checked {
    let options = &Options { judge_photos: true, ..options.clone() };
    let mut checked = Checked::default();
    let Checked { files, diags, fixed, fixes } = &mut checked;
    progress.begin(Step::Read);
    let manifest = manifest::load(project, files, diags);
    let settings = settings(&manifest.check, diags);
    let read = super::read(project, &manifest, files, diags);
    for article in &read.0 {
        let found = proof::check(article, files, &settings);
        // What was misread is not mended: a comma between two keys may be no comma of the text. A photo that is missing
        // does not matter.
        let misread = diags.iter().any(|d| {
            d.severity() == crate::diag::Severity::Error
                && d.code.id.starts_with("K2")
                && d.span.is_some_and(|s| s.file == article.file)
        });
        let edits: Vec<Edit> = found.iter().filter(|f| f.safe).flat_map(|f| f.edits.clone()).collect();
        if !edits.is_empty() && !misread {
            let text = files.text(article.file);
            fixed.push(Fixed {
                path: files.name(article.file).to_owned(),
                was: text.to_owned(),
                text: edited(text, 0..text.len(), &edits),
            });
            *fixes += found.iter().filter(|f| f.safe).count();
        }
        let told: Vec<Diag> = found.into_iter().map(|f| f.diag).filter(|d| !follows(d, diags)).collect();
        told.into_iter().for_each(|d| diags.push(d));
    }
    if let Some(gathered) = equip(project, manifest, read, options, progress, files, diags) {
        // What the rest of the way has to say shows only to those who walk it.
        write(&mut Nowhere, (project, &gathered), options, progress, files, diags);
    }
    // A rule may be switched off whoever reports it.
    let mut kept = Diags::new();
    diags
        .iter()
        .filter(|d| !settings.off.contains(d.code.id) || d.severity() == crate::diag::Severity::Error)
        .for_each(|d| kept.push(d.clone()));
    *diags = kept;
    diags.sort();
    checked
}

/// Whether a finding of the rules follows from what the reader found: a date that could not be read is not missing, and a
/// mark that means nothing to Markdown was told as that.
fn follows(finding: &Diag, read: &Diags) -> bool {
    let unread = [
        &codes::reader::YAML_SYNTAX,
        &codes::reader::FULL_WIDTH_COLON,
        &codes::reader::NO_SPACE,
        &codes::reader::BAD_DATE,
        &codes::reader::YAML_LIMIT,
    ];
    let Some(span) = finding.span else { return false };
    read.iter().filter_map(|d| Some((d.code.id, d.span?))).filter(|(_, at)| at.file == span.file).any(
        |(code, at)| match finding.code.id {
            id if id == codes::proof::NO_DATE.id => unread.iter().any(|c| c.id == code),
            // The closing `：：：` is told with the opening one.
            id if id == codes::proof::DOUBLED_MARK.id => {
                let is_fence = finding.args.iter().all(|mark| mark.ends_with('：'));
                code == codes::reader::FULL_WIDTH_MARK.id && is_fence
            }
            _ => code == codes::reader::FULL_WIDTH_MARK.id && at.start <= span.start && span.end <= at.end,
        },
    )
}

/// What `[check]` in the project file means.
pub(super) fn settings(check: &Check, diags: &mut Diags) -> Settings {
    let mut settings = Settings { keep: check.keep.clone(), ..Settings::default() };
    for (code, span) in &check.off {
        let code = code.to_ascii_uppercase();
        if codes::all().any(|c| c.id == code) {
            settings.off.insert(code);
        } else {
            let near = nearest(&code, codes::all().map(|c| c.id));
            diags.push(Diag::new(&codes::manifest::NO_SUCH_RULE).at(*span).arg(&code).suggest(near));
        }
    }
    settings.characters = check.characters.as_ref().and_then(|(word, span)| {
        let found = CharacterSet::ALL.into_iter().find(|set| set.key().eq_ignore_ascii_case(word));
        if found.is_none() {
            let diag = Diag::new(&codes::manifest::BAD_VALUE).at(*span).arg("check.characters").arg(word);
            let known = CharacterSet::ALL.map(|set| format!("`{}`", set.key()));
            let (en, zh) =
                (format!("it is one of {}", known.join(", ")), format!("只能是 {}", known.join("、")));
            diags.push(diag.arg_both(&en, &zh));
        }
        found
    });
    settings
}

/// Compares the characters of the raw text and of the article, by how often each occurs. `markdown` is what the article
/// was read from. Errors: the article has not all of them, or others.
pub fn conserved(raw: &str, article: Option<&Article>, markdown: &str, report: &Report) -> Result<(), Diag> {
    let mut balance: BTreeMap<char, i64> = BTreeMap::new();
    let mut count = |text: &str, by: i64| {
        for c in text.chars().filter(|c| import::counts(*c)) {
            *balance.entry(c).or_insert(0) += by;
        }
    };
    count(raw, 1);
    report.added.iter().for_each(|t| count(t, 1));
    report.set_aside.iter().for_each(|t| count(t, -1));
    for text in article.map(|a| said(a, markdown)).unwrap_or_default() {
        count(&text, -1);
    }
    let told = |sign: i64| {
        let chars = balance.iter().filter(|(_, n)| n.signum() == sign).map(|(c, _)| *c);
        chars.take(20).collect::<String>()
    };
    let (missing, extra) = (told(1), told(-1));
    if missing.is_empty() && extra.is_empty() {
        return Ok(());
    }
    let shown = |chars: String| if chars.is_empty() { "—".to_owned() } else { chars };
    Err(Diag::new(&codes::import::NOT_CONSERVED).arg(shown(missing)).arg(shown(extra)))
}

/// Every text of an article that came from the raw one.
fn said(article: &Article, markdown: &str) -> Vec<String> {
    let meta = &article.meta;
    let mut out = texts(article);
    out.push(meta.title.text());
    out.extend([&meta.kicker, &meta.subtitle, &meta.series].into_iter().flatten().map(SenseText::text));
    out.extend(meta.byline.iter().map(|p| p.name.clone()));
    out.extend(meta.credits.iter().map(|c| plain_text(c)));
    // A picture without a credit of its own has that of the note on all.
    for figure in figures(article) {
        let own = markdown.get(figure.span.range()).is_some_and(|t| t.contains(" \""));
        if let Some(credit) = figure.credit.as_ref().filter(|_| !own)
            && let Some(at) = out.iter().position(|t| t == credit)
        {
            out.remove(at);
        }
    }
    out
}
