//! Step 3: the faces and photos that the articles need, and what the writers have to know of their front
//! matter.

use crate::article::{Article, Book, Cover, Inline, figures, for_each_figure_mut};
use crate::diag::{Diag, Diags, Lang, Severity, Span, codes, message};
use crate::font::{FontBook, embedded_file};
use crate::pdf;
use crate::photo::{Album, Lettering, Look, look};
use crate::source::{Project, system_fonts};
use crate::theme::{FaceRole, Theme};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The most bytes of a project's font files together: thirty faces of a full Chinese family.
pub const MAX_FACES_BYTES: u64 = 512 << 20;

/// The project's faces, then those compiled in, then (if asked) the system's.
pub fn faces(project: &Project, system: bool, diags: &mut Diags) -> FontBook {
    let mut book = FontBook::new();
    let mut bytes_of_all = 0;
    for name in project.list("fonts") {
        let is_font = [".ttf", ".otf", ".ttc", ".otc"].iter().any(|e| name.to_ascii_lowercase().ends_with(e));
        if !is_font {
            continue;
        }
        // A copy of a compiled-in face need not be read to be known.
        let file = name.rsplit('/').next().unwrap_or(&name);
        if embedded_file(file).is_some_and(|bytes| project.looks_like(&name, bytes)) {
            continue;
        }
        match project.read(&name) {
            Ok(bytes) => {
                bytes_of_all += bytes.len() as u64;
                if bytes_of_all > MAX_FACES_BYTES {
                    let most = MAX_FACES_BYTES >> 20;
                    let diag = Diag::new(&codes::font::TOO_MANY_FACES).arg(&name);
                    diags.push(diag.arg_both(&format!("{most} MiB"), &format!("{most} MiB")));
                    break;
                }
                book.add(&name, &bytes, diags);
            }
            Err(diag) => diags.push(diag),
        }
    }
    book.add_embedded();
    if system {
        // What is wrong with a face that someone else installed is not the author's problem.
        let mut unheard = Diags::new();
        for (name, bytes) in system_fonts() {
            book.add(&name, &bytes, &mut unheard);
        }
    }
    book
}

/// The files of so many photos, each of so many bytes at most, are held until they are developed: an article's.
const FEW: usize = 8;
const SMALL: usize = 4 << 20;
/// Photos whose headers are read before the next ones are begun.
const LOOKED_AT_ONCE: usize = 16;

/// The photos of all figures and covers, each path once. A photo that is not there or no image is reported
/// where it is named; to `keep_going`, something stands in for it.
pub(super) fn photos(
    project: &Project,
    articles: &[Article],
    volume: Option<&Book>,
    keep_going: bool,
    diags: &mut Diags,
) -> Album {
    let cover = |cover: &Option<Cover>| cover.clone().map(|c| (c.photo, c.span));
    let front = volume.and_then(|v| cover(&v.cover)).map(|c| (Vec::new(), Some(c)));
    let inside = articles.iter().map(|a| (figures(a), cover(&a.meta.cover)));
    let mut named: Vec<(String, Span)> = Vec::new();
    for (figures, cover) in front.into_iter().chain(inside) {
        named.extend(figures.into_iter().map(|f| (f.photo.clone(), f.photo_span)));
        named.extend(cover);
    }
    // Each path in the order in which it is first named, and every place where it is.
    let mut wanted: Vec<(&str, Vec<Span>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, span) in &named {
        let at = *places.entry(path.as_str()).or_insert(wanted.len());
        match wanted.get_mut(at) {
            Some((_, spans)) => spans.push(*span),
            None => wanted.push((path.as_str(), vec![*span])),
        }
    }
    // Side by side; the bytes of many files or of a large one are let go as soon as they were looked at.
    let few = wanted.len() <= FEW;
    let taken = |path: &str| {
        let bytes = project.read(path)?;
        let look = look(path, &bytes)?;
        Ok(if few && bytes.len() <= SMALL { look.holding(bytes) } else { look })
    };
    let mut album = Album::default();
    // A few at a time: each brings a colour profile, and the album keeps of those that are alike only one.
    let looked = wanted.chunks(LOOKED_AT_ONCE).flat_map(|some| {
        let looked: Vec<Result<Look, Diag>> = some.par_iter().map(|(path, _)| taken(path)).collect();
        some.iter().zip(looked)
    });
    for ((path, spans), looked) in looked {
        let here = |d: &Diag| d.span.is_some_and(|span| spans.contains(&span));
        let diag = match looked {
            Ok(look) => {
                let mut remarks = Diags::new();
                album.take(look, &mut remarks);
                remarks.iter().for_each(|d| diags.push(d.clone().at(spans[0])));
                continue;
            }
            Err(diag) => diag,
        };
        if keep_going && album.stand_in(path, STAND_IN.0, STAND_IN.1).is_some() {
            diags.retain(|d| !(here(d) && d.severity() == Severity::Error));
            diags.push(stand_in(path, &diag).at(spans[0]));
            continue;
        }
        // That it is not there, or may not be read, was seen when the article was read.
        let known = diags.iter().any(|d| d.severity() == Severity::Error && here(d));
        if !known {
            diags.push(diag.at(spans[0]));
        }
    }
    album
}

/// The faces for letters in drawings, if there is a drawing.
pub(super) fn lettering(album: &Album, theme: &Theme, book: &FontBook) -> Lettering {
    if album.iter().all(|(_, photo)| photo.kind() != "SVG") {
        return Lettering::default();
    }
    let own = book.select(theme.faces.of(FaceRole::Hei), 400);
    let first = own.map(|id| book.face(id)).into_iter();
    let family = own.map_or("", |id| book.face(id).family());
    Lettering::new(first.chain(book.iter().map(|(_, face)| face)).map(crate::font::Face::owned_data), family)
}

/// The shape of a photo of which nothing is known.
const STAND_IN: (u32, u32) = (3, 2);

/// That something stands in for a photo, and why.
pub(super) fn stand_in(path: &str, why: &Diag) -> Diag {
    Diag::new(&codes::photo::STAND_IN).arg(path).arg_both(&message(why, Lang::En), &message(why, Lang::Zh))
}

/// Captions and credits that figures are to have from their photos.
pub(super) fn texts_of_photos(articles: &mut [Article], album: &Album, diags: &mut Diags) {
    for article in articles {
        let chinese = article.meta.lang.to_ascii_lowercase().starts_with("zh");
        let has_credits = article.meta.credits.is_some();
        for_each_figure_mut(article, &mut |figure| {
            let Some(photo) = album.find(&figure.photo).map(|id| album.get(id)) else { return };
            let nothing = || Diag::new(&codes::photo::SAYS_NOTHING).at(figure.photo_span).arg(&photo.path);
            if figure.from_photo.caption {
                match photo.metadata.caption.as_ref().or(photo.metadata.title.as_ref()) {
                    Some(text) => {
                        figure.caption = vec![Inline::Text { text: text.clone(), span: figure.photo_span }];
                    }
                    None => diags.push(nothing().arg_both("caption", "图注")),
                }
            }
            if figure.from_photo.credit {
                match photo.metadata.credit_line(chinese) {
                    Some(line) => figure.credit = Some(line),
                    None if figure.credit.is_none() && !has_credits => {
                        diags.push(nothing().arg_both("credit", "署名"));
                    }
                    None => {}
                }
            }
        });
    }
}

/// Warns of every role of the theme that none of its families can play.
pub fn missing_families(theme: &Theme, book: &FontBook, diags: &mut Diags) {
    for role in [FaceRole::Song, FaceRole::Hei, FaceRole::Kai, FaceRole::Mono] {
        let families = theme.faces.of(role);
        if book.select(families, 400).is_none() {
            match book.iter().next() {
                Some((_, stand_in)) => diags.push(
                    Diag::new(&codes::font::FAMILY_MISSING).arg(families.join(", ")).arg(stand_in.family()),
                ),
                None => {
                    diags.push(Diag::new(&codes::font::NO_FACE));
                    return;
                }
            }
        }
    }
}

/// The name of the outputs without extension: that of the one article, or `book`.
pub(super) fn output_name(articles: &[Article]) -> String {
    match articles {
        [one] => one.key.rsplit('/').next().unwrap_or(&one.key).to_owned(),
        _ => "book".to_owned(),
    }
}

/// What the PDF says about itself: the book or, where there is none, the first article speaks for the rest.
pub(super) fn pdf_info(articles: &[Article], volume: Option<&Book>, epoch: Option<i64>) -> pdf::Info {
    let Some(first) = articles.first() else { return pdf::Info::default() };
    let mut authors: Vec<String> = Vec::new();
    let people = volume.map_or(&[][..], |v| &v.authors).iter();
    for person in people.chain(articles.iter().flat_map(|a| &a.meta.byline)) {
        if !authors.contains(&person.name) {
            authors.push(person.name.clone());
        }
    }
    let meta = &first.meta;
    let latest = articles.iter().filter_map(|a| a.meta.date).max();
    if let Some(book) = volume {
        return pdf::Info {
            title: book.title.text(),
            authors,
            subject: book.summary.clone(),
            keywords: book.keywords.clone(),
            rights: book.rights.clone(),
            publisher: book.publisher.clone(),
            lang: book.lang.clone(),
            date: book.date.or(latest),
            epoch,
        };
    }
    pdf::Info {
        title: meta.title.text(),
        authors,
        subject: meta.summary.clone(),
        keywords: meta.keywords.clone(),
        rights: meta.rights.clone(),
        publisher: meta.publisher.clone().or_else(|| meta.publication.clone()),
        lang: meta.lang.clone(),
        date: latest,
        epoch,
    }
}
