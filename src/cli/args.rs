//! What was typed.

use crate::export::Profile;
use crate::geom::{Abs, Size};
use crate::theme;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The whole command line.
#[derive(Parser, Debug)]
#[command(
    name = "keben",
    version,
    about = "Turns structured articles into EPUB 3 and paginated PDF, with Chinese set as it should be",
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done, 1 the article has problems, 2 wrong usage or could not run, 130 interrupted."
)]
pub(super) struct Typed {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) general: General,
}

/// What can be asked for.
#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Makes an EPUB and a PDF
    Build(Build),
    /// Puts the pages of a PDF on a printer's sheets
    Impose(Impose),
    /// Says what a copy desk and a printer would object to; makes nothing
    Check(Check),
    /// Makes a project of raw newspaper text, a web page or a DOCX
    Import(Import),
    /// Makes a new project that builds at once
    Init(Init),
    /// Shows a stage of the work as text
    Inspect(Inspect),
    /// Lists the themes at hand
    #[command(after_help = "Examples:
  keben themes                       those of keben, and of the project in this folder
  keben themes my-paper              and of another project")]
    Themes(List),
    /// Lists the faces at hand
    #[command(after_help = "Examples:
  keben fonts                        those of keben, and what is in fonts/ here
  keben fonts my-paper               and in another project")]
    Fonts(List),
    /// Explains a code, such as K201, or lists all
    Explain(Explain),
    /// Prints completions for a shell
    Completions(Completions),
    /// Prints the manual page, or writes those of all commands
    Man(Man),
}

/// Options that every command takes.
#[derive(Args, Debug)]
pub(super) struct General {
    /// How problems are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) message_format: MessageFormat,
    /// The language of messages [default: that of the locale]
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Language>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Colors,
    /// Say which step is under way and how long each took
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

/// `keben build`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben build                        the project in this folder, to dist/
  keben build piece.md --to pdf      one article, as a PDF only
  keben build a.md b.md -o out       each article by itself, into one folder")]
pub(super) struct Build {
    /// Project folders and Markdown files [default: this folder]
    #[arg(value_name = "PROJECT|FILE")]
    pub(super) inputs: Vec<PathBuf>,
    /// What to make
    #[arg(long, value_enum, value_delimiter = ',', default_value = "epub,pdf", value_name = "KINDS")]
    pub(super) to: Vec<Kind>,
    /// The theme, by name (`keben themes` lists them)
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// The folder to write to [default: dist/ in the project]
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// How many threads work at once [default: one for each core]
    #[arg(long, short, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Let faces installed on this machine stand in where the project's and keben's own have no glyph
    #[arg(long)]
    pub(super) system_fonts: bool,
    /// Make the PDF for a press: in inks, with bleed and marks
    #[arg(
        long, value_enum, value_name = "KIND", num_args = 0..=1, require_equals = true, default_missing_value = "x4"
    )]
    pub(super) print: Option<Press>,
    /// The press's ICC profile [default: offset on coated paper, FOGRA39]
    #[arg(long, value_name = "FILE", requires = "print")]
    pub(super) profile: Option<PathBuf>,
    /// Put the articles' sources into the PDF
    #[arg(long, conflicts_with = "print")]
    pub(super) attach_source: bool,
    /// Lock the PDF with the password that is the first line of a file
    #[arg(long, value_name = "FILE", conflicts_with = "print")]
    pub(super) password_file: Option<PathBuf>,
    /// Set a gray field in place of a photo that is missing or damaged, to judge the pages
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Leave what photos say about themselves in those that go in unchanged (never where they were taken)
    #[arg(long)]
    pub(super) keep_metadata: bool,
    /// Develop all photos anew, and keep none for the next build
    #[arg(long)]
    pub(super) no_cache: bool,
    /// The store that the EPUB is for: limits of its pictures and bytes
    #[arg(long, value_enum, default_value_t, value_name = "STORE")]
    pub(super) store: Store,
    /// Who says that the EPUB conforms to EPUB Accessibility 1.1, WCAG 2.2 Level AA; without a name it is not said
    #[arg(long, value_name = "NAME")]
    pub(super) certified_by: Option<String>,
    /// Take warnings for errors: write nothing and exit with 1
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

/// `keben impose`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben impose piece-print.pdf                        a booklet, to be folded and stitched through the fold
  keben impose book.pdf --plan signatures=4           four sheets a signature, sixteen pages
  keben impose card.pdf --plan 3x4 --sheet A3 --gap 6mm")]
pub(super) struct Impose {
    /// The PDF
    #[arg(value_name = "PDF")]
    pub(super) input: PathBuf,
    /// booklet, signatures=SHEETS, or COLUMNSxROWS
    #[arg(long, value_name = "PLAN", default_value = "booklet", value_parser = plan)]
    pub(super) plan: Plan,
    /// The sheet, such as A3 or "450mm x 320mm" [default: as large as the pages and their marks]
    #[arg(long, value_name = "SIZE", value_parser = sheet)]
    pub(super) sheet: Option<Size>,
    /// By how much pages move towards the fold with each sheet inside another: the paper's thickness
    #[arg(long, value_name = "LENGTH", default_value = "0.1mm", value_parser = length)]
    pub(super) creep: Abs,
    /// Between pages that are cut apart
    #[arg(long, value_name = "LENGTH", default_value = "0mm", value_parser = length)]
    pub(super) gap: Abs,
    /// For books bound on the right; a PDF that says so, as those in vertical lines do, needs no telling
    #[arg(long)]
    pub(super) right_bound: bool,
    /// Print no marks
    #[arg(long)]
    pub(super) no_marks: bool,
    /// The file to write [default: NAME-sheets.pdf beside the PDF]
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// How pages are put on sheets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// All sheets inside each other.
    Booklet,
    /// So many sheets inside each other.
    Signatures(u32),
    /// Columns and rows.
    NUp(u32, u32),
}

fn plan(text: &str) -> Result<Plan, String> {
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| (1..=50).contains(n));
    let found = match text.split_once('=') {
        Some(("signatures", sheets)) => number(sheets).map(Plan::Signatures),
        _ if text == "booklet" => Some(Plan::Booklet),
        _ => text.split_once(['x', '×']).and_then(|(c, r)| Some(Plan::NUp(number(c)?, number(r)?))),
    };
    found.ok_or_else(|| "`booklet`, `signatures=4` or `2x2`".to_owned())
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.trim().parse().map_err(|_| "`1`, `2`, `3` …".to_owned())
}

fn sheet(text: &str) -> Result<Size, String> {
    theme::page_size(text).ok_or_else(|| "`A3` or `450mm x 320mm`".to_owned())
}

fn length(text: &str) -> Result<Abs, String> {
    theme::length(text).filter(|l| *l >= Abs::ZERO).ok_or_else(|| "`0.1mm` or `3pt`".to_owned())
}

/// `keben check`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben check                        the project in this folder
  keben check piece.md               one article
  keben check --fix                  correct what has one remedy only: half-width marks, dashes …
  keben check --print                also what the press would say: pixels, colours, ink
  keben explain C105                 what a rule means

Rules are switched off in keben.toml:   [check]  off = [\"C105\"]
or for a part of an article:            <!-- check: off C105 --> … <!-- check: on C105 -->")]
pub(super) struct Check {
    /// Project folders and Markdown files [default: this folder]
    #[arg(value_name = "PROJECT|FILE")]
    pub(super) inputs: Vec<PathBuf>,
    /// The theme to lay out with, by name
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Write the articles with every finding corrected that has one remedy only
    #[arg(long)]
    pub(super) fix: bool,
    /// Judge it as a file for a press: pixels and colours of photos, ink, small text
    #[arg(
        long, value_enum, value_name = "KIND", num_args = 0..=1, require_equals = true, default_missing_value = "x4"
    )]
    pub(super) print: Option<Press>,
    /// The press's ICC profile [default: offset on coated paper, FOGRA39]
    #[arg(long, value_name = "FILE", requires = "print")]
    pub(super) profile: Option<PathBuf>,
    /// Exit with 1 if there is a warning
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

/// `keben import`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben import page.txt -o paper                a page's text, in UTF-8, GB18030 or Big5
  keben import page.html -o paper               a saved web page
  keben import piece.docx -o paper              a word processor's file, with its pictures
  pbpaste | keben import - -o paper             from another program
  keben import page.txt -o paper --apply S1,S3  with two of the suggestions of its report")]
pub(super) struct Import {
    /// The text, or `-` for standard input
    #[arg(value_name = "RAW")]
    pub(super) raw: PathBuf,
    /// The folder of the new project
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Suggestions to carry out, by their ids in the report
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub(super) apply: Vec<String>,
    /// Replace an article that is there already; pictures stay
    #[arg(long)]
    pub(super) force: bool,
}

/// `keben init`.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  keben init my-paper && keben build my-paper")]
pub(super) struct Init {
    /// The folder of the new project
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// `keben completions`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben completions bash > ~/.local/share/bash-completion/completions/keben
  keben completions zsh > ~/.zfunc/_keben
  keben completions fish > ~/.config/fish/completions/keben.fish")]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// `keben man`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben man | man -l -               reads it
  keben man -o ~/.local/share/man/man1")]
pub(super) struct Man {
    /// The folder to write the pages of all commands to
    #[arg(long, short, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

/// `keben inspect`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben inspect --stage article                       how keben understands the article
  keben inspect --stage lines                         how far each line was squeezed or stretched
  keben inspect a.md --stage frames --theme book      the pages of one article in a theme")]
pub(super) struct Inspect {
    /// A project folder or a Markdown file
    #[arg(default_value = ".", hide_default_value = true, value_name = "PROJECT|FILE")]
    pub(super) input: PathBuf,
    /// The stage
    #[arg(long, value_enum)]
    pub(super) stage: Stage,
    /// The theme, by name
    #[arg(long, value_name = "NAME")]
    pub(super) theme: Option<String>,
}

/// `keben themes`, `keben fonts`.
#[derive(Args, Debug)]
pub(super) struct List {
    /// The project whose own are listed too
    #[arg(default_value = ".", hide_default_value = true)]
    pub(super) project: PathBuf,
}

/// `keben explain`.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  keben explain K201                 what K201 means, and an example
  keben explain                      all codes, a line each")]
pub(super) struct Explain {
    /// The code
    pub(super) code: Option<String>,
}

/// A kind of output.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// For reading systems
    Epub,
    /// For print
    Pdf,
}

/// A kind of file for a press.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Press {
    /// PDF/X-4
    X4,
    /// PDF/X-1a
    X1a,
}

/// A store, by the limits that it sets.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Store {
    /// What every reading system takes
    #[default]
    Default,
    /// Amazon Kindle
    Kindle,
    /// Apple Books
    Apple,
    /// Rakuten Kobo
    Kobo,
    /// 微信读书
    Weread,
}

impl From<Store> for Profile {
    fn from(store: Store) -> Profile {
        match store {
            Store::Default => Profile::Default,
            Store::Kindle => Profile::Kindle,
            Store::Apple => Profile::Apple,
            Store::Kobo => Profile::Kobo,
            Store::Weread => Profile::WeRead,
        }
    }
}

/// A stage that can be looked at.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    /// The article as it was understood
    Article,
    /// Boxes, glue and penalties of every text
    Items,
    /// Every line: what was squeezed or stretched, and why it ends there
    Lines,
    /// What stands where on the finished pages
    Frames,
}

/// How problems are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum MessageFormat {
    /// With the place in the source shown
    #[default]
    Human,
    /// One line each, for editors
    Short,
    /// One JSON object a line, for programs
    Json,
}

/// A language of messages.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Language {
    /// English
    En,
    /// 中文
    Zh,
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Colors {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Typed::command().debug_assert();
    }
}
