#include <cmath>
#include <map>

#include "models/activity/calendar.h"
#include "tests/support/catch.h"
#include "tests/unit/models/activity/planned_town.h"

using namespace grend;
using namespace grend::activity;
using test::PlannedTown;

namespace {

std::array<std::size_t, kActivityKinds> by_kind(const DayPlans& plans) {
  std::array<std::size_t, kActivityKinds> count{};
  for (const auto& tour : plans.tours) ++count[static_cast<std::size_t>(tour.kind)];
  return count;
}

constexpr auto kWork = static_cast<std::size_t>(ActivityKind::kWork);
constexpr auto kSchool = static_cast<std::size_t>(ActivityKind::kSchool);
constexpr auto kShopping = static_cast<std::size_t>(ActivityKind::kShopping);
constexpr auto kEscort = static_cast<std::size_t>(ActivityKind::kEscort);
constexpr auto kLeisure = static_cast<std::size_t>(ActivityKind::kLeisure);

}  // namespace

TEST_CASE("tours of a person are in order and leave time between them") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::size_t pairs = 0;
  for (const auto person : town.people.household.ids()) {
    const Tour* before = nullptr;
    for (const auto id : plans.of(person)) {
      const Tour& tour = plans.tours[id];
      CHECK(tour.person == person);
      if (before != nullptr) {
        CHECK(tour.start >= before->start + before->duration + town.spec.time_between_tours);
        CHECK(tour.number == before->number + 1);
        ++pairs;
      }
      before = &tour;
      if (tour.kind == ActivityKind::kSchool || tour.kind == ActivityKind::kEscort) continue;
      const auto& limits = town.spec.of(tour.kind);
      CHECK((tour.start >= limits.start.from - minutes(1) && tour.start <= limits.start.to));
      CHECK((tour.duration >= limits.shortest - minutes(1) && tour.duration <= limits.longest));
    }
  }
  CHECK(pairs > 500);
}

TEST_CASE("everybody does what their type does") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  for (const auto& tour : plans.tours) {
    const auto type = type_of(town.people, town.spec, tour.person);
    CHECK(type != PersonType::kSmallChild);
    if (tour.kind == ActivityKind::kSchool) CHECK(type == PersonType::kPupil);
    if (tour.kind == ActivityKind::kWork) CHECK(type == PersonType::kWorker);
    if (tour.kind == ActivityKind::kEscort) {
      CHECK(town.people.age[tour.person] >= 20);
      CHECK(tour.party >= 2);
      CHECK(children(town.people, town.people.household[tour.person], 1, 5) > 0);
    }
  }
  const auto count = by_kind(plans);
  CHECK(count[kEscort] > 20);
  CHECK(count[kEscort] % 2 == 0);  // who brings a child fetches it
}

TEST_CASE("a school rings for all its pupils at once, and older ones stay longer") {
  const PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::map<std::pair<bool, std::uint32_t>, Time> bells;
  std::size_t pupils = 0;
  for (const auto& tour : plans.tours) {
    if (tour.kind != ActivityKind::kSchool) continue;
    ++pupils;
    const int age = town.people.age[tour.person];
    const auto [bell, first] =
        bells.try_emplace({age > 15, tour.destination.place.edge.value()}, tour.start);
    CHECK(bell->second == tour.start);
    CHECK(tour.start.ticks() % minutes(5).ticks() == 0);
    CHECK(tour.duration == (age < 10    ? town.spec.lessons_1_4
                            : age < 13  ? town.spec.lessons_5_7
                            : age <= 15 ? town.spec.lessons_8_10
                                        : town.spec.lessons_upper));
  }
  CHECK(pupils > 300);
  CHECK(bells.size() == 4);  // two schools, each also upper secondary
}

TEST_CASE("transport to school is a right from the distance of the law on") {
  const PlannedTown town;
  Opportunities o = town.everything();
  // One school in the south-west; homes are up to some 7.5 km of streets away.
  o.by_kind[kSchool] = {town.at(0, 1)};
  const auto model = town.model(o);
  network::RouterScratch scratch;
  std::size_t with = 0, without = 0;
  for (const auto p : town.people.age.ids()) {
    const int age = town.people.age[p];
    if (age < 6 || age > 18) {
      CHECK_FALSE(model.right_to_transport(p));
      continue;
    }
    const auto home = town.people.home[town.people.household[p]];
    const auto way = town.car.trip(home, o.by_kind[kSchool][0].place, scratch);
    const Distance limit = kilometres(age == 6 ? 2 : age < 16 ? 4 : 6);
    CHECK(model.right_to_transport(p) == (way->distance >= limit));
    ++(model.right_to_transport(p) ? with : without);
  }
  CHECK((with > 100 && without > 100));
}

TEST_CASE("a kind of activity without any opportunity is left out") {
  const PlannedTown town;
  auto o = town.everything();
  o.by_kind[static_cast<std::size_t>(ActivityKind::kDoctor)].clear();
  for (const auto& tour : town.plans(o).tours) CHECK(tour.kind != ActivityKind::kDoctor);
}

TEST_CASE("plans differ between replications and not between threads") {
  const PlannedTown town;
  const auto first = town.plans(town.everything(), {}, 0);
  const auto second = town.plans(town.everything(), {}, 1);
  CHECK(first.tours.size() != second.tours.size());
  const auto model = town.model(town.everything());
  auto threaded = par::make_executor(par::Backend::kJthread, 3);
  const auto same = make_plans(town.people, model, town.spec, {}, {7, 0}, *threaded);
  REQUIRE(same.tours.size() == first.tours.size());
  for (const auto id : same.tours.ids()) {
    CHECK(same.tours[id].start == first.tours[id].start);
    CHECK(same.tours[id].destination.place == first.tours[id].destination.place);
  }
  // Work and school are where they were.
  std::map<std::uint32_t, network::Place> usual;
  for (const auto& t : first.tours) {
    if (t.kind == ActivityKind::kWork) usual[t.person.value()] = t.destination.place;
  }
  for (const auto& t : second.tours) {
    const auto place = usual.find(t.person.value());
    if (t.kind == ActivityKind::kWork && place != usual.end()) {
      CHECK(place->second == t.destination.place);
    }
  }
}

TEST_CASE("days differ as the calendar says") {
  const PlannedTown town;
  const auto o = town.everything();
  const auto monday = by_kind(town.plans(o));
  const auto saturday = by_kind(town.plans(o, {.weekday = 5, .school_day = false}));
  const auto sunday = by_kind(town.plans(o, {.weekday = 6, .school_day = false}));
  const auto holiday = by_kind(town.plans(o, {.weekday = 0, .holiday = true, .school_day = false}));
  const auto summer = by_kind(town.plans(o, {.weekday = 0, .school_day = false, .summer = true}));
  CHECK((monday[kSchool] > 300 && saturday[kSchool] == 0 && holiday[kSchool] == 0));
  CHECK((monday[kEscort] > 0 && saturday[kEscort] == 0 && holiday[kEscort] == 0));
  CHECK(saturday[kWork] * 3 < monday[kWork]);
  CHECK(sunday == holiday);
  CHECK(sunday[kShopping] * 3 < saturday[kShopping]);
  CHECK(sunday[kLeisure] > monday[kLeisure]);
  CHECK(summer[kWork] < monday[kWork]);
}

TEST_CASE("the market draws people on its day only") {
  PlanSpec spec;
  spec.market_day = MarketDay::kThursday;
  const DayFactors thursday(spec, {.weekday = 3}), friday(spec, {.weekday = 4});
  CHECK(thursday.of(ActivityKind::kShopping) == Approx(1.5));
  CHECK(friday.of(ActivityKind::kShopping) == Approx(1));
  // Shares 0.38 + 0.12 of 1 are half as many again: 1.25 times the free tours.
  CHECK(thursday.free_tours() == Approx(1.25));
}

TEST_CASE("tours not made have a reason and change nothing of the plans") {
  PlannedTown town;
  const auto plans = town.plans(town.everything());
  std::array<std::size_t, 3> reasons{};
  for (const auto& tour : plans.latent) {
    const int age = town.people.age[tour.person];
    ++reasons[static_cast<std::size_t>(tour.reason)];
    if (tour.reason == LatentReason::kYouth) {
      CHECK((age >= 13 && age <= 17));
    } else {
      CHECK_FALSE(town.people.licence[tour.person]);
      CHECK((age >= 75) == (tour.reason == LatentReason::kOld));
    }
    CHECK((tour.kind != ActivityKind::kWork && tour.kind != ActivityKind::kSchool));
  }
  for (const auto n : reasons) CHECK(n > 3);
  town.spec.latent = {.no_licence = 0, .old = 0, .youth = 0};
  const auto without = town.plans(town.everything());
  CHECK(without.latent.empty());
  REQUIRE(without.tours.size() == plans.tours.size());
  for (const auto id : plans.tours.ids()) CHECK(plans.tours[id].start == without.tours[id].start);
}
