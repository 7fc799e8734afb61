// Attributes of HDF5 objects as every tool reads them: scalars and texts of fixed size in UTF-8.
#pragma once

#include <cstdint>
#include <string>

#include "engine/store/hdf5_handle.h"

namespace grend::store {

// A property list of the kind, such as H5P_DATASET_CREATE.
Handle property_list(hid_t kind);
// Fixed-size UTF-8 text; `size` in bytes, at least 1 is used.
Handle text_type(std::size_t size);

void write_attribute(hid_t object, const char* name, hid_t type, hid_t space, const void* value);
void write_text(hid_t object, const char* name, const std::string& text);
void write_scalar(hid_t object, const char* name, hid_t type, const void* value);

bool has_attribute(hid_t object, const char* name);
std::string read_text(hid_t object, const char* name);
// `type` is that of `value` in memory; HDF5 converts.
void read_scalar(hid_t object, const char* name, hid_t type, void* value);

}  // namespace grend::store
