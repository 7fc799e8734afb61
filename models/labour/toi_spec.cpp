#include "models/labour/toi_spec.h"

namespace grend::labour {
namespace {

constexpr const char* kToiReport = "TØI report 1713/2019";

io::FieldInfo share(std::string_view doc) {
  return {.doc = doc, .source = kToiReport, .min = 0.001, .max = 1};
}
io::FieldInfo time_limit(std::string_view doc) {
  return {.doc = doc, .source = kToiReport, .min = 60, .max = 21'600};
}
io::FieldInfo code(std::string_view doc) {
  return {.doc = doc, .source = kToiReport, .min = 1, .max = 20, .required = true};
}

}  // namespace

void describe(io::FieldVisitor& v, TwinCentres& s) {
  v.field("first", s.first, code("Code of one municipality, in quotation marks."));
  v.field("second", s.second, code("Code of the other."));
}

void describe(io::FieldVisitor& v, ContiguityRepair& s) {
  v.field("municipality", s.municipality, code("Code of the municipality that stands alone."));
  v.field("centre", s.centre, code("Code of a municipality of the region that it joins."));
}

void describe(io::FieldVisitor& v, ToiSpec& s) {
  v.field("out_share", s.out_share,
          share("Step 2: a municipality joins a centre if more than this share of its inhabitants "
                "of working age work there."));
  v.field("out_time", s.out_time, time_limit("Step 2: the way must take less time."));
  v.field("sum_share", s.sum_share,
          share("Step 3: a left-over joins if the commuters are more than this share, the shares "
                "of both populations added."));
  v.field("sum_time", s.sum_time, time_limit("Step 3: the way must take less time."));
  v.field("short_sum_share", s.short_sum_share,
          share("Step 4: the sum of shares for a short way."));
  v.field("short_sum_time", s.short_sum_time,
          time_limit("Step 4: what a short way is: it takes less time."));
  v.field("other_mode_share", s.other_mode_share,
          share("Step 5: the sum of shares where one goes by ferry, boat or plane."));
  v.field("other_mode_time", s.other_mode_time,
          time_limit("Step 5: the way by that mode must take less time."));
  v.list("twin_centres", s.twin_centres,
         {.doc = "Step 1: municipalities that are one centre. [] for none.", .source = kToiReport});
  v.list("contiguity_repairs", s.contiguity_repairs,
         {.doc = "After step 5: municipalities that join a region so that it hangs together. [] "
                 "for none.",
          .source = kToiReport});
}

}  // namespace grend::labour
