//! The known word that someone probably meant.

/// The most letters of a word that is compared. What is longer nobody mistypes for something else; a distance takes time
/// with the square of the length.
const MAX_LETTERS: usize = 40;

/// The candidate nearest to `word` in spelling, if one is near enough (at most a third of its letters
/// differ, swaps of neighbours counted once). Ties go to the first candidate. For a very long word there is none.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().nth(MAX_LETTERS).is_some() {
        return None;
    }
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let limit = (word.len() / 3).max(1);
    candidates
        .into_iter()
        // Words of another length are another word; most candidates end here.
        .filter(|c| c.chars().take(word.len() + limit + 1).count().abs_diff(word.len()) <= limit)
        .filter_map(|c| Some((distance(&word, &c.to_lowercase().chars().collect::<Vec<_>>(), limit)?, c)))
        .min_by_key(|&(d, _)| d)
        .map(|(_, c)| c)
}

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours. Nothing if it is above
/// the limit, which mostly shows after a few letters.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = before.clone();
    for (i, &x) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        // No later row is lower than this one.
        if row.iter().all(|&d| d > limit) {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(last[b.len()]).filter(|&d| d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let keys = ["title", "subtitle", "byline", "lead"];
        assert_eq!(nearest("tilte", keys), Some("title"));
        assert_eq!(nearest("Byline", keys), Some("byline"));
        assert_eq!(nearest("leed", keys), Some("lead"));
        assert_eq!(nearest("photographer", keys), None);
    }

    #[test]
    fn a_distance_above_the_limit_is_none() {
        let of = |a: &str, b: &str, limit| {
            let letters = |s: &str| s.chars().collect::<Vec<_>>();
            distance(&letters(a), &letters(b), limit)
        };
        assert_eq!(
            (of("abcd", "abdc", 1), of("abcd", "badc", 2), of("abcd", "badc", 1)),
            (Some(1), Some(2), None)
        );
        assert_eq!((of("", "ab", 2), of("ab", "", 1), of("kitten", "sitting", 3)), (Some(2), None, Some(3)));
    }

    #[test]
    fn long_words_are_not_compared() {
        let word = |n: usize| "字".repeat(n);
        let (right, longer) = (word(MAX_LETTERS), word(MAX_LETTERS + 1));
        let candidates = [longer.as_str(), right.as_str()];
        assert_eq!(nearest(&(word(MAX_LETTERS - 1) + "词"), candidates), Some(right.as_str()));
        assert_eq!(nearest(&(word(MAX_LETTERS) + "词"), candidates), None);
    }
}
