// Values as bytes and back, for what is kept between runs of one program. A type names its members
// once, and that one function both writes and reads them, so that the two cannot drift apart:
//     template <class Archive>
//     void archive(Archive& a, RoadName& name) { a(name.number); a(name.name); }
// or, for private members, a member function archive(a). Columns of plain values are copied whole:
// O(bytes). The bytes are those of this machine and this layout. A reader trusts no size: whatever
// does not fit fails it, once and for all, and leaves the values as they were.
#pragma once

#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/base/id_vector.h"

namespace grend::store {

// Whose bytes are all there is to a value: no padding, and no pattern of bits is forbidden.
template <class T>
concept Plain = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> &&
                !std::is_pointer_v<T> &&
                !std::is_same_v<T, bool>;

template <class Archive, class T>
void archive_one(Archive& a, T& value) {
  if constexpr (requires { value.archive(a); }) {
    value.archive(a);
  } else if constexpr (std::is_same_v<T, bool>) {
    std::uint8_t byte = value ? 1 : 0;
    a(byte);
    a.require([&] { return byte <= 1; });
    value = byte == 1;
  } else if constexpr (Plain<T>) {
    a.raw(&value, sizeof(T));
  } else {
    archive(a, value);
  }
}

// Sink: add(const void* bytes, std::size_t size), such as Hasher.
template <class Sink>
class ArchiveWriter {
 public:
  static constexpr bool kReads = false;
  explicit ArchiveWriter(Sink& sink) : sink_(sink) {}

  template <class T>
  void operator()(const T& value) {
    archive_one(*this, const_cast<T&>(value));  // writing changes nothing
  }
  void raw(const void* bytes, std::size_t size) { sink_.add(bytes, size); }
  template <class T>
  void resize(std::vector<T>& values) {
    (*this)(values.size());
  }
  // What must hold of the values read so far, for a reader to look at.
  template <class Holds>
  void require(Holds&&) {}

 private:
  Sink& sink_;
};

class ArchiveReader {
 public:
  static constexpr bool kReads = true;
  explicit ArchiveReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  void operator()(T& value) {
    archive_one(*this, value);
  }
  void raw(void* bytes, std::size_t size) {
    if (size > left_.size()) good_ = false;
    if (!good_ || size == 0) return;
    std::memcpy(bytes, left_.data(), size);
    left_.remove_prefix(size);
  }
  template <class T>
  void resize(std::vector<T>& values) {
    std::size_t size = 0;
    (*this)(size);
    constexpr std::size_t kLeastBytes = Plain<T> ? sizeof(T) : 1;
    if (size > left_.size() / kLeastBytes) good_ = false;
    if (good_) values.resize(size);
  }
  template <class Holds>
  void require(Holds&& holds) {
    if (good_) good_ = holds();
  }
  bool good() const { return good_; }
  bool at_end() const { return left_.empty(); }

 private:
  std::string_view left_;
  bool good_ = true;
};

template <class Archive, class T>
void archive(Archive& a, std::vector<T>& values) {
  a.resize(values);
  if constexpr (Plain<T>) {
    a.raw(values.data(), values.size() * sizeof(T));
  } else {
    for (T& value : values) a(value);
  }
}

template <class Archive, class I, class T>
void archive(Archive& a, IdVector<I, T>& values) {
  a(values.values());
}

template <class Archive, class T, std::size_t kSize>
void archive(Archive& a, std::array<T, kSize>& values) {
  for (T& value : values) a(value);
}

template <class Archive>
void archive(Archive& a, std::string& text) {
  std::vector<char> characters(text.begin(), text.end());
  a(characters);
  text.assign(characters.begin(), characters.end());
}

template <class Archive, class Key, class T>
void archive(Archive& a, std::map<Key, T>& values) {
  std::vector<std::pair<Key, T>> rows(values.begin(), values.end());
  a.resize(rows);
  for (auto& [key, value] : rows) {
    a(key);
    a(value);
  }
  values = std::map<Key, T>(rows.begin(), rows.end());
}

template <class T>
std::string to_bytes(const T& value) {
  struct Text {
    std::string bytes;
    void add(const void* more, std::size_t size) {
      bytes.append(static_cast<const char*>(more), size);
    }
  } text;
  ArchiveWriter writer(text);
  writer(value);
  return std::move(text.bytes);
}

// Nothing unless the bytes are those of such a value, all of them.
template <class T>
std::optional<T> from_bytes(std::string_view bytes) {
  ArchiveReader reader(bytes);
  std::optional<T> value(std::in_place);
  reader(*value);
  if (!reader.good() || !reader.at_end()) value.reset();
  return value;
}

}  // namespace grend::store
