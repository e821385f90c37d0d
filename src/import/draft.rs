//! A page while it is being understood: pieces, and what each was taken for so far.

use super::byline::Writer;
use super::marks;
use super::piece::{Item, Raw, Told};
use super::report::{Both, Kind, Report};

/// What a piece was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Unknown,
    Title,
    Kicker,
    Subtitle,
    Series,
    Byline,
    Credits,
    /// Date, paper, page number.
    Dateline,
    /// `（下转…）`.
    Turn,
    /// Part of a picture, by its place in [`Draft::figures`].
    Figure(usize),
    /// A section head of that level.
    Head(u8),
    /// A paragraph begins.
    Body,
    /// The paragraph before it runs on.
    Run,
    /// An item of a list.
    Item(Item),
    /// A table, by its place in [`Raw::tables`].
    Table(usize),
}

/// A picture found.
#[derive(Clone, Debug, Default)]
pub(super) struct Fig {
    pub(super) caption: String,
    pub(super) credit: String,
    pub(super) line: usize,
    /// The piece that its first part was.
    pub(super) piece: usize,
    /// Its place among [`Raw::pictures`], where it came with the file.
    pub(super) picture: Option<usize>,
}

/// Pieces and roles.
pub(super) struct Draft {
    pub(super) raw: Raw,
    /// The texts of those pieces that have marks, without them.
    plain: Vec<Option<String>>,
    roles: Vec<Role>,
    pub(super) writers: Vec<Writer>,
    pub(super) figures: Vec<Fig>,
    /// Paragraphs before this piece are the lead.
    pub(super) lead_ends: Option<usize>,
    /// What goes to the front matter by its own key: date, publication, page.
    pub(super) said: Vec<(&'static str, String)>,
    pub(super) report: Report,
}

impl Draft {
    pub(super) fn new(raw: Raw, report: Report) -> Draft {
        let roles = raw.pieces.iter().map(|piece| match piece.told {
            Told::Item(item) => Role::Item(item),
            Told::Table(table) => Role::Table(table),
            _ => Role::Unknown,
        });
        let has_mark = |text: &&String| text.contains(marks::MARK);
        let plain = |text: &String| marks::plain(text).into_owned();
        Draft {
            roles: roles.collect(),
            plain: raw.pieces.iter().map(|p| Some(&p.text).filter(has_mark).map(plain)).collect(),
            raw,
            writers: Vec::new(),
            figures: Vec::new(),
            lead_ends: None,
            said: Vec::new(),
            report,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.roles.len()
    }

    /// A piece's text without its marks: what it is told by.
    pub(super) fn text(&self, i: usize) -> &str {
        match self.plain.get(i) {
            Some(Some(plain)) => plain,
            _ => self.marked(i),
        }
    }

    /// A piece's text with its marks, as the article has it.
    pub(super) fn marked(&self, i: usize) -> &str {
        self.raw.pieces.get(i).map_or("", |p| &p.text)
    }

    pub(super) fn line(&self, i: usize) -> usize {
        self.raw.pieces.get(i).map_or(0, |p| p.line)
    }

    pub(super) fn told(&self, i: usize) -> Told {
        self.raw.pieces.get(i).map_or(Told::Nothing, |p| p.told)
    }

    /// Whether a picture may have stood before a piece.
    pub(super) fn slot(&self, i: usize) -> bool {
        self.raw.pieces.get(i).is_some_and(|p| p.slot)
    }

    pub(super) fn role(&self, i: usize) -> Role {
        self.roles.get(i).copied().unwrap_or(Role::Unknown)
    }

    pub(super) fn is(&self, i: usize, role: Role) -> bool {
        self.role(i) == role
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The first piece of that role.
    pub(super) fn first(&self, role: Role) -> Option<&str> {
        self.roles.iter().position(|&r| r == role).map(|i| self.text(i))
    }

    /// Takes a piece for something, without a word.
    pub(super) fn put(&mut self, i: usize, role: Role) {
        if let Some(place) = self.roles.get_mut(i) {
            *place = role;
        }
    }

    /// Takes a piece for something and says so.
    pub(super) fn set(&mut self, i: usize, role: Role, kind: Kind, confidence: u8, reason: Both) {
        let text = self.text(i).to_owned();
        let line = self.line(i);
        self.report.say(kind, line, confidence, &text, reason);
        self.put(i, role);
    }
}
