// Tables written as text, and partitions as sets of sets of codes.
#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "models/labour/link_times.h"
#include "models/labour/partition.h"

namespace grend::test {

// commuting_table({"A 1000", "B 2000"}, {"A B 81"}): A has 1000 inhabitants of working age, of whom
// 81 work in B. A municipality's name is its code and a dot.
inline labour::CommutingTable commuting_table(const std::vector<std::string>& municipalities,
                                              const std::vector<std::string>& flows) {
  std::vector<labour::Municipality> all;
  for (const auto& text : municipalities) {
    std::istringstream words(text);
    std::string code;
    std::int64_t people = 0;
    words >> code >> people;
    all.push_back({code, code + ".", labour::persons(people)});
  }
  std::vector<labour::CodedFlow> coded;
  for (const auto& text : flows) {
    std::istringstream words(text);
    labour::CodedFlow flow;
    std::int64_t people = 0;
    words >> flow.home >> flow.work >> people;
    flow.employed = labour::persons(people);
    coded.push_back(flow);
  }
  return labour::make_commuting_table(all, coded);
}

inline labour::Pair pair_of(const labour::CommutingTable& table, const std::string& home,
                            const std::string& work) {
  return {find_municipality(table, home), find_municipality(table, work)};
}

using Groups = std::set<std::set<std::string>>;

inline Groups groups(const labour::Partition& partition, const labour::CommutingTable& table) {
  Groups found;
  for (const auto& region : labour::regions_of(partition, table)) {
    std::set<std::string> codes;
    for (const auto id : region.members) codes.insert(table.municipalities[id].code);
    found.insert(std::move(codes));
  }
  return found;
}

inline const labour::Membership& member(const labour::Partition& partition,
                                        const labour::CommutingTable& table,
                                        const std::string& code) {
  return partition[find_municipality(table, code)];
}

// A country drawn at random: places of very different size, where most work at home and the others
// in some of the other places. Numbers are so large that no two shares are equal.
struct RandomCountry {
  std::vector<labour::Municipality> municipalities;
  std::vector<labour::CodedFlow> flows;
};
inline RandomCountry random_country(std::uint64_t seed, std::size_t places) {
  RandomStream random({seed, 0}, 0, Purpose::kTest);
  RandomCountry country;
  for (std::size_t i = 0; i < places; ++i) {
    const auto people = random.between(300'000, random.chance(0.2) ? 90'000'000 : 3'000'000);
    country.municipalities.push_back(
        {std::to_string(1000 + i), "P" + std::to_string(i), labour::Persons(people)});
  }
  for (std::size_t i = 0; i < places; ++i) {
    const auto people = country.municipalities[i].working_age.ticks();
    const std::string& home = country.municipalities[i].code;
    country.flows.push_back({home, home, labour::Persons(random.between(people / 4, people / 2))});
    for (int k = 0; k < 4; ++k) {
      const auto other =
          static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(places) - 1));
      const auto commuters = random.between(1, people / 6);
      if (other == i) continue;
      country.flows.push_back(
          {home, country.municipalities[other].code, labour::Persons(commuters)});
    }
  }
  return country;
}

// The same country with its rows in another order.
inline RandomCountry shuffled(RandomCountry country, std::uint64_t seed) {
  RandomStream random({seed, 1}, 0, Purpose::kTest);
  const auto shuffle = [&random](auto& rows) {
    for (std::size_t i = rows.size(); i > 1; --i) {
      const auto k = static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i) - 1));
      std::swap(rows[i - 1], rows[k]);
    }
  };
  shuffle(country.municipalities);
  shuffle(country.flows);
  return country;
}

// The same country with other municipality numbers, in another order: 1000 becomes 9000 - ...
inline std::string renamed(const std::string& code) {
  return std::to_string(9'999 - std::stoi(code));
}
inline RandomCountry renamed(RandomCountry country) {
  for (auto& m : country.municipalities) m.code = renamed(m.code);
  for (auto& flow : country.flows) {
    flow.home = renamed(flow.home);
    flow.work = renamed(flow.work);
  }
  return country;
}
inline Groups renamed(const Groups& groups) {
  Groups found;
  for (const auto& group : groups) {
    std::set<std::string> codes;
    for (const auto& code : group) codes.insert(renamed(code));
    found.insert(std::move(codes));
  }
  return found;
}

}  // namespace grend::test
