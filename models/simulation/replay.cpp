#include "models/simulation/replay.h"

#include <fmt/core.h>

namespace grend::simulation {
namespace {

std::string clock(Time time) {
  const std::int64_t seconds = time.ticks() / 1000;
  const std::int64_t day = seconds < 0 ? -((-seconds + 86'399) / 86'400) : 0;
  const std::int64_t of_day = seconds - day * 86'400;
  const std::string text =
      fmt::format("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
  return day < 0 ? text + " the day before" : text;
}

double in_minutes(Duration duration) { return to_minutes(duration); }

std::string_view obstacle_text(routing::Obstacle obstacle) {
  switch (obstacle) {
    case routing::Obstacle::kShift:
      return "its shift or longest duty does not allow it";
    case routing::Obstacle::kTooFar:
      return "cannot be there within the pick-up window";
    case routing::Obstacle::kOthers:
      return "no room or time beside those promised";
    case routing::Obstacle::kNone:
      break;
  }
  return "not asked";
}

std::string vehicle_line(std::size_t vehicle, const drt::VehicleAnswer& answer) {
  const std::string head =
      fmt::format("  vehicle {:<4} {:>3} stops ahead: ", vehicle, answer.planned);
  if (!answer.on_duty) return head + "off duty\n";
  if (!answer.large_enough) return head + "too few seats or places, even empty\n";
  if (!answer.placement) return head + std::string(obstacle_text(answer.obstacle)) + "\n";
  const auto& insertion = answer.placement->insertion;
  return head + fmt::format(
                    "cost {:.1f} (driving +{:.1f} min), pick-up {} as stop {}, drop-off {} "
                    "as stop {}\n",
                    static_cast<double>(insertion.cost) / 60e6, in_minutes(answer.added_driving),
                    clock(answer.pickup), insertion.pickup_at, clock(answer.dropoff),
                    insertion.dropoff_at);
}

std::string what_was_asked(const drt::Request& r, Time asked) {
  return fmt::format(
      "asked {}\nwish {}, pick-up between {} and {}\ndirect drive {:.1f} min, longest ride {:.1f} "
      "min\nseats {}, wheelchair places {}\n",
      clock(asked), clock(r.wish), clock(r.earliest), clock(r.latest), in_minutes(r.direct),
      in_minutes(r.longest_ride), r.load.seats, r.load.wheelchairs);
}

std::string what_was_decided(const drt::Booking& b) {
  std::string text;
  if (b.status == drt::RequestStatus::kRejected) {
    text = fmt::format("decision: rejected, {}\n",
                       drt::kReasonNames[static_cast<std::size_t>(b.reason)]);
    if (b.offered) text += fmt::format("offered instead: wish {}\n", clock(*b.offered));
    return text;
  }
  text = fmt::format("decision: accepted{}, driving +{:.1f} min\n",
                     b.repaired ? " after planning others anew" : "", in_minutes(b.added_driving));
  text += fmt::format("outcome: {}", drt::kRequestStatusNames[static_cast<std::size_t>(b.status)]);
  if (b.reason != drt::Reason::kNone) {
    text += fmt::format(" ({})", drt::kReasonNames[static_cast<std::size_t>(b.reason)]);
  }
  text += fmt::format(" with vehicle {}\n", b.vehicle);
  if (b.boarding) text += fmt::format("vehicle at the door {}\n", clock(*b.boarding));
  if (b.arrival) {
    text += fmt::format("there {}, ride {:.1f} min\n", clock(*b.arrival),
                        in_minutes(*b.arrival - *b.boarded));
  }
  return text;
}

}  // namespace

std::string explain_request(const World& world, const DayRecords& day, std::uint32_t trip) {
  for (std::size_t s = 0; s < day.services.size(); ++s) {
    for (const auto& booking : day.services[s].bookings) {
      if (booking.request.trip != trip) continue;
      std::string text =
          fmt::format("request of trip {} to '{}'\n", trip, world.scenario.services[s].id);
      text += what_was_asked(booking.request, booking.booked);
      const auto& explanation = day.services[s].explanation;
      if (explanation && !explanation->vehicles.empty()) {
        text += "vehicles (cost in weighted minutes):\n";
        for (std::size_t v = 0; v < explanation->vehicles.size(); ++v) {
          text += vehicle_line(v, explanation->vehicles[v]);
        }
      } else {
        text += "no vehicle was asked: a rule decided before\n";
      }
      return text + what_was_decided(booking);
    }
  }
  return "";
}

}  // namespace grend::simulation
