# Sourced by podwire and mvnw: sets JAVA_HOME to a JDK 25 or newer, or says what to install.

# File names in UTF-8, messages of the C library in English, whatever the user's locale is; not where the C library
# has no such locale.
case $(LC_ALL=C.UTF-8 locale charmap 2>/dev/null || echo UTF-8) in UTF-8) export LC_ALL=C.UTF-8 ;; esac

[ -n "${HOME:-}" ] || HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d : -f 6)

refuse_colon() { # in the path $1 of this folder: Java separates the entries of a class path by it
  case $1 in *:*)
    echo "podwire: the path $1 contains ':', which separates the entries of a Java class path; move this folder to a" \
      "path without one" >&2
    return 1
    ;;
  esac
}

jdk_version() { # the major version of the JDK in folder $1, or nothing
  [ -x "$1/bin/javac" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

find_jdk() {
  in_path=$(command -v javac || true)
  [ -z "$in_path" ] || in_path=$(dirname "$(dirname "$(readlink -f "$in_path")")")
  for candidate in "${JAVA_HOME:-}" "$in_path" /usr/lib/jvm/*25* /usr/lib/jvm/* /opt/*jdk* /usr/local/*jdk* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate" || true)
    if [ "${version:-0}" -ge 25 ]; then
      JAVA_HOME=$candidate
      return 0
    fi
  done
  echo "podwire: no JDK 25 found in JAVA_HOME, PATH or the usual folders; install one (for instance Temurin 25:" \
    "temurin-25-jdk) or set JAVA_HOME to it" >&2
  return 1
}
