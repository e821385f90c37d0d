//! Running heads (书眉) and folios: outside the type area, the same on every page (M1–M5).

use super::grid::Grid;
use super::tags::{NoTags, as_artifact, rule};
use crate::article::{Inline, Meta, roman};
use crate::diag::{Diags, FileId, Span};
use crate::frame::{ArtifactKind, Draft, MIDDLE, Placed};
use crate::geom::{Abs, Em, LPoint, WritingMode};
use crate::line::{Line, Setting, set};
use crate::text::{Context, prepare};
use crate::theme::{Align, TextStyle};
use std::collections::BTreeMap;

/// Between two running heads, at least, in their own em.
const HEADS_GAP: Em = Em::micro(2_000_000);
/// From the baseline of the running head to the hairline below it.
const RULE_DROP: Em = Em::micro(600_000);

/// How the pages of a stretch are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Folios {
    /// 1, 2, 3: the text.
    #[default]
    Arabic,
    /// i, ii, iii: what stands before the text (M6).
    Roman {
        /// Pages before the first that counts.
        before: usize,
    },
}

impl Folios {
    /// The folio of a page, counted from 0.
    pub(super) fn of(self, page: usize) -> String {
        match self {
            Folios::Arabic => (page + 1).to_string(),
            Folios::Roman { before } => roman((page + 1).saturating_sub(before) as u64),
        }
    }
}

/// What running heads and folios of a stretch of pages say.
#[derive(Clone, Debug, Default)]
pub(super) struct Furniture<'a> {
    /// The article; `None` for pages of the book itself.
    pub(super) article: Option<&'a Meta>,
    /// The title of the book.
    pub(super) book: Option<&'a str>,
    /// The title of the part.
    pub(super) part: Option<&'a str>,
    /// The title of a list.
    pub(super) title: Option<&'a str>,
    /// Section heads of the highest level: what they say, by the name of their place.
    pub(super) heads: BTreeMap<String, String>,
    /// How pages are numbered.
    pub(super) folios: Folios,
    /// Whether the pages show neither head nor folio: title pages (M5).
    pub(super) bare: bool,
}

/// Adds running head and folio to a page, and names it. `heading` is the section head that the page stands under.
pub(super) fn add(
    draft: &mut Draft,
    furniture: &Furniture<'_>,
    grid: &Grid,
    cx: &Context<'_>,
    page: usize,
    first: bool,
    heading: Option<&str>,
) {
    let theme = cx.theme;
    let number = furniture.folios.of(page);
    draft.label.clone_from(&number);
    if furniture.bare {
        return;
    }
    if grid.mode == WritingMode::VerticalRl {
        return beside_lines(draft, furniture, grid, cx, (page, &number), first, heading);
    }
    let origin = grid.origin(page);
    let at_end = grid.outside_is_right(page) == (grid.mode == WritingMode::Horizontal);
    if let Some(head) = theme.running.as_ref().filter(|r| !first || r.first_page) {
        let block = origin.block - head.gap;
        let [outside, inside] = head.of(theme.page.facing && !grid.is_recto(page));
        let texts = [filled(outside, furniture, heading), filled(inside, furniture, heading)];
        let mut wrote = false;
        for ((items, width), at_end) in
            beside(&texts, grid.full(), &head.text, cx).into_iter().zip([at_end, !at_end])
        {
            wrote |= !items.is_empty();
            let free = grid.full() - width;
            let inline = match (head.centered, at_end) {
                (true, _) => free / 2,
                (false, true) => free,
                (false, false) => Abs::ZERO,
            };
            draft.extend_at(LPoint::new(origin.inline + inline, block), items);
        }
        if let (Some(stroke), true) = (head.rule, wrote) {
            let (tag, item) = rule(grid.full(), stroke);
            let drop = RULE_DROP.at(head.text.size).min(head.gap / 2);
            draft.push(LPoint::new(origin.inline, block + drop), tag, item);
        }
    }
    if let Some(folio) = &theme.folio {
        let (items, width) = line_of(&number, &folio.text, cx, ArtifactKind::Footer);
        let free = grid.full() - width;
        let inline = match (folio.centered, at_end) {
            (true, _) => free / 2,
            (false, true) => free,
            (false, false) => Abs::ZERO,
        };
        let block = origin.block + grid.extent(grid.lines) + folio.gap;
        draft.extend_at(LPoint::new(origin.inline + inline, block), items);
    }
}

/// Running head and folio of a page of vertical lines: a line outside of all others, at the fore-edge (M1, M4), the head
/// from its top, the folio at its foot.
fn beside_lines(
    draft: &mut Draft,
    furniture: &Furniture<'_>,
    grid: &Grid,
    cx: &Context<'_>,
    (page, number): (usize, &str),
    first: bool,
    heading: Option<&str>,
) {
    let theme = cx.theme;
    let origin = grid.origin(page);
    // The middle of a line so far outside of the type area.
    let outside = |gap: Abs| {
        if grid.outside_is_right(page) {
            origin.block - gap
        } else {
            origin.block + grid.extent(grid.lines) + gap
        }
    };
    if let Some(head) = theme.running.as_ref().filter(|r| !first || r.first_page) {
        let style = &head.text;
        let texts = head.of(theme.page.facing && !grid.is_recto(page)).map(|t| filled(t, furniture, heading));
        // The folio ends the line, or stands in its middle.
        let room = match &theme.folio {
            Some(folio) if folio.centered => grid.full() / 2 - style.size * 2,
            _ => grid.full() - style.size * 4,
        };
        let lines = beside(&texts, room, style, cx).map(|(items, width)| (width, items));
        let shown = lines.iter().filter(|(_, items)| !items.is_empty());
        let whole =
            shown.map(|(width, _)| *width + HEADS_GAP.at(style.size)).sum::<Abs>() - HEADS_GAP.at(style.size);
        let mut wrote = false;
        let mut inline = origin.inline
            + if head.centered { ((grid.full() - whole) / 2).max(Abs::ZERO) } else { Abs::ZERO };
        for (width, items) in lines.into_iter().filter(|(_, items)| !items.is_empty()) {
            wrote = true;
            draft.extend_at(LPoint::new(inline, outside(head.gap)), items);
            inline += width + HEADS_GAP.at(style.size);
        }
        if let (Some(stroke), true) = (head.rule, wrote) {
            let (tag, item) = rule(grid.full(), stroke);
            draft.push(
                LPoint::new(origin.inline, outside(head.gap - style.size.min(head.gap / 2))),
                tag,
                item,
            );
        }
    }
    if let Some(folio) = &theme.folio {
        // Its figures stand side by side, as many as there are: nothing is beside them.
        let level = Context { writing: WritingMode::Horizontal, ..*cx };
        let (items, width) = line_of(number, &folio.text, &level, ArtifactKind::Footer);
        let size = folio.text.size;
        let foot = if folio.centered { (grid.full() + size) / 2 } else { grid.full() };
        let baseline = foot + (MIDDLE - Em::HALF).at(size);
        for mut placed in items {
            // From the start of the line and its baseline, as paper has them.
            placed.at = LPoint::new(placed.at.block, -placed.at.inline);
            let left = LPoint::new(origin.inline + baseline, outside(folio.gap) + width / 2);
            draft.extend_at(left, [placed]);
        }
    }
}

/// Two running heads on one line. Where they would meet the longer one is cut, and it gets at least half of the line.
fn beside(texts: &[String; 2], room: Abs, style: &TextStyle, cx: &Context<'_>) -> [(Vec<Placed>, Abs); 2] {
    let line = |text: &str| line_of(text, style, cx, ArtifactKind::Header);
    let mut lines = [line(&texts[0]), line(&texts[1])];
    let gap = if texts.iter().any(String::is_empty) { Abs::ZERO } else { HEADS_GAP.at(style.size) };
    let longer = usize::from(lines[1].1 > lines[0].1);
    for n in [longer, 1 - longer] {
        let most = (room - gap - lines[1 - n].1).max((room - gap) / 2);
        if lines[n].1 > most {
            lines[n] = cut(&texts[n], most, &line);
        }
    }
    lines
}

/// As much of a text as a width holds, with an ellipsis.
fn cut(text: &str, most: Abs, line: &dyn Fn(&str) -> (Vec<Placed>, Abs)) -> (Vec<Placed>, Abs) {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shown = |end: usize| format!("{}…", text[..end].trim_end());
    let fits = ends.partition_point(|end| line(&shown(*end)).1 <= most);
    line(&shown(ends[fits.saturating_sub(1)]))
}

/// A text on one line, as furniture, and its width.
pub(super) fn line_of(
    text: &str,
    style: &TextStyle,
    cx: &Context<'_>,
    kind: ArtifactKind,
) -> (Vec<Placed>, Abs) {
    if text.is_empty() {
        return (Vec::new(), Abs::ZERO);
    }
    // The place of furniture in the source is nowhere; a character without a glyph is reported where the
    // article has it.
    let inlines = [Inline::Text { text: text.to_owned(), span: Span::new(FileId(0), 0..0) }];
    let paragraph = prepare(&inlines, style, cx, &mut NoTags);
    let setting = Setting {
        measure: Abs::mm(100_000.0),
        first: Abs::ZERO,
        start: Abs::ZERO,
        end: Abs::ZERO,
        align: Align::Start,
    };
    let lines = set(&paragraph, &setting, cx, &mut Diags::new());
    let width = lines.first().map_or(Abs::ZERO, |l: &Line| l.width);
    let mut items: Vec<Placed> = lines.into_iter().take(1).flat_map(|l| l.items).collect();
    as_artifact(&mut items, kind);
    (items, width)
}

/// A running head with its fields filled in; marks that stood between fields which are not there go too.
fn filled(template: &str, furniture: &Furniture<'_>, heading: Option<&str>) -> String {
    let nothing = Meta::default();
    let meta = furniture.article.unwrap_or(&nothing);
    let own = |text: Option<&str>| text.map(str::to_owned);
    let title = own(furniture.title).or_else(|| furniture.article.map(|m| m.title.text()));
    let fields = [
        ("{publication}", meta.publication.clone()),
        ("{section}", meta.section.clone()),
        ("{date}", meta.date.map(|date| date.shown(&meta.lang))),
        ("{title}", title.clone()),
        ("{issue}", meta.issue.clone()),
        ("{page}", meta.page.clone()),
        // What stands highest: the book or, for an article by itself, where it ran.
        ("{book}", own(furniture.book).or_else(|| meta.publication.clone())),
        ("{part}", own(furniture.part)),
        ("{heading}", own(heading).or(title)),
    ];
    let mut out = template.to_owned();
    for (name, value) in fields {
        out = out.replace(name, value.as_deref().unwrap_or("\u{0}"));
    }
    let between = |c: char| c.is_whitespace() || "·｜|/—-\u{0}".contains(c);
    let parts: Vec<&str> = out.split('\u{0}').map(|p| p.trim_matches(between)).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join("\u{3000}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_are_missing_leave_no_marks() {
        let mut meta = Meta { publication: Some("某报".into()), ..Meta::default() };
        let filled = |template: &str, meta: &Meta| {
            filled(template, &Furniture { article: Some(meta), ..Furniture::default() }, None)
        };
        assert_eq!(filled("{publication} · {section}", &meta), "某报");
        meta.section = Some("深读".into());
        assert_eq!(filled("{publication} · {section}", &meta), "某报 · 深读");
        assert_eq!(filled("{issue} {date}", &meta), "");
    }

    #[test]
    fn a_book_stands_over_its_parts_and_heads() {
        let furniture =
            Furniture { book: Some("书"), part: Some("上编"), title: Some("篇"), ..Furniture::default() };
        assert_eq!(filled("{book} · {part}", &furniture, None), "书 · 上编");
        assert_eq!(filled("{heading}", &furniture, Some("节")), "节");
        assert_eq!(filled("{heading}", &furniture, None), "篇");
    }

    #[test]
    fn front_matter_counts_in_roman_numerals_behind_the_cover() {
        assert_eq!(Folios::Arabic.of(0), "1");
        assert_eq!(Folios::Roman { before: 2 }.of(2), "i");
        assert_eq!(Folios::Roman { before: 0 }.of(3), "iv");
    }
}
