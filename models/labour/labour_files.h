// Reads what labour-market regions are made of. Columns go by Grend's names or by those of the
// publishers (Statistics Norway, TØI, ISTAT). All problems of all files are told at once.
#pragma once

#include <string>
#include <vector>

#include "models/labour/link_times.h"
#include "models/labour/published_links.h"

namespace grend::labour {

struct LabourSources {
  // home, work, employed; in Statistics Norway's table 03321 the same, in ISTAT's
  // community_live, community_work, amount.
  std::string commuting;
  // municipality, name, working_age; TØI's kommunenr, kommunenavn, pop_20_66_20170101 (and, for
  // published links, reisetid_min, utpendling_pct, innpendling_pct); ISTAT's Code, com.name.
  std::string municipalities;
  std::string infeasible = "";  // home, work (or kommunenr, target): too far to commute
  std::string times = "";       // home, work, minutes and, if given, other_mode_minutes
  bool needs_working_age = true;
};

struct LabourInput {
  CommutingTable table;
  std::vector<PublishedLink> published;  // as far as the municipalities' file has them
  std::vector<Pair> infeasible;
  LinkTimes times;  // of the file of times; empty without one
  bool has_times = false;
};

// Throws Error(kMissingInput) or Error(kBadData).
LabourInput read_labour_input(const LabourSources& sources);

// What is known of travel between units: the file of times if there is one, else the published
// links, with those that are infeasible.
LinkTimes known_times(const LabourInput& input,
                      const IdVector<MunicipalityId, MunicipalityId>& unit_of);

}  // namespace grend::labour
