// Reads a result file whole. What comes back equals what was written, or nothing does: the seal and
// the content digest are checked. Needs memory for the file and its content; one thread at a time.
#pragma once

#include <string>

#include "engine/store/table.h"

namespace grend::store {

// Throws Error: kMissingInput if the file cannot be opened; kIo if it cannot be read; kBadData if
// it is cut short, damaged, changed since, not a result file, or of a newer format.
Results read_results(const std::string& path);

}  // namespace grend::store
