// HDF5 files in memory. HDF5 itself never touches the disk, because its writes can fail there
// without a word. What is made here is free of times, so that equal content gives equal bytes.
#pragma once

#include <string>
#include <string_view>

#include "engine/store/hdf5_handle.h"

namespace grend::store {

// An empty file in HDF5's earliest format, which every version of HDF5 reads.
Handle create_image();
// Of a file in memory, complete.
std::string bytes_of(hid_t image);
// For reading; HDF5 copies the bytes.
Handle open_image(std::string_view bytes);

}  // namespace grend::store
