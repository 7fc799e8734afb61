#!/usr/bin/env bash
# Installs what Grend needs from the packages of Debian 12 or Ubuntu 24.04; does nothing when all is
# there.
#   tools/setup.sh            what building and running need
#   tools/setup.sh --python   what the Python package needs as well
#   tools/setup.sh --tests    what the tests and linters need as well
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config git ccache mold
  libboost-dev libtbb-dev libyaml-cpp-dev libhdf5-dev libosmium2-dev libprotozero-dev libproj-dev
  zlib1g-dev libdeflate-dev libbz2-dev libglpk-dev libexpat1-dev libcli11-dev libfmt-dev nlohmann-json3-dev libxxhash-dev
)
python_packages=(
  python3 python3-numpy python3-h5py python3-pandas python3-xarray
  python3-venv python3-pip python3-setuptools python3-wheel
)
# Independent readers of our files, an independent schema validator, a browser that opens reports,
# the linters.
test_packages=(
  catch2 hdf5-tools netcdf-bin clang libclang-rt-dev clang-format clang-tidy
  "${python_packages[@]}" python3-yaml python3-jsonschema python3-xxhash mypy
  chromium fonts-dejavu-core
)
[[ "${1:-}" == "--python" ]] && packages+=("${python_packages[@]}")
[[ "${1:-}" == "--tests" ]] && packages+=("${test_packages[@]}")

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "setup: this is neither Debian nor Ubuntu, so nothing is installed; needed are the" >&2
  echo "       equivalents of: ${packages[*]}" >&2
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ "$state" == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: ${#missing[@]} packages are missing and neither root nor sudo is at hand." >&2
    echo "       Ask an administrator to run: apt-get install ${missing[*]}" >&2
    exit 69
  fi
  as_root=(sudo)
fi

echo "setup: installing ${#missing[@]} packages (${missing[*]})" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
started=$SECONDS
# An update that fails for a source we do not need is no reason to stop: the installation decides.
"${as_root[@]}" apt-get update -q >"$log" 2>&1 || true
if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
  --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >>"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "setup: the installation failed; the last lines of apt are above." >&2
  exit 69
fi
echo "setup: done in $((SECONDS - started)) s" >&2
