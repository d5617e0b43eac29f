# Sourced by the other scripts: finds the project, a Maven that is new enough, and out whether Jenkins can be had.

set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"

readonly OLDEST_MAVEN=3.9.6
readonly OWN_MAVEN=3.9.11
readonly DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.11.0

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

command -v java >/dev/null || die "A JDK 17 or newer is needed; no java was found on the PATH."
command -v mvn >/dev/null || die "Maven is needed; no mvn was found on the PATH."

# Whether version $1 is at least version $2.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# Sets MVN to a Maven that the plugin's parent POM accepts; an older one gets a newer one through itself.
find_maven() {
    MVN=mvn
    local version
    version=$(mvn -v 2>/dev/null | sed -e 's/\x1b\[[0-9;]*m//g' | sed -n 's/^Apache Maven \([0-9.]*\).*/\1/p')
    if at_least "${version:-0}" "$OLDEST_MAVEN"; then
        return
    fi
    local home="$ROOT/target/tools/apache-maven-$OWN_MAVEN"
    if [ ! -x "$home/bin/mvn" ]; then
        say "Maven $version is older than $OLDEST_MAVEN; getting Maven $OWN_MAVEN."
        mvn -B -q -ntp -f engine.xml "$DEPENDENCY_PLUGIN:unpack" \
            -Dartifact="org.apache.maven:apache-maven:$OWN_MAVEN:zip:bin" \
            -DoutputDirectory="$ROOT/target/tools"
        chmod +x "$home/bin/mvn"
    fi
    MVN="$home/bin/mvn"
}

# Whether Jenkins' artifacts resolve. A pom.xml that is wrong, or names what does not exist, is an error and no missing Jenkins.
have_jenkins() {
    local log="$ROOT/target/jenkins-artifacts.log"
    mkdir -p "$ROOT/target"
    if "$MVN" -B -ntp -f pom.xml -Daether.connector.connectTimeout=10000 \
        "$DEPENDENCY_PLUGIN:resolve" -DincludeScope=test >"$log" 2>&1; then
        return 0
    fi
    if grep -qE 'Could not transfer|Non-resolvable parent POM' "$log"; then
        return 1
    fi
    cat "$log" >&2
    die "pom.xml does not resolve, and not because Jenkins' repository is out of reach."
}

# Compiles the engine, the command line and their tests, unless that is newer than every source.
compile_engine() {
    local built="$ROOT/target/engine/test.classpath"
    if [ ! -f "$built" ] || [ -n "$(find src engine.xml -newer "$built" -type f -print -quit)" ]; then
        "$MVN" -B -q -ntp -f engine.xml -Dspotless.check.skip=true process-test-classes
        touch "$built"
    fi
}
