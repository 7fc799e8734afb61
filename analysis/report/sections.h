// The parts of a report, each as HTML; empty where the result has nothing to show there.
#pragma once

#include <string>
#include <vector>

#include "analysis/compare/compare.h"
#include "analysis/report/wording.h"

namespace grend::report {

std::string key_figures(const store::Results& results, const Wording& wording);
std::string comparison(const std::vector<compare::Run>& runs, const Wording& wording);
std::string map_section(const store::Results& results, const Wording& wording);
std::string day_section(const store::Results& results, const Wording& wording);
std::string quality_section(const store::Results& results, const Wording& wording);
std::string vehicle_section(const store::Results& results, const Wording& wording);
std::string group_section(const store::Results& results, const Wording& wording);
std::string money_section(const store::Results& results, const Wording& wording);
std::string assumptions(const store::Results& results, const Wording& wording);
std::string sources(const store::Results& results, const Wording& wording);

// A service, group, square or hour in words.
std::string cell_name(indicators::Dimension dimension, const std::string& cell, const Wording& w);

// The mean of an indicator over the replications.
statistics::Interval interval_of(const store::Results& results, std::string_view indicator);

}  // namespace grend::report
