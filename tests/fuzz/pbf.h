// OSM's PBF container (https://wiki.openstreetmap.org/wiki/PBF_Format) taken apart and put together
// without compression, so that a change of a byte is a change of the data and not a bad checksum.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grend::fuzz {

// The unpacked blocks of a file: the header block, then those with data.
std::vector<std::string> unpack_pbf(std::string_view file);
// A file of these blocks, the first of which is the header.
std::string pack_pbf(const std::vector<std::string>& blocks);

}  // namespace grend::fuzz
