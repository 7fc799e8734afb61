#include "models/scenario/scenario.h"

#include <algorithm>

namespace grend::scenario {
namespace {

constexpr const char* kYours = "yours to choose";

}  // namespace

void describe(io::FieldVisitor& v, RegionSpec& s) {
  v.field("name", s.name, {.doc = "Name of the place, for reports.", .source = kYours});
  v.optional_group("generate", s.generate,
                   {.doc = "A synthetic region instead of files: nothing has to be downloaded."});
  v.field("network", s.network,
          {.doc = "Roads as OpenStreetMap data (.osm.pbf, .osm, .osm.gz, .osm.bz2), a MATSim "
                  "network (.xml, .xml.gz) or a GMNS folder.",
           .source = "download.geofabrik.de (OpenStreetMap) or nvdb.atlas.vegvesen.no (NVDB)",
           .may_be_folder = true});
  v.field("network_crs", s.network_crs,
          {.doc = "Coordinate system of a MATSim or GMNS network, such as EPSG:2154; without it "
                  "what the file says, else metres on the plane of `utm_zone`.",
           .source = "an input"});
  v.field("population", s.population,
          {.doc = "Inhabitants on a 250 m grid (CSV with an SSBID column and a persons column).",
           .source = "ssb.no/geodata, Statistics Norway's population on a grid"});
  v.field(
      "facilities", s.facilities,
      {.doc =
           "Where people go (CSV kind,name,lon,lat,weight); derived from the settlement if absent.",
       .source = "an input"});
  v.field("commuting", s.commuting,
          {.doc = "Employed by home and work municipality (CSV home,work,employed).",
           .source = "ssb.no/statbank, table 03321"});
  v.field(
      "municipalities", s.municipalities,
      {.doc =
           "Where municipalities lie (CSV kommunenr,kommunenavn,lon,lat); needed with `commuting`.",
       .source = "TØI report 1713/2019 with Statistics Norway's codes"});
  v.field("municipality", s.municipality,
          {.doc = "The region's own municipality number in `commuting`, such as \"3403\".",
           .source = "an input"});
  v.field(
      "margins", s.margins,
      {.doc = "What is known of a municipality's people in sums: CSV municipality (or kommunenr), "
              "aLOW_HIGH (persons by age: a0_5, a6_12, ...), and any of women, employed, "
              "licences, wheelchair, households_1 ... households_5, cars_0 ... cars_2 "
              "(households), grade_1 ... grade_13 (pupils).",
       .source = "ssb.no/statbank, tables 07459 and 06070"});
  v.field("utm_zone", s.utm_zone,
          {.doc = "UTM zone of the plane that distances are measured on; Norway's grids use 33.",
           .source = "EPSG:25833",
           .min = 1,
           .max = 60});
  v.field("max_bad_rows", s.max_bad_rows,
          {.doc = "How many unreadable rows an input table may have before the run is refused.",
           .source = "0, so that nothing is lost unseen",
           .min = 0,
           .max = 1'000'000});
  v.group("speeds", s.speeds, {.doc = "Speeds where the road itself does not say."});
  v.group("roads", s.roads, {.doc = "What winter, closures and queues do to the roads."});
  v.group(
      "facility_rules", s.facility_rules,
      {.doc = "How destinations are derived from the settlement where no `facilities` are given."});
  const bool files = !s.network.empty() || !s.population.empty();
  v.require(s.generate.has_value() || files, "network",
            "the region has neither files nor a generator",
            "give `network` and `population`, or `generate: {}`");
  v.require(!(s.generate.has_value() && files), "generate",
            "stands beside `network` or `population`", "keep either the generator or the files");
  v.require(s.generate.has_value() || s.network.empty() == s.population.empty(),
            s.network.empty() ? "network" : "population",
            "is missing: `network` and `population` go together", "give both files");
  v.require(s.margins.empty() || !s.municipality.empty(), "margins",
            "needs `municipality` beside it", "give the region's municipality number");
  v.require(s.commuting.empty() || (!s.municipality.empty() && !s.municipalities.empty()),
            "commuting", "needs `municipality` and `municipalities` beside it",
            "give the region's municipality number and the table of municipalities");
}

void describe(io::FieldVisitor& v, SchoolHoliday& s) {
  v.field("name", s.name, {.doc = "What it is called.", .source = kYours});
  v.field("first_day", s.first_day, {.doc = "First day without school.", .source = kYours});
  v.field("last_day", s.last_day, {.doc = "Last day without school.", .source = kYours});
  v.require(s.first_day <= s.last_day, "last_day", "lies before `first_day`", "swap the two");
}

void describe(io::FieldVisitor& v, CalendarSpec& s) {
  v.field("date", s.date, {.doc = "The simulated day.", .source = kYours});
  v.field("holiday", s.holiday,
          {.doc = "A public holiday: a Sunday for work, school and shops.", .source = kYours});
  v.field("school_day", s.school_day,
          {.doc = "Schools are open (on weekdays that are no holiday).", .source = kYours});
  v.list("school_holidays", s.school_holidays,
         {.doc = "Days without school, first to last; the year's holidays can stand in a file that "
                 "is extended."});
  v.choice("road_surface", s.road_surface,
           {.doc = "What the roads are like; `region.roads.winter` says how much slower that is.",
            .source = "summer: speeds as they are signed"});
}

void describe(io::FieldVisitor& v, TravellersSpec& s) {
  v.group("population", s.population, {.doc = "Who lives here."});
  v.group("activities", s.activities, {.doc = "What people leave home for."});
  v.group("choice", s.choice, {.doc = "How people choose a mode."});
  v.group("booking", s.booking, {.doc = "How people book on-demand trips."});
}

void describe(io::FieldVisitor& v, SimulationSpec& s) {
  v.field("seed", s.seed,
          {.doc = "The same seed gives the same people, wishes and results.",
           .source = kYours,
           .min = 0,
           .max = 1e15});
  v.field("epoch", s.epoch,
          {.doc = "How long a message takes between a person and a service, and how far partitions "
                  "run alone.",
           .source = "short against a booking's lead",
           .min = 1,
           .max = 60});
  v.field("partitions", s.partitions,
          {.doc = "Into how many parts the day is split for parallel work; the result does not "
                  "depend on it.",
           .source = kYours,
           .min = 1,
           .max = 10'000});
}

void describe(io::FieldVisitor& v, Scenario& s) {
  v.field("name", s.name, {.doc = "Name of the scenario, for reports.", .source = kYours});
  v.field("description", s.description,
          {.doc = "What it is about, in a sentence or two.", .source = kYours});
  v.group("region", s.region, {.doc = "Where: roads, settlement and destinations."});
  v.group("calendar", s.calendar, {.doc = "When."});
  v.list("services", s.services,
         {.doc = "What: on-demand services, each inline or as the path of a design file."});
  v.group("travellers", s.travellers, {.doc = "Who: people, their plans and choices."});
  v.group("simulation", s.simulation, {.doc = "How it is run."});
  for (std::size_t i = 0; i < s.services.size(); ++i) {
    const auto same =
        std::count_if(s.services.begin(), s.services.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const drt::ServiceSpec& other) { return other.id == s.services[i].id; });
    v.require(same == 0, "services", "two services have the id '" + s.services[i].id + "'",
              "give each service an id of its own");
    // Four messages settle a tour's bookings, two epochs before its first pick-up.
    v.require(s.services[i].booking.lead >= s.simulation.epoch * 6, "services",
              "service '" + s.services[i].id + "' has a booking lead under six epochs",
              "raise booking.lead or lower simulation.epoch");
  }
}

int weekday(io::Date date) {
  // Sakamoto's method: month offsets of a year that begins in March.
  constexpr int kOffsets[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  const int year = date.year - (date.month < 3 ? 1 : 0);
  const int sunday_based =
      (year + year / 4 - year / 100 + year / 400 + kOffsets[date.month - 1] + date.day) % 7;
  return (sunday_based + 6) % 7;
}

}  // namespace grend::scenario
