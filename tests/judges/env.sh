# Sourced by every script here: where the judges were installed, and how to say that one is missing.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
judges=${KEBEN_JUDGES:-$here/../../target/judges} # several checkouts may share one installation
python=$judges/venv/bin/python
jaxb=/usr/share/java/jaxb-runtime.jar
# A judge lives for seconds: the optimising compiler and a parallel collector cost more than they give.
java=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xss8m -Duser.language=en -Djava.awt.headless=true)
export JUDGES_WEB=$judges/web PUPPETEER_EXECUTABLE_PATH
PUPPETEER_EXECUTABLE_PATH=$(command -v chromium || true)

# Exit 3 means "no judge", which a test can tell from 1 "the file is bad" and 2 "the file could not be judged".
need() {
  local thing
  for thing in "$@"; do
    [ -e "$thing" ] || command -v "$thing" >/dev/null || { echo "${0##*/}: $thing is missing; run tests/judges/setup.sh" >&2; exit 3; }
  done
}
usage() { echo "usage: ${0##*/} $*" >&2; exit 2; }
jar_in() { echo "$judges"/venv/lib/python3*/site-packages/$1; }
