// Batches, policies by name, policies of one's own, and what is said of bad ones.
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "models/drt/external_assigner.h"
#include "models/drt/policy.h"
#include "models/drt/request_day.h"
#include "tests/support/catch.h"
#include "tests/unit/models/drt/town_fixture.h"

using namespace grend;
using namespace grend::drt;
using nlohmann::json;

namespace {

ServiceSpec batch_spec(Policy policy) {
  ServiceSpec spec;
  spec.open = {Time(), Time::max()};
  spec.booking.lead = Duration();
  spec.dispatch.policy = policy;
  spec.dispatch.batch.every = seconds(60);
  return spec;
}

std::vector<Duty> some_duties() {
  return std::vector<Duty>(3, {{8, 1}, {clock_time(6, 0), clock_time(20, 0)}, 0});
}

std::vector<TimedRequest> requests_of_a_day(const Town& town, std::uint32_t count) {
  RandomStream random({21, 0}, 0, Purpose::kTest);
  std::vector<TimedRequest> requests;
  for (std::uint32_t trip = 0; trip < count; ++trip) {
    const auto r = random_request(town, trip, random, clock_time(7, 0), clock_time(18, 0));
    requests.push_back({r, r.earliest - minutes(30)});
  }
  return requests;
}

void check_day(const Service& service, std::size_t requests) {
  REQUIRE(service.bookings().size() == requests);
  std::size_t served = 0;
  for (const auto& [trip, b] : service.bookings()) {
    CHECK_FALSE(b.pending);
    CHECK(b.status != RequestStatus::kUnfinished);
    CHECK((b.reason == Reason::kNone) == (b.status == RequestStatus::kServed));
    if (b.status != RequestStatus::kServed) continue;
    ++served;
    CHECK(b.request.earliest <= *b.boarding);
    CHECK(*b.boarding <= b.request.latest);
    CHECK(*b.arrival - *b.boarded <= b.request.longest_ride);
    CHECK(b.added_driving >= Duration());
  }
  CHECK(served > requests / 3);
}

// Answers with what a function makes of the snapshot.
class TestAssigner final : public Assigner {
 public:
  using Function = std::function<routing::Plan(const Snapshot&)>;
  explicit TestAssigner(Function function) : function_(std::move(function)) {}
  routing::Plan assign(const Snapshot& snapshot, Time) override { return function_(snapshot); }

 private:
  Function function_;
};

// A live plan with one passenger on board of vehicle 0, one promised to it, and one who waits.
struct Moment {
  Town town;
  LivePlan plan{town.points, objective_of(ServiceSpec{}), some_duties()};
  std::vector<routing::Pair> waiting;
  Time now = clock_time(8, 0);

  Request request(std::uint32_t trip, PointIndex from, PointIndex to) const {
    Request r;
    r.trip = trip;
    r.from = town.points.place(from);
    r.to = town.points.place(to);
    r.wish = r.earliest = now;
    r.latest = now + minutes(30);
    r.direct = town.points.time(from, to);
    r.longest_ride = r.direct * 2 + minutes(10);
    r.load = {1, 0};
    return r;
  }
  Moment() {
    const std::vector<std::uint8_t> on_duty(3, 1);
    for (const std::uint32_t trip : {70u, 71u}) {
      const auto pair = plan.add(request(trip, trip - 65, trip - 50), trip - 65, trip - 50);
      const auto decision = best_insertion(plan, pair, on_duty, now);
      plan.insert({0, plan.finder().find(plan.route(0), pair, {.now = now.ticks()})}, pair, now);
      CHECK(decision.placement);
      if (trip == 70) now = plan.depart(0, now).done();
    }
    waiting.push_back(plan.add(request(72, 3, 40), 3, 40));
  }
  Snapshot snapshot() {
    const std::vector<std::uint32_t> vehicles = {0, 1, 2};
    return {plan, vehicles, waiting, now};
  }
};

std::string fault_of_answer(const Snapshot& snapshot, const json& answer) {
  try {
    return fault_of(snapshot, plan_of_answer(snapshot, answer.dump()));
  } catch (const Error& error) {
    CHECK(error.code() == ExitCode::kBadData);
    return error.what();
  }
}

json stop(int request, const char* kind) { return {{"request", request}, {"kind", kind}}; }
json route(int vehicle, std::vector<json> stops) {
  return {{"vehicle", vehicle}, {"stops", std::move(stops)}};
}
json routes(std::vector<json> list) { return {{"routes", std::move(list)}}; }

}  // namespace

TEST_CASE("every policy keeps every promise, and answers everybody") {
  const Town town;
  const auto requests = requests_of_a_day(town, 120);
  for (const auto policy : {Policy::kInsertion, Policy::kAssignment, Policy::kGroups}) {
    const auto spec = batch_spec(policy);
    Service service(spec, town.points, some_duties());
    run_requests(service, requests);
    check_day(service, requests.size());
  }
}

TEST_CASE("an answer comes with its batch, not before") {
  const Town town;
  const auto spec = batch_spec(Policy::kAssignment);
  Service service(spec, town.points, some_duties());
  auto requests = requests_of_a_day(town, 1);
  const Time asked = clock_time(7, 0) + seconds(20);
  requests[0].request.earliest = clock_time(8, 0);
  requests[0].request.latest = clock_time(9, 0);
  CHECK(service.book(requests[0].request, asked, asked).pending);
  CHECK(service.next_planning() == clock_time(7, 1));
  service.plan_anew(clock_time(7, 1));
  const auto answers = service.take_answers();
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].answer.accepted);
  CHECK(service.changed_vehicles().size() == 1);
  CHECK_FALSE(service.next_planning());
}

TEST_CASE("who gives up before the batch is decided is in nobody's plan") {
  const Town town;
  const auto spec = batch_spec(Policy::kGroups);
  Service service(spec, town.points, some_duties());
  const auto requests = requests_of_a_day(town, 1);
  const Time asked = requests[0].asked;
  service.book(requests[0].request, asked, asked);
  CHECK(service.cancel(0, Reason::kChangedMind, asked));
  service.plan_anew(*service.next_planning());
  CHECK(service.take_answers().empty());
  CHECK(service.plan().open_requests() == 0);
  CHECK(service.bookings().at(0).status == RequestStatus::kCancelled);
}

TEST_CASE("a policy of one's own decides at once where there are no batches") {
  const Town town;
  auto spec = batch_spec(Policy::kInsertion);
  spec.dispatch.batch.every = Duration();
  spec.dispatch.repair.steps = 0;
  const auto nobody =
      std::make_shared<TestAssigner>([](const Snapshot& snapshot) { return snapshot.plan(); });
  Service service(spec, town.points, some_duties(), {.assigner = nobody});
  const auto requests = requests_of_a_day(town, 1);
  const auto answer = service.book(requests[0].request, requests[0].asked, requests[0].asked);
  CHECK_FALSE(answer.accepted);
  CHECK_FALSE(answer.pending);
  CHECK(answer.reason == Reason::kNotChosen);
}

TEST_CASE("a policy of one's own that breaks a promise is found out") {
  const Town town;
  const auto spec = batch_spec(Policy::kInsertion);
  const auto forgetful = std::make_shared<TestAssigner>([](const Snapshot& snapshot) {
    routing::Plan plan = snapshot.plan();
    plan.routes[0].stops.push_back(routing::closing(0));
    return plan;
  });
  Service service(spec, town.points, some_duties(), {.assigner = forgetful});
  const auto requests = requests_of_a_day(town, 1);
  CHECK_THROWS_AS(run_requests(service, requests), InternalError);
}

TEST_CASE("the message to another process tells all that an answer needs") {
  Moment moment;
  const auto snapshot = moment.snapshot();
  const json message = json::parse(decision_message(snapshot, moment.now));
  CHECK(message["now"] == moment.now.ticks());
  REQUIRE(message["vehicles"].size() == 3);
  CHECK(message["vehicles"][0]["load"] == json({1, 0}));
  CHECK(message["vehicles"][0]["capacity"] == json({8, 1}));
  REQUIRE(message["vehicles"][0]["stops"].size() == 3);  // drop-off of 70, both of 71
  REQUIRE(message["requests"].size() == 3);
  std::map<int, std::string> states;
  for (const auto& r : message["requests"]) states[r["id"]] = r["state"];
  CHECK(states == std::map<int, std::string>{{70, "aboard"}, {71, "promised"}, {72, "waiting"}});
  const std::size_t places = message["times"].size();
  CHECK(message["times"][0].size() == places);
  for (const auto& r : message["requests"])
    CHECK(r["dropoff"]["place"].get<std::size_t>() < places);
}

TEST_CASE("an answer is a plan; vehicles that are not named keep theirs") {
  Moment moment;
  const auto snapshot = moment.snapshot();
  const auto answer = routes({route(1, {stop(72, "pickup"), stop(72, "dropoff")})});
  const auto plan = plan_of_answer(snapshot, answer.dump());
  CHECK(fault_of(snapshot, plan) == "");
  CHECK(plan.routes[1].stops.size() == 4);
  CHECK(plan.routes[0].stops == snapshot.plan().routes[0].stops);
  CHECK(fault_of_answer(snapshot, routes({})) == "");  // 72 is turned away
}

TEST_CASE("bad answers are told what is wrong with them") {
  Moment moment;
  const auto snapshot = moment.snapshot();
  const auto fault = [&](const json& answer) { return fault_of_answer(snapshot, answer); };
  const auto says = [&](const json& answer, const std::string& words) {
    const auto text = fault(answer);
    INFO(text);
    CHECK(text.find(words) != std::string::npos);
  };
  CHECK_THROWS_AS(plan_of_answer(snapshot, "{\"routes\": ["), Error);
  says(json::array(), "not an object");
  says({{"paths", 1}}, "no list 'routes'");
  says(routes({{{"vehicle", 1}}}), "no list 'stops'");
  says(routes({route(9, {})}), "no such vehicle");
  says(routes({route(1, {}), route(1, {})}), "comes twice");
  says(routes({route(1, {stop(99, "pickup")})}), "request 99, which is not open");
  says(routes({route(1, {stop(72, "collect")})}), "neither");
  says(routes({route(1, {stop(72, "pickup")})}), "never dropped off");
  says(routes({route(1, {stop(72, "dropoff"), stop(72, "pickup")})}), "without its pick-up");
  says(routes({route(1, {stop(72, "pickup"), stop(72, "pickup")})}), "comes twice");
  says(routes({route(1, {stop(72, "pickup")}), route(2, {stop(72, "dropoff")})}),
       "without its pick-up");
  says(routes({route(0, {stop(70, "dropoff")})}), "request 71 was promised");
  says(routes({route(0, {}), route(1, {stop(70, "dropoff")})}), "without its pick-up");
  says(routes({route(
           0, {stop(71, "pickup"), stop(70, "pickup"), stop(70, "dropoff"), stop(71, "dropoff")})}),
       "on board already");
}

TEST_CASE("an answer that comes too late for a promise is told so") {
  Moment moment;
  moment.now += minutes(45);  // 72 should have been picked up by now
  const auto snapshot = moment.snapshot();
  CHECK(fault_of_answer(snapshot, routes({route(1, {stop(72, "pickup"), stop(72, "dropoff")})}))
            .find("the route of vehicle 1 keeps no timing") != std::string::npos);
}
