//! Steps 4 to 6: articles to pages, and both writers side by side, each to its place.

use super::developed::{Developed, Takers};
use super::outlet::{Outlet, Place};
use super::{Gathered, Options, PhotoWork, Progress, Step, folios, gather, press, remarks};
use crate::article::Crop;
use crate::diag::{Diag, Diags, Files};
use crate::epub;
use crate::frame::{ImageItem, PagedDocument};
use crate::page;
use crate::pdf::{self, Plate};
use crate::photo::{Darkroom, Variant};
use crate::source::Project;
use rayon::prelude::*;

/// Tells progress where lines end and pages begin.
struct Steps<'a>(&'a dyn Progress);

impl page::Watch for Steps<'_> {
    fn pages(&mut self) {
        self.0.begin(Step::MakePages);
    }
}

/// Writes what is asked for to the outlet, and tells how the photos were developed. Once something is an error,
/// nothing more is made.
pub(super) fn write(
    outlet: &mut dyn Outlet,
    here: (&Project, &Gathered),
    options: &Options,
    progress: &dyn Progress,
    files: &Files,
    diags: &mut Diags,
) -> PhotoWork {
    let Gathered { articles, volume, name, theme, book, album } = here.1;
    let mut work = PhotoWork::default();
    let press = match options.pdf_as.press.as_ref().map(|job| press::press(job, theme)).transpose() {
        Ok(press) => press,
        Err(diag) => {
            diags.push(diag);
            return work;
        }
    };
    // A lock that cannot be made is told of beside what else there is; no file for a press has one.
    if let Some(password) = options.pdf_as.password.as_ref().filter(|_| options.pdf && press.is_none()) {
        pdf::check_password(password).err().into_iter().for_each(|diag| diags.push(diag));
    }
    let document = options.pdf.then(|| {
        progress.begin(Step::SetLines);
        page::lay_out_watched(articles, volume.as_ref(), theme, book, album, diags, &mut Steps(progress))
    });
    remarks::narrow(files, diags);
    progress.begin(Step::Write);
    if let (Some(press), Some(document)) = (&press, &document) {
        press::check(press, document, theme, diags);
    }
    if diags.has_errors() {
        return work;
    }
    // A file for a press does not take the place of one for readers.
    let pdf_name = if press.is_some() { format!("{name}-print.pdf") } else { format!("{name}.pdf") };
    let mut open = |asked: bool, name: String| asked.then(|| outlet.open(&name)).transpose();
    let places = open(options.epub, format!("{name}.epub"))
        .and_then(|epub| Ok(Places { epub, pdf: open(options.pdf, pdf_name)? }));
    let mut places = match places {
        Ok(places) => places,
        Err(diag) => {
            diags.push(diag);
            return work;
        }
    };
    let made = fill(&mut places, here, options, (document, press), files, diags, &mut work);
    let closed = [places.epub, places.pdf].into_iter().flatten().map(Place::close);
    // Why a place took no more says more than that something could not be written to it.
    let faults: Vec<Diag> = closed.filter_map(Result::err).collect();
    let faults = if faults.is_empty() { Vec::from_iter(made.err()) } else { faults };
    faults.into_iter().for_each(|diag| diags.push(diag));
    work
}

/// Where the outputs go; none for those that are not asked for.
struct Places {
    epub: Option<Box<dyn Place>>,
    pdf: Option<Box<dyn Place>>,
}

/// Makes the outputs that there are places for.
fn fill(
    places: &mut Places,
    here: (&Project, &Gathered),
    options: &Options,
    (document, press): (Option<PagedDocument>, Option<press::Press>),
    files: &Files,
    diags: &mut Diags,
    work: &mut PhotoWork,
) -> Result<(), Diag> {
    let gathered = here.1;
    let Gathered { articles, volume, theme, book, album, .. } = gathered;
    let darkroom = Darkroom {
        intent: press.as_ref().map_or(&options.intent, |press| &press.photos).clone(),
        ink: Some(pdf::coated_offset()),
        keep_metadata: options.keep_metadata,
        lettering: gather::lettering(album, theme, book),
        store: options.photo_store.clone(),
    };
    let asked = epub::Options {
        profile: options.profile,
        certified_by: options.certified_by.clone(),
        epoch: options.epoch,
    };
    let pages = document.as_ref();
    let folios = pages.map_or(Vec::new(), |d| folios::folios(d, articles));
    let volume = volume.as_ref();
    let job = epub::Job { articles, volume, theme, faces: book, options: &asked, folios: &folios };

    let sources = if options.pdf_as.attach_source { press::sources(articles, files) } else { Vec::new() };
    let settings = press::settings(&options.pdf_as, press, theme, sources);
    let Places { epub, pdf } = places;
    let mut gallery = epub.as_mut().map(|place| epub::Gallery::new(&job, place)).transpose()?;
    let mut prints = pdf.as_mut().map(|place| pdf::Gallery::new(&settings, place)).transpose()?;
    let mut print = |plate: &Plate| {
        let hung = prints.as_mut().map(|prints| prints.hang(plate));
        hung.transpose().map(Option::flatten)
    };
    let mut hang = |names: &[(String, Option<Crop>)], variant: &Variant| {
        let Some(gallery) = &mut gallery else { return Ok(()) };
        names.iter().try_for_each(|(path, crop)| gallery.hang(path, *crop, variant))
    };
    let mut takers = Takers { screen: &mut hang, print: &mut print };
    let developed = Developed::make(pages, options, here, &darkroom, &mut takers, diags)?;
    if let (Some(gallery), Some(cover)) = (&mut gallery, &developed.cover) {
        gallery.cover(cover);
    }
    *work = developed.work;
    remarks::photos(pages, options, gathered, &darkroom.intent, &developed, diags);
    remarks::cover(gathered, developed.cover.as_ref(), diags);
    let named = remarks::named(gathered);
    let image = |image: &ImageItem| developed.print(image, album)?.picture;
    if let (Some(job), Some(pages)) = (&options.pdf_as.press, pages) {
        let mut told = Diags::new();
        press::report(job, &settings, pages, album, &developed, theme, &mut told);
        told.iter().for_each(|remark| diags.push(remarks::place(remark.clone(), &named)));
    }
    let make_pdf = || {
        let (Some(document), Some(prints)) = (document, prints) else { return Ok(()) };
        let info = gather::pdf_info(articles, volume, options.epoch);
        prints.write(document, &info, book, &image)
    };
    let make_epub = || gallery.map_or(Ok(Vec::new()), |gallery| chapters(job, gallery));
    let (pdf, epub) = rayon::join(make_pdf, make_epub);
    epub?.into_iter().for_each(|remark| diags.push(remarks::place(remark, &named)));
    pdf
}

/// Chapters that are written side by side before the next ones are begun.
const CHAPTERS_AT_ONCE: usize = 32;

/// The EPUB behind its photos, and what is to be said of it.
fn chapters(job: epub::Job<'_>, gallery: epub::Gallery<'_>) -> Result<Vec<Diag>, Diag> {
    let (shelf, archive) = gallery.close();
    let plan = epub::Plan::new(job, shelf)?;
    let mut binder = epub::Binder::new(&plan, archive)?;
    for start in (0..job.articles.len()).step_by(CHAPTERS_AT_ONCE) {
        let end = (start + CHAPTERS_AT_ONCE).min(job.articles.len());
        let chapters: Result<Vec<_>, Diag> =
            (start..end).into_par_iter().map(|at| plan.chapter(at)).collect();
        for chapter in chapters? {
            binder.add(chapter)?;
        }
    }
    binder.finish()
}
