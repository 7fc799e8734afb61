#include "tests/fuzz/finding.h"

#include <cstdio>
#include <cstdlib>

namespace grend::fuzz {

void finding(std::string_view what) {
  std::fprintf(stderr, "finding: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace grend::fuzz
