//! How elements of a drawing refer to others: by `url(…)` in attributes and style sheets, and by links to fragments. Both are
//! found as the reader of drawings finds them, so that nothing is drawn that was not counted.

use roxmltree::Node;

/// How an element comes to another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// It is in it, or used by it.
    Inside,
    /// It refers to it.
    Once,
    /// It refers to it, for whatever shape inside takes that up.
    Shapes,
    /// It refers to it as a marker, for every corner inside.
    Corners,
}

/// What an element refers to something for.
#[derive(Clone, Copy)]
pub(super) enum Property {
    /// For itself as a whole.
    Own,
    /// For all shapes inside that say nothing else: a paint, or a marker at an end.
    Shapes,
    /// For all their corners.
    Corners,
}

impl Property {
    pub(super) fn of(name: &str) -> Property {
        match name {
            "clip-path" | "mask" | "filter" => Property::Own,
            "marker-start" | "marker-end" => Property::Shapes,
            name if name.contains("marker") => Property::Corners,
            _ => Property::Shapes,
        }
    }

    /// That of the last of some declarations, of which all text before its value is known.
    pub(super) fn last(all: &str, before: &str) -> Property {
        if all.contains("/*") {
            return Property::of(if all.contains("marker") { "marker" } else { "" });
        }
        let declaration = before.rsplit(';').next().unwrap_or(before);
        Property::of(declaration.split(':').next().unwrap_or_default().trim())
    }

    /// How a target is drawn: only patterns and markers once for everything that takes them up.
    pub(super) fn way(self, target: Node<'_, '_>) -> Way {
        match (self, target.tag_name().name()) {
            (Property::Shapes | Property::Corners, "pattern") | (Property::Shapes, "marker") => Way::Shapes,
            (Property::Corners, "marker") => Way::Corners,
            _ => Way::Once,
        }
    }
}

/// The ids in the `url(…)` of a value with what stands before, as the reader of drawings finds them: in quotes up to the
/// quote, otherwise up to a space or the bracket.
pub(super) fn references(value: &str) -> impl Iterator<Item = (&str, &str)> {
    const SPACES: [char; 5] = [' ', '\t', '\n', '\r', '\x0C'];
    value.match_indices("url").filter_map(|(at, url)| {
        let rest = value[at + url.len()..].trim_start_matches(SPACES).strip_prefix('(')?;
        let rest = rest.trim_start_matches(SPACES);
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
        let rest = rest.strip_prefix(['\'', '"']).unwrap_or(rest).trim_start_matches(SPACES);
        let id = rest.strip_prefix('#')?;
        let id = match quote {
            Some(quote) => id.split(quote).next().unwrap_or(id).trim_end(),
            None => id.split([' ', ')']).next().unwrap_or(id),
        };
        Some((&value[..at], id))
    })
}

/// The id that a link to a fragment names, up to a space.
pub(super) fn fragment(href: &str) -> Option<&str> {
    href.trim_start().strip_prefix('#')?.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_as_the_reader_finds_them() {
        let ids = |value| references(value).map(|(_, id)| id).collect::<Vec<_>>();
        assert_eq!(ids("url(#a) url( '#b c ' ) url (#d)"), ["a", "b c", "d"]);
        assert_eq!(ids("fill:url(\n\t#a b)\";url(\"#c)\""), ["a", "c)"]);
        assert_eq!(ids("url(a) url #b url(# c)"), [""]);
        assert_eq!((fragment(" #a b"), fragment("a"), fragment("#a\t")), (Some("a"), None, Some("a\t")));
    }

    #[test]
    fn a_declaration_is_told_by_its_name() {
        let corner = |all: &str| matches!(Property::last(all, all), Property::Corners);
        let own = |all: &str| matches!(Property::last(all, all), Property::Own);
        assert!(own("fill:red; clip-path:") && own("mask:") && !own("mask:none;fill:"));
        assert!(
            corner("marker:") && corner("fill:red;marker-mid:") && !corner("marker-mid:none;marker-end:")
        );
        assert!(!own("fill:/*;clip-path:*/") && corner("marker:/*;fill:*/"));
    }
}
