// Who travels on the road: a travel profile turns a road's tags into permission and speed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace grend::network {

enum class Profile : std::uint8_t { kCar, kBike, kWalk };
inline constexpr std::size_t kProfileCount = 3;
inline constexpr std::array<Profile, kProfileCount> kProfiles = {Profile::kCar, Profile::kBike,
                                                                 Profile::kWalk};
inline constexpr std::array<std::string_view, kProfileCount> kProfileNames = {"car", "bike",
                                                                              "walk"};

}  // namespace grend::network
