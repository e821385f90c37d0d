//! The front matter: where it ends, and its keys with their values. In: the text of a file. Out: a list of
//! pairs, and every slip in it. One slip does not hide the next, nor the keys around it: what cannot be read as
//! a whole is read key by key.

use super::colon::slip;
use super::comment;
use super::yaml::{self, Size, Value, ValueKind, YamlError};
use crate::diag::{Diag, Diags, FileId, Span, codes::reader as codes};
use std::collections::BTreeSet;
use std::ops::Range;

/// What stands before the body.
#[derive(Debug, Default)]
pub(super) struct Front {
    /// The keys and values that could be read.
    pub(super) pairs: Vec<(Key, Value)>,
    /// Keys whose value could not be read.
    pub(super) broken: Vec<String>,
    /// Where the body begins.
    pub(super) body: usize,
    /// The keys of `pairs`.
    known: BTreeSet<String>,
}

/// A key and its place.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) text: String,
    pub(super) at: Range<usize>,
}

/// Reads the front matter of a file; without one everything is body.
pub(super) fn read(src: &str, file: FileId, diags: &mut Diags) -> Front {
    let mut front = Front::default();
    let first = src.split_inclusive('\n').next().unwrap_or("");
    if first.trim_end() != "---" {
        return unopened(src, file, diags).unwrap_or(front);
    }
    let start = first.len();
    let mut at = start;
    let end = src[start..].split_inclusive('\n').find_map(|line| {
        let here = at;
        at += line.len();
        matches!(line.trim_end(), "---" | "...").then_some((here, at))
    });
    let Some((end, body)) = end else {
        diags.push(Diag::new(&codes::FRONT_UNCLOSED).at(Span::new(file, 0..3)));
        // The keys end where no line looks like one any more; the rest is the body.
        let end = last_key_line(src, start);
        front.body = end;
        front.pairs_of(src, start..end, file, diags);
        return front;
    };
    front.body = body;
    front.pairs_of(src, start..end, file, diags);
    front
}

/// Keys at the top with a line of `---` behind them and none before: nothing else begins like that.
fn unopened(src: &str, file: FileId, diags: &mut Diags) -> Option<Front> {
    let mut end = 0;
    let closing = src.split_inclusive('\n').find(|line| {
        let is_last = line.trim_end() == "---";
        end += if is_last { 0 } else { line.len() };
        is_last
    })?;
    if last_key_line(&src[..end], 0) < end {
        return None;
    }
    let first = src.lines().next().unwrap_or_default();
    // One line over `---` may be a heading.
    if src[..end].lines().filter(|l| l.contains([':', '：'])).count() < 2 {
        return None;
    }
    diags.push(Diag::new(&codes::FRONT_UNOPENED).at(Span::new(file, 0..first.len())));
    let mut front = Front { body: end + closing.len(), ..Front::default() };
    front.pairs_of(src, 0..end, file, diags);
    Some(front)
}

impl Front {
    fn pairs_of(&mut self, src: &str, range: Range<usize>, file: FileId, diags: &mut Diags) {
        match yaml::read(src, range.clone(), &mut Size::default()) {
            Ok(value) if !has_slip(src, &range) => return self.take(value, src, file, diags),
            // Read key by key, it would be above the limit all the same.
            Err(error @ YamlError::Limit(..)) => {
                self.break_all(src, &entries(src, range.clone()));
                return report(&error, src, &range, file, diags);
            }
            _ => {}
        }
        let (entries, anchors) = (entries(src, range.clone()), anchors(&src[range.clone()]));
        let mut size = Size::default();
        for (n, entry) in entries.iter().enumerate() {
            let line = src[entry.clone()].lines().next().unwrap_or("");
            if let Some(slip) = slip(line) {
                slip.report(entry.start, file, diags);
                self.broken.push(slip.key.to_owned());
                continue;
            }
            match yaml::read(src, entry.clone(), &mut size) {
                Ok(value) => self.take(value, src, file, diags),
                Err(error) => {
                    self.broken.push(key_of(line).to_owned());
                    if !is_alias_of_another(&error, src, entry, &anchors) {
                        report(&error, src, entry, file, diags);
                    }
                    if matches!(error, YamlError::Limit(..)) {
                        return self.break_all(src, &entries[n + 1..]);
                    }
                }
            }
        }
    }

    /// Nothing more is read: the keys have values that nobody knows.
    fn break_all(&mut self, src: &str, entries: &[Range<usize>]) {
        self.broken.extend(entries.iter().map(|entry| key_of(&src[entry.clone()]).to_owned()));
    }

    fn take(&mut self, value: Value, src: &str, file: FileId, diags: &mut Diags) {
        match value.kind {
            ValueKind::Null => {}
            ValueKind::Map(pairs) => {
                for (key, value) in pairs {
                    let ValueKind::Text(text) = key.kind else {
                        let diag = Diag::new(&codes::YAML_SYNTAX).at(Span::new(file, key.at));
                        diags.push(diag.arg_both("a key is a word", "键应是一个词"));
                        continue;
                    };
                    if self.known.insert(text.clone()) {
                        comment::report_within(&value, src, file, diags);
                        self.pairs.push((Key { text, at: key.at }, value));
                    } else {
                        let span = Span::new(file, key.at);
                        diags.push(Diag::new(&codes::DUPLICATE_KEY).at(span).arg(text));
                    }
                }
            }
            _ => {
                let diag = Diag::new(&codes::YAML_SYNTAX).at(Span::new(file, value.at));
                diags.push(diag.arg_both("no key", "缺少键"));
            }
        }
    }
}

/// What stands before the first colon.
fn key_of(line: &str) -> &str {
    line.split(':').next().unwrap_or("").trim()
}

/// The names that stand behind a `&`.
fn anchors(text: &str) -> BTreeSet<&str> {
    text.split('&').skip(1).map(name_of).collect()
}

/// The name of an anchor or an alias that a text begins with.
fn name_of(text: &str) -> &str {
    text.split([' ', '\n', '\r', '\t', ',', ']', '}']).next().unwrap_or(text)
}

/// Read key by key, an alias does not see the anchor in another key; that is no fault of its own.
fn is_alias_of_another(error: &YamlError, src: &str, entry: &Range<usize>, anchors: &BTreeSet<&str>) -> bool {
    let YamlError::Syntax(info, at) = error else { return false };
    let alias = src.get(*at..entry.end).and_then(|text| text.strip_prefix('*'));
    info.contains("unknown anchor") && alias.is_some_and(|alias| anchors.contains(name_of(alias)))
}

fn report(error: &YamlError, src: &str, entry: &Range<usize>, file: FileId, diags: &mut Diags) {
    let (code, at) = match error {
        YamlError::Syntax(_, at) => (&codes::YAML_SYNTAX, *at),
        YamlError::Limit(_, _, at) => (&codes::YAML_LIMIT, *at),
    };
    // Errors that show at the end are shown at the last character there is.
    let last = entry.start + src[entry.clone()].trim_end().len();
    let start = at.min(last);
    let length = src[start..].chars().next().filter(|_| start < last).map_or(0, char::len_utf8);
    let diag = Diag::new(code).at(Span::new(file, start..start + length));
    let (en, zh) = match error {
        YamlError::Syntax(info, _) => in_authors_words(info, &src[entry.clone()]),
        YamlError::Limit(en, zh, _) => (*en, *zh),
    };
    diags.push(diag.arg_both(en, zh));
}

/// What the parser's complaint means to someone who has never heard of scalars and flow collections.
fn in_authors_words<'a>(info: &'a str, entry: &str) -> (&'a str, &'a str) {
    let value = entry.split_once(':').map_or("", |(_, value)| value.trim_start_matches(' '));
    let is_closed = |close| value.lines().next().unwrap_or("").contains(close);
    if value.starts_with('[') && is_closed(']') || value.starts_with('{') && is_closed('}') {
        return ("a text that begins with a bracket goes in quotation marks", "以括号开头的文字须放在引号内");
    }
    const WORDS: [(&[&str], (&str, &str)); 10] = [
        (
            &[yaml::ANOTHER_DOCUMENT],
            ("a line of the front matter begins with `---`", "元数据中有一行以 `---` 开头"),
        ),
        (&["end of stream", "document indicator"], ("a quotation mark is not closed", "引号没有闭合")),
        (&["after double-quoted"], ("there is text behind the closing quotation mark", "引号之后还有文字")),
        (
            &["escape", "hexadecimal"],
            ("a backslash in double quotation marks; use single ones", "双引号里有反斜杠，请改用单引号"),
        ),
        (&["mapping values", "placement of ':'"], ("there is a second colon", "同一行里有第二个冒号")),
        (&["flow sequence"], ("a `[` is not closed, or a comma is missing", "`[` 没有闭合，或者缺少逗号")),
        (&["flow mapping"], ("a `{` is not closed, or a comma is missing", "`{` 没有闭合，或者缺少逗号")),
        (&["tab"], ("there is a tab; indent with spaces", "有制表符，请用空格缩进")),
        (
            &["anchor", "alias", "unexpected character", "tag", "directive"],
            ("a value cannot begin with this character", "值不能以这个字符开头"),
        ),
        (
            &["indentation", "block", "simple key", "expected"],
            ("the indentation does not fit, or a colon is missing", "缩进不一致，或者缺少冒号"),
        ),
    ];
    let meant = WORDS.iter().find(|(marks, _)| marks.iter().any(|m| info.contains(m)));
    meant.map_or((info, info), |(_, words)| *words)
}

fn has_slip(src: &str, range: &Range<usize>) -> bool {
    entries(src, range.clone()).iter().any(|e| slip(src[e.clone()].lines().next().unwrap_or("")).is_some())
}

/// The front matter cut where a line begins with something else than space, `#`, `-` or a closing bracket.
fn entries(src: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    for line in src[range].split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t', '#', '-', ']', '}', '\n', '\r']);
        match out.last_mut() {
            Some(last) if goes_on => last.end = at + line.len(),
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            _ => out.push(at..at + line.len()),
        }
        at += line.len();
    }
    out
}

/// Where the lines that look like keys end.
fn last_key_line(src: &str, start: usize) -> usize {
    let mut at = start;
    for line in src[start..].split_inclusive('\n') {
        let is_key = line.split_once([':', '：']).is_some_and(|(key, _)| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        });
        if !is_key && !line.starts_with([' ', '\t', '-']) {
            break;
        }
        at += line.len();
    }
    at
}
