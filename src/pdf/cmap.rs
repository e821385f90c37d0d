//! What the glyphs of a font stand for. In: a text for each code. Out: a `ToUnicode` CMap (ISO 32000-1, 9.10.3).

use std::fmt::Write;

/// The most entries that one section may have (Adobe Technical Note 5411).
const SECTION: usize = 100;

/// The CMap of codes 1, 2, 3 …; code 0 is never shown.
pub(super) fn to_unicode(texts: &[String]) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n\
         /CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
    );
    let codes: Vec<(usize, &String)> = texts.iter().enumerate().skip(1).collect();
    for section in codes.chunks(SECTION) {
        let _ = writeln!(out, "{} beginbfchar", section.len());
        for (code, text) in section {
            let _ = write!(out, "<{code:04X}><");
            text.encode_utf16().for_each(|unit| {
                let _ = write!(out, "{unit:04X}");
            });
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend");
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_map_to_utf16() {
        let texts = ["", "刻", "fi", "𠮷"].map(String::from);
        let cmap = String::from_utf8(to_unicode(&texts)).expect("it is ASCII");
        assert!(cmap.contains("3 beginbfchar\n<0001><523B>\n<0002><00660069>\n<0003><D842DFB7>\nendbfchar"));
    }
}
