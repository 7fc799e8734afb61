#include "cli/cache.h"

#include <cstdlib>
#include <string_view>

namespace grend::cli {
namespace {

// Paths must be absolute (XDG Base Directory Specification 0.8); others count as absent.
std::string absolute_path_in(const char* variable) {
  const char* path = std::getenv(variable);
  return path != nullptr && path[0] == '/' ? path : "";
}

}  // namespace

std::string cache_folder(const CacheOptions& options) {
  if (options.folder == "none") return "";
  if (!options.folder.empty()) return options.folder;
  const std::string caches = absolute_path_in("XDG_CACHE_HOME");
  if (!caches.empty()) return caches + "/grend";
  const std::string home = absolute_path_in("HOME");
  return home.empty() ? "" : home + "/.cache/grend";
}

std::optional<store::Cache> open_cache(const CacheOptions& options) {
  store::CacheSettings settings{.folder = cache_folder(options)};
  if (settings.folder.empty()) return std::nullopt;
  settings.limit = static_cast<std::uint64_t>(options.limit * 1e9);
  return store::Cache(std::move(settings));
}

void print_notes(const std::optional<store::Cache>& cache, Console& console) {
  if (!cache) return;
  for (const std::string& note : cache->notes()) console.warning(note);
}

}  // namespace grend::cli
