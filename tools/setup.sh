# shellcheck shell=bash
# Sourced by run, test and bench: nb_setup PRESET installs what is missing and builds. It is quiet unless it fails, and fast
# when there is nothing to do. NB_ROOT is the source folder. With NB_WERROR=ON warnings are errors.
NB_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

nb_say() {
  if [ -t 2 ]; then echo "$*" >&2; fi
}

# nb_logged LOG COMMAND...: its output is shown only when it fails.
nb_logged() {
  local log=$1
  shift
  "$@" >>"$log" 2>&1 </dev/null && return
  cat "$log" >&2
  echo "failed: $*" >&2
  return 1
}

nb_missing_packages() {
  local wanted
  wanted=$(sed -n 's/^[a-z]* //p' "$NB_ROOT/tools/packages.txt")
  # shellcheck disable=SC2086 # a list of names
  comm -23 <(sort <<<"$wanted") \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p' | sort)
}

nb_install_packages() {
  command -v dpkg-query apt-get >/dev/null || return 0 # not Debian: CMake says what it does not find
  local missing root=()
  missing=$(nb_missing_packages)
  if [ -z "$missing" ]; then return; fi
  if [ "$(id -u)" -ne 0 ]; then root=(sudo); fi
  nb_say "Installing ${missing//$'\n'/ }"
  : >build/packages.log
  # A repository that cannot be reached matters only if a package is then not found.
  "${root[@]}" apt-get update >>build/packages.log 2>&1 </dev/null || true
  # shellcheck disable=SC2086
  nb_logged build/packages.log "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 $missing
}

nb_cached() { # NAME FOLDER
  sed -n "s/^$1:[A-Z]*=//p" "$2/CMakeCache.txt" 2>/dev/null
}

nb_configure() { # PRESET LOG
  local folder=build/$1
  # CMake refuses a folder that was configured for another place, as after a move or a copy.
  if ! [ "$(nb_cached CMAKE_HOME_DIRECTORY "$folder")" -ef . ]; then rm -rf "$folder"; fi
  if [ -e "$folder/build.ninja" ]; then
    if [ -z "${NB_WERROR:-}" ] || [ "$NB_WERROR" = "$(nb_cached NB_WERROR "$folder")" ]; then return; fi
  fi
  nb_say "Building in $folder"
  nb_logged "$2" cmake --preset "$1" ${NB_WERROR:+-DNB_WERROR="$NB_WERROR"}
}

nb_build() { # PRESET
  local log=build/$1.log
  : >"$log"
  nb_configure "$1" "$log" && nb_logged "$log" cmake --build --preset "$1"
}

# One at a time, so that several runs that start together do not build into the same folder.
nb_setup() (
  cd "$NB_ROOT" || exit
  mkdir -p build
  exec 9>build/lock
  if command -v flock >/dev/null; then flock 9; fi
  nb_install_packages && nb_build "$1" 9>&-
)
