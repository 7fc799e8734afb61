// Times and distances between points as files for other tools: docs/formats/matrices.md.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/network/points.h"
#include "engine/par/executor.h"
#include "engine/store/output_file.h"

namespace grend::cli {

using Points = std::vector<network::NamedPoint>;

struct Skims {
  const Points& from;
  const Points* to;  // none: the columns are the same points as the rows
  const network::TravelMatrix& matrix;
  std::string profile;
  std::string network;  // file or folder

  const Points& columns() const { return to != nullptr ? *to : from; }
};

// Both commit the output.
void write_omx(const Skims& skims, store::OutputFile& output, par::Executor& executor,
               const std::function<void(double share)>& progress);
void write_csv(const Skims& skims, store::OutputFile& output);

}  // namespace grend::cli
