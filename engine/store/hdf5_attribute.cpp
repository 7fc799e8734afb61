#include "engine/store/hdf5_attribute.h"

#include <algorithm>

namespace grend::store {
namespace {

Handle scalar_space() { return Handle(H5Screate(H5S_SCALAR), H5Sclose, "make", "a scalar space"); }

Handle open_attribute(hid_t object, const char* name) {
  return Handle(H5Aopen(object, name, H5P_DEFAULT), H5Aclose, "open attribute", name);
}

// Reading writes one value to memory: more would overrun it.
void require_one_value(hid_t attribute, const char* name) {
  const Handle space(H5Aget_space(attribute), H5Sclose, "get space of attribute", name);
  if (H5Sget_simple_extent_npoints(space) != 1) {
    throw Hdf5Error("attribute " + std::string(name) + " is not one value");
  }
}

}  // namespace

Handle property_list(hid_t kind) {
  return Handle(H5Pcreate(kind), H5Pclose, "make", "a property list");
}

Handle text_type(std::size_t size) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose, "make", "a text type");
  checked(H5Tset_size(type, std::max<std::size_t>(size, 1)), "size", "a text type");
  checked(H5Tset_strpad(type, H5T_STR_NULLPAD), "pad", "a text type");
  checked(H5Tset_cset(type, H5T_CSET_UTF8), "set UTF-8 of", "a text type");
  return type;
}

void write_attribute(hid_t object, const char* name, hid_t type, hid_t space, const void* value) {
  const Handle attribute(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                         "make attribute", name);
  checked(H5Awrite(attribute, type, value), "write attribute", name);
}

void write_text(hid_t object, const char* name, const std::string& text) {
  write_scalar(object, name, text_type(text.size()), text.c_str());
}

void write_scalar(hid_t object, const char* name, hid_t type, const void* value) {
  write_attribute(object, name, type, scalar_space(), value);
}

bool has_attribute(hid_t object, const char* name) {
  return checked(H5Aexists(object, name), "look for attribute", name) > 0;
}

std::string read_text(hid_t object, const char* name) {
  const Handle attribute = open_attribute(object, name);
  const Handle type(H5Aget_type(attribute), H5Tclose, "get type of attribute", name);
  if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0) {
    throw Hdf5Error("attribute " + std::string(name) + " is not a text of fixed size");
  }
  require_one_value(attribute, name);
  std::string text(H5Tget_size(type), '\0');
  checked(H5Aread(attribute, type, text.data()), "read attribute", name);
  text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
  return text;
}

void read_scalar(hid_t object, const char* name, hid_t type, void* value) {
  const Handle attribute = open_attribute(object, name);
  require_one_value(attribute, name);
  checked(H5Aread(attribute, type, value), "read attribute", name);
}

}  // namespace grend::store
