//! What is said of a file's text beside the decisions about its pieces.

use super::draft::Draft;
use super::piece::Remark;
use super::report::Both;
use std::collections::BTreeMap;

/// How many remarks of one kind are listed; more of them tell an editor nothing new.
const LISTED: usize = 20;
/// How sure it is that such a place is to be looked at.
const SURE: u8 = 50;

/// Takes the remarks of the file over into the report: the first of each kind, and how many more there are.
pub(super) fn tell(draft: &mut Draft) {
    let mut counts: BTreeMap<String, (usize, Option<Remark>)> = BTreeMap::new();
    for remark in std::mem::take(&mut draft.raw.remarks) {
        let (count, last) = counts.entry(remark.reason.en.clone()).or_default();
        *count += 1;
        if *count <= LISTED {
            draft.report.say(remark.kind, remark.line, SURE, &remark.text, remark.reason);
        } else {
            *last = Some(remark);
        }
    }
    for (count, last) in counts.into_values() {
        let Some(Remark { kind, line, text, reason }) = last else { continue };
        let more = count - LISTED;
        let reason = Both::new(
            format!("{}; the last of at least {more} more such places", reason.en),
            format!("{}；此类至少另有 {more} 处，这是最后一处", reason.zh),
        );
        draft.report.say(kind, line, SURE, &text, reason);
    }
}
