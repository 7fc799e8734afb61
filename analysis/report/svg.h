// Pictures as SVG: shapes by class, so that the page's style gives the colours, on a canvas of
// fixed units that scales to the width of the page. Coordinates to a tenth of a unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grend::report {

class Svg {
 public:
  // `title` and `description` are read aloud instead of the picture.
  Svg(double width, double height, std::string_view title, std::string_view description);

  struct Box {
    double x = 0, y = 0, width = 0, height = 0;
  };
  void rect(const Box& box, std::string_view style, std::string_view tip = "");
  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void circle(double x, double y, double radius, std::string_view style);
  void cross(double x, double y, double size, std::string_view style);
  void path(const std::vector<std::pair<double, double>>& points, std::string_view style,
            bool closed = false);
  // Many separate lines as one shape.
  void begin_lines() { lines_.clear(); }
  void add_line(double x1, double y1, double x2, double y2);
  void end_lines(std::string_view style);
  // `style` "start", "middle" or "end" also says where x is.
  void text(double x, double y, std::string_view text, std::string_view style = "start");

  std::string str() const { return text_ + "</svg>"; }

 private:
  std::string text_;
  std::string lines_;
};

// Round numbers from 0 to at least `greatest`, about `count` of them.
std::vector<double> ticks(double greatest, int count = 5);

}  // namespace grend::report
