//! What the tests of this room share.

#[cfg(test)]
use crate::source::Project;
use crate::theme::{Theme, load};
use std::collections::BTreeMap;

/// The theme that comes first.
pub(super) fn theme() -> Theme {
    let mut diags = crate::diag::Diags::new();
    let mut files = crate::diag::Files::default();
    let project = Project::in_memory(BTreeMap::new());
    load(&project, "feature", &mut files, &mut diags).expect("the shipped theme loads")
}
