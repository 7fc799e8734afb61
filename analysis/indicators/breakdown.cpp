// Who belongs to which group and area.
#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <set>

#include "analysis/indicators/summary.h"
#include "analysis/indicators/table_view.h"

namespace grend::indicators {
namespace {

// The last group is of trips, not of persons: see Counter.
enum Group : std::uint16_t {
  kUnder20,
  k20To66,
  k67Plus,
  k80Plus,
  kWomen,
  kMen,
  kNoLicence,
  kNoCar,
  kWheelchair,
};

// Squares of the smallest of these sides (km) that give at most so many with inhabitants.
constexpr int kSides[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
constexpr std::size_t kMostAreas = 40;

std::int64_t corner(double metres, int side) {
  return static_cast<std::int64_t>(std::floor(metres / 1000 / side)) * side;
}

}  // namespace

Breakdown::Breakdown(const std::vector<store::Table>& world_tables) {
  const TableView persons(world_tables, "persons");
  persons_ = persons.rows();
  const TableView services(world_tables, "services");
  const TableView days(world_tables, "days");
  auto& of_service = categories_[static_cast<std::size_t>(Dimension::kService)];
  of_service = services.categories_of("id");
  auto& of_hour = categories_[static_cast<std::size_t>(Dimension::kHour)];
  for (int hour = 0; hour < 24; ++hour) of_hour.push_back(fmt::format("{:02}", hour));
  const auto weights = days.measures("days_per_year");
  days_per_year_.assign(weights.begin(), weights.end());
  categories_[static_cast<std::size_t>(Dimension::kMunicipality)] =
      persons.categories_of("municipality");
  const auto municipality = persons.categories("municipality");
  municipality_of_.assign(municipality.begin(), municipality.end());
  find_groups(persons.table());
  find_areas(persons.table());
}

void Breakdown::find_groups(const store::Table& table) {
  const TableView persons(table);
  categories_[static_cast<std::size_t>(Dimension::kGroup)] = {
      "under_20", "age_20_66",  "age_67_plus", "age_80_plus", "women",
      "men",      "no_licence", "no_car",      "wheelchair",  "party"};
  const auto age = persons.counts("age");
  const auto cars = persons.counts("household_cars");
  const auto female = persons.categories("sex");
  const auto licence = persons.categories("licence");
  const auto wheelchair = persons.categories("wheelchair");
  groups_of_.resize(persons_);
  for (std::size_t i = 0; i < persons_; ++i) {
    const auto put = [&](Group group, bool belongs) {
      if (belongs) groups_of_[i] |= static_cast<std::uint16_t>(1u << group);
    };
    put(kUnder20, age[i] < 20);
    put(k20To66, age[i] >= 20 && age[i] < 67);
    put(k67Plus, age[i] >= 67);
    put(k80Plus, age[i] >= 80);
    put(kWomen, female[i] == 1);
    put(kMen, female[i] == 0);
    put(kNoLicence, licence[i] == 0);
    put(kNoCar, cars[i] == 0);
    put(kWheelchair, wheelchair[i] == 1);
  }
}

void Breakdown::find_areas(const store::Table& table) {
  const TableView persons(table);
  const auto x = persons.measures("home_x");
  const auto y = persons.measures("home_y");
  using Square = std::pair<std::int64_t, std::int64_t>;  // north first: areas in rows from south
  std::set<Square> squares;
  for (const int side : kSides) {
    area_side_ = side;
    squares.clear();
    for (std::size_t i = 0; i < persons_; ++i) {
      squares.insert({corner(y[i], side), corner(x[i], side)});
    }
    if (squares.size() <= kMostAreas) break;
  }
  const std::vector<Square> order(squares.begin(), squares.end());
  auto& names = categories_[static_cast<std::size_t>(Dimension::kArea)];
  for (const auto& [north, east] : order) names.push_back(fmt::format("{}_{}", east, north));
  if (names.empty()) names.push_back("none");
  area_of_.resize(persons_);
  for (std::size_t i = 0; i < persons_; ++i) {
    const Square square{corner(y[i], area_side_), corner(x[i], area_side_)};
    area_of_[i] = static_cast<std::uint8_t>(std::lower_bound(order.begin(), order.end(), square) -
                                            order.begin());
  }
}

}  // namespace grend::indicators
