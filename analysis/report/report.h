// One self-contained page about a run, or about a run held against others: no network access, no
// script beyond opening the tables for print, readable by screen readers and on a phone.
#pragma once

#include <string>
#include <vector>

#include "analysis/compare/compare.h"
#include "analysis/report/wording.h"

namespace grend::report {

// The first run is described; later ones are compared with it. Throws what compare() throws, and
// Error(kBadData) for a result without a replication.
std::string page(const std::vector<compare::Run>& runs, Language language);

}  // namespace grend::report
