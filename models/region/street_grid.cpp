#include "models/region/street_grid.h"

#include <algorithm>

namespace grend::region {
namespace {

constexpr double kHousehold = 2.1;        // persons
constexpr double kTownOfFlats = 10'000;   // inhabitants where every second household has a flat
constexpr double kKeepColumnLink = 0.65;  // chance that a junction is joined to the one below it
constexpr double kStep = 22;              // metres between the nodes of a street

}  // namespace

// House spacings are fitted to the 250 m grid of 2017 around Ringebu, Vågå, Otta and Fagernes:
// 20-30 % of the people in cells of 50 or more, 35-45 % in cells of 10-49, at most 115-140 a cell.
StreetGrid::Style StreetGrid::style_of(const SettlementPlan& plan) {
  if (plan.centre) return {3, 95, 34, 1.2, 0.45};
  return {4, 110, 55, 1.2, 0.2};
}

StreetGrid::Size StreetGrid::size_of(const SettlementPlan& plan, const Style& style) {
  const double people = static_cast<double>(plan.persons);
  const double houses = people / kHousehold / (1 + std::min(1.0, people / kTownOfFlats));
  const double street_per_junction =
      (1 + style.more_links) * (style.column_width() + style.row_depth) / 2;
  const double spacing = style.house_spacing * (1 + style.looser_edge / 2);
  const double junctions = houses * spacing / 2 / street_per_junction;
  const double rows = std::clamp(portable_sqrt(junctions * 0.5), 1.0, 14.0);
  Size size;
  const auto all_rows = static_cast<std::size_t>(rows + 0.5);
  size.far_rows = std::min<std::size_t>(2, all_rows / 3);
  size.near_rows = all_rows - size.far_rows;
  size.columns = std::max<std::size_t>(2, static_cast<std::size_t>(junctions / rows + 0.999));
  return size;
}

double StreetGrid::length_of(const SettlementPlan& plan) {
  const Style style = style_of(plan);
  return static_cast<double>(size_of(plan, style).columns) * style.column_width();
}

StreetGrid::StreetGrid(Draft& draft, RandomStream& random, const Valley& valley,
                       const SettlementPlan& plan)
    : draft_(draft),
      random_(random),
      valley_(valley),
      style_(style_of(plan)),
      size_(size_of(plan, style_)) {
  const std::size_t middle = valley.road.nearest(plan.along);
  middle_ = draft.position(valley.road.nodes[middle]);
  const std::size_t pieces = size_.columns * style_.column_pieces;
  const std::size_t last = valley.road.nodes.size() - 1;
  std::size_t first = middle > pieces / 2 ? middle - pieces / 2 : 0;
  first = std::min(first, last - std::min(last, pieces));
  place(Side::kNear, size_.near_rows, first);
  place(Side::kFar, valley.water.reach(plan.along) > 0 ? 0 : size_.far_rows, first);
}

void StreetGrid::place(Side side, std::size_t rows, std::size_t first) {
  auto& columns = side == Side::kNear ? near_ : far_;
  const double middle = static_cast<double>(size_.columns - 1) / 2;
  for (std::size_t c = 0; c < size_.columns; ++c) {
    const std::size_t i = std::min(first + c * style_.column_pieces, valley_.road.nodes.size() - 1);
    Column column = {valley_.road.nodes[i]};
    // Outer columns are shorter: a settlement is round rather than square.
    const double off = middle > 0 ? (static_cast<double>(c) - middle) / (middle + 0.5) : 0;
    const double full = static_cast<double>(rows) * (1.1 - 0.7 * off * off);
    const auto count = static_cast<std::size_t>(full + random_.uniform(0.1, 0.9));
    for (std::size_t r = 1; rows > 0 && r <= count; ++r) {
      ValleyPoint p = valley_.road.at[i];
      p.along += random_.uniform(-0.22, 0.22) * style_.column_width();
      const double row = static_cast<double>(r) + random_.uniform(-0.2, 0.2);
      p.across += sign(side) * style_.row_depth * row;
      column.push_back(draft_.add_node(valley_.spine.at(p)));
    }
    columns.push_back(std::move(column));
  }
}

std::vector<Vec2> StreetGrid::draw() {
  draw_side(near_);
  draw_side(far_);
  for (std::size_t c = 1; c < size_.columns; ++c) {
    add_houses(draft_.position(near_[c - 1][0]), draft_.position(near_[c][0]));
  }
  return std::move(sites_);
}

void StreetGrid::draw_side(std::vector<Column>& columns) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t r = 1; r < columns[c].size(); ++r) {
      const bool beside = c > 0 && r < columns[c - 1].size();
      const bool below = !beside || random_.chance(kKeepColumnLink);
      if (below) draw_street(columns[c][r - 1], columns[c][r], true);
      if (beside) join_beside(columns[c - 1][r], columns[c][r], !below);
    }
    if (random_.chance(0.4)) draw_lane(columns[c]);
  }
}

void StreetGrid::join_beside(DraftNode left, DraftNode right, bool needed) {
  if (needed || random_.chance(style_.more_links)) {
    draw_street(left, right, needed);
  } else if (random_.chance(0.25)) {
    draft_.add_way({left, right}, kFootway);
  }
}

// A street that bends a little, with houses on both sides.
void StreetGrid::draw_street(DraftNode from, DraftNode to, bool needed) {
  const Vec2 a = draft_.position(from);
  const Vec2 b = draft_.position(to);
  const Vec2 bend = (b - a).left() * random_.uniform(-0.12, 0.12);
  auto line = smooth_line(std::vector<Vec2>{a, between(a, b, 0.5) + bend, b}, kStep);
  if (draft_.is_blocked(line, {from, to})) {
    if (!needed) return;
    line = {a, b};
  }
  draft_.add_line(line, kStreet, {from, to});
  add_houses(a, b);
}

// A dead end with a few houses behind the outermost junction.
void StreetGrid::draw_lane(const Column& column) {
  if (column.size() == 1) return;
  const Vec2 a = draft_.position(column.back());
  const Vec2 inward = draft_.position(column[column.size() - 2]);
  const Vec2 out = (a - inward) * (random_.uniform(60, 170) / distance(a, inward));
  const Vec2 b = a + out + out.left() * random_.uniform(-0.5, 0.5);
  const Vec2 bend = (b - a).left() * random_.uniform(-0.25, 0.25);
  const auto line = smooth_line(std::vector<Vec2>{a, between(a, b, 0.5) + bend, b}, kStep);
  if (draft_.is_blocked(line, {column.back()})) return;
  draft_.add_line(line, kStreet, {column.back()});
  add_houses(a, b);
}

void StreetGrid::add_houses(Vec2 a, Vec2 b) {
  const double length = distance(a, b);
  const Vec2 way = (b - a) * (1 / length);
  const double radius = static_cast<double>(size_.columns) * style_.column_width() / 2;
  const double off = std::min(distance(between(a, b, 0.5), middle_) / radius, 1.2);
  const double spacing = style_.house_spacing * (1 + style_.looser_edge * off * off);
  for (double at = spacing * random_.uniform(0.2, 0.8); at < length; at += spacing) {
    for (const double side : {-1.0, 1.0}) {
      const double setback = side * random_.uniform(17, 27);
      sites_.push_back(a + way * (at + random_.uniform(-6, 6)) + way.left() * setback);
    }
  }
}

DraftNode StreetGrid::junction(std::size_t column, std::size_t row) const {
  const auto& nodes = near_[std::min(column, near_.size() - 1)];
  return nodes[std::min(row, nodes.size() - 1)];
}

}  // namespace grend::region
