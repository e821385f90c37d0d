//! Link definitions, `[label]: address`. The Markdown parser takes them out of the text without a word, and a line of
//! Chinese easily has their form: `[记者]:今年收成如何？`, or an entry of a bibliography. In: the text of a file. Out:
//! the colons of those that define nothing, which [`super::view`] covers so that they stay text.
//!
//! A definition is one that leads a link of the text to the web or to a mail address, or a picture to its file.

use super::fold::folded;
use super::view::behind_markers;
use std::collections::BTreeMap;
use std::ops::Range;

/// The longest label, in bytes; the parser's own limit is 1000 characters.
const MAX_LABEL: usize = 4000;

/// What has the form of a definition and defines nothing.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// Where the colons stand, in order.
    pub(super) colons: Vec<usize>,
    /// Those among them with an address that a link could lead to.
    pub(super) unused: Vec<Range<usize>>,
}

/// What has the form of a definition.
struct Candidate<'s> {
    /// From its bracket to the end of its address.
    at: Range<usize>,
    label: &'s str,
    colon: usize,
    address: &'s str,
}

/// What a label leads.
#[derive(Default)]
struct Use {
    link: bool,
    picture: bool,
    /// Whether a definition for it has been seen; later ones do not count.
    defined: bool,
}

/// Finds them.
pub(super) fn find(src: &str, body: usize) -> Definitions {
    let candidates = candidates(src, body);
    let mut uses: BTreeMap<String, Use> =
        candidates.iter().map(|c| (folded(c.label), Use::default())).collect();
    if !uses.is_empty() {
        see_uses(src, body, &candidates, &mut uses);
    }
    let mut out = Definitions::default();
    for candidate in candidates {
        let Some(used) = uses.get_mut(&folded(candidate.label)) else { continue };
        let is_outward = is_outward(candidate.address);
        if !used.defined && (used.picture || (used.link && is_outward)) {
            used.defined = true;
            continue;
        }
        out.colons.push(candidate.colon);
        if is_outward {
            out.unused.push(candidate.at);
        }
    }
    out
}

fn candidates(src: &str, body: usize) -> Vec<Candidate<'_>> {
    let mut out = Vec::new();
    let mut start = body;
    for line in src[body..].split_inclusive('\n') {
        start += line.len();
        let inner = content(line);
        if inner.starts_with('[') {
            out.extend(candidate(src, start - inner.len()));
        }
    }
    out
}

/// A line behind what containers put before their content: the label of a note and the mark of what is defined too.
fn content(line: &str) -> &str {
    let mut rest = behind_markers(line);
    loop {
        let behind = if rest.starts_with("[^") {
            rest.split_once("]:").map(|(_, behind)| behind)
        } else {
            rest.strip_prefix(':').filter(|behind| behind.starts_with([' ', '\t']))
        };
        match behind {
            Some(behind) => rest = behind_markers(behind),
            None => return rest,
        }
    }
}

/// What begins with the bracket at `start`. Label and address may stand on two lines.
fn candidate(src: &str, start: usize) -> Option<Candidate<'_>> {
    let end = label_end(src, start + 1)?;
    let label = &src[start + 1..end];
    if label.starts_with('^') || label.trim().is_empty() {
        return None;
    }
    let colon = end + 1;
    let mut rest = src[colon..].strip_prefix(':')?.trim_start_matches([' ', '\t']);
    if let Some(next) = rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n")) {
        rest = behind_markers(next);
    }
    let length = match rest.strip_prefix('<') {
        Some(inner) => inner.find(['>', '\n']).map_or(0, |n| n + 2),
        None => rest.find(char::is_whitespace).unwrap_or(rest.len()),
    };
    let address = rest.get(..length).filter(|address| !address.is_empty())?;
    // Anything but a title behind the address, and the parser sees no definition either.
    let behind = rest[length..].lines().next().unwrap_or("").trim();
    let at = src.len() - rest.len();
    (behind.is_empty() || behind.starts_with(['"', '\'', '('])).then_some(Candidate {
        at: start..at + length,
        label,
        colon,
        address,
    })
}

/// Where the bracket stands that closes a label; nothing if another opens before.
fn label_end(src: &str, start: usize) -> Option<usize> {
    let bytes = src.as_bytes();
    let mut at = start;
    while at - start <= MAX_LABEL {
        match bytes.get(at)? {
            b'[' => return None,
            b']' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// Looks at every pair of brackets with none inside, those of the definitions left out.
fn see_uses(src: &str, body: usize, candidates: &[Candidate<'_>], uses: &mut BTreeMap<String, Use>) {
    let bytes = src.as_bytes();
    let mut own = candidates.iter().map(|c| c.at.start).peekable();
    let mut open: Option<(usize, bool)> = None;
    // Where the last pair ended, and whether it may have been the caption of a picture.
    let mut last: Option<(usize, bool)> = None;
    let mut at = body;
    while let Some(found) = bytes[at.min(bytes.len())..].iter().position(|b| matches!(b, b'[' | b']' | b'\\'))
    {
        at += found;
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => {
                let follows_picture = last.is_some_and(|(end, is_picture)| end + 1 == at && is_picture);
                let is_picture = (at > body && bytes[at - 1] == b'!') || follows_picture;
                while own.next_if(|&start| start < at).is_some() {}
                let is_own = own.next_if_eq(&at).is_some();
                open = (!is_own).then_some((at, is_picture));
            }
            _ => {
                // What closes around another pair may be a caption with the mark of a note in it.
                let (start, is_picture) = open.take().unwrap_or((at, true));
                if at > start
                    && at - start <= MAX_LABEL
                    && let Some(used) = uses.get_mut(&folded(&src[start + 1..at]))
                {
                    used.link |= !is_picture;
                    used.picture |= is_picture;
                }
                last = Some((at, is_picture));
            }
        }
        at += 1;
    }
}

fn is_outward(address: &str) -> bool {
    let address = address.trim_start_matches('<');
    ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colons(src: &str) -> Vec<usize> {
        find(src, 0).colons
    }

    #[test]
    fn a_line_that_leads_no_link_is_text() {
        for text in
            ["[记者]:今年收成如何？", "> [1]: 张三《江上桥》", "[^a]: [村民甲]: 好。", "- [甲]:\n  乙"]
        {
            assert_eq!(colons(text), [text.rfind("]:").unwrap() + 1], "{text}");
        }
        assert!(
            colons("[^a]: 注。").is_empty()
                && colons("[甲]：乙").is_empty()
                && colons("[甲] : 乙").is_empty()
        );
        assert!(colons("[甲]:\n\n乙").is_empty() && colons("[[甲]]:乙").is_empty());
    }

    #[test]
    fn definitions_stay_what_they_are() {
        assert!(colons("[网站]\n\n[网站]: https://a.cn \"题\"").is_empty());
        assert!(colons("[文][A]\n\n[a]:\n  <HTTPS://a.cn>").is_empty());
        assert!(colons("![图注[^1]][p]\n\n[p]: photos/a.jpg").is_empty());
        assert!(colons("![p]\n\n[p]: photos/a.jpg").is_empty());
        // A second one of the same label, one for no link, one to nowhere.
        assert_eq!(find("[a]\n\n[a]: https://a.cn\n[a]: https://b.cn", 0).unused.len(), 1);
        assert_eq!(find("[a]: https://a.cn", 0).unused.as_slice(), std::slice::from_ref(&(0..17)));
        let nowhere = find("文[1]\n\n[1]: 张三《江上桥》", 0);
        assert!(nowhere.colons.len() == 1 && nowhere.unused.is_empty());
    }
}
