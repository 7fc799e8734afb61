// OMX 0.2, the open matrix format of transport planning
// (https://github.com/osPlanning/omx/wiki/Specification): an HDF5 file with matrices of one shape
// below /data and labels of its rows and columns below /lookup. What Grend writes is described in
// docs/formats/matrices.md: equal content gives equal bytes for any executor. Reading takes what
// openmatrix, h5py and omxr write. HDF5 keeps its state in the process: one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/par/executor.h"
#include "engine/store/output_file.h"

namespace grend::store {

// The labels of the rows, of the columns, or of both.
struct OmxLookup {
  enum class Side { kRows, kColumns, kBoth };
  using Labels = std::variant<std::vector<std::int64_t>, std::vector<std::string>>;

  std::string name;
  Labels labels;
  Side side = Side::kBoth;

  std::size_t size() const;
  bool operator==(const OmxLookup&) const = default;
};

// A matrix to write. Its cells are asked for row by row and by many threads at once, so that they
// need not exist as real numbers before. NaN is "no value".
struct OmxMatrix {
  std::string name;
  std::string unit;       // UDUNITS text
  std::string long_name;  // one plain phrase
  std::function<void(std::size_t row, std::span<double> cells)> fill_row;
};

struct OmxContent {
  std::size_t rows = 0;  // > 0, and so are columns
  std::size_t columns = 0;
  std::vector<OmxMatrix> matrices;
  std::vector<OmxLookup> lookups;
  std::vector<std::pair<std::string, std::string>> attributes = {};  // of the file
};

// Writes to an output that was reserved, best before the cells are computed, and commits it. Needs
// memory for twice the compressed file. `progress` gets the share that is done, 0..1. Throws
// Error(kIo), with path and bytes, when writing fails; then an earlier file is untouched.
void write_omx(
    OutputFile& output, const OmxContent& content, par::Executor& executor,
    const std::function<void(double share)>& progress = [](double) {});

class OmxReader {
 public:
  // Throws Error: kMissingInput if the file cannot be opened, kBadData, saying what is wrong, if it
  // is not OMX 0.2: no HDF5, no version or shape, a matrix of another shape, labels that fit
  // neither side.
  explicit OmxReader(const std::string& path);
  ~OmxReader();

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  const std::vector<std::string>& matrices() const { return matrices_; }  // in the file's order
  const std::vector<OmxLookup>& lookups() const { return lookups_; }

  // The cells row by row; those that hold the value of the attribute NA are NaN. Throws
  // Error(kBadData) if there is no such matrix or its values are damaged.
  std::vector<double> cells(const std::string& matrix) const;

 private:
  struct File;
  std::string path_;
  std::unique_ptr<File> file_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::string> matrices_;
  std::vector<OmxLookup> lookups_;
};

}  // namespace grend::store
