// Idle vehicles go where requests came from lately, with the least driving.
#include "models/drt/idle_demand.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;

namespace {

// Two hamlets of two points each, 30 min apart; points of one are 2 min apart.
ServicePoints two_hamlets() {
  const auto minutes_between = [](int a, int b) {
    return a == b ? 0u : (a / 2 == b / 2 ? 2u : 30u) * 60'000u;
  };
  std::vector<std::uint32_t> times;
  std::vector<network::Place> places;
  for (int a = 0; a < 4; ++a) {
    places.push_back({network::EdgeId(a), 0});
    for (int b = 0; b < 4; ++b) times.push_back(minutes_between(a, b));
  }
  return ServicePoints(places, std::make_shared<routing::Legs>(4, std::move(times)));
}

const IdleDemandSpec kSpec{
    .every = minutes(15), .memory = minutes(60), .zone = minutes(5), .longest_drive = minutes(40)};

}  // namespace

TEST_CASE("without requests nobody moves") {
  const auto points = two_hamlets();
  DemandForecast forecast(points, kSpec);
  CHECK(forecast.moves({{0, 0}, {1, 2}}, clock_time(8, 0)).empty());
}

TEST_CASE("vehicles are shared out by what was asked for, and the nearest move") {
  const auto points = two_hamlets();
  DemandForecast forecast(points, kSpec);
  // Three of four requests came from the second hamlet, so that of four vehicles three belong
  // there: those of the first hamlet stay one too many... two of three have to go.
  forecast.learn(0, clock_time(8, 0));
  forecast.learn(2, clock_time(8, 1));
  forecast.learn(3, clock_time(8, 2));
  forecast.learn(2, clock_time(8, 3));
  const auto moves = forecast.moves({{0, 0}, {1, 1}, {2, 0}, {3, 3}}, clock_time(8, 30));
  REQUIRE(moves.size() == 2);
  for (const auto& move : moves) {
    CHECK(move.to == 2);  // where its first request came from
    CHECK(move.vehicle != 3);
  }
}

TEST_CASE("what is long ago is forgotten, and what is too far is left alone") {
  const auto points = two_hamlets();
  DemandForecast forecast(points, kSpec);
  forecast.learn(2, clock_time(8, 0));
  CHECK(forecast.moves({{0, 0}}, clock_time(8, 30)).size() == 1);
  CHECK(forecast.moves({{0, 0}}, clock_time(9, 0)).empty());
  auto near = kSpec;
  near.longest_drive = minutes(20);
  DemandForecast careful(points, near);
  careful.learn(2, clock_time(8, 0));
  CHECK(careful.moves({{0, 0}}, clock_time(8, 30)).empty());
}
