#!/usr/bin/env bash
# Installs what Grend needs from Debian 12 or Ubuntu 24.04 packages; does nothing when all is there.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config git ccache mold
  libboost-dev libtbb-dev libyaml-cpp-dev libhdf5-dev libosmium2-dev libprotozero-dev libproj-dev
  zlib1g-dev libbz2-dev libexpat1-dev libcli11-dev libfmt-dev nlohmann-json3-dev libxxhash-dev
)
# What only the tests need: independent readers, an independent schema validator, the linters.
test_packages=(
  catch2 librapidcheck-dev hdf5-tools netcdf-bin clang clang-format clang-tidy
  python3 python3-h5py python3-yaml python3-jsonschema python3-numpy
)

[[ "${1:-}" == "--tests" ]] && packages+=("${test_packages[@]}")

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ "$state" == installed ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || {
    echo "setup: ${#missing[@]} packages are missing and neither root nor sudo is at hand." >&2
    echo "       Ask an administrator to run: apt-get install ${missing[*]}" >&2
    exit 69
  }
  as_root=(sudo)
fi

echo "setup: installing ${#missing[@]} packages (${missing[*]})" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get update -q &&
       "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
         apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "setup: the installation failed; the last lines of apt are above." >&2
  exit 69
fi
