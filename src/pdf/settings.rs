//! What kind of file is asked for.

use super::file::Version;
use crate::geom::{Abs, Color};
use std::sync::Arc;

/// What kind of file is asked for. The default is for readers and archives.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What the file conforms to.
    pub standard: Standard,
    /// Whether content is tagged. Without tags a file is neither accessible nor archivable; it is a little faster to
    /// make.
    pub tagged: bool,
    /// Files that go along, such as the article's source. An archive takes them from PDF/A-3 on, so the file becomes
    /// PDF/A-3a. None go into files for the press.
    pub attachments: Vec<Attachment>,
    /// A password without which the file cannot be opened (AES-256). No archive takes such a file, and no press.
    pub password: Option<String>,
    /// How deep the outline goes: 1 lists articles, 2 their sections, and so on.
    pub outline_depth: u8,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            standard: Standard::Archive,
            tagged: true,
            attachments: Vec::new(),
            password: None,
            outline_depth: u8::MAX,
        }
    }
}

impl Settings {
    /// The press that the file is for, if it is for one.
    pub(super) fn press(&self) -> Option<&Press> {
        match &self.standard {
            Standard::Archive => None,
            Standard::Press(press) => Some(press),
        }
    }

    pub(super) fn version(&self) -> Version {
        match self.press().map(|press| press.standard) {
            None => Version::V1_7,
            Some(PressStandard::X4) => Version::V1_6,
            Some(PressStandard::X1a) => Version::V1_4,
        }
    }

    /// What goes along: nothing does to a press.
    pub(super) fn attached(&self) -> &[Attachment] {
        if self.press().is_some() { &[] } else { &self.attachments }
    }

    /// The password, where the standard allows one.
    pub(super) fn lock(&self) -> Option<&str> {
        self.password.as_deref().filter(|_| self.press().is_none())
    }

    /// The part of PDF/A that the file conforms to.
    pub(super) fn archive_part(&self) -> Option<u8> {
        match (&self.standard, self.lock()) {
            _ if !self.tagged => None,
            (_, Some(_)) => None,
            (Standard::Press(press), _) => (press.standard == PressStandard::X4).then_some(2),
            (Standard::Archive, None) => Some(if self.attached().is_empty() { 2 } else { 3 }),
        }
    }

    /// Whether it conforms to PDF/UA-1. It stands on PDF 1.7, but says nothing that 1.6 could not.
    pub(super) fn accessible(&self) -> bool {
        self.tagged && self.version() >= Version::V1_6
    }
}

/// What a file conforms to.
#[derive(Clone, Debug)]
pub enum Standard {
    /// PDF/UA-1 and PDF/A-2a: for readers and archives.
    Archive,
    /// A kind of PDF/X.
    Press(Box<Press>),
}

/// A file that goes along with the document (ISO 32000-1, 7.11.4).
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its name, as a reader shows it.
    pub name: String,
    /// What kind it is (a MIME type such as `text/markdown`).
    pub kind: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// The kinds of PDF/X.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PressStandard {
    /// ISO 15930-7: PDF 1.6, transparency allowed. With tags it is PDF/A-2a and PDF/UA-1 as well.
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4): PDF 1.4, inks only, no transparency.
    X1a,
}

impl PressStandard {
    /// Its name, as people write it.
    pub fn name(self) -> &'static str {
        match self {
            PressStandard::X4 => "PDF/X-4",
            PressStandard::X1a => "PDF/X-1a",
        }
    }

    /// Whether a file of this kind can hold the profile of an intent: PDF/X-1a is PDF 1.4, which knows ICC profiles of
    /// version 2 only (ISO 15930-4).
    pub fn takes(self, intent: &Intent) -> bool {
        self != PressStandard::X1a || !super::icc::is_version_4(&intent.profile)
    }
}

/// Everything that holds for a press.
#[derive(Clone)]
pub struct Press {
    /// The kind of PDF/X.
    pub standard: PressStandard,
    /// The printing condition.
    pub intent: Intent,
    /// sRGB to the inks of the intent, in percent: cyan, magenta, yellow, black.
    pub inks: Arc<dyn Fn([u8; 3]) -> [u8; 4] + Send + Sync>,
    /// What is printed beyond the trimmed page on each side.
    pub bleed: Abs,
    /// What is printed beyond the bleed.
    pub marks: PressMarks,
    /// 专色: colours that are printed with inks of their own, each with the name of its ink.
    pub spots: Vec<(Color, String)>,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Press { standard, intent, bleed, marks, spots, .. } = self;
        write!(f, "Press({standard:?}, {}, {bleed:?}, {marks:?}, {spots:?})", intent.condition)
    }
}

/// A printing condition (ISO 32000-1, 14.11.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The name under which the characterization registry of the ICC knows it, such as `FOGRA39`, or the name of the
    /// profile.
    pub condition: String,
    /// Whether [`Intent::condition`] is a name of that registry.
    pub registered: bool,
    /// An ICC profile of an output device with four inks.
    pub profile: Arc<[u8]>,
}

impl Intent {
    /// The condition that keben ships: offset on coated paper, FOGRA39, total ink 300 %.
    pub fn coated() -> Intent {
        Intent {
            condition: "FOGRA39".to_owned(),
            registered: true,
            profile: Arc::from(&include_bytes!("../../templates/press/coated-fogra39.icc")[..]),
        }
    }

    /// A printer's own profile, called as it calls itself. `None` if it is no profile of an output device with four
    /// inks, or of a version that PDF 1.4 to 1.7 do not know.
    pub fn own(profile: Arc<[u8]>) -> Option<Intent> {
        let condition = super::icc::press_name(&profile)?;
        Some(Intent { condition, registered: false, profile })
    }
}

/// What is printed beyond the bleed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PressMarks {
    /// 裁切线: where the page is trimmed.
    pub trim: bool,
    /// 套准线: whether the inks lie over each other.
    pub register: bool,
    /// 色标: how dense each ink is.
    pub bar: bool,
    /// 帖签: what this is.
    pub slug: bool,
}

impl PressMarks {
    /// All of them.
    pub const ALL: PressMarks = PressMarks { trim: true, register: true, bar: true, slug: true };
    /// None of them.
    pub const NONE: PressMarks = PressMarks { trim: false, register: false, bar: false, slug: false };

    /// Whether there are any.
    pub(super) fn any(self) -> bool {
        self != PressMarks::NONE
    }

    /// From the bleed to the edge of the sheet.
    pub(super) fn room(self) -> Abs {
        if self.any() { Abs::mm(9.0) } else { Abs::ZERO }
    }
}
