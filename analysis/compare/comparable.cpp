// What must be alike before anything is compared.
#include <algorithm>
#include <fmt/core.h>

#include "analysis/compare/compare.h"
#include "engine/base/error.h"
#include "engine/store/append.h"

namespace grend::compare {
namespace {

// Of one table; the same text where both runs lack it.
std::string digest_of(const store::Results& results, const char* table) {
  store::Results one;
  if (const auto* found = store::find_table(results.tables, table)) one.tables.push_back(*found);
  return store::content_digest(one);
}

}  // namespace

void check_comparable(const Run& first, const Run& second) {
  const auto& a = first.results;
  const auto& b = second.results;
  std::string differs;
  const auto require = [&](bool same, const std::string& what) {
    if (!same) differs += (differs.empty() ? "" : "; ") + what;
  };
  require(!a.replications.empty() && !b.replications.empty(), "one has no replication at all");
  require(a.manifest.indicator_version == b.manifest.indicator_version,
          fmt::format("their indicators are of versions {} and {}", a.manifest.indicator_version,
                      b.manifest.indicator_version));
  const bool same_region = digest_of(a, "road_sections") == digest_of(b, "road_sections") &&
                           digest_of(a, "facilities") == digest_of(b, "facilities");
  require(same_region, "they are of other regions");
  require(!same_region || a.manifest.people == b.manifest.people,
          "other people live there (another population or seed)");
  require(digest_of(a, "days") == digest_of(b, "days"), "they simulate other days of the week");
  if (differs.empty()) return;
  throw Error(
      ExitCode::kBadData,
      fmt::format("{} and {} cannot be compared: {}", first.name, second.name, differs),
      "compare runs of one region, population, seed and calendar that differ in the design; "
      "to compare chance alone, run the same scenario with another --first-replication");
}

}  // namespace grend::compare
