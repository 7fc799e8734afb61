#include "analysis/report/svg.h"

#include <cmath>
#include <fmt/core.h>

#include "analysis/report/html.h"

namespace grend::report {
namespace {

// Shortest text to a tenth.
std::string n(double value) {
  const double rounded = std::round(value * 10) / 10;
  return fmt::format("{}", rounded == 0 ? 0.0 : rounded);
}

}  // namespace

Svg::Svg(double width, double height, std::string_view title, std::string_view description) {
  text_ = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}. {}\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      n(width), n(height), escape(title), escape(description));
}

void Svg::rect(const Box& box, std::string_view style, std::string_view tip) {
  if (box.width <= 0 || box.height <= 0) return;
  text_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"", n(box.x),
                       n(box.y), n(box.width), n(box.height), style);
  text_ += tip.empty() ? "/>\n" : "><title>" + escape(tip) + "</title></rect>\n";
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view style) {
  text_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"{}\"/>\n", n(x1),
                       n(y1), n(x2), n(y2), style);
}

void Svg::circle(double x, double y, double radius, std::string_view style) {
  text_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" class=\"{}\"/>\n", n(x), n(y),
                       n(radius), style);
}

void Svg::cross(double x, double y, double size, std::string_view style) {
  text_ += fmt::format("<path d=\"M{} {}l{} {}m0 -{}l-{} {}\" class=\"{}\"/>\n", n(x - size),
                       n(y - size), n(2 * size), n(2 * size), n(2 * size), n(2 * size), n(2 * size),
                       style);
}

void Svg::path(const std::vector<std::pair<double, double>>& points, std::string_view style,
               bool closed) {
  std::string d;
  for (const auto& [x, y] : points) d += (d.empty() ? "M" : "L") + n(x) + " " + n(y);
  text_ += fmt::format("<path d=\"{}{}\" class=\"{}\"/>\n", d, closed ? "Z" : "", style);
}

void Svg::add_line(double x1, double y1, double x2, double y2) {
  lines_ += "M" + n(x1) + " " + n(y1) + "L" + n(x2) + " " + n(y2);
}

void Svg::end_lines(std::string_view style) {
  if (lines_.empty()) return;
  text_ += fmt::format("<path d=\"{}\" class=\"{}\"/>\n", lines_, style);
  lines_.clear();
}

void Svg::text(double x, double y, std::string_view text, std::string_view style) {
  text_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", n(x), n(y), style,
                       escape(text));
}

std::vector<double> ticks(double greatest, int count) {
  if (!(greatest > 0)) return {0, 1};
  const double rough = greatest / count;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  double step = power;
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    step = factor * power;
    if (step >= rough * 0.999) break;
  }
  std::vector<double> result;
  for (int i = 0; i == 0 || result.back() < greatest * 0.999; ++i) result.push_back(i * step);
  return result;
}

}  // namespace grend::report
