#include "models/activity/calendar.h"

namespace grend::activity {

DayFactors::DayFactors(const PlanSpec& spec, DayKind day) {
  constexpr int kSaturday = 5, kSunday = 6;
  double usual = 0, today = 0;
  for (std::size_t k = 0; k < kActivityKinds; ++k) {
    const auto kind = static_cast<ActivityKind>(k);
    const ActivitySpec& s = spec.of(kind);
    double f = day.holiday || day.weekday == kSunday ? s.sunday
               : day.weekday == kSaturday            ? s.saturday
                                                     : 1;
    if (day.summer) f *= s.summer;
    const bool market = static_cast<int>(spec.market_day) == day.weekday + 1 && !day.holiday;
    const bool sold = kind == ActivityKind::kShopping || kind == ActivityKind::kService;
    if (market && sold) f *= spec.market_factor;
    factor_[k] = f;
    shares_[k] = s.share * f;
    usual += s.share;
    today += shares_[k];
  }
  if (usual > 0) free_ = today / usual;
}

}  // namespace grend::activity
