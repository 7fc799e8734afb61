// Columns indexed by a typed id: IdVector<NodeId, T> holds one T per node, Jagged<NodeId, T> a run
// of T per node in one flat array. Both are plain storage; reads are thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/id.h"

namespace grend {

// The ids first..last, half-open, for range-for.
template <class I>
class IdRange {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = I;
    using difference_type = std::ptrdiff_t;
    using pointer = const I*;
    using reference = I;

    explicit Iterator(I id) : id_(id) {}
    I operator*() const { return id_; }
    Iterator& operator++() {
      ++id_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    I id_;
  };

  IdRange(I first, I last) : first_(first), last_(last) {}
  explicit IdRange(std::size_t size) : first_(0), last_(size) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(last_); }
  std::size_t size() const { return last_.value() - first_.value(); }

 private:
  I first_;
  I last_;
};

template <class I, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t size, T value = T()) : data_(size, value) {}
  explicit IdVector(std::vector<T> data) : data_(std::move(data)) {}

  decltype(auto) operator[](I id) {
    GREND_ASSERT(id.value() < data_.size());
    return data_[id.value()];
  }
  decltype(auto) operator[](I id) const {
    GREND_ASSERT(id.value() < data_.size());
    return data_[id.value()];
  }

  I push_back(T value) {
    GREND_CHECK(data_.size() < std::numeric_limits<typename I::Value>::max());
    data_.push_back(std::move(value));
    return I(data_.size() - 1);
  }
  std::size_t size() const { return data_.size(); }
  bool empty() const { return data_.empty(); }
  void reserve(std::size_t size) { data_.reserve(size); }
  void resize(std::size_t size, T value = T()) { data_.resize(size, value); }
  IdRange<I> ids() const { return IdRange<I>(data_.size()); }
  const std::vector<T>& values() const { return data_; }
  std::vector<T>& values() { return data_; }
  auto begin() { return data_.begin(); }
  auto end() { return data_.end(); }
  auto begin() const { return data_.begin(); }
  auto end() const { return data_.end(); }
  bool operator==(const IdVector&) const = default;

 private:
  std::vector<T> data_;
};

// Whether these can be where the rows of `size` values start, and the last one ends.
template <class Start>
bool are_row_starts(const std::vector<Start>& starts, std::size_t size) {
  return !starts.empty() && starts.front() == 0 && starts.back() == size &&
         std::is_sorted(starts.begin(), starts.end());
}

template <class I, class T>
class Jagged {
 public:
  // Appends one row, which must not be a part of this object, and returns its id.
  I push_row(std::span<const T> row) {
    GREND_CHECK(data_.size() + row.size() <= std::numeric_limits<std::uint32_t>::max());
    data_.insert(data_.end(), row.begin(), row.end());
    starts_.push_back(static_cast<std::uint32_t>(data_.size()));
    return I(starts_.size() - 2);
  }
  std::span<const T> operator[](I id) const {
    GREND_ASSERT(id.value() + 1 < starts_.size());
    const auto first = starts_[id.value()];
    return {data_.data() + first, starts_[id.value() + 1] - first};
  }
  std::size_t size() const { return starts_.size() - 1; }
  IdRange<I> ids() const { return IdRange<I>(size()); }
  const std::vector<T>& flat() const { return data_; }
  bool operator==(const Jagged&) const = default;

  // For files: engine/store/archive.h.
  template <class Archive>
  void archive(Archive& a) {
    a(starts_);
    a(data_);
    a.require([this] { return are_row_starts(starts_, data_.size()); });
  }

 private:
  std::vector<std::uint32_t> starts_ = {0};
  std::vector<T> data_;
};

}  // namespace grend
