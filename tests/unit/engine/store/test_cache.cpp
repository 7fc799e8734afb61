#include "engine/store/cache.h"
#include "engine/store/output_file.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/store/temporary_folder.h"

using namespace grend;
using namespace grend::store;

namespace {

const std::string kKey(32, 'a');
const std::string kOther(32, 'b');
constexpr const char* kContent = "a long way to make this";

std::string entry(const TemporaryFolder& folder, const std::string& key = kKey) {
  return folder.file("roads-" + key + ".grend-cache");
}

Cache cache_in(const TemporaryFolder& folder, std::uint64_t limit = 1'000'000) {
  return Cache({.folder = folder.file("."), .limit = limit, .fingerprint = "p1"});
}

}  // namespace

TEST_CASE("A later run gets what an earlier one saved") {
  const TemporaryFolder folder;
  const std::string below = folder.file("not/there/yet");
  Cache first({.folder = below});
  CHECK_FALSE(first.load("roads", kKey));
  first.save("roads", kKey, kContent);
  CHECK(Cache({.folder = below}).load("roads", kKey) == kContent);
  CHECK_FALSE(Cache({.folder = below}).load("roads", kOther));
  CHECK_FALSE(Cache({.folder = below}).load("other", kKey));
  CHECK(first.size().entries == 1);
  CHECK(first.notes().empty());
}

TEST_CASE("The fingerprint is that of the running program") {
  CHECK(program_fingerprint().size() == 32);
  CHECK(program_fingerprint() == program_fingerprint());
}

TEST_CASE("What another program saved is not read, silently, and replaced") {
  const TemporaryFolder folder;
  Cache old({.folder = folder.file("."), .fingerprint = "p0"});
  old.save("roads", kKey, "from the old program");
  Cache cache = cache_in(folder);
  CHECK_FALSE(cache.load("roads", kKey));
  CHECK(cache.notes().empty());
  cache.save("roads", kKey, kContent);
  CHECK(cache.load("roads", kKey) == kContent);
  CHECK_FALSE(old.load("roads", kKey));
  CHECK(cache.size().entries == 1);
}

TEST_CASE("An entry under a name that is not its own is not read") {
  const TemporaryFolder folder;
  Cache cache = cache_in(folder);
  cache.save("roads", kKey, kContent);
  std::filesystem::copy(entry(folder), entry(folder, kOther));
  CHECK_FALSE(cache.load("roads", kOther));
}

TEST_CASE("No entry with a flipped bit is read") {
  const TemporaryFolder folder;
  cache_in(folder).save("roads", kKey, kContent);
  const std::string good = text_of_file(entry(folder));
  std::size_t noted = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      write_text_file(entry(folder), bad);
      Cache cache = cache_in(folder);
      REQUIRE_FALSE(cache.load("roads", kKey));
      noted += cache.notes().size();
    }
  }
  // With one of the two letters of "p1" flipped it looks like another program's.
  CHECK(noted == 8 * (good.size() - 2));
  write_text_file(entry(folder), good);
  CHECK(cache_in(folder).load("roads", kKey) == kContent);
}

TEST_CASE("No entry that is cut short, lengthened or foreign is read") {
  const TemporaryFolder folder;
  cache_in(folder).save("roads", kKey, kContent);
  const std::string good = text_of_file(entry(folder));
  std::vector<std::string> bad = {good + "x", "x" + good, good + good, std::string(1000, '\0')};
  for (std::size_t size = 0; size < good.size(); ++size) bad.push_back(good.substr(0, size));
  for (const std::string& bytes : bad) {
    write_text_file(entry(folder), bytes);
    Cache cache = cache_in(folder);
    REQUIRE_FALSE(cache.load("roads", kKey));
    REQUIRE(cache.notes().size() == 1);
    REQUIRE(cache.notes()[0].find("is damaged") != std::string::npos);
  }
  std::filesystem::remove(entry(folder));
  std::filesystem::create_directory(entry(folder));
  CHECK_FALSE(cache_in(folder).load("roads", kKey));
}

TEST_CASE("A folder that cannot be written is told once and no error") {
  const TemporaryFolder folder;
  write_text_file(folder.file("file"), "");
  Cache cache({.folder = folder.file("file/cache"), .fingerprint = "p1"});
  cache.save("roads", kKey, kContent);
  cache.save("roads", kOther, kContent);
  CHECK_FALSE(cache.load("roads", kKey));
  REQUIRE(cache.notes().size() == 1);
  CHECK(cache.notes()[0].find("there is no folder") != std::string::npos);
}

TEST_CASE("An entry that another process is saving is left to it") {
  const TemporaryFolder folder;
  Cache cache = cache_in(folder);
  {
    const OutputFile other(cache.folder() + "/roads-" + kKey + ".grend-cache", true);
    cache.save("roads", kKey, kContent);
    CHECK_FALSE(cache.load("roads", kKey));
  }
  cache.save("roads", kKey, kContent);
  CHECK(cache.load("roads", kKey) == kContent);
  CHECK(cache.notes().empty());
}

TEST_CASE("Beyond the limit the entries longest unused go, and nobody else's files") {
  const TemporaryFolder folder;
  write_text_file(folder.file("thesis.txt"), std::string(5000, 't'));
  // An entry is its content and 90 bytes: three of 1000 bytes do not fit into 3000.
  Cache cache = cache_in(folder, 3000);
  const std::string content(1000, 'c');
  const auto age = [&](const std::string& key, int hours) {
    const auto now = std::filesystem::last_write_time(entry(folder, key));
    std::filesystem::last_write_time(entry(folder, key), now - std::chrono::hours(hours));
  };
  cache.save("roads", kKey, content);
  cache.save("roads", kOther, content);
  age(kKey, 2);
  age(kOther, 1);
  CHECK(cache.load("roads", kKey) == content);  // used just now
  cache.save("roads", std::string(32, 'c'), content);
  CHECK(cache.load("roads", kKey));
  CHECK_FALSE(cache.load("roads", kOther));
  CHECK(cache.load("roads", std::string(32, 'c')));
  CHECK(cache.size().entries == 2);
  CHECK(cache.size().bytes <= 3000);
  CHECK(std::filesystem::exists(folder.file("thesis.txt")));
  CHECK(cache.notes().empty());
  cache.save("roads", kOther, std::string(3000, 'x'));  // larger than all there may be
  CHECK(cache.size().entries == 2);
  CHECK(cache.notes().size() == 1);
}
