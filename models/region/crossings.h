// What leads out of a valley: the mountain road to the neighbour, and the ferry to the far shore.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/region/generate_spec.h"
#include "models/region/valley.h"

namespace grend::region {

// The far end of a mountain road: a place, and the node there if another road has reached it.
struct PassEnd {
  Vec2 position;
  std::optional<DraftNode> node;
};

// Draws a mountain road from the through road near `along` up the slope by hairpins and across the
// heights to `end`, whose node is set. Returns the few sites along it.
std::vector<Vec2> draw_pass(Draft& draft, RandomStream& random, Valley& valley, double along,
                            Side side, PassEnd& end);

// Draws a ferry across the water at `along` and a road on the far shore that nothing else reaches,
// where `persons` live.
void draw_far_shore(Draft& draft, RandomStream& random, Valley& valley, double along,
                    std::int64_t persons, double farm_spacing);

}  // namespace grend::region
