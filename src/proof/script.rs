//! Traditional characters among simplified ones, and the other way round. The table is OpenCC's; a character that
//! both scripts have (乾, 著, 後 as a surname) counts as either.

use super::passage::Passage;
use super::{CharacterSet, Desk, is_han};
use crate::diag::codes::proof as codes;
use crate::source::is_gb2312;
use hanconv::RawDictionary;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// From so many on, and so large a share, a paragraph is one of the other script.
const PASSAGE: usize = 6;

/// Traditional characters and what they are in simplified script; those that simplified texts have too are not
/// among them (GB/T 2312 has 乾, 著, 瞭 and their like, 《通用规范汉字表》 昇, 甦 and theirs).
static TRADITIONAL: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let one = |text: &str| text.chars().next().filter(|_| text.chars().nth(1).is_none());
    let pairs = RawDictionary::TSCharacters.iter();
    pairs
        .filter_map(|(t, s)| Some((one(t)?, one(s)?)))
        .filter(|(t, s)| t != s && !is_gb2312(*t) && !CharacterSet::Tongyong.has(*t))
        .collect()
});

/// Simplified characters that no traditional text has, and what they are there.
static SIMPLIFIED: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let one = |text: &str| text.chars().next().filter(|_| text.chars().nth(1).is_none());
    let pairs = RawDictionary::STCharacters.var_iter();
    // 后, 里, 面 are traditional characters as well; the table lists them among their own forms.
    let alone = pairs.filter(|(s, all)| !all.contains(s));
    let mut out: BTreeMap<char, char> =
        alone.filter_map(|(s, all)| Some((one(s)?, one(all.first()?)?))).filter(|(s, t)| s != t).collect();
    // What OpenCC takes for simplified although traditional texts use it as well.
    for c in "台群峰床着里面才只系吃叹峰啮坛粽秘灶痴肴雇霉".chars() {
        out.remove(&c);
    }
    out
});

/// Whether a text is in traditional characters: it has more that only they have than the others.
pub fn is_traditional_text(text: &str) -> bool {
    let count = |map: &BTreeMap<char, char>| text.chars().filter(|c| map.contains_key(c)).count();
    count(&TRADITIONAL) > count(&SIMPLIFIED)
}

/// Looks at all texts.
pub(super) fn check(passages: &[Passage], desk: &mut Desk<'_>) {
    let lang = desk.article.meta.lang.to_ascii_lowercase();
    if !lang.starts_with("zh") {
        return;
    }
    let traditional = desk.article.meta.is_traditional();
    let map: &BTreeMap<char, char> = if traditional { &SIMPLIFIED } else { &TRADITIONAL };
    let (en, zh) = if traditional { ("simplified", "简化字") } else { ("traditional", "繁体字") };
    let kept = kept_words(desk);
    for passage in passages {
        let text = passage.text.as_str();
        let keep = kept_ranges(passage, &kept);
        let strange: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(at, c)| map.contains_key(c) && !keep.iter().any(|k| k.contains(at)))
            .collect();
        let han = text.chars().filter(|c| is_han(*c)).count();
        if strange.len() >= PASSAGE && strange.len() * 7 >= han {
            let (first, last) = (strange[0].0, strange[strange.len() - 1]);
            let diag = crate::diag::Diag::new(&codes::OTHER_SCRIPT)
                .at(passage.span(&(first..last.0 + last.1.len_utf8())));
            desk.push(diag.arg(strange.len().to_string()).arg_both(en, zh));
            continue;
        }
        for range in runs(&strange) {
            let from = &text[range.clone()];
            let to: String = from.chars().map(|c| map.get(&c).copied().unwrap_or(c)).collect();
            let diag = crate::diag::Diag::new(&codes::MIXED_SCRIPT).at(passage.span(&range));
            let diag = diag.arg(from).arg_both(en, zh).arg(to.clone());
            desk.push(diag).edit(passage, &range, &to);
        }
    }
}

/// Characters that stand side by side are one word.
fn runs(strange: &[(usize, char)]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for &(at, c) in strange {
        match out.last_mut() {
            Some(last) if last.end == at => last.end = at + c.len_utf8(),
            _ => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

/// Names that keep their characters: those of the settings, of the writers, and of who made the pictures.
fn kept_words(desk: &Desk<'_>) -> Vec<String> {
    let mut out = desk.settings.keep.clone();
    out.extend(desk.article.meta.byline.iter().map(|p| p.name.clone()));
    let credits = crate::article::figures(desk.article).into_iter().filter_map(|f| f.credit.as_deref());
    out.extend(credits.flat_map(|c| c.split([' ', '、', '/']).map(str::to_owned)));
    out.retain(|w| w.chars().count() > 1);
    out
}

fn kept_ranges(passage: &Passage, kept: &[String]) -> Vec<Range<usize>> {
    let found =
        kept.iter().flat_map(|w| passage.text.match_indices(w.as_str()).map(|(at, w)| at..at + w.len()));
    found.chain(passage.names.iter().cloned()).collect()
}
