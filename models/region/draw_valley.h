// Draws one whole valley into a draft: the main arm with its centre, villages, farms, mountain road
// and ferry, and its side valley.
#pragma once

#include <optional>
#include <string>

#include "models/region/crossings.h"
#include "models/region/valley_plan.h"

namespace grend::region {

struct ValleySite {
  std::uint32_t number = 0;  // the valley's own random stream
  Vec2 start;                // of the main arm, which runs towards +x
  std::int64_t persons = 0;
  std::int64_t jobs = 0;
  // Where the mountain roads to the neighbours end: to the left, and from the right.
  std::optional<PassEnd> left;
  std::optional<PassEnd> right;
};

struct DrawnValley {
  DraftNode first;  // the main road's ends
  DraftNode last;
};

// Sets the nodes of the site's pass ends.
DrawnValley draw_valley(Draft& draft, const GenerateSpec& spec, std::uint64_t seed,
                        ValleySite& site);

}  // namespace grend::region
