// What all days of a run share, as tables: persons, days, services, places and the map.
#include <algorithm>
#include <cmath>

#include "models/activity/person_type.h"
#include "models/simulation/result_tables.h"

namespace grend::simulation {
namespace {

using population::PersonId;
using store::Table;

// The map keeps at most so many road sections, the greater roads first.
constexpr std::size_t kMostSections = 6000;
constexpr std::size_t kRoadClasses = static_cast<std::size_t>(network::RoadClass::kFerry) + 1;

double metres_of(std::int64_t centimetres) { return static_cast<double>(centimetres) / 100; }
double whole_metres(std::int64_t centimetres) { return std::round(metres_of(centimetres)); }

template <class Rows, class Get>
void add_number(Table& table, const char* name, const char* meaning, const Rows& rows, Get get) {
  table.add<std::int32_t>({name, "1", meaning}, rows, get);
}
template <class Rows, class Get>
void add_category(Table& table, const char* name, const char* meaning,
                  std::vector<std::string> list, const Rows& rows, Get get) {
  table.add<std::int8_t>({name, "1", meaning, std::move(list)}, rows, get);
}

// Where people live, for tables: municipalities, or counties (the first two digits of a Norwegian
// municipality's number) where there are more than a category column can name.
struct Municipalities {
  std::vector<std::string> names;
  std::vector<std::int8_t> of_cell;
};

Municipalities municipalities_of(const World& world) {
  constexpr std::size_t kMost = 100, kCountyDigits = 2;
  const bool counties = world.municipalities.size() > kMost;
  Municipalities result;
  std::vector<std::int8_t> index;
  for (const auto& number : world.municipalities) {
    const std::string name = counties ? number.substr(0, kCountyDigits) : number;
    auto found = std::find(result.names.begin(), result.names.end(), name);
    if (found == result.names.end()) found = result.names.insert(found, name);
    index.push_back(static_cast<std::int8_t>(found - result.names.begin()));
  }
  if (result.names.empty()) result.names.push_back("region");  // nobody lives anywhere
  for (const auto municipality : world.municipality) {
    result.of_cell.push_back(index.at(municipality));
  }
  return result;
}

Table persons_table(const World& world) {
  Table table{"persons", "Every inhabitant", {}};
  const auto& p = world.population;
  const std::vector<PersonId> rows(p.household.ids().begin(), p.household.ids().end());
  const std::vector<std::string> no_yes = {"no", "yes"};
  add_number(table, "household", "household the person belongs to", rows,
             [&](PersonId i) { return p.household[i].value(); });
  add_number(table, "age", "age in years", rows, [&](PersonId i) { return p.age[i]; });
  add_category(table, "sex", "sex", {"male", "female"}, rows,
               [&](PersonId i) { return p.female[i]; });
  const auto places = municipalities_of(world);
  add_category(table, "municipality",
               "municipality the person lives in; county where there are many", places.names, rows,
               [&](PersonId i) { return places.of_cell[p.cell[p.household[i]].value()]; });
  const std::vector<std::string> types(activity::kPersonTypeNames.begin(),
                                       activity::kPersonTypeNames.end());
  add_category(table, "type", "what the person mainly does", types, rows, [&](PersonId i) {
    return static_cast<int>(activity::type_of(p, world.scenario.travellers.activities, i));
  });
  add_category(table, "licence", "holds a driving licence", no_yes, rows,
               [&](PersonId i) { return p.licence[i]; });
  add_category(table, "employed", "is employed", no_yes, rows,
               [&](PersonId i) { return p.employed[i]; });
  add_category(table, "wheelchair", "travels in a wheelchair", no_yes, rows,
               [&](PersonId i) { return p.wheelchair[i]; });
  add_number(table, "household_cars", "cars of the household", rows,
             [&](PersonId i) { return p.cars[p.household[i]]; });
  const auto home = [&](PersonId i) {
    return network::position_of(world.graph, p.home[p.household[i]]);
  };
  table.add<double>({"home_x", "m", "UTM easting of the home"}, rows,
                    [&](PersonId i) { return metres_of(home(i).x); });
  table.add<double>({"home_y", "m", "UTM northing of the home"}, rows,
                    [&](PersonId i) { return metres_of(home(i).y); });
  return table;
}

Table days_table(const std::vector<const World*>& days) {
  using scenario::DayType;
  struct Row {
    int weekday;
    DayType type;
    double of_year;
  };
  std::vector<DayType> types;
  for (const World* world : days) {
    const auto& calendar = world->scenario.calendar;
    types.push_back(scenario::day_type(calendar, calendar.date));
  }
  std::vector<Row> rows;
  for (std::size_t d = 0; d < days.size(); ++d) {
    const auto& year = days[d]->scenario.economy.year;
    const auto simulated = std::count(types.begin(), types.end(), types[d]);
    const auto of_year = types[d] == DayType::kWeekday    ? year.weekdays
                         : types[d] == DayType::kSaturday ? year.saturdays
                                                          : year.sundays;
    rows.push_back({scenario::weekday(days[d]->scenario.calendar.date), types[d],
                    static_cast<double>(of_year) / static_cast<double>(simulated)});
  }
  Table table{"days", "The simulated days of a replication", {}};
  add_category(table, "weekday", "day of the week",
               {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}, rows,
               [](const Row& r) { return r.weekday; });
  add_category(table, "kind", "kind of day", {"weekday", "saturday", "sunday_or_holiday"}, rows,
               [](const Row& r) { return static_cast<int>(r.type); });
  table.add<double>({"days_per_year", "1", "days of a year that it stands for"}, rows,
                    [](const Row& r) { return r.of_year; });
  return table;
}

Table services_table(const World& world) {
  const auto& rows = world.scenario.services;
  using R = const drt::ServiceSpec&;
  std::vector<std::string> ids;
  for (const auto& service : rows) ids.push_back(service.id);
  if (ids.empty()) ids.push_back("none");
  Table table{"services", "The on-demand services", {}};
  add_category(table, "id", "its id", ids, rows, [&](R r) { return &r - rows.data(); });
  add_category(table, "area", "where it runs", {"region", "circle"}, rows,
               [](R r) { return static_cast<int>(r.area.kind); });
  const auto in_circle = [&](R r, auto get) {
    if (r.area.kind == drt::AreaKind::kRegion) return std::nan("");
    return get(world.main_facility(r.area.around).position);
  };
  table.add<double>({"centre_x", "m", "UTM easting of the circle's centre"}, rows,
                    [&](R r) { return in_circle(r, [](geo::Point p) { return metres_of(p.x); }); });
  table.add<double>({"centre_y", "m", "UTM northing of the circle's centre"}, rows,
                    [&](R r) { return in_circle(r, [](geo::Point p) { return metres_of(p.y); }); });
  table.add<double>({"radius", "m", "the circle's radius"}, rows, [&](R r) {
    return in_circle(r, [&](geo::Point) { return to_metres(r.area.radius); });
  });
  table.add<double>({"open_from", "s", "opening, from midnight"}, rows,
                    [](R r) { return to_seconds(r.open.from.since_midnight()); });
  table.add<double>({"open_to", "s", "closing, from midnight"}, rows,
                    [](R r) { return to_seconds(r.open.to.since_midnight()); });
  table.add<double>({"fare", "NOK", "full fare, each way"}, rows,
                    [](R r) { return to_kroner(r.fare); });
  return table;
}

Table facilities_table(const World& world) {
  const auto& rows = world.facilities;
  using R = const SnappedFacility&;
  const auto& kinds = io::EnumNames<region::FacilityKind>::names;
  Table table{"facilities", "Where people go", {}};
  add_category(table, "kind", "what it is", {kinds.begin(), kinds.end()}, rows,
               [](R r) { return static_cast<int>(r.facility.kind); });
  table.add<double>({"x", "m", "UTM easting"}, rows, [](R r) { return metres_of(r.position.x); });
  table.add<double>({"y", "m", "UTM northing"}, rows, [](R r) { return metres_of(r.position.y); });
  table.add<double>({"weight", "1", "its pull"}, rows, [](R r) { return r.facility.weight; });
  return table;
}

// The edges of the greatest road classes that fit on the map, as straight lines.
std::vector<network::EdgeId> edges_on_map(const network::RoadGraph& graph) {
  std::array<std::size_t, kRoadClasses> count{};
  for (const auto road_class : graph.road_class) ++count[static_cast<std::size_t>(road_class)];
  std::size_t last = 0, sum = 0;
  while (last < kRoadClasses && (sum += count[last]) <= kMostSections) ++last;
  std::vector<network::EdgeId> edges;
  for (const auto edge : graph.road_class.ids()) {
    const auto road_class = static_cast<std::size_t>(graph.road_class[edge]);
    if (road_class < last || graph.road_class[edge] == network::RoadClass::kFerry) {
      edges.push_back(edge);
    }
  }
  return edges;
}

Table roads_table(const World& world) {
  const auto& graph = world.graph;
  const auto rows = edges_on_map(graph);
  std::vector<std::string> classes;
  for (std::size_t c = 0; c < kRoadClasses; ++c) {
    classes.emplace_back(network::road_class_name(static_cast<network::RoadClass>(c)));
  }
  using Edge = network::EdgeId;
  Table table{"road_sections", "Roads for maps: the greater ones, as straight lines", {}};
  add_category(table, "road_class", "class of road", classes, rows,
               [&](Edge e) { return static_cast<int>(graph.road_class[e]); });
  const auto add = [&](const char* name, const char* meaning, auto get) {
    table.add<double>({name, "m", meaning}, rows, [&](Edge e) { return whole_metres(get(e)); });
  };
  add("from_x", "UTM easting of its beginning",
      [&](Edge e) { return graph.position[graph.from[e]].x; });
  add("from_y", "UTM northing of its beginning",
      [&](Edge e) { return graph.position[graph.from[e]].y; });
  add("to_x", "UTM easting of its end", [&](Edge e) { return graph.position[graph.to[e]].x; });
  add("to_y", "UTM northing of its end", [&](Edge e) { return graph.position[graph.to[e]].y; });
  return table;
}

}  // namespace

std::vector<store::Table> world_tables(const std::vector<const World*>& days) {
  const World& world = *days.front();
  return {persons_table(world), days_table(days), services_table(world), facilities_table(world),
          roads_table(world)};
}

}  // namespace grend::simulation
