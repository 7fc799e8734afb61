#include <cmath>
#include <filesystem>
#include <functional>
#include <limits>

#include "engine/base/error.h"
#include "engine/store/hdf5_attribute.h"
#include "engine/store/omx.h"
#include "tests/support/catch.h"
#include "tests/support/data.h"
#include "tests/unit/engine/store/temporary_folder.h"

namespace grend::store {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Row r, column c holds 1000 r + c, and nothing on the diagonal.
double sample_cell(std::size_t row, std::size_t column) {
  return row == column ? kNaN : 1000.0 * static_cast<double>(row) + static_cast<double>(column);
}

OmxContent sample(std::size_t rows, std::size_t columns) {
  const auto fill = [](std::size_t row, std::span<double> cells) {
    for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = sample_cell(row, c);
  };
  const auto negative = [fill](std::size_t row, std::span<double> cells) {
    fill(row, cells);
    for (double& cell : cells) cell = -cell;
  };
  OmxContent content{.rows = rows, .columns = columns, .matrices = {}, .lookups = {}};
  content.matrices.push_back({"time", "s", "travel time", fill});
  content.matrices.push_back({"distance", "m", "distance on the road", negative});
  return content;
}

std::vector<std::int64_t> numbers(std::size_t count, std::int64_t first) {
  std::vector<std::int64_t> result(count);
  for (auto& number : result) number = first++;
  return result;
}

void write(const std::string& path, const OmxContent& content, par::Backend backend,
           std::size_t threads) {
  OutputFile output(path, true);
  const auto executor = par::make_executor(backend, threads);
  write_omx(output, content, *executor);
}
void write(const std::string& path, const OmxContent& content) {
  write(path, content, par::Backend::kSerial, 1);
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::string refusal(const std::function<void()>& action, ExitCode code = ExitCode::kBadData) {
  try {
    action();
  } catch (const Error& error) {
    CHECK(error.code() == code);
    return error.what();
  }
  return "(not refused)";
}
std::string refusal_of(const std::string& path) {
  return refusal([&] { const OmxReader reader(path); });
}
bool says(const std::string& message, const std::string& words) {
  INFO(message);
  return message.find(words) != std::string::npos;
}

// Files of other programs, built call by call.
class ForeignFile {
 public:
  explicit ForeignFile(const std::string& path)
      : file_(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, "make",
              path) {}
  ForeignFile& version(const std::string& text) {
    write_text(file_, "OMX_VERSION", text);
    return *this;
  }
  ForeignFile& shape(std::vector<double> numbers) {
    const hsize_t size = numbers.size();
    const Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose, "make", "space");
    write_attribute(file_, "SHAPE", H5T_NATIVE_DOUBLE, space, numbers.data());
    return *this;
  }
  ForeignFile& group(const std::string& name) {
    const Handle group(H5Gcreate2(file_, name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
                       H5Gclose, "make", name);
    return *this;
  }
  // `values` are of the native type `memory`.
  Handle dataset(const std::string& path, std::vector<hsize_t> size, hid_t memory,
                 const void* values) {
    const Handle space(H5Screate_simple(static_cast<int>(size.size()), size.data(), nullptr),
                       H5Sclose, "make", "space");
    Handle dataset(
        H5Dcreate2(file_, path.c_str(), memory, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT),
        H5Dclose, "make", path);
    checked(H5Dwrite(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write", path);
    return dataset;
  }

 private:
  Handle file_;
};

struct FilePart {
  std::size_t address = 0;
  std::size_t size = 0;
};

FilePart first_chunk(const std::string& path, const std::string& name) {
  const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, "open", path);
  const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, "open", name);
  const Handle space(H5Dget_space(dataset), H5Sclose, "get space of", name);
  hsize_t offset[2];
  unsigned filters = 0;
  haddr_t address = 0;
  hsize_t size = 0;
  checked(H5Dget_chunk_info(dataset, space, 0, offset, &filters, &address, &size), "find", name);
  return {address, size};
}

TEST_CASE("what is written as OMX comes back") {
  const TemporaryFolder folder;
  const std::string path = folder.file("square.omx");
  OmxContent content = sample(3, 3);
  content.lookups.push_back({.name = "id", .labels = numbers(3, 101)});
  content.lookups.push_back(
      {.name = "name", .labels = std::vector<std::string>{"Vang", "", "Løten stasjon"}});
  content.attributes.emplace_back("profile", "car");
  write(path, content);

  const OmxReader reader(path);
  CHECK(reader.rows() == 3);
  CHECK(reader.columns() == 3);
  CHECK(reader.matrices() == std::vector<std::string>{"time", "distance"});
  CHECK(reader.lookups() == content.lookups);
  const auto time = reader.cells("time");
  const auto distance = reader.cells("distance");
  REQUIRE(time.size() == 9);
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(same(time[i], sample_cell(i / 3, i % 3)));
    CHECK(same(distance[i], -sample_cell(i / 3, i % 3)));
  }
  CHECK(folder.files() == 1);  // no .part
}

TEST_CASE("an oblong matrix knows which labels belong to which side") {
  const TemporaryFolder folder;
  const std::string path = folder.file("oblong.omx");
  OmxContent content = sample(2, 5);
  using Side = OmxLookup::Side;
  // 14 digits, as the cells of Statistics Norway's grid have, do not fit into four bytes.
  content.lookups.push_back({"id", numbers(2, 22'500'006'745'000), Side::kRows});
  content.lookups.push_back({"to_id", numbers(5, 1), Side::kColumns});
  write(path, content);
  const OmxReader reader(path);
  CHECK(reader.rows() == 2);
  CHECK(reader.columns() == 5);
  CHECK(reader.lookups() == content.lookups);
  CHECK(reader.cells("time")[7] == 1002);  // row 1, column 2
}

TEST_CASE("a matrix of several chunks is whole, and the same for any number of threads") {
  const TemporaryFolder folder;
  // 300 columns: 65536 / 300 = 218 rows a chunk, so that 500 rows are 2 full chunks and 64 rows.
  OmxContent content = sample(500, 300);
  content.lookups.push_back({"id", numbers(500, 0), OmxLookup::Side::kRows});
  write(folder.file("serial.omx"), content);
  write(folder.file("three.omx"), content, par::Backend::kJthread, 3);
  CHECK(text_of_file(folder.file("serial.omx")) == text_of_file(folder.file("three.omx")));
  const auto cells = OmxReader(folder.file("three.omx")).cells("time");
  REQUIRE(cells.size() == 150'000);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!same(cells[i], sample_cell(i / 300, i % 300))) ++wrong;
  }
  CHECK(wrong == 0);
}

TEST_CASE("rows longer than a chunk is meant to be are one chunk each") {
  const TemporaryFolder folder;
  write(folder.file("wide.omx"), sample(2, 70'000));
  const auto cells = OmxReader(folder.file("wide.omx")).cells("time");
  REQUIRE(cells.size() == 140'000);
  CHECK(cells[69'999] == 69'999);
  CHECK(cells[139'999] == 70'999);  // 1000 * 1 + 69999
}

TEST_CASE("writing tells how much is done") {
  const TemporaryFolder folder;
  OutputFile output(folder.file("run.omx"), false);
  const auto executor = par::make_executor(par::Backend::kSerial, 1);
  std::vector<double> shares;
  write_omx(output, sample(3, 3), *executor, [&](double share) { shares.push_back(share); });
  CHECK(shares == std::vector<double>{0.5, 1});  // two matrices of one chunk each
}

TEST_CASE("labels that do not fit the matrix are a defect, not a file") {
  const TemporaryFolder folder;
  OmxContent content = sample(3, 3);
  content.lookups.push_back({.name = "id", .labels = numbers(2, 1)});
  CHECK_THROWS_AS(write(folder.file("x.omx"), content), InternalError);
  content = sample(3, 3);
  content.matrices[1].name = "time";
  CHECK_THROWS_AS(write(folder.file("x.omx"), content), InternalError);
  CHECK(folder.files() == 0);
}

TEST_CASE("the shape, missing values and texts of other programs are understood") {
  const TemporaryFolder folder;
  const std::string path = folder.file("foreign.omx");
  {
    // As omxr writes: the shape in real numbers, -1 for "no value", whole numbers as real ones.
    ForeignFile file(path);
    file.version("0.2").shape({2, 3}).group("data").group("lookup");
    const std::int32_t trips[] = {1, -1, 3, 4, 5, -1};
    const Handle matrix = file.dataset("data/trips", {2, 3}, H5T_NATIVE_INT32, trips);
    const double none = -1;
    write_scalar(matrix, "NA", H5T_NATIVE_DOUBLE, &none);
    const double zones[] = {11, 12};
    file.dataset("lookup/a_zone", {2}, H5T_NATIVE_DOUBLE, zones);
    // As h5py writes: texts of variable size.
    const char* names[] = {"Elverum", "Åmot", "Våler"};
    const Handle text(H5Tcopy(H5T_C_S1), H5Tclose, "make", "type");
    checked(H5Tset_size(text, H5T_VARIABLE), "size", "type");
    file.dataset("lookup/b_name", {3}, text, names);
  }
  const OmxReader reader(path);
  const auto cells = reader.cells("trips");
  const std::vector<double> expected = {1, kNaN, 3, 4, 5, kNaN};
  REQUIRE(cells.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) CHECK(same(cells[i], expected[i]));
  using Side = OmxLookup::Side;
  REQUIRE(reader.lookups().size() == 2);
  CHECK(reader.lookups()[0] == OmxLookup{"a_zone", numbers(2, 11), Side::kRows});
  CHECK(reader.lookups()[1] ==
        OmxLookup{"b_name", std::vector<std::string>{"Elverum", "Åmot", "Våler"}, Side::kColumns});
}

TEST_CASE("files that are no OMX matrices are refused by name and reason") {
  const TemporaryFolder folder;
  const std::string path = folder.file("bad.omx");
  const double four[] = {1, 2, 3, 4};

  CHECK(says(refusal([&] { const OmxReader reader(path); }, ExitCode::kMissingInput), path));
  write_text_file(path, "from,to,time\n");
  CHECK(says(refusal_of(path), "not an HDF5 file"));
  ForeignFile(path).group("data");
  CHECK(says(refusal_of(path), "OMX_VERSION is missing"));
  ForeignFile(path).version("0.3").shape({2, 2}).group("data");
  CHECK(says(refusal_of(path), "its OMX_VERSION is '0.3', this Grend reads 0.2"));
  ForeignFile(path).version("0.2").group("data");
  CHECK(says(refusal_of(path), "SHAPE is missing"));
  for (const std::vector<double>& shape :
       {std::vector<double>{2}, {2, 2, 2}, {2, -2}, {2, 2.5}, {0, 2}, {2, kNaN}, {2, 1e300}}) {
    ForeignFile(path).version("0.2").shape(shape).group("data");
    CHECK(says(refusal_of(path), "SHAPE is not two whole numbers"));
  }
  ForeignFile(path).version("0.2").shape({2, 2});
  CHECK(says(refusal_of(path), "group data"));
  ForeignFile(path).version("0.2").shape({2, 2}).group("data").group("data/group");
  CHECK(says(refusal_of(path), "group"));
  ForeignFile(path).version("0.2").shape({2, 2}).group("data").dataset("data/time", {4, 1},
                                                                       H5T_NATIVE_DOUBLE, four);
  CHECK(says(refusal_of(path), "matrix time is 4 x 1, but the file's SHAPE is 2 x 2"));
  ForeignFile(path).version("0.2").shape({2, 2}).group("data").dataset("data/name", {2, 2},
                                                                       text_type(1), "abcd");
  CHECK(says(refusal_of(path), "matrix name does not hold numbers"));
}

TEST_CASE("labels that fit neither side, or are none, are refused") {
  const TemporaryFolder folder;
  const std::string path = folder.file("bad.omx");
  const double values[] = {1, 2.5, 3};
  const auto with_lookup = [&](std::vector<hsize_t> size) {
    ForeignFile file(path);
    file.version("0.2").shape({2, 3}).group("data").group("lookup");
    return file.dataset("lookup/id", std::move(size), H5T_NATIVE_DOUBLE, values);
  };
  with_lookup({1});
  CHECK(says(refusal_of(path), "lookup id is not a list as long as the matrices have columns"));
  with_lookup({1, 3});
  CHECK(says(refusal_of(path), "lookup id is not a list"));
  with_lookup({3});
  CHECK(says(refusal_of(path), "lookup id holds neither whole numbers nor text"));
  {
    const std::int32_t rows = 0;
    write_scalar(with_lookup({3}), "DIM", H5T_NATIVE_INT32, &rows);  // three labels, two rows
  }
  CHECK(says(refusal_of(path), "lookup id is not a list as long as the matrices have rows"));
}

TEST_CASE("a matrix that is absent, damaged or beyond any memory is refused") {
  const TemporaryFolder folder;
  const std::string path = folder.file("bad.omx");
  write(path, sample(3, 3));
  CHECK(says(refusal([&] { OmxReader(path).cells("tmie"); }), "it has no matrix 'tmie'"));

  // Every byte of the only chunk of `distance`, one after another: its checksum is wrong.
  const std::string bytes = text_of_file(path);
  const FilePart chunk = first_chunk(path, "data/distance");
  REQUIRE(chunk.size > 4);
  for (std::size_t at = chunk.address; at < chunk.address + chunk.size; ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    write_text_file(path, damaged);
    const std::string reason = refusal([&] { OmxReader(path).cells("distance"); });
    CHECK(says(reason, "HDF5 cannot read matrix distance"));
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{20}, bytes.size() / 2}) {
    write_text_file(path, bytes.substr(0, length));
    CHECK(says(refusal_of(path), path));
  }

  {
    ForeignFile file(path);
    file.version("0.2").shape({9e8, 9e8}).group("data");
    const hsize_t size[] = {900'000'000, 900'000'000};
    const hsize_t one[] = {1, 1};
    const Handle space(H5Screate_simple(2, size, nullptr), H5Sclose, "make", "space");
    const Handle creation = property_list(H5P_DATASET_CREATE);
    checked(H5Pset_chunk(creation, 2, one), "chunk", "all");
    const Handle parent(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, "open", path);
    const Handle empty(H5Dcreate2(parent, "data/all", H5T_NATIVE_DOUBLE, space, H5P_DEFAULT,
                                  creation, H5P_DEFAULT),
                       H5Dclose, "make", "all");
  }
  CHECK(says(refusal([&] { OmxReader(path).cells("all"); }),
             "has 810000000000000000 cells, this Grend reads up to"));
}

TEST_CASE("the example matrix of ActivitySim is read") {
  const auto path = test::data_file("omx/mini.omx");
  if (!path) return;
  const OmxReader reader(*path);
  CHECK(reader.rows() == 5);
  CHECK(reader.columns() == 5);
  CHECK(reader.matrices() == std::vector<std::string>{"distwalk", "meat__AM", "meat__EA",
                                                      "meat__EV", "meat__MD", "meat__PM"});
  REQUIRE(reader.lookups().size() == 1);
  CHECK(reader.lookups().front().name == "TAZ");
  CHECK(reader.lookups().front().size() == 5);
  for (const auto& name : reader.matrices()) {
    const auto cells = reader.cells(name);
    REQUIRE(cells.size() == 25);
    for (const double cell : cells) CHECK(std::isfinite(cell));
  }
}

}  // namespace
}  // namespace grend::store
