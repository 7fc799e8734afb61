// One vehicle's day: what it did, and who was on board when.
#pragma once

#include <optional>
#include <string>

#include "analysis/report/html.h"
#include "engine/store/table.h"

namespace grend::report {

struct Gantt {
  std::string svg;
  HtmlTable stops;
};

// The busiest vehicle of the first stored day; nothing without raw rows.
std::optional<Gantt> vehicle_day(const store::Results& results, const Wording& wording);

}  // namespace grend::report
