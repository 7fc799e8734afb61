#include "models/simulation/day.h"

#include <algorithm>

#include "models/simulation/booking_day.h"
#include "models/simulation/companions.h"
#include "models/simulation/decide.h"
#include "models/simulation/fleet_day.h"
#include "models/simulation/meeting_points.h"
#include "models/simulation/service_agents.h"
#include "models/simulation/traveller_agents.h"

namespace grend::simulation {
namespace {

using population::PersonId;

// One partition: some of the persons and some of the services.
class DayProcess final : public sim::Process<Note> {
 public:
  DayProcess(const DayView& day, std::vector<PersonId> persons, std::vector<drt::Service*> services)
      : persons_(day.world.population.persons()),
        travellers_(day, std::move(persons)),
        services_(day.world, std::move(services)) {}

  void start(Context& context) override {
    travellers_.start(context);
    services_.start(context);
  }
  void on_event(const sim::Event& event, Context& context) override {
    event.agent < persons_ ? travellers_.on_event(event, context)
                           : services_.on_event(event, context);
  }
  void on_message(const NoteMessage& message, Context& context) override {
    message.receiver < persons_ ? travellers_.on_message(message, context)
                                : services_.on_message(message, context);
  }

 private:
  std::size_t persons_;
  TravellerAgents travellers_;
  ServiceAgents services_;
};

activity::DayKind kind_of_day(const scenario::CalendarSpec& calendar) {
  activity::DayKind day;
  day.weekday = scenario::weekday(calendar.date);
  day.holiday = calendar.holiday;
  day.summer = calendar.date.month >= 6 && calendar.date.month <= 8;
  const bool on_holiday =
      std::any_of(calendar.school_holidays.begin(), calendar.school_holidays.end(),
                  [&](const scenario::SchoolHoliday& h) {
                    return h.first_day <= calendar.date && calendar.date <= h.last_day;
                  });
  day.school_day = calendar.school_day && day.working_day() && !on_holiday;
  return day;
}

// Every place at which a service may have to stop on this day.
std::vector<network::Place> service_places(const World& world, const Decisions& decisions,
                                           std::uint32_t service) {
  std::vector<network::Place> places = bases_of(world, world.scenario.services[service]);
  for (const auto& decision : decisions.tours) {
    if (!decision.drt || decision.drt->service != service) continue;
    for (const auto& request : decision.drt->requests) places.push_back(request.from);
  }
  return places;
}

// The doors of those who may be met at a crossing.
std::vector<network::Place> doors_of_walkers(const Decisions& decisions, std::uint32_t service) {
  std::vector<network::Place> doors;
  for (const auto& decision : decisions.tours) {
    if (!decision.drt || decision.drt->service != service) continue;
    for (const auto& request : decision.drt->requests) {
      if (!request.walks) continue;
      doors.push_back(request.from);
      doors.push_back(request.to);
    }
  }
  return doors;
}

// The on-demand services of a day with the travel times between their stops.
struct Services {
  std::vector<drt::MeetingTable> meeting;
  std::vector<std::unique_ptr<drt::ServicePoints>> points;
  std::vector<std::unique_ptr<drt::Service>> services;

  std::unique_ptr<par::Executor> chains;  // the kernel's own executor is busy while they plan

  Services(const World& world, const Decisions& decisions, RandomSource source,
           std::size_t partitions, par::Executor& executor) {
    if (executor.workers() > 1 && partitions <= 1) {
      chains = par::make_executor(par::Backend::kJthread, executor.workers());
    }
    meeting.resize(world.scenario.services.size());
    for (std::uint32_t s = 0; s < world.scenario.services.size(); ++s) {
      const auto& spec = world.scenario.services[s];
      auto places = service_places(world, decisions, s);
      meeting[s] = meeting_table(world, s, doors_of_walkers(decisions, s), executor);
      for (const auto& [door, near] : meeting[s].near) {
        for (const auto& point : near) places.push_back(point.place);
      }
      points.push_back(std::make_unique<drt::ServicePoints>(world.travel->on_demand(s),
                                                            std::move(places), executor));
      services.push_back(std::make_unique<drt::Service>(
          spec, *points[s], duties_of(world, spec, *points[s]),
          drt::Planning{.source = {source.seed + s, source.replication},
                        .executor = chains.get(),
                        .meeting = &meeting[s]}));
    }
  }
};

// Which partition an agent lives in: labour-market regions in turn where they are known, else
// households; services in turn.
class Partitioning {
 public:
  Partitioning(const World& world, std::size_t partitions)
      : world_(&world), partitions_(std::max<std::size_t>(partitions, 1)) {}

  std::size_t home_of(PersonId person) const {
    const auto household = world_->population.household[person];
    const auto& regions = world_->labour_region;
    return (regions.empty() ? household.value() : regions[household]) % partitions_;
  }
  std::size_t home_of(sim::AgentKey agent) const {
    const std::size_t persons = world_->population.persons();
    return agent < persons ? home_of(PersonId(agent)) : (agent - persons) % partitions_;
  }

  std::vector<std::unique_ptr<DayProcess>> processes(const DayView& day, Services& all) const {
    std::vector<std::vector<PersonId>> persons(partitions_);
    for (const PersonId p : world_->population.household.ids()) persons[home_of(p)].push_back(p);
    std::vector<std::unique_ptr<DayProcess>> processes;
    for (std::size_t k = 0; k < partitions_; ++k) {
      std::vector<drt::Service*> ours(all.services.size(), nullptr);
      for (std::size_t s = k; s < ours.size(); s += partitions_) ours[s] = all.services[s].get();
      processes.push_back(
          std::make_unique<DayProcess>(day, std::move(persons[k]), std::move(ours)));
    }
    return processes;
  }

 private:
  const World* world_;
  std::size_t partitions_;
};

sim::Outcome execute(const World& world, const Partitioning& partitioning, const DayView& day,
                     Services& services, par::Executor& executor, const sim::StopFlag& stop,
                     const Progress& progress) {
  const auto processes = partitioning.processes(day, services);
  std::vector<sim::Process<Note>*> handles;
  for (const auto& process : processes) handles.push_back(process.get());
  sim::Kernel<Note> kernel(handles,
                           [&](sim::AgentKey agent) { return partitioning.home_of(agent); },
                           {.epoch = world.scenario.simulation.epoch});
  return kernel.run(executor, stop, [&](Time now) {
    progress("simulating the day", std::clamp((now - Time()) / hours(24), 0.0, 1.0));
  });
}

}  // namespace

activity::DayPlans plans_of(const World& world, std::uint32_t day, par::Executor& executor) {
  return activity::make_plans(
      {.population = world.population,
       .destinations = *world.destinations,
       .spec = world.scenario.travellers.activities,
       .day = kind_of_day(world.scenario.calendar),
       .random = {static_cast<std::uint64_t>(world.scenario.simulation.seed), day},
       .would_ask = [&](PersonId person) { return considers_on_demand(world, person); }},
      executor);
}

std::optional<DayRecords> run_day(const World& world, const DayOptions& options,
                                  par::Executor& executor, const sim::StopFlag& stop,
                                  const Progress& progress) {
  if (world.scenario.travellers.bookings) {
    return run_booking_day(world, options, executor, stop, progress);
  }
  const RandomSource random{static_cast<std::uint64_t>(world.scenario.simulation.seed),
                            random_day(options.replication, options.day)};
  DayRecords records;
  progress("planning the day", 0);
  records.plans = plans_of(world, random.replication, executor);
  records.trips.resize(records.plans.trips.size());
  progress("choosing modes", 0);
  Decisions decisions = decide(world, records.plans, random, executor);
  for (const TripId trip : records.plans.trips.ids()) {
    records.trips[trip.value()].otherwise =
        decisions.tours[records.plans.trips[trip].tour].fallback;
  }
  Services services(world, decisions, random, options.partitions, executor);

  if (options.explain) {
    for (auto& service : services.services) service->explain(*options.explain);
  }
  IdVector<PersonId, PersonState> persons(world.population.persons());
  IdVector<TourId, TourState> tours(records.plans.tours.size(), TourState::kOwnMeans);
  const DayView day{world, records.plans, decisions, persons, tours, records.trips};
  const Partitioning partitioning(world, options.partitions);
  if (execute(world, partitioning, day, services, executor, stop, progress) ==
      sim::Outcome::kStopped) {
    return std::nullopt;
  }
  record_companions(day);
  for (const auto& service : services.services) {
    records.services.push_back(closing_account(*service));
  }
  return records;
}

}  // namespace grend::simulation
