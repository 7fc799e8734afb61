// Numbers, times, dates and units as the reader's language writes them: 1,234.5 or 1 234,5. Never
// depends on the machine's locale.
#pragma once

#include <string>
#include <string_view>

#include "analysis/indicators/definitions.h"
#include "analysis/statistics/statistics.h"

namespace grend::report {

using indicators::Language;
using indicators::Text;

class Wording {
 public:
  explicit Wording(Language language) : language_(language) {}

  Language language() const { return language_; }
  std::string_view operator()(const Text& text) const { return text.in(language_); }
  // Text with {} filled in, in order.
  std::string fill(const Text& text, const std::vector<std::string>& values) const;

  std::string number(double value, int decimals) const;  // "–" for NaN
  // As many decimals as the size needs: 12,345; 123; 12.3; 1.23.
  std::string number(double value) const;
  std::string signed_number(double value) const;
  // With its unit: "12.3 min", "82 %", "275 kr".
  std::string quantity(double value, std::string_view unit) const;
  std::string unit(std::string_view unit) const;
  // "82 % (80–84)", or the value alone where the interval is not known.
  std::string interval(const statistics::Interval& interval, std::string_view unit) const;
  std::string clock(double seconds) const;  // 07:30
  // Of "seconds since 2026-01-12 …": 12 January 2026.
  std::string date(std::string_view iso) const;

 private:
  Language language_;
};

inline std::string word(const Wording& w, const Text& text) { return std::string(w(text)); }

}  // namespace grend::report
