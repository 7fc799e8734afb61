// Writes Results as one HDF5 file by the rules of docs/formats/results.md: one chunked, compressed,
// checksummed 1-D dataset per column, readable by h5py, h5dump, netCDF-4 and xarray. Atomic (see
// output_file.h): what was written is read back, compared and opened before it gets its name. Equal
// results give equal bytes for any executor. Needs memory for the compressed file and for reading
// it back; one thread at a time.
#pragma once

#include <string>

#include "engine/par/executor.h"
#include "engine/store/output_file.h"
#include "engine/store/table.h"

namespace grend::store {

// Writes to an output that was reserved, best before a long run, and commits it. Throws Error(kIo),
// with path and bytes, when writing fails; then an earlier file at the path is untouched.
void write_results(OutputFile& output, const Results& results, par::Executor& executor);

// The same at once, on one thread. Throws what OutputFile and the above throw; no .part is left.
void write_results(const std::string& path, const Results& results, bool overwrite);

// Of the HDF5 library in use: "1.10.8".
std::string hdf5_version();

}  // namespace grend::store
