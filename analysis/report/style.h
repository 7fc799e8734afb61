// The look of a report. Text has a contrast of 4.5:1 or more against its ground, shapes 3:1
// (WCAG 2.2 AA); nothing is told by colour alone.
#pragma once

#include <string_view>

namespace grend::report {

extern const std::string_view kStyle;

}  // namespace grend::report
