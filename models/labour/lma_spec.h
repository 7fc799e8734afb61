// The parameters of the European method (see lma.h). Defaults are those of the published example.
#pragma once

#include <cstdint>

#include "engine/io/fields.h"

namespace grend::labour {

struct LmaSpec {
  std::int64_t min_size = 1'000;
  double min_self_containment = 0.6667;
  std::int64_t target_size = 10'000;
  double target_self_containment = 0.75;
};

void describe(io::FieldVisitor& v, LmaSpec& s);

}  // namespace grend::labour
