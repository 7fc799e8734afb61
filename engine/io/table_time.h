// Points in time as tables of other tools write them: a clock ("08:15", "25:10:30"), seconds since
// midnight of the simulated day (may be negative: the day before), or a date with a clock
// ("2026-01-12T08:15", with a blank for the T as well), which is local time of any day near it.
#pragma once

#include <optional>
#include <string_view>

#include "engine/io/units.h"

namespace grend::io {

// `day` is the simulated day. Times farther than a year from it are refused, and so are zones
// ("Z", "+01:00"): a table in another zone would be off by hours unseen.
std::optional<Time> parse_table_time(std::string_view text, const Date& day, ValueProblem& problem);

}  // namespace grend::io
