//! Where a picture goes: to the paragraph that shares its rarest words.

use super::sign::is_han;
use std::collections::{BTreeMap, BTreeSet};

/// The longest word looked for, in characters.
const LONGEST: usize = 6;

/// How well a caption fits a paragraph, and the longest run of characters both have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fit {
    /// The paragraph's place.
    pub(super) paragraph: usize,
    /// How much they share; above [`GOOD`] it means something.
    pub(super) score: f64,
    /// The longest run that both have and few others.
    pub(super) word: String,
}

/// A score from which on the paragraph speaks of the picture: a rare run of three characters.
pub(super) const GOOD: f64 = 3.0;

/// Where the runs of the captions stand in the paragraphs: both are gone through once, since a page may have many.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The paragraphs of each run, in their order; [`COMMON`] and one more at most.
    homes: BTreeMap<String, Vec<usize>>,
}

/// What stands in more paragraphs is no rare word.
const COMMON: usize = 200;

/// The most captions that are looked for.
const MOST: usize = 300;

impl Index {
    /// Of more captions than a page ever has nothing is found.
    pub(super) fn new(captions: &[&str], paragraphs: &[String]) -> Index {
        if captions.is_empty() || captions.len() > MOST {
            return Index::default();
        }
        let runs = captions.iter().flat_map(|caption| runs(caption));
        let mut homes: BTreeMap<String, Vec<usize>> = runs.map(|run| (run, Vec::new())).collect();
        for (n, paragraph) in paragraphs.iter().enumerate() {
            each_run(paragraph, &mut |run| {
                if let Some(places) = homes.get_mut(run)
                    && places.len() <= COMMON
                    && places.last() != Some(&n)
                {
                    places.push(n);
                }
            });
        }
        Index { homes }
    }

    /// The paragraph that fits best. Runs of two to six characters count by the square of what they have over
    /// one, divided by how many paragraphs have them.
    pub(super) fn best(&self, caption: &str) -> Option<Fit> {
        let mut fits: BTreeMap<usize, Fit> = BTreeMap::new();
        for run in runs(caption) {
            let homes = self.homes.get(&run).filter(|homes| homes.len() <= COMMON);
            let count = run.chars().count();
            for &paragraph in homes.into_iter().flatten() {
                let new = || Fit { paragraph, score: 0.0, word: String::new() };
                let fit = fits.entry(paragraph).or_insert_with(new);
                let (over, homes) = ((count - 1) as f64, homes.map_or(1, Vec::len) as f64);
                fit.score += over * over / (homes * homes);
                if count > fit.word.chars().count() {
                    fit.word.clone_from(&run);
                }
            }
        }
        // The first of equals.
        fits.into_values().reduce(|best, fit| if fit.score > best.score { fit } else { best })
    }
}

/// All runs of two to six letters of a text.
fn runs(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    each_run(text, &mut |run| {
        out.insert(run.to_owned());
    });
    out
}

fn each_run(text: &str, with: &mut dyn FnMut(&str)) {
    for stretch in text.split(|c: char| !is_han(c) && !c.is_ascii_alphanumeric()) {
        let ends: Vec<usize> = stretch.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let mut start = 0;
        for (n, end) in ends.iter().enumerate() {
            for last in ends.iter().skip(n + 1).take(LONGEST - 1) {
                with(&stretch[start..*last]);
            }
            start = *end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_decide() {
        let paragraphs: Vec<String> =
            ["渡口的早市开了，江边都是人。", "江边的木雕工坊里，老师傅在刻一扇花窗。", "江边的人都散了。"]
                .map(str::to_owned)
                .to_vec();
        let index = Index::new(&["江边木雕工坊的老师傅", "江边人家"], &paragraphs);
        let fit = index.best("江边木雕工坊的老师傅").unwrap();
        assert!(fit.paragraph == 1 && fit.score > GOOD, "{fit:?}");
        assert!(index.best("江边人家").unwrap().score < GOOD);
        assert_eq!(index.best("雪山"), None);
    }
}
