// The problems of a large file, collected so that all are told at once: the first ones in words,
// the rest counted, for a wrong file has as many problems as rows.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "engine/base/diagnostics.h"

namespace grend::io {

class ProblemList {
 public:
  void add(SourceMark mark, std::string message, std::string fix = "");
  std::size_t size() const { return count_; }
  // Throws Error(kBadData) that lists them, if there are any.
  void finish(const std::string& path, const std::string& fix) const;

 private:
  Diagnostics items_;
  std::size_t count_ = 0;
};

}  // namespace grend::io
