// Where the cache of networks and hierarchies is, and what it has to say.
#pragma once

#include <optional>

#include "cli/commands.h"
#include "engine/store/cache.h"

namespace grend::cli {

// The folder: as asked for, else $XDG_CACHE_HOME/grend, else ~/.cache/grend. Empty: no cache.
std::string cache_folder(const CacheOptions& options);

// Nothing if it is switched off or has no place.
std::optional<store::Cache> open_cache(const CacheOptions& options);
// For functions that take an optional cache.
inline store::Cache* pointer_to(std::optional<store::Cache>& cache) {
  return cache ? &*cache : nullptr;
}
void print_notes(const std::optional<store::Cache>& cache, Console& console);

}  // namespace grend::cli
