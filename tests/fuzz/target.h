// What each fuzz target gives to its two drivers: libFuzzer (which brings its own main) and
// replay.cpp (seeds and deterministic mutations of them, for any compiler).
#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/decisions.h"

namespace grend::fuzz {

// Small inputs to start from, made by our own writers. Each leads to a good result.
std::vector<std::string> seeds();
// Returns if all is well, ends the program with a finding otherwise.
void run(Input input);

}  // namespace grend::fuzz
