#include <cmath>
#include <map>

#include "tests/support/catch.h"
#include "tests/unit/models/activity/planned_town.h"

using namespace grend;
using namespace grend::activity;
using test::PlannedTown;

namespace {

constexpr auto kShopping = static_cast<std::size_t>(ActivityKind::kShopping);
constexpr auto kWork = static_cast<std::size_t>(ActivityKind::kWork);

// Cells on a square with people drawn unevenly, in so many municipalities.
region::RegionInput scattered(int cells, std::size_t municipalities) {
  region::RegionInput r;
  RandomStream random({5, 0}, 0, Purpose::kTest);
  for (int i = 0; i < cells; ++i) {
    region::PopulationCell cell;
    cell.id = i;
    const auto x = random.between(0, 300), y = random.between(0, 300);
    cell.south_west = {x * 25'000, y * 25'000};
    cell.persons = random.between(0, 60);
    cell.municipality =
        static_cast<std::uint32_t>(static_cast<std::size_t>(x) * municipalities / 301);
    r.cells.push_back(cell);
  }
  for (std::size_t m = 0; m < municipalities; ++m) r.municipalities.push_back(std::to_string(m));
  return r;
}

}  // namespace

TEST_CASE("zones hold every cell once and stay small, and surroundings cover all zones in order") {
  const auto region = scattered(4000, 3);
  const ZoneTree tree(region, {});
  std::vector<std::int64_t> persons(tree.zones(), 0);
  for (std::size_t c = 0; c < region.cells.size(); ++c) {
    const auto z = tree.zone_of_cell(c);
    persons[z] += region.cells[c].persons;
    CHECK(tree.municipality(z) == region.cells[c].municipality);
  }
  for (std::uint32_t z = 0; z < tree.zones(); ++z) {
    CHECK(persons[z] == tree.zone(z).persons);
    CHECK(persons[z] <= 600);
  }
  CHECK(tree.zones() < 1500);
  for (const std::uint32_t z : {0u, 17u, static_cast<std::uint32_t>(tree.zones()) - 1}) {
    std::uint32_t next = 0;
    std::size_t entries = 0;
    tree.look_around(z, [&](std::uint32_t n) {
      const ZoneNode& node = tree.nodes()[n];
      CHECK(node.first == next);
      next = node.last;
      ++entries;
      if (node.last - node.first > 1) {
        CHECK(geo::distance(tree.zone(z).centre, node.centre) > node.radius * 3);
      }
    });
    CHECK(next == tree.zones());
    CHECK(entries < tree.zones());
  }
}

TEST_CASE("a small region has a zone for each cell") {
  const auto region = scattered(500, 1);
  CHECK(ZoneTree(region, {}).zones() == 500);
}

TEST_CASE("draws follow the model: nodes by pull, places by weight, times by road") {
  const PlannedTown town;
  auto o = town.everything();
  o.by_kind[kShopping] = {town.at(0, 1), town.at(38, 2), town.at(20, 1.5), town.at(9, 0.5)};
  const auto model = town.model(o);
  // The same by hand: every cell is a zone here, a shop belongs to the zone of the nearest cell,
  // and times are those between the homes that stand for the zones; two zones far away are seen as
  // one.
  const auto home = population::HouseholdId(0);
  const ZoneTree tree(town.region, {});
  std::map<std::uint32_t, double> share;
  double all = 0;
  network::RouterScratch scratch;
  std::vector<network::Place> places(tree.zones());
  std::vector<Distance> away(tree.zones(), Distance::max());
  for (const auto h : town.people.home.ids()) {
    const auto c = town.people.cell[h].value();
    if (away[tree.zone_of_cell(c)] != Distance::max()) continue;
    away[tree.zone_of_cell(c)] = Distance();
    places[tree.zone_of_cell(c)] = town.people.home[h];
  }
  const auto from = tree.zone_of_cell(town.people.cell[home].value());
  for (const auto& shop : o.by_kind[kShopping]) {
    std::uint32_t zone = 0;
    Distance nearest = Distance::max();
    for (std::uint32_t z = 0; z < tree.zones(); ++z) {
      const Distance d = geo::distance(tree.zone(z).centre, shop.position);
      if (d < nearest) {
        nearest = d;
        zone = z;
      }
    }
    std::uint32_t seen = zone;
    tree.look_around(from, [&](std::uint32_t n) {
      const ZoneNode& node = tree.nodes()[n];
      if (node.first <= zone && zone < node.last) seen = node.main;
    });
    // Within the own zone: 100 m by crow.
    const Duration time = zone == from ? travel_time(metres(100), town.spec.crow_speed)
                                       : town.car.trip(places[from], places[seen], scratch)->time;
    share[shop.place.edge.value()] = shop.weight * std::exp(-(time / town.spec.shopping.decay));
    all += share[shop.place.edge.value()];
  }
  constexpr int kDraws = 20'000;
  std::map<std::uint32_t, double> drawn;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    RandomStream random({1, 0}, i, Purpose::kDestination);
    ++drawn[model.draw(ActivityKind::kShopping, model.zone_of(home), random)->place.edge.value()];
  }
  // The standard error is at most 0.36 %; four of them.
  for (const auto& [edge, weight] : share) {
    CHECK(std::abs(drawn[edge] / kDraws - weight / all) < 0.015);
  }
}

TEST_CASE("visits reach households in proportion to where they are") {
  PlannedTown town;
  town.spec.visit.decay = hours(4);  // as good as no decay: one of all households
  const auto model = town.model(town.everything());
  std::map<std::uint32_t, double> cells;
  for (const auto h : town.people.home.ids()) ++cells[town.people.cell[h].value()];
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> hosts;
  std::size_t same = 0;
  constexpr int kDraws = 4000;
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    RandomStream random({1, 0}, i, Purpose::kDestination);
    const auto zone = model.zone_of(population::HouseholdId(3));
    const auto place = model.draw(ActivityKind::kVisit, zone, random)->place;
    same += ++hosts[{place.edge.value(), place.offset}] > 1;
  }
  // Some 1,500 homes: everybody is visited about 2.7 times, and hardly anybody often.
  CHECK(hosts.size() > 1000);
  CHECK(same > 1000);
}

TEST_CASE("commuters leave and stay in exactly the numbers of the statistics") {
  const PlannedTown town;
  auto o = town.everything();
  o.commuting.flows = {{.home = 0, .work = 0, .gateway = 0, .employed = 900},
                       {.home = 0, .work = {}, .gateway = 0, .employed = 200},
                       {.home = 0, .work = {}, .gateway = 1, .employed = 100}};
  o.commuting.gateways = {town.at(5, 200), town.at(6, 100)};
  const auto model = town.model(o);
  double employed = 0, first = 0, second = 0;
  for (const auto p : town.people.employed.ids()) {
    if (!town.people.employed[p]) continue;
    ++employed;
    const auto place = model.usual(p);
    REQUIRE(place);
    first += place->outside && place->place.edge == network::EdgeId(5);
    second += place->outside && place->place.edge == network::EdgeId(6);
  }
  // 200 / 1200 and 100 / 1200 of all, rounded.
  CHECK(std::abs(first - employed / 6) <= 1);
  CHECK(std::abs(second - employed / 12) <= 1);
}

TEST_CASE("between municipalities commuting is met exactly, and zones fill as their jobs say") {
  PlannedTown town;
  town.region.municipalities = {"west", "east"};
  for (std::size_t c = 0; c < 16; ++c) town.region.cells[c].municipality = c % 4 < 2 ? 0 : 1;
  town.people =
      population::build_population(town.region, {}, {}, town.snapper, {7, 0}, *town.executor)
          .population;
  auto o = town.everything();
  o.by_kind[kWork] = {town.at(0, 300), town.at(7, 100), town.at(30, 500), town.at(38, 50)};
  o.commuting.flows = {{.home = 0, .work = 0, .gateway = 0, .employed = 600},
                       {.home = 0, .work = 1, .gateway = 0, .employed = 100},
                       {.home = 1, .work = 0, .gateway = 0, .employed = 350},
                       {.home = 1, .work = 1, .gateway = 0, .employed = 350}};
  const auto model = town.model(o);
  const ZoneTree tree(town.region, {});
  std::map<std::uint32_t, double> workers;
  double total = 0;
  std::array<std::array<double, 2>, 2> flow{};
  const auto municipality_of = [&](geo::Point p) {
    std::size_t best = 0;
    Distance nearest = Distance::max();
    for (std::size_t c = 0; c < 16; ++c) {
      const Distance d = geo::distance(p, tree.zone(tree.zone_of_cell(c)).centre);
      if (d < nearest) {
        nearest = d;
        best = c;
      }
    }
    return town.region.cells[best].municipality;
  };
  std::array<double, 2> live{};
  for (const auto p : town.people.employed.ids()) {
    if (!town.people.employed[p]) continue;
    const auto place = model.usual(p)->place;
    const auto home =
        town.region.cells[town.people.cell[town.people.household[p]].value()].municipality;
    ++flow[home][municipality_of(network::position_of(town.graph, place))];
    ++live[home];
    ++workers[place.edge.value()];
    ++total;
  }
  CHECK(std::abs(flow[0][1] - live[0] / 7) <= 1);
  CHECK(std::abs(flow[1][0] - live[1] / 2) <= 1);
  // Within each municipality the zones get their share of its workers: expectations agree to 1 %,
  // and the draws of some 1,500 workers scatter by up to 20 each.
  CHECK(model.report().work.worst_zone < 0.01);
  const auto west = flow[0][0] + flow[1][0];
  const bool both_west = municipality_of(o.by_kind[kWork][1].position) == 0;
  REQUIRE(municipality_of(o.by_kind[kWork][0].position) == 0);
  if (both_west) CHECK(std::abs(workers[0] - west * 0.75) < 60);
}

TEST_CASE("decay is set so that trips have the length asked for") {
  PlannedTown town;
  town.spec.shopping.mean_length = metres(2500);
  town.spec.leisure.mean_length = kilometres(400);
  const auto model = town.model(town.everything());
  REQUIRE(model.report().calibrated.size() == 2);
  const auto& shopping = model.report().calibrated[0];
  CHECK(std::abs(to_metres(shopping.got) - 2500) < 25);
  CHECK(shopping.decay > seconds(30));
  // Nothing is 400 km away in a town: the report says so.
  CHECK(model.report().calibrated[1].got < kilometres(10));
}

TEST_CASE("a region of many zones chooses as one of zones for each cell would") {
  // The same cells with zones of up to 600 persons and with a zone for each cell: mean lengths of
  // trips agree within 5 %, though one looks at far places in bundles.
  const auto region = scattered(3000, 1);
  auto executor = par::make_executor(par::Backend::kSerial, 1);
  const auto mean_of = [&](const ZoneRules& rules) {
    const ZoneTree tree(region, rules);
    const std::vector<network::Place> nowhere(tree.zones());
    const Surroundings around(tree, nowhere, nullptr, kilometres_per_hour(40), *executor);
    std::vector<double> upto(1, 0);
    for (std::uint32_t z = 0; z < tree.zones(); ++z) {
      upto.push_back(upto.back() + static_cast<double>(tree.zone(z).persons));
    }
    return mean_length(
        tree, around, [&](auto a, auto b) { return upto[b] - upto[a]; }, minutes(9));
  };
  const double coarse = mean_of({.zone_per_cell_up_to = 0});
  const double fine = mean_of({.zone_per_cell_up_to = 5000});
  CHECK(std::abs(coarse / fine - 1) < 0.05);
}
