//! The journey itself, from a project to the bytes of its outputs. In: a project and what was asked. Out: an
//! [`Outcome`]: files to be written, and every problem found on the way.
//!
//! This room decides nothing about text, pages or formats. It hands values from room to room, does
//! independent work side by side, and stops before a step whose input has errors.

mod desk;
mod developed;
mod folios;
mod gather;
mod inspect;
mod outlet;
mod press;
mod remarks;
mod write;

pub use crate::epub::Profile;
pub use crate::pdf::{Arrangement, Imposition, PressStandard, impose};
pub use crate::photo::{PrintIntent, Store as PhotoStore, Work as PhotoWork};
pub use desk::{Brought, Checked, Fixed, check, conserved, import};
pub use gather::{MAX_FACES_BYTES, faces, missing_families};
pub use inspect::{Inspection, Stage, inspect};
pub use outlet::{Outlet, Place};
pub use press::{PdfOptions, PressJob};

use crate::article::{Article, Book};
use crate::diag::{Diag, Diags, Files, Span, codes};
use crate::font::FontBook;
use crate::manifest::{self, Manifest};
use crate::photo::Album;
use crate::reader;
use crate::source::Project;
use crate::theme::{self, Theme};
use outlet::Memory;
use std::sync::Arc;

/// The theme of a project that names none.
pub const DEFAULT_THEME: &str = "feature";

/// The most bytes of all articles together: twenty million Chinese characters, more than ten thousand pages.
pub const MAX_BOOK_BYTES: u64 = 64 << 20;

/// The six steps, as progress shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// 1: project to articles.
    Read,
    /// 2: templates to theme.
    Theme,
    /// 3: faces and photos.
    Gather,
    /// 4: blocks to lines.
    SetLines,
    /// 5: lines and figures to pages.
    MakePages,
    /// 6: files.
    Write,
}

/// Told when a step begins. Steps 4 and 5 are missing where only an EPUB is made.
pub trait Progress: Sync {
    /// A step begins.
    fn begin(&self, step: Step);
}

/// What is to be made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The theme by name; `None` for that of the project file or else [`DEFAULT_THEME`].
    pub theme: Option<String>,
    /// Whether to make an EPUB.
    pub epub: bool,
    /// Whether to make a PDF.
    pub pdf: bool,
    /// For whom the PDF is.
    pub pdf_as: PdfOptions,
    /// Whether faces installed on the system may be used even if the theme does not ask.
    pub system_fonts: bool,
    /// In which colours photos go into the PDF.
    pub intent: PrintIntent,
    /// Whether a JPEG that goes in unchanged keeps what it says about itself (never where it was taken).
    pub keep_metadata: bool,
    /// Whether a photo that cannot be set is a gray field and no error.
    pub keep_going: bool,
    /// Where developed photos are kept from build to build.
    pub photo_store: Option<Arc<dyn PhotoStore>>,
    /// Seconds since 1970 that stand for "now" (`SOURCE_DATE_EPOCH`); the only clock there is, besides the
    /// articles' own dates.
    pub epoch: Option<i64>,
    /// The store that the EPUB is for.
    pub profile: Profile,
    /// Whether photos are judged as an art editor would, beyond what keeps a build from being right.
    pub judge_photos: bool,
    /// Who says that the EPUB conforms to WCAG; without a name it is not said.
    pub certified_by: Option<String>,
}

/// A file to be written.
#[derive(Debug)]
pub struct Output {
    /// Its name, such as `feature.pdf`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Where the road ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files made, where no outlet took them; none if there were errors.
    pub outputs: Vec<Output>,
    /// The texts that problems point into.
    pub files: Files,
    /// Every problem found, in the order of the text.
    pub diags: Diags,
    /// How its photos were developed.
    pub photos: PhotoWork,
}

/// Everything that both corridors start from: the result of steps 1 to 3.
pub(crate) struct Gathered {
    pub(crate) articles: Vec<Article>,
    /// What the articles make together; `None` for articles that are no book.
    pub(crate) volume: Option<Book>,
    /// The name of the outputs without extension.
    pub(crate) name: String,
    pub(crate) theme: Theme,
    pub(crate) book: FontBook,
    pub(crate) album: Album,
}

/// Runs something on so many threads, or on one for each core. The number changes how long it takes and
/// nothing else. If the system gives no threads, the caller's does all the work.
pub fn on_threads<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Walks the whole road. Outputs are made only if nothing on the way is an error, so that nobody takes a
/// lacking file for a finished one.
pub fn build(project: &Project, options: &Options, progress: &dyn Progress) -> Outcome {
    let mut memory = Memory::default();
    let mut outcome = build_into(&mut memory, project, options, progress);
    if !outcome.diags.has_errors() {
        outcome.outputs = memory.outputs();
    }
    outcome
}

/// The same, with the outputs written to an outlet while they are made. What it took is good only if the outcome has
/// no errors; the outcome's own outputs are none.
pub fn build_into(
    outlet: &mut dyn Outlet,
    project: &Project,
    options: &Options,
    progress: &dyn Progress,
) -> Outcome {
    let mut outcome = Outcome::default();
    let Outcome { files, diags, photos, .. } = &mut outcome;
    if let Some(gathered) = gather(project, options, progress, files, diags) {
        *photos = write::write(outlet, (project, &gathered), options, progress, files, diags);
    }
    outcome.diags.sort();
    outcome
}

/// Steps 1 to 3. `None` if one of them found an error; the problems of all three are reported at once.
fn gather(
    project: &Project,
    options: &Options,
    progress: &dyn Progress,
    files: &mut Files,
    diags: &mut Diags,
) -> Option<Gathered> {
    progress.begin(Step::Read);
    let manifest = manifest::load(project, files, diags);
    // A slip in what the desk is told is one of the project file as any other; nobody should learn of it late.
    let _ = desk::settings(&manifest.check, diags);
    let read = read(project, &manifest, files, diags);
    equip(project, manifest, read, options, progress, files, diags)
}

/// Steps 2 and 3, for articles that are read.
fn equip(
    project: &Project,
    manifest: Manifest,
    (mut articles, volume): (Vec<Article>, Option<Book>),
    options: &Options,
    progress: &dyn Progress,
    files: &mut Files,
    diags: &mut Diags,
) -> Option<Gathered> {
    progress.begin(Step::Theme);
    let theme = match (&options.theme, &manifest.theme) {
        (None, Some((name, span))) => theme::load_at(project, name, Some(*span), files, diags),
        (name, _) => theme::load(project, name.as_deref().unwrap_or(DEFAULT_THEME), files, diags),
    };

    progress.begin(Step::Gather);
    let system = options.system_fonts || theme.as_ref().is_some_and(|t| t.faces.system);
    let book = faces(project, system, diags);
    let album = gather::photos(project, &articles, volume.as_ref(), options.keep_going, diags);
    gather::texts_of_photos(&mut articles, &album, diags);
    if let Some(theme) = &theme {
        missing_families(theme, &book, diags);
    }
    if diags.has_errors() || articles.is_empty() {
        return None;
    }
    let name = manifest.name.unwrap_or_else(|| gather::output_name(&articles));
    Some(Gathered { articles, volume, name, theme: theme?, book, album })
}

/// Step 1: all articles of the project, as far as they were understood, and the book that they make.
fn read(
    project: &Project,
    manifest: &Manifest,
    files: &mut Files,
    diags: &mut Diags,
) -> (Vec<Article>, Option<Book>) {
    let mut articles = Vec::new();
    let mut counts = Vec::new();
    let mut bytes = 0;
    for list in &manifest.lists {
        let before = articles.len();
        for path in &list.paths {
            let Some(article) = reader::read(project, path, files, diags) else { continue };
            bytes += files.text(article.file).len() as u64;
            if bytes > MAX_BOOK_BYTES {
                let here = Span::new(article.file, 0..0);
                diags.push(Diag::new(&codes::export::BOOK_TOO_LONG).at(here).arg(MAX_BOOK_BYTES.to_string()));
                return (Vec::new(), None);
            }
            articles.push(article);
        }
        counts.push(articles.len() - before);
    }
    // Where the project file lists files that are not there, that was said.
    if manifest.lists.iter().all(|l| l.paths.is_empty()) && !diags.has_errors() {
        diags.push(Diag::new(&codes::export::NO_ARTICLE));
    }
    let volume = manifest.book(&counts, &articles);
    (articles, volume)
}
