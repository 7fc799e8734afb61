// The program's version and the commit it was built from.
#pragma once

#include <string>

namespace grend::cli {

inline constexpr const char* kVersion = GREND_VERSION;
// "unknown" outside a git checkout.
std::string git_sha();

}  // namespace grend::cli
