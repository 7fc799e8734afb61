#include "engine/store/hdf5_writer.h"

#include <fmt/core.h>

#include "engine/base/error.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/read_file.h"
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

// What is on the disk is what was meant to be there, byte for byte; and HDF5 can open it.
void verify(const OutputFile& output, const std::string& bytes) {
  std::string problem = "other bytes";
  try {
    std::size_t place = 0;
    bool same = true;
    read_blocks(output.part_path(), [&](std::string_view block) {
      same = same && place + block.size() <= bytes.size() &&
             std::string_view(bytes).substr(place, block.size()) == block;
      place += block.size();
    });
    if (same && place == bytes.size()) {
      check_image(bytes);
      return;
    }
  } catch (const std::exception& error) {
    problem = error.what();
  }
  throw Error(ExitCode::kIo,
              fmt::format("{}: the {} bytes written do not read back: {}", output.path(),
                          bytes.size(), problem),
              "the disk may be full or failing: choose an output on another disk");
}

}  // namespace

void write_results(OutputFile& output, const Results& results, par::Executor& executor) {
  const std::string bytes = encode(output.path(), results, executor);
  output.write(bytes);
  verify(output, bytes);
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
