// Files as bytes. Both throw Error(kMissingInput) if the file cannot be opened and Error(kIo) if
// reading fails.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace grend::store {

// Calls `use` with the file's bytes, in order, a block at a time.
void read_blocks(const std::string& path, const std::function<void(std::string_view)>& use);
std::string read_file(const std::string& path);

}  // namespace grend::store
