#include "models/labour/lma_spec.h"

namespace grend::labour {
namespace {

constexpr const char* kSource =
    "ISTAT, LabourMarketAreas, example Brindisi (travel-to-work areas of the United Kingdom 2011: "
    "3500, 66.7 %, 25000, 75 %)";

}  // namespace

void describe(io::FieldVisitor& v, LmaSpec& s) {
  v.field("min_size", s.min_size,
          {.doc = "Employed residents of the smallest area; it must reach the target "
                  "self-containment.",
           .source = kSource,
           .min = 1,
           .max = 10'000'000});
  v.field("min_self_containment", s.min_self_containment,
          {.doc = "Self-containment (of residents and of jobs, the lesser) of a large area.",
           .source = kSource,
           .min = 0.01,
           .max = 1});
  v.field("target_size", s.target_size,
          {.doc = "Employed residents from which the minimum self-containment is enough.",
           .source = kSource,
           .min = 2,
           .max = 10'000'000});
  v.field("target_self_containment", s.target_self_containment,
          {.doc = "Self-containment of a small area.", .source = kSource, .min = 0.01, .max = 1});
  v.require(s.min_size < s.target_size, "target_size", "is not above min_size",
            "smaller areas need more self-containment: give a greater target_size");
  v.require(s.min_self_containment <= s.target_self_containment, "target_self_containment",
            "is below min_self_containment",
            "smaller areas need more self-containment: give a greater target_self_containment");
}

}  // namespace grend::labour
