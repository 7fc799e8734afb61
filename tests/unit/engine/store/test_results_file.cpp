#include <chrono>
#include <cmath>
#include <cstring>
#include <malloc.h>
#include <numeric>
#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "engine/base/error.h"
#include "engine/base/random.h"
#include "engine/store/hash.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/hdf5_writer.h"
#include "engine/store/results_image.h"
#include "engine/store/seal.h"
#include "tests/support/catch.h"
#include "tests/unit/engine/store/sample_results.h"
#include "tests/unit/engine/store/temporary_folder.h"

namespace grend::store {
namespace {

std::string encoded(const Results& results, par::Backend backend = par::Backend::kSerial,
                    std::size_t threads = 1) {
  const auto executor = par::make_executor(backend, threads);
  return encode_results(results, *executor);
}

// What is wrong with the bytes, or nothing.
std::string problem_with(std::string_view bytes) {
  try {
    decode_results(bytes);
  } catch (const Hdf5Error& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

// Results of one table with as many rows, which differ from each other.
Results results_of(std::size_t rows) {
  std::vector<std::int32_t> numbers(rows);
  std::iota(numbers.begin(), numbers.end(), -1);
  Table table{.name = "links", .long_name = "links", .columns = {}};
  table.add<std::int32_t>({.name = "number", .unit = "1", .long_name = "n"}, numbers,
                          [](std::int32_t n) { return n; });
  table.add<double>({.name = "length", .unit = "m", .long_name = "n / 100"}, numbers,
                    [](std::int32_t n) { return n / 100.0; });
  table.add<std::int8_t>({.name = "kind", .unit = "1", .long_name = "k", .categories = {"a", "b"}},
                         numbers, [](std::int32_t n) { return n % 2; });
  Results results;
  results.tables = {std::move(table)};
  return results;
}

// An HDF5 file that says it is of that format and version, with a valid seal.
std::string sealed_file(const std::string& format, std::int32_t version) {
  const Handle access = property_list(H5P_FILE_ACCESS);
  H5Pset_fapl_core(access, 1 << 20, false);
  const Handle file(H5Fcreate("/dev/null/test", H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose,
                    "make", "file");
  write_text(file, "format", format);
  write_scalar(file, "format_version", H5T_STD_I32LE, &version);
  H5Fflush(file, H5F_SCOPE_GLOBAL);
  std::string bytes(static_cast<std::size_t>(H5Fget_file_image(file, nullptr, 0)), '\0');
  H5Fget_file_image(file, bytes.data(), bytes.size());
  return bytes + seal_of(bytes);
}

TEST_CASE("what is written comes back, wording and order included") {
  const TemporaryFolder folder;
  const Results results = sample_results();
  write_results(folder.file("run.h5"), results, false);
  CHECK(folder.files() == 1);
  const Results read = read_results(folder.file("run.h5"));
  CHECK(read.manifest == results.manifest);
  CHECK(content_digest(read) == content_digest(results));
  REQUIRE(read.tables.size() == 2);
  for (std::size_t t = 0; t < 2; ++t) {
    CHECK(read.tables[t].name == results.tables[t].name);
    CHECK(read.tables[t].long_name == results.tables[t].long_name);
    REQUIRE(read.tables[t].columns.size() == results.tables[t].columns.size());
    for (std::size_t c = 0; c < read.tables[t].columns.size(); ++c) {
      CHECK(read.tables[t].columns[c].info.name == results.tables[t].columns[c].info.name);
      CHECK(read.tables[t].columns[c].info.long_name ==
            results.tables[t].columns[c].info.long_name);
    }
  }
  REQUIRE(read.indicators.size() == 2);
  CHECK(read.replications == results.replications);
  CHECK(read.indicators[0].values == std::vector<double>{156.1255, 151.7391});
  CHECK(std::isnan(read.indicators[1].values[0]));
  CHECK(read.indicators[0].direction == "less");
  CHECK(read.tables[0].columns[0].info.refers_to == "persons");
  CHECK(read.indicators[1].long_name == "mean detour");
  CHECK(read.indicators[0].definition == "mean of requests/wait over served requests");
}

TEST_CASE("a file of format 2 stays readable for ever") {
  // Written when the format was new and never again: a change that this test notices breaks the
  // files that people have.
  const std::string path =
      std::string(GREND_SOURCE_DIR) + "/tests/unit/engine/store/golden/format_2.h5";
  const Results read = read_results(path);
  const Results expected = sample_results();
  CHECK(read.manifest == expected.manifest);
  CHECK(content_digest(read) == content_digest(expected));
  CHECK(read.tables[0].columns[0].info.refers_to == "persons");
}

TEST_CASE("results without anything in them are a valid file") {
  Results results;
  CHECK(content_digest(decode_results(encoded(results))) == content_digest(results));
  results.tables = {{.name = "legs", .long_name = "a table without columns", .columns = {}}};
  CHECK(decode_results(encoded(results)).tables.at(0).columns.empty());
}

TEST_CASE("columns of every length come back, whether or not their chunks are full") {
  for (const std::size_t rows : {0u, 1u, 2u, 65535u, 65536u, 65537u, 200'000u}) {
    INFO(rows << " rows");
    const Results results = results_of(rows);
    const Results read = decode_results(encoded(results));
    CHECK(read.tables.at(0).rows() == rows);
    CHECK(content_digest(read) == content_digest(results));
  }
}

TEST_CASE("equal results give equal bytes, with any executor and whatever memory held before") {
  Results results = results_of(150'000);  // three chunks a column
  results.tables.push_back(sample_requests());
  const std::string hash = hash_text(encoded(results));
  CHECK(hash_text(encoded(results)) == hash);
  for (const std::size_t threads : {1u, 2u, 3u, 7u}) {
    CHECK(hash_text(encoded(results, par::Backend::kJthread, threads)) == hash);
    CHECK(hash_text(encoded(results, par::Backend::kTbb, threads)) == hash);
  }
  ::mallopt(M_PERTURB, 0x5a);  // fresh memory holds garbage instead of zeros
  CHECK(hash_text(encoded(results)) == hash);
  ::mallopt(M_PERTURB, 0);
}

TEST_CASE("a result file with any byte changed is refused") {
  const std::string bytes = encoded(sample_results());
  std::string damaged = bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << i % 8));
    if (problem_with(damaged).empty()) FAIL("byte " << i << " of " << bytes.size());
    damaged[i] = bytes[i];
  }
  CHECK(problem_with(damaged).empty());
}

TEST_CASE("a result file that is cut anywhere, or grew, is refused") {
  const std::string bytes = encoded(sample_results());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    if (problem_with(std::string_view(bytes).substr(0, size)).empty()) FAIL("cut to " << size);
  }
  CHECK(has(problem_with(bytes + "\n"), "seal"));
}

TEST_CASE("even with a valid seal, flipped values and lost columns are seen") {
  // Somebody who repairs the seal of a damaged file: HDF5's own checksums guard the values. A
  // single double does not compress, so it stands in the file as it is.
  Results results = sample_results();
  results.replications = {3};
  for (auto& indicator : results.indicators) indicator.values.resize(1);
  const std::string sealed = encoded(results);
  std::string bytes(unseal(sealed));
  const double value = 156.1255;
  char pattern[sizeof value];
  std::memcpy(pattern, &value, sizeof value);
  const auto at = bytes.find(std::string(pattern, sizeof value));
  REQUIRE(at != std::string::npos);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  CHECK(has(problem_with(bytes + seal_of(bytes)), "cannot read wait_mean"));
}

TEST_CASE("other people's files and newer formats are refused with the reason") {
  CHECK(problem_with("") == "not an HDF5 file");
  CHECK(problem_with("person,wait\n1,20\n") == "not an HDF5 file");
  CHECK(has(problem_with(unseal(sealed_file("grend-results", 1))), "not written by Grend"));
  CHECK(problem_with(sealed_file("omx", 2)) == "no result file of Grend");
  CHECK(has(problem_with(sealed_file("grend-results", 3)), "a newer one is needed"));
  CHECK(has(problem_with(sealed_file("grend-results", 1)), "run its scenario again"));
  CHECK(has(problem_with(sealed_file("grend-results", 2)), "cannot open group manifest"));
}

TEST_CASE("reading errors carry the path and the exit code") {
  const TemporaryFolder folder;
  const auto code_of = [&](const std::string& path) {
    try {
      read_results(path);
    } catch (const Error& error) {
      CHECK(has(error.what(), path));
      return error.code();
    }
    return ExitCode::kOk;
  };
  write_text_file(folder.file("notes.txt"), "not a result");
  CHECK(code_of(folder.file("notes.txt")) == ExitCode::kBadData);
  CHECK(code_of(folder.file("absent.h5")) == ExitCode::kMissingInput);
  CHECK(code_of(folder.file("")) == ExitCode::kIo);
}

TEST_CASE("results that break a rule leave the earlier file as it was") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  write_results(path, sample_results(), false);
  const std::string hash = hash_file(path);
  Results broken = sample_results();
  broken.tables[0].columns[0].info.unit = "";
  CHECK_THROWS_AS(write_results(path, broken, true), InternalError);
  CHECK_THROWS_AS(write_results(path, sample_results(), false), Error);
  CHECK(hash_file(path) == hash);
  CHECK(folder.files() == 1);
}

TEST_CASE("a run killed at any time leaves a whole file, the earlier or the later one") {
  const TemporaryFolder folder;
  const std::string path = folder.file("run.h5");
  const Results earlier = sample_results(), later = results_of(20'000);
  write_results(path, later, false);
  const auto start = std::chrono::steady_clock::now();
  write_results(path, earlier, true);
  write_results(path, later, true);
  const auto two_writes = std::chrono::steady_clock::now() - start;
  write_results(path, earlier, true);
  int earlier_left = 0, later_left = 0;
  for (int kill = 0; kill < 60; ++kill) {
    const pid_t child = ::fork();
    if (child == 0) {
      while (true) write_results(path, kill % 2 == 0 ? later : earlier, true);
    }
    std::this_thread::sleep_for(two_writes * kill /
                                20);  // from before the first byte to the sixth file
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const std::string digest = content_digest(read_results(path));
    if (digest == content_digest(earlier)) ++earlier_left;
    if (digest == content_digest(later)) ++later_left;
  }
  CHECK(earlier_left + later_left == 60);
  CHECK(earlier_left > 0);
  CHECK(later_left > 0);
}

TEST_CASE("HDF5 prints nothing of its own and its settings are put back") {
  H5E_auto2_t before = nullptr, after = nullptr;
  void* argument = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &before, &argument);
  problem_with(sealed_file("grend-results", 1));
  H5Eget_auto2(H5E_DEFAULT, &after, &argument);
  CHECK(before != nullptr);
  CHECK(before == after);
}

}  // namespace
}  // namespace grend::store
