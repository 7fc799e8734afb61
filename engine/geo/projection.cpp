#include "engine/geo/projection.h"

#include <cmath>
#include <proj.h>
#include <string>

#include "engine/base/error.h"

namespace grend::geo {

struct Projection::Handle {
  PJ_CONTEXT* context = nullptr;
  PJ* transform = nullptr;

  ~Handle() {
    proj_destroy(transform);
    proj_context_destroy(context);
  }
};

Projection::Projection(int utm_zone) : handle_(std::make_unique<Handle>()) {
  if (utm_zone < 1 || utm_zone > 60) {
    throw Error(ExitCode::kUsage, "UTM zone " + std::to_string(utm_zone) + " does not exist",
                "choose a zone from 1 to 60; Norway's grids use 33");
  }
  handle_->context = proj_context_create();
  proj_log_level(handle_->context, PJ_LOG_NONE);  // the library never prints
  const std::string definition = "+proj=utm +ellps=GRS80 +zone=" + std::to_string(utm_zone);
  handle_->transform = proj_create(handle_->context, definition.c_str());
  if (handle_->transform == nullptr) throw InternalError("PROJ refuses '" + definition + "'");
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;
Projection& Projection::operator=(Projection&&) noexcept = default;

Point Projection::to_plane(LonLat position) const {
  if (std::isfinite(position.lon) && std::isfinite(position.lat) &&
      std::abs(position.lat) <= 89.9 && std::abs(position.lon) <= 180) {
    const PJ_COORD in = proj_coord(proj_torad(position.lon), proj_torad(position.lat), 0, 0);
    const PJ_COORD out = proj_trans(handle_->transform, PJ_FWD, in);
    if (std::isfinite(out.xy.x) && std::isfinite(out.xy.y)) {
      return {std::llround(out.xy.x * 100), std::llround(out.xy.y * 100)};
    }
  }
  throw Error(ExitCode::kBadData,
              "the position lon " + std::to_string(position.lon) + ", lat " +
                  std::to_string(position.lat) + " cannot be projected",
              "check that it is in degrees, longitude before latitude, and near the UTM zone");
}

LonLat Projection::to_degrees(Point point) const {
  const PJ_COORD in =
      proj_coord(static_cast<double>(point.x) / 100, static_cast<double>(point.y) / 100, 0, 0);
  const PJ_COORD out = proj_trans(handle_->transform, PJ_INV, in);
  if (!std::isfinite(out.lp.lam) || !std::isfinite(out.lp.phi)) {
    throw Error(ExitCode::kBadData,
                "the point (" + std::to_string(in.xy.x) + ", " + std::to_string(in.xy.y) +
                    ") m cannot be projected back to degrees",
                "check that it is in metres of the same UTM zone");
  }
  return {proj_todeg(out.lp.lam), proj_todeg(out.lp.phi)};
}

std::string proj_version() { return proj_info().version; }

}  // namespace grend::geo
