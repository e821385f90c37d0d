#!/usr/bin/env python3
"""keben beside Typst and pandoc on the same article and the same photos, in one run, as ratios.

    target/judges/venv/bin/python tests/bench/peers.py [RUNS]

CPU is user + system time of the finished process, memory its peak resident size, both as the kernel counts
them; each command runs RUNS times (5 unless given) in turn with the others, and the medians are compared.
Typst and pandoc come as Python wheels: what an idle interpreter with the same import costs is measured too
and taken off. Needs `cargo build --release` and `tests/judges/setup.sh` first.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEBEN = Path(os.environ.get("KEBEN_BINARY") or ROOT / "target/release/keben")
ARTICLE = ROOT / "source/feature.md"

TYPST_HEAD = """#set page(width: 210mm, height: 297mm, margin: (x: 20mm, y: 24mm), columns: 2, numbering: "1")
#set columns(gutter: 21pt)
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 6.5pt, spacing: 6.5pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "Noto Sans SC")
#show figure.caption: set text(font: "Noto Sans SC", size: 9pt)
"""


def typst_source(markdown: str) -> str:
    """The article as Typst, photos as floats across both columns."""
    _, front, body = markdown.split("---\n", 2)
    meta = dict(re.findall(r"^(\w+): (.+)$", front, re.M))
    out = [TYPST_HEAD]
    head = f"#text(font: \"Noto Serif SC\", weight: 900, size: 28pt)[{meta['title']}]\\\n{meta['subtitle']}"
    out.append(f"#place(top, float: true, scope: \"parent\")[{head}]")
    notes = dict(re.findall(r"^\[\^(\w+)\]: (.+)$", body, re.M))
    body = re.sub(r"^\[\^\w+\]: .+$", "", body, flags=re.M)

    def escape(text: str) -> str:
        text = re.sub(r"([#$@_`<>\\])", r"\\\1", text)
        text = re.sub(r"\*\*(.+?)\*\*", r"#strong[\1]", text)
        return re.sub(r"\[\^(\w+)\]", lambda m: f"#footnote[{notes.get(m[1], '')}]", text)

    for block in re.split(r"\n\s*\n", body):
        block = block.strip()
        picture = re.match(r"!\[(.*?)\]\((\S+) \"(.*?)\"\)", block)
        if picture:
            caption, path, credit = picture.groups()
            out.append(
                f'#figure(placement: auto, scope: "parent", image("source/{path}", width: 100%),'
                f" caption: [{escape(caption)} {escape(credit)}])"
            )
        elif block.startswith("#"):
            level = len(block) - len(block.lstrip("#"))
            out.append("=" * level + " " + escape(block.lstrip("# ").split("{#")[0]))
        elif block:
            out.append(escape(block))
    return "\n\n".join(out)


def measure(command: list[str]) -> tuple[float, float]:
    """CPU seconds and peak MiB of one run; a failing command ends the bench."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed: {errors.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        work = Path(folder)
        source = work / "article.typ"
        source.write_text(typst_source(ARTICLE.read_text("utf-8")), "utf-8")
        python = sys.executable
        compile_ = (
            "import typst; typst.compile({src!r}, output={out!r}, root={root!r}, font_paths=[{fonts!r}],"
            " ignore_system_fonts={alone})"
        )
        fields = {
            "src": str(source),
            "out": str(work / "typst.pdf"),
            "root": str(ROOT),
            "fonts": str(ROOT / "fonts"),
        }
        # Typst resolves paths from the file's folder; the photos are named from the project's root.
        source.write_text(source.read_text("utf-8").replace('image("source/', 'image("/source/'), "utf-8")
        pandoc = (
            "import pypandoc; pypandoc.convert_file({src!r}, 'epub3', format='markdown',"
            " outputfile={out!r}, extra_args=['--resource-path', {res!r}])"
        ).format(src=str(ARTICLE), out=str(work / "pandoc.epub"), res=str(ROOT / "source"))
        keben = [str(KEBEN), "build", "--no-cache", "--out", str(work / "out")]
        commands = {
            "keben, PDF": keben + ["--to", "pdf"],
            "keben, EPUB": keben + ["--to", "epub"],
            "keben, both": keben,
            "Typst, PDF": [python, "-c", compile_.format(alone=False, **fields)],
            "Typst, PDF, no system fonts": [python, "-c", compile_.format(alone=True, **fields)],
            "(idle, typst)": [python, "-c", "import typst"],
            "pandoc, EPUB": [python, "-c", pandoc],
            "(idle, pandoc)": [python, "-c", "import pypandoc"],
        }
        samples: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for turn in range(runs + 1):
            for name, command in commands.items():
                result = measure(command)
                if turn > 0:  # the first turn warms the disk cache
                    samples[name].append(result)
        sizes = {f.name: f.stat().st_size for f in [*work.glob("*.pdf"), *work.glob("*.epub"), *work.glob("out/*")]}

    median = {
        name: (statistics.median(c for c, _ in values), statistics.median(m for _, m in values))
        for name, values in samples.items()
    }
    idle = {"Typst": median["(idle, typst)"], "pandoc": median["(idle, pandoc)"]}
    net = {}
    for name, (cpu, peak) in median.items():
        if name.startswith("("):
            continue
        off_cpu, off_peak = idle.get(name.split(",")[0], (0.0, 0.0))
        net[name] = (cpu - off_cpu, peak - off_peak)
    base_cpu, base_peak = net["Typst, PDF"]
    print(f"{'':28} {'CPU s':>8} {'x Typst':>8} {'peak MiB':>9} {'x Typst':>8}")
    for name, (cpu, peak) in net.items():
        print(f"{name:28} {cpu:8.3f} {cpu / base_cpu:8.2f} {peak:9.1f} {peak / base_peak:8.2f}")
    for name, size in sorted(sizes.items()):
        print(f"{name:28} {size:,} bytes")


if __name__ == "__main__":
    main()
