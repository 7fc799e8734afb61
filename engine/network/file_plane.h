// From the coordinates of a network file to the plane of a graph, in centimetres. A file with
// coordinates in metres keeps its own plane, unless the graph is wanted on another one and the file
// says which plane it has; a file in degrees is projected. One object per thread.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/crs.h"
#include "engine/geo/projection.h"

namespace grend::network {

struct FilePosition {
  double x = 0;
  double y = 0;
};

// The smallest box around the positions of a file.
struct FileExtent {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  void add(FilePosition p);
  bool could_be_degrees() const;
};

struct PlaneChoice {
  std::string crs;              // of the file's coordinates; empty: unknown, metres are assumed
  std::optional<int> utm_zone;  // the plane wanted; nothing: the file's own
};

class FilePlane {
 public:
  // Throws Error(kUsage) for an unknown coordinate system or zone.
  FilePlane(const PlaneChoice& choice, const FileExtent& extent);

  geo::Point to_plane(FilePosition position) const;
  // The coordinate system of the plane, empty if it is not known.
  const std::string& crs() const { return crs_; }

 private:
  std::string crs_;
  std::optional<geo::Crs> file_;               // none: coordinates are kept
  std::optional<geo::Projection> projection_;  // goes with file_
};

}  // namespace grend::network
