// Where tests find the real data: the folder named by GREND_DATA, else ../shared/data beside the
// checkout. A test that needs a file which is absent says so, returns, and its program is counted
// as skipped:
//     const auto path = data_file("hamar/hamar-pop-250m-2017.csv");
//     if (!path) return;
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/support/catch.h"

namespace grend::test {

inline std::optional<std::string> data_file(const std::string& relative) {
  const char* folder = std::getenv("GREND_DATA");
  const std::filesystem::path base =
      folder != nullptr ? folder : GREND_SOURCE_DIR "/../shared/data";
  const auto path = base / relative;
  if (std::filesystem::exists(path)) return path.string();
  WARN("skipped: no data (" << path.string() << ")");
  return std::nullopt;
}

}  // namespace grend::test
