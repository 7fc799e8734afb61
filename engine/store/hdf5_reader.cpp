#include "engine/store/hdf5_reader.h"

#include "engine/base/error.h"
#include "engine/store/hdf5_handle.h"
#include "engine/store/read_file.h"
#include "engine/store/results_image.h"

namespace grend::store {

Results read_results(const std::string& path) {
  const std::string bytes = read_file(path);
  try {
    return decode_results(bytes);
  } catch (const Hdf5Error& error) {
    throw Error(ExitCode::kBadData, path + ": " + error.what(),
                "choose a file that grend run wrote, or run the scenario again");
  }
}

}  // namespace grend::store
