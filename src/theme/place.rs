//! Where a problem is shown that a project's theme has with a value of a compiled-in one: in the file of the project, which
//! its author can open. What stands in that file made the problem; the compiled-in themes have none.

use super::Layer;
use crate::diag::{Diags, FileId, Span};
use crate::keyfile::{Entries, Node, Value};

/// What the project's own files of a theme say.
pub(super) struct Own {
    /// The files of the compiled-in themes below them.
    shipped: Vec<FileId>,
    /// The nearest first.
    entries: Vec<Entries>,
}

/// The tables that most depends on; one of them is shown if the problem's own is not in the project.
const MEASURES: [&str; 3] = ["area", "page", "body"];

impl Own {
    pub(super) fn of(layers: &[Layer]) -> Own {
        let shipped = layers.iter().filter(|layer| !layer.own).filter_map(|layer| layer.file);
        let entries = layers.iter().filter(|layer| layer.own).map(|layer| layer.entries.clone());
        Own { shipped: shipped.collect(), entries: entries.collect() }
    }

    /// Moves what is found in a compiled-in file to the project's. `whole` is the theme laid together.
    pub(super) fn show(&self, found: &mut Diags, whole: &Entries) {
        found.narrow(|diag| {
            let span = diag.span.filter(|span| self.shipped.contains(&span.file))?;
            let table = whole.iter().find(|(_, node)| holds(node, span)).map(|(key, _)| key.as_str());
            let named = |key: &str| self.entries.iter().find_map(|own| own.get(key));
            let node = table.into_iter().chain(MEASURES).find_map(named);
            let first = || self.entries.iter().find_map(|own| own.values().min_by_key(|n| n.key.start));
            node.or_else(first).map(|node| node.key)
        });
    }
}

/// Whether something stands at a node or in it.
fn holds(node: &Node, span: Span) -> bool {
    node.span == span
        || node.key == span
        || match &node.value {
            Value::Table(inner) => inner.values().any(|node| holds(node, span)),
            Value::List(items) => items.iter().any(|node| holds(node, span)),
            _ => false,
        }
}
