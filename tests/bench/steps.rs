//! What each step of the journey costs, and the whole: for one article of 4,500 characters and for a hundred.
//!
//!     cargo bench
//!
//! Absolute times say little on a shared machine; compare the rows of one run.

#[allow(dead_code, reason = "tests take another part of it")]
mod corpus;
mod photobook;

use divan::{Bencher, black_box};
use keben::article::Article;
use keben::diag::{Diags, Files};
use keben::export::{Options, PdfOptions, PrintIntent, Progress, Step, build};
use keben::font::FontBook;
use keben::photo::Album;
use keben::source::Project;
use keben::theme::Theme;
use keben::{epub, page, pdf, reader, theme};

const ARTICLES: &[usize] = &[1, 100];

fn main() {
    divan::main();
}

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Step) {}
}

fn project(articles: usize) -> Project {
    Project::in_memory(corpus::book(articles, 4500))
}

fn read(project: &Project) -> Vec<Article> {
    let (mut files, mut diags) = (Files::default(), Diags::new());
    project.articles().iter().filter_map(|p| reader::read(project, p, &mut files, &mut diags)).collect()
}

fn feature(project: &Project) -> Theme {
    theme::load(project, "feature", &mut Files::default(), &mut Diags::new()).expect("it is compiled in")
}

#[divan::bench(args = ARTICLES)]
fn step_1_read(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    bencher.bench_local(|| read(black_box(&project)));
}

#[divan::bench]
fn step_2_theme(bencher: Bencher<'_, '_>) {
    let project = project(1);
    bencher.bench_local(|| feature(black_box(&project)));
}

#[divan::bench]
fn step_3_gather_faces(bencher: Bencher<'_, '_>) {
    bencher.bench_local(FontBook::embedded);
}

#[divan::bench(args = ARTICLES)]
fn steps_4_and_5_lines_and_pages(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    let (articles, theme) = (read(&project), feature(&project));
    let (book, album) = (FontBook::embedded(), Album::default());
    bencher.bench_local(|| page::lay_out(&articles, &theme, &book, &album, &mut Diags::new()));
}

#[divan::bench(args = ARTICLES)]
fn step_6_write_pdf(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    let (articles, theme) = (read(&project), feature(&project));
    let (book, album) = (FontBook::embedded(), Album::default());
    let document = page::lay_out(&articles, &theme, &book, &album, &mut Diags::new());
    let settings = pdf::Settings::default();
    bencher.with_inputs(|| document.clone()).bench_local_values(|pages| {
        pdf::write(pages, &pdf::Info::default(), &settings, &book, &|_| None, &mut Vec::new())
    });
}

/// The same pages without tags: what tags cost is the difference.
#[divan::bench(args = ARTICLES)]
fn step_6_write_pdf_without_tags(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    let (articles, theme) = (read(&project), feature(&project));
    let (book, album) = (FontBook::embedded(), Album::default());
    let document = page::lay_out(&articles, &theme, &book, &album, &mut Diags::new());
    let settings = pdf::Settings { tagged: false, ..pdf::Settings::default() };
    bencher.with_inputs(|| document.clone()).bench_local_values(|pages| {
        pdf::write(pages, &pdf::Info::default(), &settings, &book, &|_| None, &mut Vec::new())
    });
}

#[divan::bench(args = ARTICLES)]
fn step_6_write_epub(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    let (articles, theme) = (read(&project), feature(&project));
    let book = FontBook::embedded();
    let options = epub::Options::default();
    let job = epub::Job {
        articles: &articles,
        volume: None,
        theme: &theme,
        faces: &book,
        options: &options,
        folios: &[],
    };
    bencher.bench_local(|| epub::write(job, &|_, _| None, &mut std::io::Cursor::new(Vec::new())));
}

#[divan::bench(args = ARTICLES)]
fn whole(bencher: Bencher<'_, '_>, articles: usize) {
    let project = project(articles);
    let options = Options {
        theme: None,
        epub: true,
        pdf: true,
        pdf_as: PdfOptions::default(),
        system_fonts: false,
        intent: PrintIntent::kept(),
        keep_metadata: false,
        keep_going: false,
        photo_store: None,
        epoch: Some(0),
        ..Options::default()
    };
    bencher.bench_local(|| build(&project, &options, &Silent));
}

/// The book of a hundred articles and three hundred photos, with all its lists, in the theme `book`.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn whole_book_with_photos(bencher: Bencher<'_, '_>) {
    let files = photobook::project(100, 1200, 3);
    let project = Project::in_memory(files);
    let options = Options { pdf: true, epoch: Some(0), ..Options::default() };
    bencher.bench_local(|| build(&project, &options, &Silent));
}
