#include "engine/io/problem_list.h"

#include <fmt/core.h>

#include "engine/base/error.h"

namespace grend::io {
namespace {

constexpr std::size_t kListed = 20;

}  // namespace

void ProblemList::add(SourceMark mark, std::string message, std::string fix) {
  if (++count_ <= kListed) items_.error(std::move(mark), std::move(message), std::move(fix));
}

void ProblemList::finish(const std::string& path, const std::string& fix) const {
  if (count_ == 0) return;
  std::string list;
  for (const Diagnostic& item : items_.items()) list += "\n" + item.to_string();
  if (count_ > kListed) list += fmt::format("\n... and {} more", count_ - kListed);
  throw Error(ExitCode::kBadData,
              fmt::format("{}: {} problem{}{}", path, count_, count_ == 1 ? "" : "s", list), fix);
}

}  // namespace grend::io
