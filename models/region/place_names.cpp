#include "models/region/place_names.h"

#include <array>
#include <string_view>

namespace grend::region {
namespace {

constexpr std::array<std::string_view, 29> kStems = {
    "Aur",  "Bjørk", "Brekk", "Dokk", "Eid",  "Elv",   "Fag",  "Foss",  "Furu", "Gras",
    "Hauk", "Hegg",  "Hol",   "Horn", "Kvam", "Kvern", "Lauv", "Linde", "Mjøl", "Nord",
    "Ram",  "Rein",  "Rog",   "Skog", "Sol",  "Stein", "Sør",  "Tun",   "Vind"};
constexpr std::array<std::string_view, 17> kEndings = {
    "vang", "heim", "moen",   "nes",    "li",   "bø",    "voll", "stad", "rud",
    "bygd", "hus",  "bakken", "sletta", "land", "seter", "øya",  "vik"};
constexpr std::size_t kNames = kStems.size() * kEndings.size();
constexpr std::size_t kStride = 182;  // prime to kNames: visits every name before the first repeats

}  // namespace

PlaceNames::PlaceNames(RandomStream& random)
    : number_(static_cast<std::size_t>(random.between(0, kNames - 1))) {}

std::size_t PlaceNames::next_number() {
  number_ = (number_ + kStride) % kNames;
  return number_;
}

std::string PlaceNames::next() {
  const std::size_t number = next_number();
  return std::string(kStems[number % kStems.size()]) +
         std::string(kEndings[number / kStems.size()]);
}

std::string PlaceNames::next_valley() {
  return std::string(kStems[next_number() % kStems.size()]) + "dalen";
}

}  // namespace grend::region
