// Thin wrappers over the HDF5 C API: handles that close themselves and calls that throw. Below the
// reader and the writer only; both turn Hdf5Error into Error with the path. HDF5 keeps its state in
// the process: one thread at a time.
#pragma once

#include <hdf5.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace grend::store {

class Hdf5Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// "HDF5 cannot <doing> <object>: <HDF5's own words>"
[[noreturn]] void throw_hdf5_error(std::string_view doing, std::string_view object);

// Passes on what an HDF5 call returned, unless it is negative, which is how HDF5 says no.
template <class T>
T checked(T result, std::string_view doing, std::string_view object) {
  if (result < 0) throw_hdf5_error(doing, object);
  return result;
}

// Owns an HDF5 identifier and the function that closes it.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t), std::string_view doing, std::string_view object)
      : id_(checked(id, doing, object)), close_(close) {}
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  // Implicit, because a handle stands wherever the C API takes an identifier.
  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor)

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

// Keeps HDF5 from printing its error stack while it lives.
class QuietHdf5 {
 public:
  QuietHdf5() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &argument_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~QuietHdf5() { H5Eset_auto2(H5E_DEFAULT, print_, argument_); }
  QuietHdf5(const QuietHdf5&) = delete;
  QuietHdf5& operator=(const QuietHdf5&) = delete;

 private:
  H5E_auto2_t print_ = nullptr;
  void* argument_ = nullptr;
};

}  // namespace grend::store
