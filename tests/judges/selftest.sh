#!/usr/bin/env bash
# Shows that each judge passes what is right and refuses what is wrong, on inputs made here. A judge that always says yes
# would otherwise pass for good news. Prints one line a check; ends with 1 if one fell out differently.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
bin=$here/bin fonts=$(cd "$here/../../fonts" && pwd)
need "$judges/venv/installed.txt" qpdf gs xmllint
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

"$python" - "$fonts" <<'PY'
import struct, sys, zipfile, zlib
import typst

fonts = sys.argv[1]

# A red square, so that a picture is there.
raw = b"".join(b"\0" + b"\xc8\x1e\x1e" * 8 for _ in range(8))
chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")

def page(title, body):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans" xml:lang="zh-Hans">
<head><title>{title}</title><link rel="stylesheet" href="s.css"/></head><body>{body}</body></html>"""

meta = "".join(f'<meta property="schema:{k}">{v}</meta>' for k, v in [
    ("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual,visual"),
    ("accessibilityFeature", "alternativeText"), ("accessibilityHazard", "none"), ("accessibilitySummary", "无障碍")])
item = lambda i, href, kind, more="": f'<item id="{i}" href="{href}" media-type="{kind}"{more}/>'
xhtml = "application/xhtml+xml"
opf = f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" xml:lang="zh-Hans">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:uuid:00000000-0000-4000-8000-000000000000</dc:identifier>
<dc:title>刻本</dc:title><dc:language>zh-Hans</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>{meta}</metadata>
<manifest>{item("n", "n.xhtml", xhtml, ' properties="nav"')}{item("c", "c.xhtml", xhtml)}{item("s", "s.css", "text/css")}
{item("p", "p.png", "image/png")}{item("f", "f.ttf", "font/ttf")}</manifest><spine><itemref idref="c"/></spine></package>"""

def book(name, body, font):
    files = {
        "META-INF/container.xml": '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="E/c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "E/c.opf": opf, "E/c.xhtml": page("一", body), "E/p.png": png, "E/f.ttf": font,
        "E/n.xhtml": page("目录", '<nav epub:type="toc" role="doc-toc" aria-label="目录"><h1>目录</h1><ol><li><a href="c.xhtml">一</a></li></ol></nav>'),
        "E/s.css": '@font-face{font-family:"M";src:url(f.ttf)} code{font-family:"M"}',
    }
    with zipfile.ZipFile(name, "w") as z:
        z.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        for path, data in files.items():
            z.writestr(path, data, zipfile.ZIP_DEFLATED)

font = open(f"{fonts}/SourceCodePro-Regular.ttf", "rb").read()
body = '<h1 id="a">刻本</h1><p id="b">正文 <code>0123</code></p><p><img src="p.png" alt="红方块"/></p>'
book("good.epub", body, font)
book("twice.epub", body.replace('id="b"', 'id="a"'), font)
book("noalt.epub", body.replace(' alt="红方块"', ""), font)
book("gone.epub", body.replace("p.png", "gone.png"), font)
book("leaves.epub", body.replace("p.png", "http://198.51.100.7/p.png"), font)
book("nofont.epub", body, font[:2000])
open("good.xhtml", "w").write(page("一", "<p>abc</p>").replace('<link rel="stylesheet" href="s.css"/>', ""))
open("empty.xhtml", "w").write(page("一", "").replace('<link rel="stylesheet" href="s.css"/>', ""))
open("torn.xhtml", "w").write(page("一", "<p>abc"))

open("a.typ", "w").write('#set document(title: "刻本")\n#set text(lang: "zh", font: "Noto Serif SC")\n= 标题\n正文一句。\n')
for flavour, standard in [("ua1", "ua-1"), ("2a", "a-2a"), ("2b", "a-2b"), ("2u", "a-2u")]:
    pdf = typst.compile("a.typ", pdf_standards=[standard], font_paths=[fonts], ignore_system_fonts=True)
    open(f"{flavour}.pdf", "wb").write(pdf)
open("torn.pdf", "wb").write(pdf[: len(pdf) // 2])
PY

bad=0
# expect CODE TEXT COMMAND…: the exit code, and a text that the output must have (the reason for the refusal).
expect() {
  local want=$1 text=$2 code=0 out
  shift 2
  out=$("$@" 2>&1) || code=$?
  if [ "$code" = "$want" ] && [[ $out == *"$text"* ]]; then
    echo "ok    $want ${1##*/} ${*:2}"
  else
    echo "WRONG $code, not $want with '$text': ${1##*/} ${*:2}"; echo "$out" | head -5
    bad=1
  fi
}

expect 0 '"error":0'        "$bin/epubcheck" good.epub noalt.epub
expect 1 'Duplicate ID'     "$bin/epubcheck" twice.epub
expect 1 'RSC-007'          "$bin/epubcheck" good.epub gone.epub
expect 2 'could not be read' "$bin/epubcheck" nowhere.epub

# A known-good file; the same with one word wrong, which must be found by its clause; the same without any tags.
declare -A wrong=( # flavour to: word, its replacement of the same length, the clause that it breaks
  [ua1]='Marked true/Marked null 6.2'
  [2a]='Marked true/Marked null 6.7.2.2'
  [2b]='<pdfaid:part>2/<pdfaid:part>3 6.6.4'
  [2u]='<pdfaid:conformance>U/<pdfaid:conformance>X 6.6.4'
)
plain() { qpdf --qdf --object-streams=disable "$1" -; } # so that sed can read it
for flavour in "${!wrong[@]}"; do
  plain $flavour.pdf > same.pdf
  plain $flavour.pdf | sed "s/${wrong[$flavour]% *}/" > wrong.pdf
  gs -q -dNOPAUSE -dBATCH -sDEVICE=pdfwrite -o untagged.pdf $flavour.pdf
  expect 0 '"compliant":true'  "$bin/verapdf" $flavour $flavour.pdf same.pdf
  expect 1 "\"clause\":\"${wrong[$flavour]##* }\"" "$bin/verapdf" $flavour wrong.pdf
  expect 1 '"compliant":false' "$bin/verapdf" $flavour untagged.pdf
done
expect 2 '"error"'     "$bin/verapdf" ua1 a.typ
expect 2 'no flavour'  "$bin/verapdf" ua9 ua1.pdf

expect 0 '"outcome":"pass"' "$bin/ace" good.epub ace
expect 1 'image-alt'        "$bin/ace" noalt.epub ace
expect 2 'no report'        "$bin/ace" a.typ ace

expect 0 '"font":"SourceCodePro-Regular","embedded":true' "$bin/epubshot" good.epub shots
expect 1 'broken image gone.png'                          "$bin/epubshot" gone.epub shots
expect 1 'asked for http://198.51.100.7/p.png'            "$bin/epubshot" leaves.epub shots
expect 1 'font M did not load'                            "$bin/epubshot" nofont.epub shots
expect 0 '"parseError":null' "$bin/xhtmlshot" good.xhtml good.png 300 200
expect 0 '"parseError":null' "$bin/xhtmlshot" empty.xhtml empty.png 300 200
expect 1 'error on line'     "$bin/xhtmlshot" torn.xhtml torn.png 300 200
expect 1 'differ'            cmp good.png empty.png

expect 0 '正文一句。' "$bin/pdfium-text" ua1.pdf
expect 2 ''           "$bin/pdfium-text" a.typ
expect 0 '正文一句。' pdftotext ua1.pdf -
expect 0 '正文一句。' mutool draw -q -F txt ua1.pdf
expect 0 'No syntax'  qpdf --check ua1.pdf
expect 2 'damaged'    qpdf --check torn.pdf
expect 1 'Premature'  xmllint --noout torn.xhtml
exit $bad
