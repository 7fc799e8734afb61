#include "engine/base/error.h"
#include "engine/store/hash.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/store/temporary_folder.h"

namespace grend::store {
namespace {

ExitCode code_of_hashing(const std::string& path) {
  try {
    hash_file(path);
  } catch (const Error& error) {
    return error.code();
  }
  return ExitCode::kOk;
}

TEST_CASE("hashes are those of the reference implementation of XXH3-128") {
  // Printed by xxhash.xxh3_128(...).hexdigest() of Python's xxhash.
  CHECK(hash_text("") == "99aa06d3014798d86001c324468d497f");
  CHECK(hash_text("abc") == "06b05ab6733a618578af5f94892f3950");
  std::string long_text;
  for (int i = 0; i < 100; ++i) long_text += "Grend";
  CHECK(hash_text(long_text) == "dc2038d1062510291c4e5a0b0784e710");
}

TEST_CASE("a hash does not depend on the pieces the bytes come in") {
  const std::string text(3'000'000, 'x');
  Hasher hasher;
  for (std::size_t at = 0, size = 1; at < text.size(); at += size, size = size * 3 + 1) {
    hasher.add(text.data() + at, std::min(size, text.size() - at));
  }
  CHECK(hasher.hex() == hash_text(text));
  hasher.add("y", 1);
  CHECK(hasher.hex() == hash_text(text + "y"));
}

TEST_CASE("a file's hash is the hash of its bytes") {
  const TemporaryFolder folder;
  const std::string text(2'500'000, '\0');  // more than two blocks of 2^20 bytes
  write_text_file(folder.file("zeros"), text);
  CHECK(hash_file(folder.file("zeros")) == hash_text(text));
  write_text_file(folder.file("empty"), "");
  CHECK(hash_file(folder.file("empty")) == hash_text(""));
}

TEST_CASE("a file that is not there and one that cannot be read are different errors") {
  const TemporaryFolder folder;
  CHECK(code_of_hashing(folder.file("absent")) == ExitCode::kMissingInput);
  CHECK(code_of_hashing(folder.file("")) == ExitCode::kIo);  // the folder itself
}

}  // namespace
}  // namespace grend::store
