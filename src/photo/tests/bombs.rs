//! Files that are small and would take much: each is refused by name, or taken without what is too much in it.

use super::*;
use image::codecs::png::PngEncoder;

fn svg(body: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1000 1000">{body}</svg>"#)
        .into_bytes()
}

/// The code and the reason that a drawing is refused with; nothing for one that is taken.
fn refusal(body: &str) -> (&'static str, String) {
    match add("a.svg", svg(body)) {
        Err(diag) => (diag.code.id, diag.args.get(1).cloned().unwrap_or_default()),
        Ok(_) => ("", String::new()),
    }
}

#[track_caller]
fn refused(body: &str, reason: &str) {
    let (code, said) = refusal(body);
    let start: String = body.chars().take(300).collect();
    assert!(code == "K522" && said.starts_with(reason), "{code} {said}: {start}");
}

#[track_caller]
fn taken_as_it_is(body: &str) {
    let start: String = body.chars().take(300).collect();
    assert_eq!(refusal(body), ("", String::new()), "{start}");
}

const TOO_MANY: &str = "more shapes";
const TOO_DEEP: &str = "shapes too deep";
const CIRCLE: &str = "shapes that draw themselves";

/// A line of so many corners.
fn line(corners: usize) -> String {
    format!("<path d='M0 0{}' stroke='red'/>", "L1 1 2 3".repeat(corners / 2))
}

#[test]
fn depth_counts_what_is_referred_to() {
    let nested = |depth: usize, inner: &str| "<g>".repeat(depth) + inner + &"</g>".repeat(depth);
    let patterns = |count: usize, depth: usize| -> String {
        let one = |n: usize| {
            let path = format!("<path d='M0 0h9v9z' fill='url(#p{})'/>", n + 1);
            format!("<pattern id='p{n}' width='9' height='9'>{}</pattern>", nested(depth, &path))
        };
        (0..count).map(one).collect::<String>() + "<rect width='9' height='9' fill='url(#p0)'/>"
    };
    taken_as_it_is(&nested(240, "<rect width='9' height='9'/>"));
    refused(&nested(260, "<rect width='9' height='9'/>"), TOO_DEEP);
    taken_as_it_is(&patterns(4, 40));
    refused(&patterns(4, 100), TOO_DEEP);
    taken_as_it_is(&patterns(100, 0));
    refused(&patterns(200, 0), TOO_DEEP);
    // As deep as may be, it is drawn everywhere.
    for body in [patterns(120, 0), nested(240, "<rect width='9' height='9'/>")] {
        let (album, id) = taken("a.svg", svg(&body));
        for target in [Target::Print, Target::Screen, Target::Cover] {
            assert!(dev(album.get(id), &[request(target, 30)]).is_ok());
        }
    }
}

#[test]
fn circles_that_the_reader_does_not_see_are_refused() {
    let pattern = |n: u8, inside: &str| format!("<pattern id='p{n}' width='9' height='9'>{inside}</pattern>");
    let shape = |said: &str| format!("<rect width='9' height='9' {said}/>");
    let end = shape("fill='url(#p0)' mask='url(#m0)'");
    let three: String =
        (0..3).map(|n| pattern(n, &shape(&format!("fill='url(#p{})'", (n + 1) % 3)))).collect();
    let masks: String = (0..3)
        .map(|n| format!("<mask id='m{n}'>{}</mask>", shape(&format!("mask='url(#m{})'", (n + 1) % 3))))
        .collect();
    let two = pattern(0, &shape("stroke='url(#p1)'")) + &pattern(1, &shape("fill='url(#p0)'"));
    let mixed = pattern(0, &format!("<g mask='url(#m0)'>{}</g>", shape("")))
        + &format!("<mask id='m0'>{}</mask>", shape("fill='url(#p0)'"));
    let through =
        pattern(0, &shape("fill='url(#p1)'")) + "<pattern id='p1' width='9' height='9' href='#p0'/>";
    for body in [three, masks, two, mixed, through] {
        refused(&(body + &end), CIRCLE);
    }
    refused(&format!("<g fill='url(#p0)'>{}{}</g>", pattern(0, &shape("")), shape("")), CIRCLE);
    refused(
        &format!(
            "<g fill='url(#p0)'><pattern id='p0' width='9' height='9' style='fill:red'>{}</pattern></g>",
            shape("")
        ),
        CIRCLE,
    );
    refused(&pattern(0, &shape("fill='url(#p0)'").repeat(70)), CIRCLE);
    // What programs write.
    taken_as_it_is(&(pattern(0, &shape("fill='url(#p0)'")) + &end));
    taken_as_it_is("<g id='a'><a href='#b'><rect width='9' height='9'/></a></g><g id='b'><a href='#a'/></g>");
    taken_as_it_is(
        "<g marker-end='url(#m)'><marker id='m'><path d='M0 0L1 1'/></marker><path d='M0 0L9 9' stroke='red'/></g>",
    );
    taken_as_it_is(
        "<g clip-path='url(#c)'><clipPath id='c'><rect width='9' height='9'/></clipPath><rect width='9' height='9'/></g>",
    );
}

#[test]
fn what_is_drawn_often_is_counted_as_often() {
    // Patterns that each hold ten shapes in the next one, however they refer to it.
    let chain = |open: &str, refer: &dyn Fn(usize) -> String| -> String {
        let level = |n: usize| {
            let ten = format!("<path d='M0 0h9v9z' {}/>", refer(n + 1)).repeat(10);
            format!("<pattern id='p{n}' width='9' height='9'>{ten}</pattern>")
        };
        let end = format!("<rect width='9' height='9' {}/>", refer(0));
        format!("{open}{}{end}", (0..7).map(level).collect::<String>())
    };
    let rules = |rule: &dyn Fn(usize) -> String| (0..9).map(rule).collect::<String>();
    let shape = "<rect width='9' height='9'/>";
    for body in [
        chain("", &|n| format!("fill='url(#p{n})'")),
        chain("", &|n| format!("fill='url(&#10;#p{n})'")),
        chain("", &|n| format!("fill='url(&#9;\" #p{n} \")'").replace('"', "&quot;")),
        chain("", &|n| format!("style='stroke:red;fill: url(#p{n})'")),
        chain(&format!("<style>{}</style>", rules(&|n| format!(".c{n},.x{{fill:url(#p{n})}}"))), &|n| {
            format!("class='d c{n}'")
        }),
    ] {
        refused(&body, TOO_MANY);
    }
    // Where it cannot be told which elements a rule is for, it is for all of them.
    let rule = |n: usize| format!("[class=c{n}]{{fill:url('#p{n}')}}");
    let body = chain(&format!("<style>{}</style>", rules(&rule)), &|n| format!("class='c{n}'"));
    refused(&body, CIRCLE);
    let gradient = |n: usize| format!("<linearGradient id='p{n}'><stop/><stop offset='1'/></linearGradient>");
    taken_as_it_is(&format!("<style>{}</style>{}<g class='c1'>{shape}</g>", rules(&rule), rules(&gradient)));
    // A group hands its paint on to what is in it.
    let shapes = shape.repeat(500);
    let handed =
        format!("<pattern id='p' width='9' height='9'>{shapes}</pattern><g fill='url(#p)'>{shapes}</g>");
    refused(&handed, TOO_MANY);
    // So it does with markers, at every corner.
    let marked = |said: &str, inside: &str, corners: usize| {
        let marker = format!("<marker id='m' overflow='visible'>{}</marker>", "<g/>".repeat(500));
        format!("{marker}<g {said}>{inside}{}</g>", line(corners))
    };
    refused(&marked("marker-mid='url(#m)'", "", 1_000), TOO_MANY);
    refused(&marked("style='marker:url(#m)'", "", 1_000), TOO_MANY);
    taken_as_it_is(&marked("marker-end='url(#m)'", "", 1_000));
    taken_as_it_is(&marked("marker-mid='url(#m)'", "", 20));
    // Of two elements of one id, whichever is meant.
    let decoy = |first: &str, second: &str| {
        format!("<g id='a'>{first}</g><g id='a'>{second}</g>{}", "<use href='#a'/>".repeat(500))
    };
    refused(&decoy(&shapes, ""), TOO_MANY);
    refused(&decoy("", &shapes), TOO_MANY);
    refused(&("<g xml:id='a'/>".repeat(17) + "<use href='#a b'/><use href=' #a'/>"), TOO_MANY);
    taken_as_it_is(&decoy("<g/>", "<g/>"));
}

#[test]
fn elements_weigh_what_they_say() {
    let used = |what: &str, times: usize| {
        format!("<defs><g id='a'>{what}</g></defs>{}", "<use href='#a'/>".repeat(times))
    };
    refused(&used(&line(12_000), 1_000), TOO_MANY);
    refused(&used("<rect style='fill:red' width='9'/>", 70_000), TOO_MANY);
    let long = format!("<rect width='9' height='9' style='{}'/>", "fill:red;".repeat(5_000));
    refused(&used(&long, 1_000), TOO_MANY);
    taken_as_it_is(&used(&line(1_000), 100));
    let text = |letters: usize| format!("<text y='9' font-size='1'>{}</text>", "刻".repeat(letters));
    refused(&text(50_001), "more text");
    refused(&used(&text(200), 300), "more text");
    refused(&("<text id='a'/>".to_owned() + &"<text><tref href='#a'/></text>".repeat(600)), "more text");
    taken_as_it_is(&text(1_000));
    taken_as_it_is(&format!("<metadata>{0}</metadata><desc>{0}</desc>", "x".repeat(60_000)));
}

#[test]
fn style_sheets_are_applied_only_where_that_ends() {
    let sheet = |rules: &str, body: &str| format!("<style>{rules}</style>{body}");
    let slow = "more style rules";
    refused(&sheet(&"a b c{fill:red}".repeat(6_000), &"<g/>".repeat(9_000)), slow);
    // Every ancestor is tried for every part of a selector.
    let deep = "<a>".repeat(100) + "<rect/>" + &"</a>".repeat(100);
    refused(&sheet(&format!("x {}rect{{fill:red}}", "a ".repeat(6)), &deep), slow);
    let many = format!("{}{{{}}}", ".a,".repeat(2_000), "fill:red;".repeat(2_000));
    refused(&sheet(&many, "<g/>"), slow);
    // As Illustrator writes it.
    let rules: String =
        (0..400).map(|n| format!(".cls-{n}{{fill:url(#linear-gradient);font-family:'A B';}}")).collect();
    let gradient = "<linearGradient id='linear-gradient'><stop/><stop offset='1'/></linearGradient>";
    let shapes: String =
        (0..4_000).map(|n| format!("<path class='cls-{}' d='M0 0h9v9z'/>", n % 400)).collect();
    taken_as_it_is(&sheet(&rules, &(gradient.to_owned() + &shapes)));
}

#[test]
fn xml_that_takes_long_to_parse_is_refused() {
    let attributes = |n: usize| -> String { (0..n).map(|n| format!(" a{n}=''")).collect() };
    refused(&format!("<g{}/>", attributes(300)), "more attributes");
    refused(&"<g xmlns:a='b'/>".repeat(1_001), "more attributes");
    taken_as_it_is(&format!("<g{}/>", attributes(200)));
    let entities = format!(
        "<!DOCTYPE svg [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;\">]>{}",
        "x".repeat(900),
        String::from_utf8(svg("<desc>&b;</desc>")).unwrap()
    );
    assert_eq!(code_of("a.svg", entities.into_bytes()), "K505");
}

#[test]
fn filters_are_weighed_before_they_are_drawn() {
    let filter = |steps: &str| {
        let region = "x='0' y='0' width='1' height='1'";
        format!("<filter id='f' {region}>{steps}</filter><rect width='1000' height='1000' filter='url(#f)'/>")
    };
    let slow = "filters that take too long";
    refused(&filter("<feTurbulence baseFrequency='.01' numOctaves='4000000000'/>"), slow);
    refused(&filter("<feMorphology operator='dilate' radius='500'/>"), slow);
    refused(&filter(&"<feFlood/>".repeat(3_000)), "layers and filters");
    // The larger it is drawn, the longer it takes.
    let wide = filter("<feMorphology operator='dilate' radius='15'/>");
    let (album, id) = taken("a.svg", svg(&wide));
    let diag = dev(album.get(id), &[request(Target::Print, 300)]).unwrap_err();
    assert!(diag.code.id == "K522" && diag.args[1].starts_with(slow), "{diag:?}");
    assert!(dev(album.get(id), &[request(Target::Screen, 300)]).is_ok());
    // A shadow, as Figma and Inkscape write it.
    let shadow = "<feFlood flood-opacity='0' result='a'/><feColorMatrix in='SourceAlpha' values='0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0'/><feOffset dy='4'/><feGaussianBlur stdDeviation='2'/><feComposite in2='SourceAlpha' operator='out'/><feBlend in2='a' result='b'/><feBlend in='SourceGraphic' in2='b'/>";
    let (album, id) = taken("a.svg", svg(&filter(shadow).replace("1000", "100")));
    for target in [Target::Print, Target::Screen, Target::Cover] {
        assert!(dev(album.get(id), &[request(target, 100)]).is_ok());
    }
}

#[test]
fn dashes_and_layers_are_counted() {
    let dashed = |length: &str, times: usize| {
        format!("<path d='M0 0H1000' stroke='red' stroke-dasharray='{length} {length}'/>").repeat(times)
    };
    refused(&dashed(".001", 10), "more dashes");
    refused(&dashed("1e-30", 1), "more dashes");
    taken_as_it_is(&dashed("1", 2_000));
    let rect = "<rect width='1000' height='1000'/>";
    let layers = |n: usize| "<g opacity='.9'>".repeat(n) + rect + &"</g>".repeat(n);
    let (album, id) = taken("a.svg", svg(&layers(200)));
    let diag = dev(album.get(id), &[request(Target::Cover, 4_000)]).unwrap_err();
    assert!(diag.code.id == "K522" && diag.args[1].starts_with("layers and filters"), "{diag:?}");
    assert!(dev(album.get(id), &[request(Target::Print, 300)]).is_ok());
    let huge = format!(
        "<pattern id='p' width='90000' height='90000' patternUnits='userSpaceOnUse'>{rect}</pattern><rect width='9' height='9' fill='url(#p)'/>"
    );
    refused(&huge, "a pattern");
}

/// EXIF of so many fields that share their bytes.
fn crowded(fields: u16, bytes: u32) -> Vec<u8> {
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    out.extend(fields.to_be_bytes());
    // An orientation first, which is not found where the rest is too much.
    out.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    for _ in 1..fields {
        out.extend([0x92, 0x86, 0, 7]);
        out.extend(bytes.to_be_bytes());
        out.extend([0, 0, 0, 8]);
    }
    let length = out.len() + 4;
    out.resize(length.max(bytes as usize + 8), 0);
    out
}

#[test]
fn exif_that_grows_says_nothing_and_may_say_a_place() {
    let size = |exif: &[u8]| {
        let (album, id, _) = add("a.jpg", jpeg_of(&rgb(90, 60), 90, 60, ColorType::Rgb, Some(exif))).unwrap();
        let photo = album.get(id);
        ((photo.width, photo.height), photo.header.has_place)
    };
    assert_eq!(size(&crowded(20, 30_000)), ((60, 90), false));
    assert_eq!(size(&crowded(2_000, 40_000)), ((90, 60), true));
}

#[test]
fn xmp_that_takes_long_to_parse_says_nothing_and_may_say_a_place() {
    let spaces: String = (0..1_100).map(|n| format!("<a xmlns:n{n}='b'/>")).collect();
    let packet = |more: &str| {
        format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator>某某</dc:creator></rdf:Description></rdf:RDF>{more}</x:xmpmeta>"
        )
    };
    let seen = |more: &str| {
        let segment = [b"http://ns.adobe.com/xap/1.0/\0", packet(more).as_bytes()].concat();
        let mut file = jpeg(90, 60);
        let length = (segment.len() as u16 + 2).to_be_bytes();
        file.splice(2..2, [&[0xFF, 0xE1][..], &length, &segment].concat());
        let (album, id, _) = add("a.jpg", file).unwrap();
        let photo = album.get(id);
        (photo.metadata.creators.len(), photo.header.has_place)
    };
    assert_eq!((seen(""), seen(&spaces)), ((1, false), (0, true)));
}

fn png_of(width: u32, height: u32, profile: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = PngEncoder::new(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).unwrap();
    }
    let samples = vec![0; (width * height * 3) as usize];
    encoder.write_image(&samples, width, height, ExtendedColorType::Rgb8).unwrap();
    out
}

#[test]
fn a_side_has_an_end() {
    assert_eq!(code_of("a.png", png_of(header::MAX_SIDE + 1, 1, None)), "K505");
    assert_eq!(code_of("a.png", png_of(1, header::MAX_SIDE + 1, None)), "K505");
    let (album, id, _) = add("a.png", png_of(header::MAX_SIDE, 1, None)).unwrap();
    // Weights of a row, and its samples as they are stored, narrowed and in linear light.
    assert_eq!(album.get(id).working_bytes(), 1_000_000 * (48 + 3 + 12));
}

#[test]
fn photos_of_24_megapixels_are_developed_side_by_side() {
    let (album, id) = taken("a.jpg", jpeg(600, 400));
    // Of a gibibyte.
    assert!(album.get(id).working_bytes() * 100 * 4 < 1 << 30);
}

#[test]
fn an_album_holds_so_many_profiles() {
    let mut album = Album::default();
    // One that no colour is in, with so much behind that twenty-six are too much.
    let profile = |n: u8| -> Arc<[u8]> { vec![n; 10 << 20].into() };
    let kept: Vec<bool> = (0..27).map(|n| album.kept(profile(n)).is_some()).collect();
    assert!(kept[..25].iter().all(|kept| *kept) && !kept[25] && !kept[26]);
    assert!(album.kept(profile(3)).is_some(), "it is there already");
    let mut album = Album::default();
    let small = |n: u16| -> Arc<[u8]> { n.to_be_bytes().into() };
    assert_eq!((0..1_100).filter(|&n| album.kept(small(n)).is_some()).count(), 1_000);
}

#[test]
fn a_profile_too_many_is_told() {
    let mut album = Album { profile_bytes: MAX_PROFILE_BYTES, ..Album::default() };
    let mut diags = Diags::new();
    let icc = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let id = album.add("a.png", &png_of(9, 9, Some(&icc)), &mut diags).unwrap();
    assert!(album.get(id).header.profile.is_none() && !album.get(id).has_profile());
    assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K509"]);
}

#[test]
fn a_webp_that_says_more_than_it_has_is_cut_off() {
    let chunk = |kind: &[u8], length: u32, data: &[u8]| [kind, &length.to_le_bytes(), data].concat();
    let file = [
        b"RIFF\xF0\xFF\xFF\xFFWEBP".to_vec(),
        chunk(b"VP8X", 10, &[0x20, 0, 0, 0, 99, 0, 0, 99, 0, 0]),
        chunk(b"VP8L", 5, &[0x2F, 99, 0xC0, 0x18, 0, 0]),
        chunk(b"ICCP", 0xFFFF_FFF0, b"xxxxxxxx"),
    ];
    assert_eq!(code_of("a.webp", file.concat()), "K504");
}

#[test]
fn a_jpeg_made_of_markers_is_one_stretch() {
    let mut file = jpeg(90, 60);
    let size = file.len();
    file.splice(2..2, [0xFF, 0xD0].repeat(5_000));
    let (album, id) = taken("a.jpg", file);
    let jpeg = album.get(id).header.jpeg.as_ref().unwrap();
    assert_eq!((jpeg.bare_size(), jpeg.stretches()), (size, 1));
}
