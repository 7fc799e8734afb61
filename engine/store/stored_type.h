// How each type of column is stored in HDF5, and its value for "missing".
#pragma once

#include <cstdint>
#include <hdf5.h>
#include <limits>

namespace grend::store {

template <class T>
struct Stored;

template <>
struct Stored<std::int8_t> {
  static hid_t type() { return H5T_STD_I8LE; }
  static constexpr std::int8_t kMissing = -1;
};

template <>
struct Stored<std::int32_t> {
  static hid_t type() { return H5T_STD_I32LE; }
  static constexpr std::int32_t kMissing = -1;
};

template <>
struct Stored<double> {
  static hid_t type() { return H5T_IEEE_F64LE; }
  static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace grend::store
