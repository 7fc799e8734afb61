// The bytes of a file as they were before gzip: a plain file as it is, one that begins with gzip's
// mark (by content, not by name) unpacked. Nothing is held but one block, so a network of any size
// can be streamed.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace grend::io {

// Called with the bytes in order, a block at a time; false: that was enough.
using ByteSink = std::function<bool(std::string_view)>;

// Throws Error: kMissingInput if the file is absent, kIo if it cannot be read, kBadData if the gzip
// stream is cut off or damaged.
void read_unpacked(const std::string& path, const ByteSink& sink);

}  // namespace grend::io
