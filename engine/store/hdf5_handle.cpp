#include "engine/store/hdf5_handle.h"

namespace grend::store {
namespace {

// The walk goes from the call that failed to what made it fail: the last words are the cause.
herr_t keep_description(unsigned, const H5E_error2_t* error, void* text) {
  *static_cast<std::string*>(text) = error->desc ? error->desc : "";
  return 0;
}

}  // namespace

void throw_hdf5_error(std::string_view doing, std::string_view object) {
  std::string cause;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, keep_description, &cause);
  if (cause.empty()) cause = "no reason given";
  throw Hdf5Error("HDF5 cannot " + std::string(doing) + " " + std::string(object) + ": " + cause);
}

}  // namespace grend::store
