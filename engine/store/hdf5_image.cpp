#include "engine/store/hdf5_image.h"

#include "engine/store/column_writer.h"
#include "engine/store/hdf5_attribute.h"

namespace grend::store {
namespace {

// HDF5 looks whether there is a file of that name even where it works in memory: one that cannot
// be.
constexpr char kNoPath[] = "/dev/null/grend-image";

Handle memory_access() {
  Handle access = property_list(H5P_FILE_ACCESS);
  checked(H5Pset_fapl_core(access, std::size_t{1} << 22, false), "use", "memory");
  return access;
}

}  // namespace

Handle create_image() {
  const Handle access = memory_access();
  checked(H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST), "use",
          "the earliest format");
  const Handle creation = property_list(H5P_FILE_CREATE);
  make_reproducible(creation);
  // Small index nodes: by default each column has 2 kB of them, mostly empty.
  checked(H5Pset_istore_k(creation, 4), "use", "small index nodes");
  return Handle(H5Fcreate(kNoPath, H5F_ACC_TRUNC, creation, access), H5Fclose, "make",
                "a file in memory");
}

std::string bytes_of(hid_t image) {
  checked(H5Fflush(image, H5F_SCOPE_GLOBAL), "complete", "the file in memory");
  const auto size = checked(H5Fget_file_image(image, nullptr, 0), "copy", "the file in memory");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  checked(H5Fget_file_image(image, bytes.data(), bytes.size()), "copy", "the file in memory");
  return bytes;
}

Handle open_image(std::string_view bytes) {
  const Handle access = memory_access();
  // HDF5 copies the bytes, though it does not say const.
  void* image = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  checked(H5Pset_file_image(access, image, bytes.size()), "copy", "the file");
  return Handle(H5Fopen(kNoPath, H5F_ACC_RDONLY, access), H5Fclose, "open", "the file");
}

}  // namespace grend::store
