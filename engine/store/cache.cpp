#include "engine/store/cache.h"

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fmt/core.h>
#include <sys/stat.h>
#include <tuple>

#include "engine/base/error.h"
#include "engine/store/hash.h"
#include "engine/store/output_file.h"
#include "engine/store/read_file.h"

namespace grend::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "\ngrend-cache 1 ";
constexpr std::string_view kEnding = ".grend-cache";

// Also what a killed process left behind of one.
bool is_entry(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(kEnding) || name.ends_with(std::string(kEnding) + ".part");
}

struct Found {
  fs::file_time_type used;
  std::string path;
  std::uint64_t bytes = 0;
};

// The entries of a folder, the one longest unused first.
std::vector<Found> entries_of(const std::string& folder) {
  std::vector<Found> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!is_entry(at->path())) continue;
    std::error_code gone;  // another process may have removed it
    const auto bytes = at->file_size(gone);
    const auto used = gone ? fs::file_time_type() : at->last_write_time(gone);
    if (!gone) found.push_back({used, at->path().string(), bytes});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.used, a.path) < std::tie(b.used, b.path);
  });
  return found;
}

std::uint64_t bytes_of(const std::vector<Found>& entries) {
  std::uint64_t sum = 0;
  for (const Found& entry : entries) sum += entry.bytes;
  return sum;
}

// Nothing if there is no such file or it cannot be read.
std::optional<std::string> read_if_there(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  try {
    return read_file(path);
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace

std::string program_fingerprint() {
  try {
    return hash_file("/proc/self/exe");
  } catch (const Error&) {
    return "";
  }
}

std::string Cache::path_of(std::string_view kind, std::string_view key) const {
  return fmt::format("{}/{}-{}{}", settings_.folder, kind, key, kEnding);
}

std::string Cache::seal(std::string_view kind, std::string_view key,
                        std::string_view content) const {
  return fmt::format("{}{} {} {} {}\n", kMark, settings_.fingerprint, kind, key,
                     hash_text(content));
}

std::optional<std::string> Cache::load(std::string_view kind, std::string_view key) {
  if (settings_.fingerprint.empty()) return std::nullopt;
  const std::string path = path_of(kind, key);
  std::optional<std::string> bytes = read_if_there(path);
  if (!bytes) return std::nullopt;
  const std::string_view all = *bytes;
  const std::size_t seal_size = seal(kind, key, "").size();
  const std::size_t size = all.size() - std::min(all.size(), seal_size);
  const std::string_view found = all.substr(size);
  if (found == seal(kind, key, all.substr(0, size))) {
    ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);  // used now; no matter if that cannot be noted
    bytes->resize(size);
    return bytes;
  }
  const bool of_another_program =
      found.starts_with(kMark) && !found.substr(kMark.size()).starts_with(settings_.fingerprint);
  if (!of_another_program) distrust(kind, key);
  return std::nullopt;
}

void Cache::distrust(std::string_view kind, std::string_view key) {
  notes_.push_back("cache: " + path_of(kind, key) + " is damaged and is not used");
}

void Cache::save(std::string_view kind, std::string_view key, std::string content) {
  if (!saves_ || settings_.fingerprint.empty()) return;
  content += seal(kind, key, content);
  if (content.size() > settings_.limit) {
    notes_.push_back(fmt::format("cache: an entry of {:.1f} MB is over its limit of {:.1f} MB",
                                 static_cast<double>(content.size()) / 1e6,
                                 static_cast<double>(settings_.limit) / 1e6));
    return;
  }
  try {
    std::error_code error;  // what it says, OutputFile will say better
    fs::create_directories(settings_.folder, error);
    OutputFile file(path_of(kind, key), true);
    file.write(content);
    file.commit();
    make_room();
  } catch (const OutputBusy&) {
    // Another process is saving the same.
  } catch (const Error& error) {
    saves_ = false;
    notes_.push_back(std::string("cache: not saved: ") + error.what());
  }
}

void Cache::make_room() const {
  const std::vector<Found> entries = entries_of(settings_.folder);
  std::uint64_t bytes = bytes_of(entries);
  for (const Found& entry : entries) {
    if (bytes <= settings_.limit) return;
    std::error_code error;
    fs::remove(entry.path, error);
    bytes -= entry.bytes;
  }
}

CacheSize Cache::size() const {
  const std::vector<Found> entries = entries_of(settings_.folder);
  return {entries.size(), bytes_of(entries)};
}

}  // namespace grend::store
