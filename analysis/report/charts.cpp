#include "analysis/report/charts.h"

#include <algorithm>
#include <cmath>

#include "analysis/report/svg.h"

namespace grend::report {
namespace {

constexpr double kWidth = 520, kLeft = 52, kRight = 10, kTop = 34, kPlot = 210, kBottom = 60;
constexpr double kLegendRow = 20;

double plot_width() { return kWidth - kLeft - kRight; }

// The frame that series charts share: axes, ticks, labels, legend.
class Frame {
 public:
  Frame(const SeriesChart& chart, double greatest, const Wording& wording)
      : legend_(chart.series.size() > 1
                    ? kLegendRow * std::ceil(static_cast<double>(chart.series.size()) / 2)
                    : 0),
        ticks_(ticks(greatest)),
        svg(kWidth, kTop + kPlot + kBottom + legend_, chart.text.title, chart.text.description) {
    svg.text(2, 16, chart.text.y_axis, "start");
    for (const double tick : ticks_) {
      svg.line(kLeft, y(tick), kWidth - kRight, y(tick), "grid");
      svg.text(kLeft - 6, y(tick) + 5, wording.number(tick, ticks_[1] < 1 ? 1 : 0), "end");
    }
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
      if (chart.labels[i].empty()) continue;
      const double place = static_cast<double>(i) + (chart.centred ? 0.5 : 0);
      svg.text(x(place, chart.labels.size()), kTop + kPlot + 18, chart.labels[i], "middle");
    }
    svg.text(kLeft + plot_width() / 2, kTop + kPlot + 38, chart.text.x_axis, "middle");
    if (legend_ > 0) draw_legend(chart);
  }

  double y(double value) const { return kTop + kPlot * (1 - value / ticks_.back()); }
  static double x(double position, std::size_t positions) {
    return kLeft +
           plot_width() * position / static_cast<double>(std::max<std::size_t>(positions, 1));
  }

 private:
  void draw_legend(const SeriesChart& chart) {
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
      const double left = kLeft + static_cast<double>(i % 2) * plot_width() / 2;
      const double top = kTop + kPlot + kBottom + kLegendRow * static_cast<double>(i / 2);
      svg.rect({left, top - 4, 14, 14}, chart.series[i].style);
      svg.text(left + 20, top + 8, chart.series[i].name, "start");
    }
  }

  double legend_;
  std::vector<double> ticks_;

 public:
  Svg svg;
};

}  // namespace

std::string stacked_chart(const SeriesChart& chart, const Wording& wording) {
  const std::size_t positions = chart.labels.size();
  double greatest = 0;
  for (std::size_t i = 0; i < positions; ++i) {
    double sum = 0;
    for (const auto& series : chart.series) sum += series.values[i];
    greatest = std::max(greatest, sum);
  }
  Frame frame(chart, greatest, wording);
  std::vector<double> base(positions, 0);
  for (const auto& series : chart.series) {
    std::vector<std::pair<double, double>> upper, lower;
    for (std::size_t i = 0; i < positions; ++i) {
      const double left = Frame::x(static_cast<double>(i), positions);
      const double right = Frame::x(static_cast<double>(i + 1), positions);
      const double top = frame.y(base[i] + series.values[i]);
      upper.insert(upper.end(), {{left, top}, {right, top}});
      lower.insert(lower.end(), {{left, frame.y(base[i])}, {right, frame.y(base[i])}});
      base[i] += series.values[i];
    }
    upper.insert(upper.end(), lower.rbegin(), lower.rend());
    frame.svg.path(upper, series.style, true);
  }
  return frame.svg.str();
}

std::string bar_chart(const SeriesChart& chart, const Wording& wording) {
  const std::size_t positions = chart.labels.size();
  double greatest = 0;
  for (const auto& series : chart.series) {
    for (const double v : series.values) greatest = std::max(greatest, v);
  }
  Frame frame(chart, greatest, wording);
  const double width = plot_width() / static_cast<double>(std::max<std::size_t>(positions, 1));
  for (std::size_t k = 0; k < chart.series.size(); ++k) {
    const double inset = width * (0.06 + 0.14 * static_cast<double>(k));
    for (std::size_t i = 0; i < positions; ++i) {
      const double value = chart.series[k].values[i];
      const double top = frame.y(value);
      frame.svg.rect({Frame::x(static_cast<double>(i), positions) + inset, top, width - 2 * inset,
                      kTop + kPlot - top},
                     chart.series[k].style);
    }
  }
  return frame.svg.str();
}

std::string dot_chart(const DotChart& chart, const Wording& wording) {
  // A row is its name and below it the dot, so that long names fit on a phone, too.
  constexpr double kRow = 44, kHead = 6, kFoot = 44, kEdge = 24;
  double greatest = 0;
  for (const auto& row : chart.rows) {
    for (const double v : {row.interval.low, row.interval.mean, row.interval.high}) {
      if (!std::isnan(v)) greatest = std::max(greatest, chart.around_zero ? std::abs(v) : v);
    }
  }
  if (chart.unit == "percent" && !chart.around_zero) greatest = std::min(greatest, 100.0);
  const auto scale = ticks(greatest, chart.around_zero ? 2 : 5);
  const double high = scale.back(), low = chart.around_zero ? -high : 0;
  const double height = kHead + kRow * static_cast<double>(chart.rows.size()) + kFoot;
  Svg svg(kWidth, height, chart.text.title, chart.text.description);
  const auto x = [&](double value) {
    return kEdge + (kWidth - 2 * kEdge) * (std::clamp(value, low, high) - low) / (high - low);
  };
  const double bottom = height - kFoot + 4;
  const auto tick = [&](double value) {
    const bool zero = value == 0 && chart.around_zero;
    svg.line(x(value), kHead, x(value), bottom, zero ? "zero" : "grid");
    svg.text(x(value), bottom + 17,
             chart.around_zero ? wording.signed_number(value) : wording.number(value), "middle");
  };
  for (const double value : scale) {
    tick(value);
    if (chart.around_zero && value > 0) tick(-value);
  }
  svg.text(kWidth / 2, height - 5, chart.text.x_axis, "middle");
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const double top = kHead + kRow * static_cast<double>(i), y = top + 32;
    const auto& [name, interval] = chart.rows[i];
    svg.text(4, top + 18, name, "start halo");
    if (std::isnan(interval.mean)) continue;
    if (!std::isnan(interval.low)) svg.line(x(interval.low), y, x(interval.high), y, "whisker");
    svg.circle(x(interval.mean), y, 5.5, "dot");
  }
  return svg.str();
}

}  // namespace grend::report
