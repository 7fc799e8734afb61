// Where the rows of a table of bookings say they are: metres on the region's plane, degrees, or the
// id of a point of another table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/projection.h"
#include "engine/io/csv.h"
#include "engine/io/fields.h"

namespace grend::simulation {

// One end of a booking, "from" or "to".
struct EndColumns {
  enum class Kind { kPoint, kPlane, kDegrees } kind = Kind::kPoint;
  io::CsvColumn first;
  io::CsvColumn second;  // not of a point
};

// What its columns may be called.
struct EndNames {
  const char* end;
  std::string point, x, y, lon, lat;
};

// The first way that the header knows, in the order point, metres, degrees. Throws Error(kBadData).
EndColumns find_end(const io::CsvReader& csv, const EndNames& names, const std::string& path);

// Places that bookings name by id: a table with id and x, y or lon, lat.
class NamedPoints {
 public:
  // Empty without a file. Throws Error: kMissingInput, kBadData.
  NamedPoints(const io::InputFile& file, std::size_t max_bad_rows,
              const geo::Projection& projection, std::vector<std::string>& warnings);

  std::optional<geo::Point> find(std::string_view id) const;
  std::string fix(std::string_view id) const;  // for an id that is not there

 private:
  std::map<std::string, geo::Point> points_;
};

// Nothing, and the row bad, if there is no such position.
std::optional<geo::Point> read_position(io::CsvReader& csv, const EndColumns& at,
                                        const geo::Projection& projection,
                                        const NamedPoints& points);

// The rows that were left out, for the user.
void tell_bad_rows(const io::CsvReader& csv, std::vector<std::string>& warnings);

}  // namespace grend::simulation
