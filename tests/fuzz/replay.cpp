// Drives a fuzz target without libFuzzer:
//     fuzz_X                 the seeds, then deterministic mutations of them: the test in ctest
//     fuzz_X FILE...         these inputs: to see a finding again under a debugger
//     fuzz_X --seeds DIR     writes the seeds as a corpus to start libFuzzer from
// An input that ends the program stays behind in finding.bin.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/base/random.h"
#include "tests/fuzz/target.h"

namespace grend::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kMutationsPerSeed = 60;
constexpr std::size_t kEditsAtMost = 6;
constexpr std::size_t kLongestPiece = 24;

Input input_of(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

// One edit: a byte changed, a piece cut out, repeated elsewhere, or taken from another seed.
void edit(std::string& text, const std::string& other, RandomStream& random) {
  const auto below = [&](std::size_t size) {
    return static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(size)));
  };
  const auto piece_of = [&](const std::string& from) {
    const std::size_t begin = below(from.size());
    return from.substr(begin, below(kLongestPiece));
  };
  const std::size_t at = below(text.size());
  switch (random.between(0, 4)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(random.between(0, 255));
      break;
    case 1:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << random.between(0, 7)));
      break;
    case 2:
      text.erase(at, below(kLongestPiece));
      break;
    case 3:
      text.insert(at, piece_of(text));
      break;
    default:
      text.insert(at, piece_of(other));
  }
}

// Kept on disk while it runs, because what it may do is end the program.
void try_input(const std::string& bytes) {
  std::ofstream("finding.bin", std::ios::binary) << bytes;
  run(input_of(bytes));
}

void try_mutations() {
  const std::vector<std::string> all = seeds();
  for (std::size_t i = 0; i < all.size(); ++i) {
    try_input(all[i]);
    for (std::uint32_t m = 0; m < kMutationsPerSeed; ++m) {
      RandomStream random({.seed = i}, m, Purpose::kTest);
      std::string text = all[i];
      const auto edits = random.between(1, kEditsAtMost);
      for (std::int64_t e = 0; e < edits; ++e) {
        const auto other = random.between(0, static_cast<std::int64_t>(all.size()) - 1);
        edit(text, all[static_cast<std::size_t>(other)], random);
      }
      try_input(text);
    }
  }
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_seeds(const fs::path& folder) {
  fs::create_directories(folder);
  const std::vector<std::string> all = seeds();
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::ofstream(folder / ("seed_" + std::to_string(i)), std::ios::binary) << all[i];
  }
}

}  // namespace
}  // namespace grend::fuzz

int main(int argc, char** argv) {
  using namespace grend::fuzz;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() == 2 && arguments[0] == "--seeds") {
    write_seeds(arguments[1]);
  } else if (!arguments.empty()) {
    for (const std::string& path : arguments) run(input_of(content_of(path)));
  } else {
    try_mutations();
    fs::remove("finding.bin");
  }
  return EXIT_SUCCESS;
}
