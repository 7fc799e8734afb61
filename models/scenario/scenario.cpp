#include "models/scenario/scenario.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace grend::scenario {
namespace {

constexpr const char* kYours = "yours to choose";

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

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
          {.doc = "Inhabitants on a grid of 250 m or 1 km (CSV with a column SSBID0250M or "
                  "SSBID1000M and one of "
                  "persons).",
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
  v.field("shapes", s.shapes,
          {.doc = "Polygons of municipalities (GeoJSON in degrees with `kommunenummer` or "
                  "`municipality`): the region is then all of `municipalities`, with commuting "
                  "between them.",
           .source = "kartkatalog.geonorge.no, municipalities"});
  v.field(
      "regions", s.regions,
      {.doc = "Labour-market regions (CSV municipality,region), as `grend regions` writes them: "
              "people of one region are simulated in one partition.",
       .source = "grend regions"});
  v.field(
      "settlement_roads", s.settlement_roads,
      {.doc = "Where no `network` is given, roads are drawn between the cells of the population "
              "grid: for studies of a country, not of a place.",
       .source = kYours});
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
  v.require(
      s.generate.has_value() || !s.network.empty() || s.population.empty() || s.settlement_roads,
      "network", "is missing beside `population`", "give both files, or `settlement_roads: true`");
  v.require(!s.settlement_roads || (s.network.empty() && !s.population.empty()), "settlement_roads",
            "is for a `population` without a `network`", "remove the one or the other");
  v.require(s.margins.empty() || !s.municipality.empty() || !s.shapes.empty(), "margins",
            "needs `municipality` or `shapes` beside it", "give the region's municipality number");
  v.require(s.shapes.empty() || (s.municipality.empty() && !s.municipalities.empty()), "shapes",
            "needs `municipalities` and no `municipality` beside it",
            "give the table of municipalities, and leave `municipality` out");
  v.require(s.regions.empty() || !s.shapes.empty(), "regions", "needs `shapes` beside it",
            "give the polygons of the municipalities");
  v.require(s.commuting.empty() ||
                ((!s.municipality.empty() || !s.shapes.empty()) && !s.municipalities.empty()),
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
  v.field("date", s.date, {.doc = "The simulated day, or the first of `days`.", .source = kYours});
  v.field("days", s.days,
          {.doc = "How many days in a row a replication has; 7 is a week.",
           .source = kYours,
           .min = 1,
           .max = 366});
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
  v.optional_group("bookings", s.bookings,
                   {.doc = "A day's bookings in place of people: those of an operator's log are "
                           "asked of the services, and nothing else happens."});
}

void describe(io::FieldVisitor& v, PrecisionSpec& s) {
  v.field("indicator", s.indicator,
          {.doc = "The indicator's id.", .source = "docs/formats/tables.md", .required = true});
  v.field("precision", s.precision,
          {.doc = "Half the width of the 95 % interval of its mean, as a share of the mean.",
           .source = kYours,
           .min = 0.001,
           .max = 1});
}

void describe(io::FieldVisitor& v, SimulationSpec& s) {
  v.field("seed", s.seed,
          {.doc = "The same seed gives the same people, wishes and results.",
           .source = kYours,
           .min = 0,
           .max = 1e15});
  v.field("replications", s.replications,
          {.doc = "How many replications are run: the same people on other days. With `until` the "
                  "least number.",
           .source = "with 20 to 150 trips a day one run proves nothing; 20 to 50 see a difference",
           .min = 1,
           .max = 1'000'000});
  v.list("until", s.until,
         {.doc = "Go on until each of these indicators is known so well; looked at after each "
                 "`batch`."});
  v.field("most_replications", s.most_replications,
          {.doc = "Where `until` gives up.", .source = kYours, .min = 1, .max = 1'000'000});
  v.field("batch", s.batch,
          {.doc = "How many replications `until` adds at a time.",
           .source = "fixed, so that the number of threads does not matter",
           .min = 1,
           .max = 100'000});
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
  v.group("economy", s.economy, {.doc = "What services cost, and who pays."});
  v.group("simulation", s.simulation, {.doc = "How it is run."});
  const bool people = !s.travellers.bookings;
  v.require(!people || s.region.network.empty() || !s.region.population.empty(), "region",
            "has no `population` beside `network`",
            "give both files, or bookings in `travellers.bookings`");
  for (const auto& own : s.economy.contracts) {
    const auto known = std::any_of(s.services.begin(), s.services.end(),
                                   [&](const auto& service) { return service.id == own.service; });
    v.require(known, "economy", "has a contract for '" + own.service + "', which is no service",
              "name the id of one of `services`");
  }
  for (std::size_t i = 0; i < s.services.size(); ++i) {
    const auto same =
        std::count_if(s.services.begin(), s.services.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const drt::ServiceSpec& other) { return other.id == s.services[i].id; });
    v.require(same == 0, "services", "two services have the id '" + s.services[i].id + "'",
              "give each service an id of its own");
    for (const auto& kind : s.services[i].kinds) {
      const bool known = kind.purpose.empty() ||
                         std::find(activity::kActivityNames.begin(), activity::kActivityNames.end(),
                                   kind.purpose) != activity::kActivityNames.end();
      v.require(known, "services",
                "kind '" + kind.id + "' is of '" + kind.purpose + "', which nobody leaves home for",
                "write one of " + joined(activity::kActivityNames));
    }
    // Four messages settle the bookings of a tour of two trips, two epochs before its first
    // pick-up; who makes more trips books so much earlier.
    const Duration settled = s.simulation.epoch * 6 + s.services[i].dispatch.batch.every * 2;
    v.require(!people || s.services[i].booking.lead >= settled, "services",
              "service '" + s.services[i].id +
                  "' has a booking lead under six epochs and two batches, in which the bookings "
                  "of a tour are settled",
              "raise booking.lead, or lower dispatch.batch.every or simulation.epoch");
  }
}

io::Date days_after(io::Date date, std::int64_t days) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (; days > 0; --days) {
    const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    const int length = kLengths[date.month - 1] + (date.month == 2 && leap ? 1 : 0);
    if (++date.day <= length) continue;
    date.day = 1;
    if (++date.month <= 12) continue;
    date.month = 1;
    ++date.year;
  }
  return date;
}

DayType day_type(const CalendarSpec& calendar, io::Date date) {
  const int day = weekday(date);
  if (calendar.holiday || day == 6) return DayType::kSunday;
  return day == 5 ? DayType::kSaturday : DayType::kWeekday;
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
