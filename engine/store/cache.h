// A folder of things that take long to make, kept from run to run. An entry has a kind and a key,
// the hash of all it was made from, and is read back only by the very program that wrote it: its
// last line carries the fingerprint of that program, kind, key and a checksum. An entry that is
// cut short, damaged or of another program counts as absent, and the next save replaces it. Trouble
// with the cache is never an error, only a note: without it everything is made afresh.
// Several processes may share a folder; one object belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grend::store {

// The hash of the running program's file: after any change of the code it is another one. Empty if
// the file cannot be read.
std::string program_fingerprint();

struct CacheSettings {
  std::string folder;                   // created when first saved to
  std::uint64_t limit = 2'000'000'000;  // bytes, beyond which entries long unused are removed
  std::string fingerprint = program_fingerprint();
};

struct CacheSize {
  std::size_t entries = 0;
  std::uint64_t bytes = 0;
};

class Cache {
 public:
  explicit Cache(CacheSettings settings) : settings_(std::move(settings)) {}

  // `kind` is a short word, `key` a hash in hexadecimal. Nothing if there is no good entry.
  std::optional<std::string> load(std::string_view kind, std::string_view key);
  // Replaces what was there; whole or not at all.
  void save(std::string_view kind, std::string_view key, std::string content);
  // Notes that what load() gave is not what it should be.
  void distrust(std::string_view kind, std::string_view key);

  const std::string& folder() const { return settings_.folder; }
  // What users should know, in plain sentences.
  const std::vector<std::string>& notes() const { return notes_; }
  CacheSize size() const;

 private:
  std::string path_of(std::string_view kind, std::string_view key) const;
  // The last line of an entry.
  std::string seal(std::string_view kind, std::string_view key, std::string_view content) const;
  void make_room() const;

  CacheSettings settings_;
  std::vector<std::string> notes_;
  bool saves_ = true;
};

}  // namespace grend::store
