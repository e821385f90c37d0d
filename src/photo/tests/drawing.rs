//! Drawings: as vectors for both, as pixels for a press, and what is refused.

use super::*;

const FLAG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="#c8102e"/><circle cx="45" cy="30" r="15" fill="#fff"/></svg>"##;

fn svg(body: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 60">{body}</svg>"#)
        .into_bytes()
}

fn made(file: &[u8], target: Target, part: [f64; 4]) -> Variant {
    let (album, id) = taken("a.svg", file.to_vec());
    dev(album.get(id), &[Request { part, ..request(target, 300) }]).unwrap().remove(0)
}

const WHOLE: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

#[test]
fn a_drawing_stays_one() {
    let (album, id) = taken("a.svg", FLAG.as_bytes().to_vec());
    let photo = album.get(id);
    assert_eq!((photo.width, photo.height, photo.kind()), (20_000, 13_333, "SVG"));
    let print = made(FLAG.as_bytes(), Target::Print, WHOLE);
    assert!(matches!(print.encoding, Encoding::Page) && print.bytes.starts_with(b"%PDF"));
    assert_eq!((print.width, print.height), (90, 60));
    let screen = made(FLAG.as_bytes(), Target::Screen, [0.5, 0.0, 0.5, 1.0]);
    assert!(matches!(screen.encoding, Encoding::Svg));
    let text = std::str::from_utf8(&screen.bytes).unwrap();
    assert!(text.contains(r#"viewBox="45 0 45 60""#) && text.contains("#c8102e"), "{text}");
    roxmltree::Document::parse(text).unwrap();
}

#[test]
fn a_press_gets_its_inks() {
    let (album, id) = taken("a.svg", FLAG.as_bytes().to_vec());
    let darkroom = Darkroom { intent: PrintIntent::cmyk(press::press()).unwrap(), ..Darkroom::default() };
    let variant = dev_in(album.get(id), &[request(Target::Print, 300)], &darkroom).unwrap().remove(0);
    assert_eq!((variant.components, variant.width, variant.height), (4, 300, 200));
    let at = |x: usize, y: usize| &variant.bytes[(y * 300 + x) * 4..][..4];
    assert_eq!(at(150, 100), [0; 4]);
    assert!(at(5, 5)[1] > 150, "{:?}", at(5, 5));
}

#[test]
fn what_leads_out_is_refused_by_name() {
    let refused = |body: &str| match add("a.svg", svg(body)) {
        Err(diag) => (diag.code.id, diag.args.get(1).cloned().unwrap_or_default()),
        Ok(_) => ("", String::new()),
    };
    for (body, what) in [
        ("<script>alert(1)</script>", "a script"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", "HTML"),
        ("<image xlink:href='a.png' width='9' height='9'/>", "a picture"),
        ("<use xlink:href='other.svg#a'/>", "a reference"),
        ("<use href='https://example.org/a.svg#a'/>", "a reference"),
        ("<style>@import 'a.css';</style>", "a reference"),
        ("<rect width='9' height='9' fill='url(http://example.org/a#b)'/>", "a reference"),
        ("<rect width='9' height='9' style='fill: url( \"a.svg#b\" )'/>", "a reference"),
    ] {
        let (code, args) = refused(body);
        assert!(code == "K522" && args.starts_with(what), "{body}: {code} {args}");
    }
    for fine in [
        "<a xlink:href='https://example.org'><rect width='9' height='9'/></a>",
        "<defs><g id='a'><rect width='9' height='9'/></g></defs><use xlink:href='#a'/><use href='#a' x='9'/>",
        "<rect width='9' height='9' onclick='alert(1)'/>",
        "<g id='a'><use href='#a'/></g>",
    ] {
        assert_eq!(refused(fine).0, "", "{fine}");
        let screen = made(&svg(fine), Target::Screen, WHOLE);
        let text = std::str::from_utf8(&screen.bytes).unwrap();
        assert!(!text.contains("example.org") && !text.contains("alert"), "{text}");
    }
}

#[test]
fn a_drawing_that_grows_without_end_is_refused() {
    let mut body = "<defs><g id='a0'><rect width='1' height='1'/></g>".to_owned();
    for n in 0..12 {
        let ten = format!("<use href='#a{n}'/>").repeat(10);
        body += &format!("<g id='a{}'>{ten}</g>", n + 1);
    }
    body += "</defs><use href='#a12'/>";
    assert_eq!(code_of("a.svg", svg(&body)), "K522");
    assert_eq!(code_of("a.svg", svg(&"<g/>".repeat(100_001))), "K522");
    // An arc is divided into the more pieces the larger it is.
    for vast in ["88888888888888888888", "8e41", "8.5E+10", "-12345678901"] {
        let arc = format!("<path d='M0 0A1 {vast} 0 0 1 5 5z'/>");
        assert_eq!(code_of("a.svg", svg(&arc)), "K522", "{vast}");
        assert_eq!(
            code_of("a.svg", svg(&format!("<rect width='9' height='9' rx='{vast}'/>"))),
            "K522",
            "{vast}"
        );
    }
    for usual in ["a5 5 0 0112345.67890123456 7", "l.12345678901234 1e-12", "h1e9"] {
        let path = svg(&format!("<path d='M0 0{usual}'/>"));
        assert!(add("a.svg", path).is_ok(), "{usual}");
    }
    let entities = r#"<!DOCTYPE svg [<!ENTITY a "<g/><g/><g/><g/><g/><g/><g/><g/><g/><g/>"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">&e;&e;&e;</svg>"#;
    assert!(add("a.svg", entities.into()).is_err());
}

#[test]
fn what_is_no_drawing_is_damaged() {
    for broken in ["<svg", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='5'/>", "<svg></p>"] {
        assert_eq!(code_of("a.svg", broken.into()), "K505", "{broken}");
    }
}

#[test]
fn a_drawing_written_anew_is_whole_whatever_its_layers_are_called() {
    let body = r##"<defs><linearGradient id="sun &amp; &lt;moon&gt;"><stop stop-color="#c8102e"/><stop offset="1" stop-color="#fff"/></linearGradient>
        <filter id="f&amp;1"><feOffset dx="2" result="a &lt; b"/><feBlend in="SourceGraphic" in2="a &lt; b"/></filter>
        <clipPath id="clip &lt;1&gt;"><rect width="50" height="50"/></clipPath></defs>
        <g id="Header &amp; Footer" filter="url('#f&amp;1')"><path id="A &lt; B" d="M 0 0 H 40 V 40 Z" fill="url('#sun &amp; &lt;moon&gt;')"/></g>
        <g id="1" clip-path="url('#clip &lt;1&gt;')"><rect id="1" width="90" height="60" fill="#0b5"/></g>"##;
    let text = String::from_utf8(made(&svg(body), Target::Screen, WHOLE).bytes.to_vec()).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let ids: Vec<_> = document.descendants().filter_map(|n| n.attribute("id")).collect();
    assert!(
        ids.iter().all(|id| id.starts_with('a') && id[1..].bytes().all(|b| b.is_ascii_digit())),
        "{text}"
    );
    assert!(ids.iter().collect::<std::collections::BTreeSet<_>>().len() == ids.len(), "{text}");
    for id in text.match_indices("url(#").map(|(at, _)| text[at + 5..].split(')').next().unwrap()) {
        assert!(ids.contains(&id), "{id}: {text}");
    }
    assert!(text.contains("url(#a"), "{text}");
}
