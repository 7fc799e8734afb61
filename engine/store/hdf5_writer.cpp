#include "engine/store/hdf5_writer.h"

#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/hdf5_reader.h"
#include "engine/store/results_image.h"

namespace grend::store {
namespace {

std::string encode(const std::string& path, const Results& results, par::Executor& executor) {
  try {
    return encode_results(results, executor);
  } catch (const Hdf5Error& error) {
    throw Error(ExitCode::kIo, path + ": " + error.what());
  }
}

void verify(const OutputFile& output, const Results& results, std::size_t bytes) {
  std::string problem = "other content";
  try {
    const Results read = read_results(output.part_path());
    if (content_digest(read) == content_digest(results) && read.manifest == results.manifest) {
      return;
    }
  } catch (const Error& error) {
    problem = error.what();
  }
  throw Error(
      ExitCode::kIo,
      fmt::format("{}: the {} bytes written do not read back: {}", output.path(), bytes, problem),
      "the disk may be full or failing: choose an output on another disk");
}

}  // namespace

void write_results(OutputFile& output, const Results& results, par::Executor& executor) {
  const std::string bytes = encode(output.path(), results, executor);
  output.write(bytes);
  verify(output, results, bytes.size());
  output.commit();
}

std::string hdf5_version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  H5get_libversion(&major, &minor, &release);
  return fmt::format("{}.{}.{}", major, minor, release);
}

void write_results(const std::string& path, const Results& results, bool overwrite) {
  OutputFile output(path, overwrite);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  write_results(output, results, *executor);
}

}  // namespace grend::store
