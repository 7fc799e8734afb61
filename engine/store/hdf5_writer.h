// Writes Results as one HDF5 file by the rules of docs/formats/results.md: one chunked, compressed,
// checksummed 1-D dataset per column, readable by h5py, h5dump, netCDF-4 and xarray. Atomic: writes
// PATH.part, closes, reopens and verifies every dataset, fsyncs, renames, fsyncs the folder.
#pragma once

#include <string>

#include "engine/par/executor.h"
#include "engine/store/table.h"

namespace grend::store {

// Throws Error: kCannotCreate if the path exists and overwrite is false, if another process is
// writing the same output, or if the folder is missing or not writable; kIo (with path and bytes)
// when writing fails. In every case an earlier file at `path` is untouched and no .part is left.
void write_results(const std::string& path, const Results& results, bool overwrite);

// Checks early what write_results would refuse, so that nobody waits for a run in vain.
void check_output(const std::string& path, bool overwrite);

}  // namespace grend::store
