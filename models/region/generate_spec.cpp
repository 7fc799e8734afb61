#include "models/region/generate_spec.h"

namespace grend::region {
namespace {

constexpr const char* kPlausible = "[K] chosen to look like inland and western Norway";

}  // namespace

void describe(io::FieldVisitor& v, GenerateSpec& s) {
  v.field("inhabitants", s.inhabitants,
          {.doc = "Persons living in the region; the cells add up to exactly this number.",
           .source = "median labour-market region: 7,130 (TØI report 1713/2019)",
           .min = 200,
           .max = 25'000'000});
  v.choice("layout", s.layout,
           {.doc = "What the main road follows: a river valley with a lake, or a fjord's shore.",
            .source = kPlausible});
  v.field("centre_share", s.centre_share,
          {.doc = "Share of the inhabitants who live in a valley's centre.",
           .source = kPlausible,
           .min = 0.05,
           .max = 0.9});
  v.field("village_share", s.village_share,
          {.doc = "Share of the inhabitants who live in villages; the rest live scattered.",
           .source = kPlausible,
           .min = 0,
           .max = 0.9});
  v.require(s.centre_share + s.village_share <= 0.95, "village_share",
            "centre and villages together leave fewer than 5 % for the scattered farms",
            "lower centre_share or village_share so that they add up to at most 0.95");
  v.field("valley_inhabitants", s.valley_inhabitants,
          {.doc = "Inhabitants per main valley: larger regions get more valleys, joined by roads.",
           .source = kPlausible,
           .min = 2'000,
           .max = 40'000});
  v.field("village_spacing", s.village_spacing,
          {.doc = "Usual distance between villages along the main road.",
           .source = kPlausible,
           .min = 3'000,
           .max = 30'000});
  v.field("farm_spacing", s.farm_spacing,
          {.doc = "Usual distance between houses along a farm road.",
           .source = kPlausible,
           .min = 60,
           .max = 1'000});
  v.field("slope_roads", s.slope_roads,
          {.doc = "Share of the open valley sides that have a farm road along the slope.",
           .source = kPlausible,
           .min = 0,
           .max = 1});
  v.field("far_shore_share", s.far_shore_share,
          {.doc = "Share of the inhabitants who live across the water and need the ferry.",
           .source = kPlausible,
           .min = 0,
           .max = 0.1});
  v.field("jobs_per_inhabitant", s.jobs_per_inhabitant,
          {.doc = "Jobs in the region per inhabitant; workplaces' weights add up to them.",
           .source = "Statistics Norway, table 03321 (2017): about half of the inhabitants work; "
                     "rural centres have somewhat fewer jobs than workers [K]",
           .min = 0,
           .max = 2});
  v.field("pass_length", s.pass_length,
          {.doc = "Length of the mountain road to the neighbour, straight line.",
           .source = kPlausible,
           .min = 4'000,
           .max = 40'000});
  v.field("ferry_crossing", s.ferry_crossing,
          {.doc = "Time the ferry takes to cross the water.",
           .source = kPlausible,
           .min = 300,
           .max = 7'200});
  v.field("main_road_speed", s.main_road_speed,
          {.doc = "Speed limit of the main road outside villages.",
           .source = "general limit outside built-up areas in Norway",
           .min = 50,
           .max = 110});
}

}  // namespace grend::region
