// The last line of a result file: the checksum of every byte before it. HDF5 has checksums for
// column values only and may crash on damaged structure, so the seal is checked before HDF5 sees a
// file. Other HDF5 programs ignore what follows the last byte they know of.
#pragma once

#include <string>
#include <string_view>

namespace grend::store {

std::string seal_of(std::string_view bytes);
// The bytes without their seal; an empty view where it is missing or does not match.
std::string_view unseal(std::string_view bytes);

}  // namespace grend::store
