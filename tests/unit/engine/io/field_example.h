// A small parameter struct with a field of every kind, for the tests of what reads and writes them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/io/field_reader.h"
#include "engine/io/fields.h"
#include "engine/io/scenario_file.h"

namespace field_example {

using namespace grend;

enum class Layout { kValley, kFjord };

}  // namespace field_example

template <>
struct grend::io::EnumNames<field_example::Layout> {
  static constexpr std::array<std::string_view, 2> names = {"valley", "fjord"};
};

namespace field_example {

struct Vehicle {
  std::int64_t seats = 8;
  Interval<Time> shift{clock_time(6, 0), clock_time(22, 0)};
  bool operator==(const Vehicle&) const = default;
};

struct Service {
  std::string id;
  Duration lead = minutes(60);
  Duration longest = minutes(90);
  Money fare = kroner(44);
  std::vector<Vehicle> vehicles = {Vehicle{}};
  bool operator==(const Service&) const = default;
};

struct Region {
  io::InputFile roads;
  bool operator==(const Region&) const = default;
};

struct Detour {
  double factor = 1.5;
  bool operator==(const Detour&) const = default;
};

struct Example {
  std::string name = "Unnamed";
  bool school = true;
  std::int64_t seed = 1;
  double weight = 1.5;
  double share = 0.25;
  double time_value = 72;
  Distance walk = kilometres(2);
  Speed speed = kilometres_per_hour(60);
  Time deadline = clock_time(16, 0);
  io::Date date{2026, 1, 12};
  Layout layout = Layout::kValley;
  std::vector<double> sizes = {38.5, 33};
  Region region;
  std::optional<Detour> detour;
  std::vector<Service> services;
  bool operator==(const Example&) const = default;
};

inline void describe(io::FieldVisitor& v, Vehicle& s) {
  v.field("seats", s.seats, {.doc = "Seats.", .source = "a minibus", .min = 1, .max = 100});
  v.field("shift", s.shift, {.doc = "When it drives."});
}

inline void describe(io::FieldVisitor& v, Service& s) {
  v.field("id", s.id, {.doc = "Short name.", .min = 1, .max = 20, .required = true});
  v.field("lead", s.lead, {.doc = "Booking lead.", .min = 60, .max = 86'400});
  v.field("longest", s.longest, {.doc = "Longest ride.", .max = 14'400});
  v.field("fare", s.fare, {.doc = "Fare.", .min = 0, .max = 1000});
  v.require(s.lead <= s.longest, "lead", "is above `longest`", "lower it");
  v.list("vehicles", s.vehicles, {.doc = "The fleet.", .min = 1, .max = 3});
}

inline void describe(io::FieldVisitor& v, Region& s) {
  v.field("roads", s.roads, {.doc = "Roads.", .source = "https://data.example/roads"});
}

inline void describe(io::FieldVisitor& v, Detour& s) {
  v.field("factor", s.factor, {.doc = "Detour.", .min = 1, .max = 10});
}

inline void describe(io::FieldVisitor& v, Example& s) {
  v.field("name", s.name, {.doc = "Name of | the example."});
  v.field("school", s.school, {.doc = "Schools are open."});
  v.field("seed", s.seed, {.doc = "Seed.", .min = 0, .max = 1e15});
  v.field("weight", s.weight, {.doc = "Weight.", .source = "[K]", .max = 10});
  v.field("share", s.share, {.doc = "Share.", .min = 0, .max = 1});
  v.field("time_value", s.time_value, {.doc = "Value of time.", .min = 0, .unit = "NOK/h"});
  v.field("walk", s.walk, {.doc = "Longest walk.", .min = 100, .max = 20'000});
  v.field("speed", s.speed, {.doc = "Speed.", .min = 5, .max = 110});
  v.field("deadline", s.deadline, {.doc = "Deadline.", .max = 24});
  v.field("date", s.date, {.doc = "Date."});
  v.choice("layout", s.layout, {.doc = "Layout."});
  v.field("sizes", s.sizes, {.doc = "Sizes.", .min = 0, .max = 100});
  v.group("region", s.region, {.doc = "Where."});
  v.optional_group("detour", s.detour, {.doc = "Detour rule."});
  v.list("services", s.services, {.doc = "Services."});
}

struct Read {
  Example value;
  bool good = false;
  std::string messages;
  bool only_missing_inputs = false;
};

// Reads a text as the file "a.yaml".
inline Read read_example(std::string_view text, std::vector<std::string> sets = {},
                         const std::string& data_directory = "") {
  Read read;
  Diagnostics diagnostics;
  const io::ScenarioSource source{"a.yaml", std::string(text), std::move(sets)};
  if (const auto tree = io::load_scenario(source, diagnostics)) {
    read.good = io::FieldReader(*tree, data_directory, diagnostics).read(read.value);
  }
  read.good = read.good && !diagnostics.has_errors();
  read.messages = diagnostics.to_string();
  read.only_missing_inputs = diagnostics.only_missing_inputs();
  return read;
}

}  // namespace field_example
