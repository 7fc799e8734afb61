// Writes a result file with every kind of content to the path given, for other tools to open.
#include "engine/store/hdf5_writer.h"
#include "tests/unit/engine/store/sample_results.h"

int main(int, char** arguments) {
  grend::store::write_results(arguments[1], grend::store::sample_results(), true);
}
