#include "engine/geo/polyline.h"

#include <algorithm>
#include <utility>

namespace grend::geo {
namespace {

double distance_to_segment(Point p, Point a, Point b) {
  const auto dx = static_cast<double>(b.x - a.x);
  const auto dy = static_cast<double>(b.y - a.y);
  const auto px = static_cast<double>(p.x - a.x);
  const auto py = static_cast<double>(p.y - a.y);
  const double squared = dx * dx + dy * dy;
  const double share = squared > 0 ? std::clamp((px * dx + py * dy) / squared, 0.0, 1.0) : 0.0;
  return std::hypot(px - share * dx, py - share * dy);
}

// Five bits a character, the lowest first, the sign in the lowest bit of all.
void append_number(std::int64_t value, std::string& text) {
  std::uint64_t bits = static_cast<std::uint64_t>(value) << 1;
  if (value < 0) bits = ~bits;
  for (; bits >= 0x20; bits >>= 5) text.push_back(static_cast<char>((bits & 0x1f) + 0x20 + 63));
  text.push_back(static_cast<char>(bits + 63));
}

}  // namespace

std::vector<Point> simplify(std::span<const Point> line, Distance tolerance) {
  if (line.size() < 3) return {line.begin(), line.end()};
  std::vector<bool> kept(line.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open = {{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [first, last] = open.back();
    open.pop_back();
    double farthest = static_cast<double>(tolerance.ticks());
    std::size_t at = first;
    for (std::size_t i = first + 1; i < last; ++i) {
      const double away = distance_to_segment(line[i], line[first], line[last]);
      if (away <= farthest) continue;
      farthest = away;
      at = i;
    }
    if (at == first) continue;
    kept[at] = true;
    open.emplace_back(first, at);
    open.emplace_back(at, last);
  }
  std::vector<Point> simple;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i]) simple.push_back(line[i]);
  }
  return simple;
}

std::string encode_polyline(std::span<const LonLat> line, int decimals) {
  const double scale = std::pow(10.0, decimals);
  std::string text;
  std::int64_t last_lat = 0;
  std::int64_t last_lon = 0;
  for (const LonLat& position : line) {
    const std::int64_t lat = rounded(position.lat * scale);
    const std::int64_t lon = rounded(position.lon * scale);
    append_number(lat - last_lat, text);
    append_number(lon - last_lon, text);
    last_lat = lat;
    last_lon = lon;
  }
  return text;
}

}  // namespace grend::geo
