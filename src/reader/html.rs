//! HTML, which is dropped, and comments, which are the author's own notes and end at the first `-->`.

use super::node::Cx;
use crate::diag::codes::reader as codes;
use std::ops::Range;

/// Says that HTML was dropped, but for comments.
pub(super) fn report(at: Range<usize>, cx: &mut Cx<'_, '_>) {
    let text = cx.src().get(at.clone()).unwrap_or("").trim_end();
    if behind_comments(text).is_some_and(str::is_empty) {
        return;
    }
    let first: String = text.trim_start().lines().next().unwrap_or("").chars().take(40).collect();
    cx.report(&codes::RAW_HTML, &(at.start..at.start + text.len()), &[&first]);
}

/// Where the words stand that follow a comment on its last line. To the parser they belong to the comment.
pub(super) fn words_behind(at: &Range<usize>, cx: &Cx<'_, '_>) -> Option<Range<usize>> {
    let text = cx.src().get(at.clone())?.trim_end();
    let words = behind_comments(text).filter(|words| !words.is_empty())?;
    let end = at.start + text.len();
    Some(end - words.len()..end)
}

/// What follows the comments that a text begins with; nothing if it begins with something else.
fn behind_comments(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    let mut found = None;
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|inner| inner.split_once("-->")) {
        rest = behind.trim_start();
        found = Some(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_ends_at_its_first_end() {
        assert_eq!(behind_comments("<!-- 甲 -->\n"), Some(""));
        assert_eq!(behind_comments("<!-- 甲 --> <!-- 乙\n-->"), Some(""));
        assert_eq!(behind_comments("<!-- 甲 --> 这句话 -->"), Some("这句话 -->"));
        assert_eq!(behind_comments("<!-- 甲"), None);
        assert_eq!(behind_comments("<b>甲</b>"), None);
    }
}
