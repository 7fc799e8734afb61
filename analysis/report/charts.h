// The charts of a report. Each returns SVG; colours and widths are in the page's style. Series
// differ by more than colour: by place in the stack, by shape, or by their label.
#pragma once

#include <string>
#include <vector>

#include "analysis/report/wording.h"
#include "analysis/statistics/statistics.h"

namespace grend::report {

struct Series {
  std::string name;
  std::string style;  // class of its fill
  std::vector<double> values;
};

struct ChartText {
  std::string title;
  std::string description;
  std::string x_axis;
  std::string y_axis;
};

// Bars or layers over the same positions along x.
struct SeriesChart {
  ChartText text;
  std::vector<std::string> labels;  // of the positions; empty ones are not written
  std::vector<Series> series;
  bool centred = false;  // labels name the bars, not where they begin
};
// The series on top of each other, steps from position to position.
std::string stacked_chart(const SeriesChart& chart, const Wording& wording);
// Each series as bars, later ones in front of earlier and narrower: parts of a whole.
std::string bar_chart(const SeriesChart& chart, const Wording& wording);

// A dot with its interval for each name, on a common scale.
struct DotRow {
  std::string name;
  statistics::Interval interval;
};
struct DotChart {
  ChartText text;
  std::vector<DotRow> rows;
  std::string unit;
  bool around_zero = false;  // a line at 0, and the scale on both sides
};
std::string dot_chart(const DotChart& chart, const Wording& wording);

}  // namespace grend::report
