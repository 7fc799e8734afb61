#include "analysis/report/gantt.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/indicators/table_view.h"
#include "analysis/report/svg.h"

namespace grend::report {
namespace {

using indicators::TableView;

constexpr double kGanttWidth = 1000, kGanttLeft = 110, kRow = 26, kBar = 18, kHead = 12;

constexpr Text kGanttTitle = {"One vehicle's day", "En vogns dag", "Dagen til ei vogn"};
constexpr Text kGanttDescription = {"Above what the vehicle does, below each party on board",
                                    "Øverst hva vognen gjør, under hvert reisefølge om bord",
                                    "Øvst kva vogna gjer, under kvart reisefølgje om bord"};
constexpr Text kVehicle = {"vehicle", "vogn", "vogn"};
constexpr Text kOnBoard = {"on board", "om bord", "om bord"};
constexpr std::array<Text, 4> kDoing = {
    {{"driving with passengers", "kjører med passasjerer", "køyrer med passasjerar"},
     {"driving empty", "tomkjøring", "tomkøyring"},
     {"at a stop", "ved stopp", "ved stopp"},
     {"idle", "venter", "ventar"}}};
constexpr std::array<const char*, 4> kStyles = {"loaded", "empty", "standing", "idle"};
const std::map<std::string, Text> kKinds = {
    {"shift_start", {"shift begins", "skiftet begynner", "skiftet byrjar"}},
    {"pickup", {"pick-up", "henting", "henting"}},
    {"dropoff", {"drop-off", "avstigning", "avstiging"}},
    {"nobody", {"nobody at the door", "ingen møtte", "ingen møtte"}},
    {"shift_end", {"shift ends", "skiftet slutter", "skiftet sluttar"}},
    {"relocated", {"moved to wait", "flyttet for å vente", "flytta for å vente"}},
    {"diverted", {"sent elsewhere", "sendt et annet sted", "send ein annan stad"}}};

class Day {
 public:
  Day(const store::Results& results, const Wording& wording)
      : wording_(wording),
        stops_(results.tables, "vehicle_stops"),
        vehicles_(results.tables, "vehicles"),
        requests_(results.tables, "requests") {}

  std::optional<Gantt> draw() {
    find_busiest();
    if (rows_.size() < 2) return std::nullopt;
    const auto day = static_cast<double>(vehicles_.counts("day")[vehicle_]) * 86'400;
    midnight_ = day;
    from_ = std::floor((vehicles_.measures("shift_start")[vehicle_] - day) / 3600);
    to_ = std::ceil((vehicles_.measures("shift_end")[vehicle_] - day) / 3600);
    find_lanes();
    const double height = kHead + kRow * static_cast<double>(lanes_.size() + 1) + 64;
    Svg svg(kGanttWidth, height, wording_(kGanttTitle), wording_(kGanttDescription));
    draw_axis(svg, height - 62);
    draw_vehicle(svg);
    draw_parties(svg);
    draw_legend(svg, height - 18);
    return Gantt{svg.str(), table()};
  }

 private:
  double x(double seconds) const {
    return kGanttLeft +
           (kGanttWidth - kGanttLeft - 30) * ((seconds - midnight_) / 3600 - from_) / (to_ - from_);
  }
  static double y(std::size_t row) { return kHead + kRow * static_cast<double>(row); }

  // Of the first day that is stored, the vehicle with the most stops; the lower number on ties.
  void find_busiest() {
    if (vehicles_.rows() == 0) return;
    const auto vehicle = stops_.counts("vehicle");
    const auto replication = vehicles_.counts("replication"), day = vehicles_.counts("day");
    std::map<std::int32_t, std::vector<std::size_t>> of_vehicle;
    for (std::size_t i = 0; i < stops_.rows(); ++i) of_vehicle[vehicle[i]].push_back(i);
    for (const auto& [v, rows] : of_vehicle) {
      const auto index = static_cast<std::size_t>(v);
      if (replication[index] != replication[0] || day[index] != day[0]) continue;
      if (rows.size() <= rows_.size()) continue;
      rows_ = rows;
      vehicle_ = index;
    }
  }

  // Rides side by side where they overlap.
  void find_lanes() {
    const auto vehicle = requests_.counts("vehicle");
    const auto boarded = requests_.measures("boarded"), arrival = requests_.measures("arrival");
    std::vector<std::size_t> rides;
    for (std::size_t i = 0; i < requests_.rows(); ++i) {
      if (vehicle[i] == static_cast<std::int32_t>(vehicle_) && !std::isnan(arrival[i])) {
        rides.push_back(i);
      }
    }
    std::stable_sort(rides.begin(), rides.end(),
                     [&](std::size_t a, std::size_t b) { return boarded[a] < boarded[b]; });
    for (const std::size_t ride : rides) {
      const auto lane = std::find_if(
          lanes_.begin(), lanes_.end(),
          [&](const std::vector<std::size_t>& l) { return arrival[l.back()] <= boarded[ride]; });
      lane == lanes_.end() ? lanes_.push_back({ride}) : lane->push_back(ride);
    }
  }

  void draw_axis(Svg& svg, double bottom) {
    const double step = to_ - from_ > 12 ? 2 : 1;
    for (double hour = from_; hour <= to_; hour += step) {
      const double at = x(midnight_ + hour * 3600);
      svg.line(at, kHead - 4, at, bottom, "grid");
      svg.text(at, bottom + 18, wording_.clock(hour * 3600), "middle");
    }
    svg.text(4, y(0) + 15, wording_(kVehicle));
    if (!lanes_.empty()) svg.text(4, y(1) + 15, wording_(kOnBoard));
  }

  void bar(Svg& svg, double from, double to, std::size_t what) {
    svg.rect({x(from), y(0), x(to) - x(from), kBar}, kStyles[what],
             wording_.clock(from - midnight_) + "–" + wording_.clock(to - midnight_) + " " +
                 std::string(wording_(kDoing[what])));
  }

  void draw_vehicle(Svg& svg) {
    const auto departed = stops_.measures("departed"), arrival = stops_.measures("arrival"),
               done = stops_.measures("done");
    const auto seats = stops_.counts("seats_taken"), chairs = stops_.counts("wheelchairs_taken");
    bar(svg, vehicles_.measures("shift_start")[vehicle_], vehicles_.measures("shift_end")[vehicle_],
        3);
    for (std::size_t k = 0; k < rows_.size(); ++k) {
      const std::size_t i = rows_[k];
      const bool loaded = k > 0 && seats[rows_[k - 1]] + chairs[rows_[k - 1]] > 0;
      bar(svg, departed[i], arrival[i], loaded ? 0 : 1);
      bar(svg, arrival[i], done[i], 2);
    }
  }

  void draw_parties(Svg& svg) {
    const auto boarded = requests_.measures("boarded"), arrival = requests_.measures("arrival");
    const auto seats = requests_.counts("seats"), chairs = requests_.counts("wheelchairs");
    for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
      for (const std::size_t i : lanes_[lane]) {
        const double width = x(arrival[i]) - x(boarded[i]);
        svg.rect(
            {x(boarded[i]), y(lane + 1), width, kBar}, "party",
            wording_.clock(boarded[i] - midnight_) + "–" + wording_.clock(arrival[i] - midnight_));
        if (width > 14) {
          svg.text(x(boarded[i]) + width / 2, y(lane + 1) + 14,
                   wording_.number(seats[i] + chairs[i]), "middle onparty");
        }
      }
    }
  }

  void draw_legend(Svg& svg, double top) {
    double left = kGanttLeft;
    for (std::size_t i = 0; i < kDoing.size(); ++i) {
      svg.rect({left, top - 12, 14, 14}, kStyles[i]);
      svg.text(left + 20, top, wording_(kDoing[i]));
      left += 220;
    }
  }

  HtmlTable table() const {
    const Text caption = {"Stops of the vehicle", "Vognens stopp", "Stoppa til vogna"};
    const std::array<Text, 5> head = {{{"arrival", "ankomst", "framkomst"},
                                       {"what", "hva", "kva"},
                                       {"departure", "avgang", "avgang"},
                                       {"driven (km)", "kjørt (km)", "køyrt (km)"},
                                       {"then on board", "deretter om bord", "deretter om bord"}}};
    HtmlTable result{std::string(wording_(caption)), {}, {}};
    for (const auto& text : head) result.head.emplace_back(wording_(text));
    const auto arrival = stops_.measures("arrival"), done = stops_.measures("done"),
               driven = stops_.measures("driven");
    const auto kind = stops_.categories("kind");
    const auto seats = stops_.counts("seats_taken"), chairs = stops_.counts("wheelchairs_taken");
    for (const std::size_t i : rows_) {
      const auto& name = stops_.categories_of("kind")[static_cast<std::size_t>(kind[i])];
      const auto known = kKinds.find(name);
      result.rows.push_back({wording_.clock(arrival[i] - midnight_),
                             known == kKinds.end() ? name : std::string(wording_(known->second)),
                             wording_.clock(done[i] - midnight_),
                             wording_.number(driven[i] / 1000, 1),
                             wording_.number(seats[i] + chairs[i])});
    }
    return result;
  }

  const Wording& wording_;
  TableView stops_, vehicles_, requests_;
  std::vector<std::size_t> rows_;  // of stops_
  std::size_t vehicle_ = 0;
  std::vector<std::vector<std::size_t>> lanes_;  // of requests_
  double midnight_ = 0, from_ = 0, to_ = 24;
};

}  // namespace

std::optional<Gantt> vehicle_day(const store::Results& results, const Wording& wording) {
  return Day(results, wording).draw();
}

}  // namespace grend::report
