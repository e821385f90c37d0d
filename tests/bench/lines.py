#!/usr/bin/env python3
"""Setting a million characters in lines (step 4) beside Typst's PDF of the same text, in one run, as a ratio.

    target/judges/venv/bin/python tests/bench/lines.py [RUNS]

CPU is user + system time as the kernel counts it: of keben's step 4 alone, in one thread, as `lines.rs` prints
it; of Typst's whole process less an interpreter that only imports it. Both run RUNS times (3 unless given) in
turn, and the medians are compared. Needs `tests/judges/setup.sh`; builds the bench itself.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from peers import ROOT, measure

HEAD = """#set page(width: 185mm, height: 260mm, margin: 20mm, columns: 2)
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 6.5pt, spacing: 6.5pt, first-line-indent: (amount: 2em, all: true))
"""


def keben(bench: str) -> dict[str, float]:
    """CPU seconds by case."""
    out = subprocess.run([bench, "--bench"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {m[1]: float(m[2]) for m in re.finditer(r"^(.*?): \d+ lines, ([\d.]+) s CPU", out, re.M)}


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    build = ["cargo", "bench", "--bench", "lines", "--no-run"]
    shown = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stderr
    bench = re.search(r"\((target/[^)]*lines-[0-9a-f]+)\)", shown)
    bench = os.environ.get("KEBEN_LINES_BENCH") or str(ROOT / bench[1])
    text = subprocess.run([bench, "text"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
        source = Path(folder) / "text.typ"
        source.write_text(HEAD + re.sub(r"([#$@_`<>*\\])", r"\\\1", text), "utf-8")
        compile_ = (
            f"import typst; typst.compile({str(source)!r}, output={folder + '/out.pdf'!r}, root={folder!r},"
            f" font_paths=[{str(ROOT / 'fonts')!r}], ignore_system_fonts=True)"
        )
        python = sys.executable
        ours: dict[str, list[float]] = {}
        theirs, idle = [], []
        for _ in range(runs):
            for case, cpu in keben(bench).items():
                ours.setdefault(case, []).append(cpu)
            theirs.append(measure([python, "-c", compile_])[0])
            idle.append(measure([python, "-c", "import typst"])[0])
    typst = statistics.median(theirs) - statistics.median(idle)
    characters = sum(1 for c in text if not c.isspace())
    print(f"{characters:,} characters; Typst's PDF: {typst:.3f} s CPU")
    for case, cpu in ours.items():
        median = statistics.median(cpu)
        print(f"keben, step 4, {case}: {median:.3f} s CPU, {median / typst:.4f} of Typst")


if __name__ == "__main__":
    main()
