// How a fuzz target reports that something which must hold does not: the program ends, and whoever
// ran it keeps the input.
#pragma once

#include <string_view>

namespace grend::fuzz {

[[noreturn]] void finding(std::string_view what);

inline void must(bool holds, std::string_view what) {
  if (!holds) finding(what);
}

}  // namespace grend::fuzz
