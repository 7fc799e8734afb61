#include "engine/geo/crs.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <proj.h>

#include "engine/base/error.h"

namespace grend::geo {
namespace {

constexpr int kFirstEtrsZone = 28, kLastEtrsZone = 38;  // EPSG:25828 to EPSG:25838

std::string full_name(const std::string& name) {
  const bool number = !name.empty() && name.find_first_not_of("0123456789") == std::string::npos;
  if (number) return "EPSG:" + name;
  return name == "WGS84" ? "EPSG:4326" : name;
}

// PROJ also finds systems by their titles, but takes seconds to find nothing.
bool is_formal(const std::string& name) {
  return name.find(':') != std::string::npos || name.starts_with('+') ||
         name.find('[') != std::string::npos;
}

}  // namespace

struct Crs::Handle {
  PJ_CONTEXT* context = nullptr;
  PJ* transform = nullptr;  // to degrees, x east and y north
  bool geographic = false;

  ~Handle() {
    proj_destroy(transform);
    proj_context_destroy(context);
  }
};

std::string utm_crs(int zone) {
  if (zone >= kFirstEtrsZone && zone <= kLastEtrsZone) return fmt::format("EPSG:258{:02}", zone);
  return fmt::format("+proj=utm +ellps=GRS80 +zone={} +type=crs", zone);
}

int utm_zone_of(double longitude) {
  return std::clamp(static_cast<int>(std::floor((longitude + 180) / 6)) + 1, 1, 60);
}

Crs::Crs(const std::string& name) : handle_(std::make_unique<Handle>()), name_(full_name(name)) {
  handle_->context = proj_context_create();
  proj_log_level(handle_->context, PJ_LOG_NONE);  // the library never prints
  const auto refuse = [&] {
    throw Error(ExitCode::kUsage, "there is no coordinate system '" + name_ + "'",
                "name it by its EPSG code, such as EPSG:25833 (epsg.io has a search)");
  };
  if (!is_formal(name_)) refuse();
  PJ* crs = proj_create(handle_->context, name_.c_str());
  if (crs == nullptr || proj_is_crs(crs) == 0) {
    proj_destroy(crs);
    refuse();
  }
  const PJ_TYPE type = proj_get_type(crs);
  handle_->geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS;
  proj_destroy(crs);
  PJ* raw = proj_create_crs_to_crs(handle_->context, name_.c_str(), "EPSG:4326", nullptr);
  if (raw == nullptr) refuse();
  handle_->transform = proj_normalize_for_visualization(handle_->context, raw);
  proj_destroy(raw);
  if (handle_->transform == nullptr) refuse();
}

Crs::~Crs() = default;
Crs::Crs(Crs&&) noexcept = default;
Crs& Crs::operator=(Crs&&) noexcept = default;

bool Crs::is_geographic() const { return handle_->geographic; }

LonLat Crs::to_degrees(double x, double y) const {
  const PJ_COORD out = proj_trans(handle_->transform, PJ_FWD, proj_coord(x, y, 0, 0));
  if (!std::isfinite(out.xy.x) || !std::isfinite(out.xy.y)) {
    throw Error(ExitCode::kBadData,
                fmt::format("the position ({}, {}) lies outside of {}", x, y, name_),
                "check the name of the coordinate system and the order of the coordinates");
  }
  return {out.xy.x, out.xy.y};
}

LonLat Crs::to_degrees(Point point) const {
  return to_degrees(static_cast<double>(point.x) / 100, static_cast<double>(point.y) / 100);
}

}  // namespace grend::geo
