# The Debian and Ubuntu packages of Fillrate, in one place, and how the two root scripts install them.
# Sourced by ./run and ./check (bash).
#
# An entry is a dependency in Debian's own syntax: the first alternative that the release at hand
# offers in a sufficient version is taken, so one list serves Debian 12, Debian 13 and Ubuntu 24.04.

# To build and run the product. Keep in step with cmake/dependencies.cmake.
run_packages=(
    "g++ (>= 4:12)"
    "cmake (>= 3.25)"
    "ninja-build"
    "pkg-config"
    "libboost-dev (>= 1.81) | libboost1.81-dev"
    "libboost-json-dev (>= 1.81) | libboost-json1.81-dev"
    "libboost-url-dev (>= 1.81) | libboost-url1.81-dev"
    "libssl-dev (>= 3)"
    "libhiredis-dev"
    "libhowardhinnant-date-dev"
    "libtomlplusplus-dev"
    "libcli11-dev"
    "libspdlog-dev"
    "libfmt-dev"
    "prometheus-cpp-dev"
    "redis-server (>= 5:7.0)"
    "tzdata"
    "ca-certificates"
)

# What ./check needs on top.
check_packages=(
    "libgtest-dev"
    "librapidcheck-dev"
    "libbenchmark-dev"
    "clang-16 | clang-17 | clang-18 | clang-19"
    "clang-tools-16 | clang-tools-17 | clang-tools-18 | clang-tools-19"
    "libclang-rt-16-dev | libclang-rt-17-dev | libclang-rt-18-dev | libclang-rt-19-dev"
    "clang-format"
    "lld"
    "ccache"
    "python3"
    "openssl"
    "curl"
)

# A browser and npm may come from elsewhere than apt; any that is on PATH will do.
command -v npm > /dev/null || check_packages+=("npm")
command -v chromium > /dev/null || command -v google-chrome > /dev/null ||
    check_packages+=("chromium | chromium-browser")

# as_root COMMAND...: runs it as root, through sudo where we are not.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# apt_plan PACKAGE...: prints what apt would install; fails if apt knows no way.
apt_plan() {
    local dependencies
    dependencies=$(printf '%s, ' "$@")
    apt-get --simulate --quiet --no-install-recommends satisfy "${dependencies%, }"
}

# confirm_install: asks once, unless told not to (--yes), under CI or without a terminal.
confirm_install() {
    [ "${assume_yes:-no}" = no ] && [ -z "${CI:-}" ] && [ -t 0 ] || return 0
    local answer
    read -r -p "Run this now? [Y/n] " answer
    case "$answer" in
        "" | [Yy]*) return 0 ;;
        *) return 1 ;;
    esac
}

# install_packages PACKAGE...: the one apt line, shown, asked for once, run.
install_packages() {
    local dependencies sudo_word="" had_redis=yes
    dependencies=$(printf '%s, ' "$@")
    dependencies=${dependencies%, }
    [ "$(id -u)" = 0 ] || sudo_word="sudo "
    dpkg-query --status redis-server > /dev/null 2>&1 || had_redis=no
    echo "Fillrate needs some packages. This installs them:"
    echo "  ${sudo_word}apt-get update && ${sudo_word}apt-get satisfy --no-install-recommends '$dependencies'"
    [ "$had_redis" = yes ] || [ ! -d /run/systemd/system ] ||
        echo "  ${sudo_word}systemctl disable --now redis-server   # its service is not used: Fillrate starts its own"
    if [ -n "$sudo_word" ] && ! command -v sudo > /dev/null; then
        echo "Neither root nor sudo is at hand: run the line above as root, then start this again." >&2
        return 1
    fi
    confirm_install || {
        echo "Nothing was installed. Run the line above, then start this again." >&2
        return 1
    }
    as_root apt-get --quiet --quiet update || echo "apt-get update failed; going on with the package lists at hand." >&2
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get --quiet --yes --no-install-recommends satisfy "$dependencies" || {
        echo "apt could not install the packages; its message above names the one at fault." >&2
        return 1
    }
    [ "$had_redis" = yes ] || [ ! -d /run/systemd/system ] ||
        as_root systemctl disable --now redis-server
}

# ensure_packages NAME PACKAGE...: returns at once when nothing was installed or removed since the
# last look; NAME names the stamp of that look under build/.
ensure_packages() {
    local stamp="build/.packages-$1" plan
    shift
    if [ "$stamp" -nt /var/lib/dpkg/status ] && [ "$(cat "$stamp")" = "$*" ]; then
        return 0
    fi
    if ! command -v apt-get > /dev/null; then
        echo "No apt-get here: Fillrate is set up on Debian 12+ or Ubuntu 24.04+ (or use the Dockerfile)." >&2
        return 1
    fi
    if ! plan=$(apt_plan "$@" 2> /dev/null) || grep --quiet '^Inst ' <<< "$plan"; then
        install_packages "$@" || return 1
    fi
    mkdir -p build
    echo "$*" > "$stamp"
}

# A clone in another folder finds the compilations of this one again.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1

# configure PRESET [ARGUMENT...]: runs CMake when its presets or arguments changed; Ninja sees the rest itself.
configure() {
    local preset=$1 stamp="build/$1/.configured"
    shift
    if [ -f "build/$preset/build.ninja" ] && [ "$stamp" -nt CMakePresets.json ] &&
        [ "$(cat "$stamp")" = "$*" ]; then
        return 0
    fi
    cmake --preset "$preset" "$@" || return 1
    echo "$*" > "$stamp"
}
