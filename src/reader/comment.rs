//! Comments in the front matter. To YAML a `#` behind a space begins one, though `title: 新桥通车 #深读` was meant
//! as a text.

use super::yaml::{Value, ValueKind};
use crate::diag::{Diag, Diags, FileId, Span, codes::reader as codes};
use std::ops::Range;

/// Tells the comments that follow texts of a value.
pub(super) fn report_within(value: &Value, src: &str, file: FileId, diags: &mut Diags) {
    match &value.kind {
        ValueKind::Null => {}
        ValueKind::Text(text) => {
            if let Some(at) = behind(text, &value.at, src) {
                let comment = &src[at.clone()];
                diags.push(Diag::new(&codes::YAML_COMMENT).at(Span::new(file, at)).arg(comment));
            }
        }
        ValueKind::List(items) => items.iter().for_each(|item| report_within(item, src, file, diags)),
        ValueKind::Map(pairs) => pairs.iter().for_each(|(_, value)| report_within(value, src, file, diags)),
    }
}

/// The comment behind a text without quotation marks. Behind a number or a date it explains; behind words it may be one
/// of them.
fn behind(text: &str, at: &Range<usize>, src: &str) -> Option<Range<usize>> {
    let written = src.get(at.clone())?;
    if written.starts_with(['"', '\'', '|', '>', '*', '&', '!']) || written.lines().nth(1).is_some() {
        return None;
    }
    let rest = src.get(at.end..)?;
    let comment = rest.trim_start_matches([' ', '\t']);
    let word = comment.strip_prefix('#')?;
    let is_word = word.starts_with(|c: char| !c.is_whitespace() && c != '#');
    let start = at.end + rest.len() - comment.len();
    let comment = comment.lines().next()?.trim_end();
    (is_word || text.contains(char::is_alphabetic)).then(|| start..start + comment.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_behind_words_are_told() {
        let told = |line: &str, text: &str| {
            let at = line.find(text).unwrap();
            behind(text.trim_matches('"'), &(at..at + text.len()), line).map(|at| line[at].to_owned())
        };
        assert_eq!(told("title: 新桥 通车 #深读", "新桥 通车").as_deref(), Some("#深读"));
        assert_eq!(told("title: 新桥 # 深读 ", "新桥").as_deref(), Some("# 深读"));
        assert_eq!(told("issue: 8123 #待核", "8123").as_deref(), Some("#待核"));
        assert_eq!(told("lead: 2 # 两段", "2"), None);
        assert_eq!(told("title: \"新桥\" # 深读", "\"新桥\""), None);
        assert_eq!(told("title: 新桥\n# 深读", "新桥"), None);
    }
}
