// Invented Norwegian place names.
#pragma once

#include <cstddef>
#include <string>

#include "engine/base/random.h"

namespace grend::region {

// Hands out names, all different until some hundreds are used up.
class PlaceNames {
 public:
  explicit PlaceNames(RandomStream& random);
  std::string next();
  // The next name's stem as a valley's name: "Kvamsdalen".
  std::string next_valley();

 private:
  std::size_t next_number();
  std::size_t number_;
};

}  // namespace grend::region
