#include "models/population/population_spec.h"

#include "engine/io/fields.h"

namespace grend::population {
namespace {

constexpr const char* kStatbank = "Statistics Norway, table 06070 (2020), rounded";
constexpr const char* kStatbankAges = "Statistics Norway, table 07459 (2020), rounded";
constexpr const char* kUnconfirmed = "[K] unconfirmed general knowledge: replace by local figures";

void share(io::FieldVisitor& v, std::string_view key, double& value, std::string_view doc,
           std::string_view source) {
  v.field(key, value, {.doc = doc, .source = source, .min = 0, .max = 1});
}

}  // namespace

void describe(io::FieldVisitor& v, PopulationSpec& s) {
  v.field("household_sizes", s.household_sizes,
          {.doc = "Households of 1, 2, 3, 4 and 5 or more persons; only the ratios count.",
           .source = kStatbank,
           .min = 0,
           .max = 100});
  v.require(s.household_sizes.size() == 5, "household_sizes", "needs exactly five numbers",
            "give the shares of households with 1, 2, 3, 4 and 5 or more persons");
  double total = 0;
  for (const double size : s.household_sizes) total += size;
  v.require(total > 0, "household_sizes", "adds up to nothing", "give at least one share above 0");
  v.field("age_bands", s.age_bands,
          {.doc = "Persons of 0-5, 6-12, 13-15, 16-17, 18-19, 20-66, 67-74, 75-79, 80-89 and 90 or "
                  "more years where no margins are given; only the ratios count.",
           .source = "Statistics Norway, table 07459 (1 January 2020)",
           .min = 0,
           .max = 100});
  v.require(s.age_bands.size() == 10, "age_bands", "needs exactly ten numbers",
            "give the shares of the ten age bands");
  double ages = 0;
  for (const double band : s.age_bands) ages += band;
  v.require(ages > 0, "age_bands", "adds up to nothing", "give at least one share above 0");
  share(v, "women_under_67", s.women_under_67, "Share of women under 67 years.", kStatbankAges);
  share(v, "women_67_79", s.women_67_79, "Share of women at 67 to 79 years.", kStatbankAges);
  share(v, "women_80", s.women_80, "Share of women at 80 years or more.", kStatbankAges);
  share(v, "elderly_singles", s.elderly_singles, "Share of one-person households aged 67 or more.",
        kUnconfirmed);
  share(v, "elderly_couples", s.elderly_couples,
        "Share of couples without children aged 67 or more.", kUnconfirmed);
  share(v, "single_parents", s.single_parents,
        "Share of two-person households that are a parent and a child.", kUnconfirmed);
  share(v, "lone_parents", s.lone_parents,
        "Share of larger households with one adult, among those with one or two.", kUnconfirmed);
  share(v, "third_adult", s.third_adult,
        "Share of households of three or more that have a third adult; of these, a fourth, ...",
        kUnconfirmed);
  share(v, "young_alone", s.young_alone, "Share of one-person households of somebody under 20.",
        kUnconfirmed);
  share(v, "sixth_person", s.sixth_person,
        "Share of households of five or more that have a sixth person.", kUnconfirmed);
  share(v, "women_elderly_singles", s.women_elderly_singles,
        "Share of women among those of 67 or more who live alone.", kUnconfirmed);
  share(v, "women_singles", s.women_singles, "Share of women among younger people who live alone.",
        kUnconfirmed);
  share(v, "women_single_parents", s.women_single_parents, "Share of women among single parents.",
        kUnconfirmed);
  const auto years = [&](std::string_view key, std::int64_t& value, std::string_view doc) {
    v.field(key, value, {.doc = doc, .source = kUnconfirmed, .min = 0, .max = 98});
  };
  years("couple_age_gap", s.couple_age_gap, "Largest difference of age in a couple, years.");
  years("youngest_parent", s.youngest_parent, "Youngest parent of a child at home, years.");
  years("oldest_parent", s.oldest_parent, "Oldest parent of a child at home, years.");
  v.require(s.youngest_parent <= s.oldest_parent, "oldest_parent", "is below `youngest_parent`",
            "raise it");
  years("parent_child_gap", s.parent_child_gap,
        "Least difference of age between parent and child, years.");
  share(v, "employed_20_66", s.employed_20_66,
        "Employed share at 20 to 66 years; commuting data, where given, replace it.",
        "Statistics Norway, register-based employment 2020, rounded");
  share(v, "employed_67_74", s.employed_67_74, "Employed share at 67 to 74 years.", kUnconfirmed);
  share(v, "licence_18_24", s.licence_18_24, "Share with a driving licence at 18 to 24 years.",
        kUnconfirmed);
  share(v, "licence_25_74", s.licence_25_74, "Share with a driving licence at 25 to 74 years.",
        "[K] about 90 % in Norway");
  share(v, "licence_men_75", s.licence_men_75, "Share of men of 75 or more with a driving licence.",
        "[K] about 85 % in Norway");
  share(v, "licence_women_75", s.licence_women_75,
        "Share of women of 75 or more with a driving licence.", "[K] about 55 % in Norway");
  share(v, "first_car", s.first_car, "Share of households with a licence that have a car.",
        kUnconfirmed);
  share(v, "second_car", s.second_car,
        "Share of car households with two or more licences that have a second car.", kUnconfirmed);
  share(v, "bike", s.bike, "Share of persons of 8 to 79 years who can use a bicycle.",
        kUnconfirmed);
  share(v, "wheelchair_under_67", s.wheelchair_under_67,
        "Share under 67 years who travel in a wheelchair.", kUnconfirmed);
  share(v, "wheelchair_67_79", s.wheelchair_67_79,
        "Share of 67 to 79 years who travel in a wheelchair.", kUnconfirmed);
  share(v, "wheelchair_80", s.wheelchair_80,
        "Share of 80 years or more who travel in a wheelchair.", kUnconfirmed);
  v.field("far_from_road", s.far_from_road,
          {.doc = "Homes and facilities farther than this from a usable road are reported.",
           .source = "a position is then probably wrong",
           .min = 0,
           .max = 1'000'000});
}

}  // namespace grend::population
