#include "models/region/cell_grid.h"

namespace grend::region {
namespace {

constexpr std::int64_t kBase = 20'000'000'000'000;
constexpr std::int64_t kEastingUnit = 10'000'000;
constexpr std::int64_t kSide = 250;                  // m
constexpr std::int64_t kLargestEasting = 2'000'000;  // m, either way
constexpr std::int64_t kCentimetres = 100;

// Division that rounds down, also for negative numbers.
std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

PopulationCell cell_with_corner(std::int64_t easting, std::int64_t northing, Distance side) {
  PopulationCell cell;
  cell.id = kBase + easting * kEastingUnit + northing;
  cell.south_west = {easting * kCentimetres, northing * kCentimetres};
  cell.side = side;
  return cell;
}

}  // namespace

PopulationCell grid_cell_at(geo::Point p) {
  const std::int64_t side = kSide * kCentimetres;
  return cell_with_corner(floor_divide(p.x, side) * kSide, floor_divide(p.y, side) * kSide,
                          metres(kSide));
}

std::optional<PopulationCell> grid_cell(std::int64_t id, Distance side) {
  const std::int64_t step = side.ticks() / kCentimetres;
  const std::int64_t easting = floor_divide(id - kBase, kEastingUnit);
  const std::int64_t northing = id - kBase - easting * kEastingUnit;
  if (easting < -kLargestEasting || easting > kLargestEasting) return std::nullopt;
  if (easting % step != 0 || northing % step != 0) return std::nullopt;
  return cell_with_corner(easting, northing, side);
}

geo::Point centre_of(const PopulationCell& cell) {
  const std::int64_t half = cell.side.ticks() / 2;
  return {cell.south_west.x + half, cell.south_west.y + half};
}

std::uint64_t morton_code(geo::Point corner) {
  constexpr std::int64_t kStep = 25'000;     // cm
  constexpr std::int64_t kOrigin = 1 << 17;  // in steps: no corner of this world is negative
  const auto spread = [](std::int64_t steps) {
    auto x = static_cast<std::uint64_t>(steps + kOrigin) & 0xffff'ffffu;
    x = (x | x << 16) & 0x0000'ffff'0000'ffffu;
    x = (x | x << 8) & 0x00ff'00ff'00ff'00ffu;
    x = (x | x << 4) & 0x0f0f'0f0f'0f0f'0f0fu;
    x = (x | x << 2) & 0x3333'3333'3333'3333u;
    x = (x | x << 1) & 0x5555'5555'5555'5555u;
    return x;
  };
  const auto steps = [](std::int64_t v) { return v / kStep - (v % kStep < 0 ? 1 : 0); };
  return spread(steps(corner.x)) | spread(steps(corner.y)) << 1;
}

}  // namespace grend::region
