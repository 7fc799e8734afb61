// The streets of a settlement. Junctions lie in columns along the through road and rows away from
// it, shifted at random; each is joined to the one below it or beside it, and to more at random, so
// that all are reachable and the whole looks grown rather than planned.
#pragma once

#include <vector>

#include "models/region/settlement_plan.h"
#include "models/region/valley.h"

namespace grend::region {

class StreetGrid {
 public:
  StreetGrid(Draft& draft, RandomStream& random, const Valley& valley, const SettlementPlan& plan);

  // Draws the streets and returns the sites of the houses.
  std::vector<Vec2> draw();

  std::size_t columns() const { return size_.columns; }
  // The junction of the near side there, or the outermost one of the column.
  DraftNode junction(std::size_t column, std::size_t row) const;

  // Metres along the through road.
  static double length_of(const SettlementPlan& plan);

 private:
  // How closely a settlement is built.
  struct Style {
    std::size_t column_pieces;  // pieces of the through road between two columns
    double row_depth;           // metres
    double house_spacing;       // metres of street per house on one side, in the middle
    double looser_edge;         // that many times the spacing is added at the edge
    double more_links;          // chance of a street that nobody needs to get out

    double column_width() const { return static_cast<double>(column_pieces) * MainRoad::kStep; }
  };
  struct Size {
    std::size_t columns = 2;
    std::size_t near_rows = 1;
    std::size_t far_rows = 0;
  };
  using Column = std::vector<DraftNode>;  // from the through road outwards

  static Style style_of(const SettlementPlan& plan);
  static Size size_of(const SettlementPlan& plan, const Style& style);

  void place(Side side, std::size_t rows, std::size_t first);
  void draw_side(std::vector<Column>& columns);
  void join_beside(DraftNode left, DraftNode right, bool needed);
  void draw_street(DraftNode from, DraftNode to, bool needed);
  void draw_lane(const Column& column);
  void add_houses(Vec2 a, Vec2 b);

  Draft& draft_;
  RandomStream& random_;
  const Valley& valley_;
  Style style_;
  Size size_;
  Vec2 middle_;
  std::vector<Column> near_;
  std::vector<Column> far_;
  std::vector<Vec2> sites_;
};

}  // namespace grend::region
