#include "models/region/generate.h"

#include <algorithm>
#include <array>
#include <optional>

#include "models/region/draw_valley.h"
#include "models/region/placement.h"
#include "models/region/share_out.h"

namespace grend::region {
namespace {

constexpr std::uint32_t kWholeRegion = 0xffff'ffff;  // random stream of what is not one valley's
constexpr double kValleyWidth = 28'000;              // room across for a valley and its side valley
constexpr double kRoomBetween = 7'000;               // along, from one valley's end to the next
constexpr double kUneven = 3'000;                    // how far a valley may be shifted, both ways
constexpr RoadKind kJoiningRoad = {"primary", 80};

// Valleys in rows and columns: columns side by side across, rows one behind the other along.
struct ValleyGrid {
  std::size_t count = 1;
  std::size_t columns = 1;
  std::vector<std::int64_t> persons;
  std::vector<std::int64_t> jobs;
  double row_length = 0;

  std::size_t rows() const { return (count + columns - 1) / columns; }
  Vec2 middle() const {
    return {row_length * static_cast<double>(rows()) / 2,
            kValleyWidth * static_cast<double>(columns - 1) / 2};
  }
};

ValleyGrid plan_grid(const GenerateSpec& spec, RandomStream& random) {
  ValleyGrid grid;
  grid.count = static_cast<std::size_t>((spec.inhabitants + spec.valley_inhabitants - 1) /
                                        spec.valley_inhabitants);
  std::vector<double> sizes;
  for (std::size_t i = 0; i < grid.count; ++i) sizes.push_back(random.uniform(0.6, 1.4));
  grid.persons = share_out(spec.inhabitants, sizes);
  const double jobs = static_cast<double>(spec.inhabitants) * spec.jobs_per_inhabitant;
  grid.jobs = share_out(static_cast<std::int64_t>(jobs + 0.5), sizes);
  const auto largest = *std::max_element(grid.persons.begin(), grid.persons.end());
  grid.row_length = valley_length(largest) + (grid.count > 1 ? kRoomBetween : 0);
  const double square =
      portable_sqrt(static_cast<double>(grid.count) * grid.row_length / kValleyWidth);
  grid.columns = std::clamp<std::size_t>(static_cast<std::size_t>(square + 0.5), 1, grid.count);
  return grid;
}

void join(Draft& draft, RandomStream& random, DraftNode from, DraftNode to) {
  const auto control = winding(random, draft.position(from), draft.position(to), 0.08, 900);
  draft.add_line(smooth_line(control, 80), kJoiningRoad, {from, to});
}

void draw_grid(Draft& draft, const GenerateSpec& spec, std::uint64_t seed, const ValleyGrid& grid,
               RandomStream& random) {
  const bool fjord = spec.layout == Layout::kFjord;
  std::vector<DrawnValley> drawn;
  std::optional<PassEnd> between;  // the pass shared with the previous valley of the row
  for (std::size_t i = 0; i < grid.count; ++i) {
    const std::size_t column = i % grid.columns;
    const double row = static_cast<double>(i / grid.columns);
    const double across = kValleyWidth * static_cast<double>(column);
    // Valleys of a row are joined where they are open: below in valleys, at the fjord's head.
    const double spare = fjord ? grid.row_length - valley_length(grid.persons[i]) : 0;
    ValleySite site;
    site.number = static_cast<std::uint32_t>(i);
    site.start = {row * grid.row_length + spare, across};
    if (grid.count > 1) {  // no neighbour lies exactly beside another
      site.start.x += random.uniform(0, kUneven);
      site.start.y += random.uniform(0, kUneven);
    }
    site.persons = grid.persons[i];
    site.jobs = grid.jobs[i];
    if (column > 0) site.right = between;
    const bool neighbour = column + 1 < grid.columns && i + 1 < grid.count;
    if (neighbour) {
      const double halfway = row * grid.row_length + grid.row_length * (fjord ? 0.9 : 0.35);
      site.left = PassEnd{{halfway, across + kValleyWidth / 2}, std::nullopt};
    }
    draft.unblock();
    drawn.push_back(draw_valley(draft, spec, seed, site));
    between = site.left;
    if (column > 0) {
      const auto& previous = drawn[i - 1];
      join(draft, random, fjord ? previous.last : previous.first,
           fjord ? drawn[i].last : drawn[i].first);
    }
    if (i >= grid.columns) join(draft, random, drawn[i - grid.columns].last, drawn[i].first);
  }
}

// Turns by angles of right triangles with whole sides, so that no sine is needed.
Placement choose_placement(RandomStream& random, const ValleyGrid& grid) {
  constexpr std::array<Vec2, 6> kDirections = {Vec2{-0.8, 0.6},   Vec2{-0.6, 0.8},
                                               Vec2{-0.96, 0.28}, Vec2{-0.28, 0.96},
                                               Vec2{0.6, 0.8},    Vec2{0.8, 0.6}};
  const auto last = static_cast<std::int64_t>(kDirections.size()) - 1;
  const auto chosen = static_cast<std::size_t>(random.between(0, last));
  return {grid.middle(), kDirections[chosen], random.chance(0.5)};
}

}  // namespace

RegionInput generate_region(const GenerateSpec& spec, std::uint64_t seed) {
  RandomStream random({seed}, kWholeRegion, Purpose::kRoads);
  const ValleyGrid grid = plan_grid(spec, random);
  const Placement placement = choose_placement(random, grid);
  const std::string name = PlaceNames(random).next_valley();
  Draft draft;
  draw_grid(draft, spec, seed, grid, random);
  return place_on_map(draft, placement, name, spec.ferry_crossing);
}

}  // namespace grend::region
