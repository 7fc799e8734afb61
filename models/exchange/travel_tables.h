// Other tools' travel as plain tables that scenarios read: trips of MATSim plans (as a booking
// log), MATSim facilities (as region.facilities), and matrices of trips or commuters (as
// region.commuting). Every import counts what it leaves out, and why.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/measure.h"
#include "engine/geo/point.h"
#include "models/region/region_input.h"

namespace grend::exchange {

// Things left out by reason, in plain words: "trips without a departure time" -> 3.
using Dropped = std::map<std::string, std::size_t>;

struct ForeignTrip {
  std::string person;
  std::string purpose;  // the activity travelled to
  std::string mode;     // of the trip as a whole
  Time departure;
  geo::LonLat from;
  geo::LonLat to;
};
struct ForeignTrips {
  std::vector<ForeignTrip> trips;
  std::size_t persons = 0;
  Dropped dropped;
};
// Trips between the activities of the selected plans; the stages of one trip ("pt interaction") are
// joined. `crs`: of the coordinates; empty: what the file says. Throws Error: kMissingInput,
// kBadData, kUsage (unknown system).
ForeignTrips read_plan_trips(const std::string& path, const std::string& crs);

struct ForeignFacilities {
  std::vector<region::Facility> facilities;
  Dropped dropped;
};
// Facilities of facilities_v1 and _v2: one row for each activity that Grend knows (work, education,
// shop, leisure), each with weight 1 or its capacity.
ForeignFacilities read_foreign_facilities(const std::string& path, const std::string& crs);

struct MatrixCell {
  std::string from;
  std::string to;
  double value = 0;
};
struct ForeignMatrix {
  std::vector<MatrixCell> cells;  // above 0, row by row
  double total = 0;
  Dropped dropped;
  std::vector<std::string> notes;  // what was taken for granted, in plain sentences
};
// What to take from an OMX file. Empty names: the only one there is.
struct MatrixChoice {
  std::string matrix = "";
  std::string lookup = "";     // labels of the rows, and of the columns if it fits them
  std::string to_lookup = "";  // of the columns, if they are others
};
// An OMX file, known by its HDF5 signature, or a square CSV table whose first column and header
// name the zones. Rows of one label are added up, and so are columns: a lookup of municipalities
// makes commuting between municipalities of a matrix of zones. Without any lookup zones are numbers
// from 1. Throws Error: kMissingInput; kUsage if the choice is not in the file or leaves several,
// saying what there is; kBadData.
ForeignMatrix read_foreign_matrix(const std::string& path, const MatrixChoice& choice);

std::string trips_csv(const ForeignTrips& trips);
std::string facilities_csv(const ForeignFacilities& facilities);
std::string commuting_csv(const ForeignMatrix& matrix);

}  // namespace grend::exchange
