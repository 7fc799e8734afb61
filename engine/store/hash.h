// Content hashes: XXH3-128 in lower-case hexadecimal, the same as the xxh128sum tool prints.
#pragma once

#include <string>
#include <string_view>

namespace grend::store {

std::string hash_text(std::string_view bytes);
// Throws Error(kMissingInput) if the file cannot be opened, Error(kIo) if reading fails.
std::string hash_file(const std::string& path);

}  // namespace grend::store
