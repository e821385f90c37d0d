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

/// The paragraph that fits best. Runs of two to six characters count by the square of what they have over
/// one, divided by how many paragraphs have them.
pub(super) fn best(caption: &str, paragraphs: &[String]) -> Option<Fit> {
    let words = runs(caption);
    let mut found: BTreeMap<&String, Vec<usize>> = BTreeMap::new();
    for word in &words {
        let homes: Vec<usize> =
            (0..paragraphs.len()).filter(|&p| paragraphs[p].contains(word.as_str())).collect();
        if !homes.is_empty() {
            found.insert(word, homes);
        }
    }
    let mut fits: Vec<Fit> = (0..paragraphs.len())
        .map(|paragraph| {
            let mut score = 0.0;
            let mut word = String::new();
            for (run, homes) in found.iter().filter(|(_, homes)| homes.contains(&paragraph)) {
                let over = (run.chars().count() - 1) as f64;
                score += over * over / (homes.len() * homes.len()) as f64;
                if run.chars().count() > word.chars().count() {
                    word = (*run).clone();
                }
            }
            Fit { paragraph, score, word }
        })
        .collect();
    // The first of equals.
    fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.paragraph.cmp(&b.paragraph)));
    fits.into_iter().next().filter(|f| f.score > 0.0)
}

/// All runs of two to six letters of a text.
fn runs(text: &str) -> BTreeSet<String> {
    let letters = |c: &char| is_han(*c) || c.is_ascii_alphanumeric();
    let chars: Vec<char> = text.chars().collect();
    let mut out = BTreeSet::new();
    for stretch in chars.split(|c| !letters(c)) {
        for length in 2..=LONGEST {
            out.extend(stretch.windows(length).map(|w| w.iter().collect::<String>()));
        }
    }
    out
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
        let fit = best("江边木雕工坊的老师傅", &paragraphs).unwrap();
        assert!(fit.paragraph == 1 && fit.score > GOOD, "{fit:?}");
        assert!(best("江边人家", &paragraphs).unwrap().score < GOOD);
        assert_eq!(best("雪山", &paragraphs), None);
    }
}
