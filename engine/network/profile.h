// Who travels on the road: a travel profile turns a road's tags into permission and speed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace grend::network {

enum class Profile : std::uint8_t { kCar, kMinibus, kBus, kBike, kEbike, kWalk };
inline constexpr std::size_t kProfileCount = 6;
inline constexpr std::array<Profile, kProfileCount> kProfiles = {Profile::kCar,   Profile::kMinibus,
                                                                 Profile::kBus,   Profile::kBike,
                                                                 Profile::kEbike, Profile::kWalk};
inline constexpr std::array<std::string_view, kProfileCount> kProfileNames = {
    "car", "minibus", "bus", "bike", "ebike", "walk"};

constexpr std::size_t index_of(Profile profile) { return static_cast<std::size_t>(profile); }
constexpr bool is_motor(Profile profile) { return profile <= Profile::kBus; }

// Some of the profiles.
class ProfileSet {
 public:
  constexpr ProfileSet() = default;
  constexpr ProfileSet(std::initializer_list<Profile> profiles) {
    for (const Profile profile : profiles) add(profile);
  }
  static constexpr ProfileSet motor() { return {Profile::kCar, Profile::kMinibus, Profile::kBus}; }
  static constexpr ProfileSet bikes() { return {Profile::kBike, Profile::kEbike}; }
  static constexpr ProfileSet all() { return motor() | bikes() | ProfileSet{Profile::kWalk}; }
  constexpr void add(Profile profile) { bits_ |= bit(profile); }
  constexpr void remove(Profile profile) { bits_ &= ~bit(profile); }
  constexpr bool contains(Profile profile) const { return (bits_ & bit(profile)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr ProfileSet operator|(ProfileSet a, ProfileSet b) {
    a.bits_ |= b.bits_;
    return a;
  }
  constexpr ProfileSet& operator|=(ProfileSet other) { return *this = *this | other; }
  constexpr bool overlaps(ProfileSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool operator==(const ProfileSet&) const = default;

 private:
  static constexpr unsigned bit(Profile profile) { return 1u << index_of(profile); }
  unsigned bits_ = 0;
};

}  // namespace grend::network
