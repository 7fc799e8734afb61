// One function per command, with its options. Each returns the exit code; problems of input are
// thrown as Error or reported through Console. Only main.cpp knows the command line parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"

namespace grend::cli {

// Options that every command which reads a scenario has. An empty path is the embedded default.
struct ScenarioOptions {
  std::string path;
  std::vector<std::string> sets;  // "path=value"
  std::string data;               // folder of input files, may be empty
};

// The cache of networks and hierarchies.
struct CacheOptions {
  std::string folder;  // "none": no cache; empty: the user's folder of caches
  double limit = 2;    // GB
};

struct RunOptions {
  ScenarioOptions scenario;
  CacheOptions cache;
  std::string output = "result.h5";
  std::size_t threads = 0;  // 0: one per core
  std::string executor = "tbb";
  std::int32_t first_replication = 0;
  std::string raw = "first";
  bool audit = false;
  bool overwrite = false;
};
int run_command(const RunOptions& options, Console& console);

struct MergeOptions {
  std::vector<std::string> inputs;  // result files, or folders of them
  std::string output;
  bool overwrite = false;
};
int merge_command(const MergeOptions& options, Console& console);

struct CompareOptions {
  std::vector<std::string> inputs;   // result files, the first is what the others are held against
  std::vector<std::string> margins;  // "indicator=amount"
  std::string interval = "t";
  std::string cost = "subsidy_per_year";
  std::string quality = "served_share";
  bool all = false;
  std::string csv;  // these may be empty
  std::string json;
  std::string html;
  std::string language = "en";  // of the HTML
  bool overwrite = false;
};
int compare_command(const CompareOptions& options, Console& console);

struct PopulationOptions {
  ScenarioOptions scenario;
  CacheOptions cache;
  std::string output;  // table of margins, may be empty
  std::size_t threads = 0;
  bool overwrite = false;
};
int population_command(const PopulationOptions& options, Console& console);

struct ReportOptions {
  std::vector<std::string> inputs;  // the first is described, the others are compared with it
  std::string output;               // HTML
  std::string language = "nb";
  bool overwrite = false;
};
int report_command(const ReportOptions& options, Console& console);

struct ReplayOptions {
  ScenarioOptions scenario;
  std::uint32_t replication = 0;
  std::uint32_t day = 0;
  std::uint32_t request = 0;  // its trip, as in the result's table `requests`
};
int replay_command(const ReplayOptions& options, Console& console);

struct GenerateOptions {
  std::int64_t inhabitants = 6000;
  std::string layout = "valley";
  std::uint64_t seed = 1;
  std::string output;  // folder
  bool overwrite = false;
};
int generate_command(const GenerateOptions& options, Console& console);

int check_command(const ScenarioOptions& options, Console& console);

struct ShowOptions {
  ScenarioOptions scenario;
  bool resolved = false;
};
int show_command(const ShowOptions& options, Console& console);

struct SchemaOptions {
  enum class Form { kJson, kMarkdown, kResults, kIndicators };
  Form form = Form::kJson;
  std::string language = "en";  // of kIndicators
};
int schema_command(const SchemaOptions& options, Console& console);

struct InitOptions {
  std::string path = "scenario.yaml";
};
int init_command(const InitOptions& options, Console& console);

// A network file of any format that Grend reads.
struct NetworkFileOptions {
  std::string path;
  std::string crs;              // of its coordinates, instead of what it says itself
  std::optional<int> utm_zone;  // the plane to lay it on
  CacheOptions cache;
};

struct ImportNetworkOptions {
  NetworkFileOptions file;
  std::string output;  // OpenStreetMap data by its ending, else a GMNS folder; empty: none
  bool overwrite = false;
};
int import_network_command(const ImportNetworkOptions& options, Console& console);

// Another tool's on-demand case, as a folder to run. Positive counts; durations in seconds.
struct ImportMatsimOptions {
  std::string folder;
  std::string config;  // this and the next three: instead of what is found
  std::string network;
  std::string plans;
  std::string vehicles;
  std::string mode = "drt";
  std::string crs;
  std::optional<int> utm_zone;
  std::string output;
  bool overwrite = false;
};
int import_matsim_command(const ImportMatsimOptions& options, Console& console);

// Plans, facilities or a matrix of another tool, as a table that scenarios read.
struct ImportTableOptions {
  std::string file;
  std::string crs;     // of plans and facilities
  std::string matrix;  // its name in OMX, and those of its labels
  std::string lookup;
  std::string to_lookup;
  std::string output;
  bool overwrite = false;
};
int import_plans_command(const ImportTableOptions& options, Console& console);
int import_facilities_command(const ImportTableOptions& options, Console& console);
int import_commuting_command(const ImportTableOptions& options, Console& console);

struct ImportFleetpyOptions {
  std::string folder;
  std::string network;  // this and the next: instead of what is found
  std::string demand;
  std::int64_t vehicles = 12;
  std::int64_t seats = 4;
  double longest_wait = 300;
  double detour = 40;  // percent
  double boarding = 30;
  std::uint64_t seed = 1;
  std::string output;
  bool overwrite = false;
};
int import_fleetpy_command(const ImportFleetpyOptions& options, Console& console);

// A road network to ask about, and who travels on it.
struct RoadOptions {
  std::string network;
  std::string crs;  // of the network's coordinates, instead of what it says itself
  std::string profile = "car";
  std::string parameters;         // YAML file, may be empty
  std::vector<std::string> sets;  // "path=value"
  std::string utm_zone = "33";
  CacheOptions cache;
  std::size_t threads = 0;  // 0: one per core
  std::string executor = "tbb";
};

struct MatrixOptions {
  RoadOptions roads;
  std::string points;  // CSV
  std::string to;      // CSV; empty: the same points
  std::string output;  // .omx or .csv
  bool overwrite = false;
};
int matrix_command(const MatrixOptions& options, Console& console);

struct IsochroneOptions {
  RoadOptions roads;
  std::string from;  // "LON,LAT"; this or the next
  std::string to;
  std::vector<double> minutes = {15};
  double buffer = 250;  // m
  bool with_roads = false;
  std::string output;  // GeoJSON
  bool overwrite = false;
};
int isochrone_command(const IsochroneOptions& options, Console& console);

struct RouteOptions {
  RoadOptions roads;
  std::string from;  // "LON,LAT", as all positions
  std::string to;
  std::vector<std::string> via;
  double tolerance = 0;       // m
  std::optional<int> encode;  // decimals of an encoded polyline to print
  std::string output;         // GeoJSON; empty: none
  bool overwrite = false;
};
int route_command(const RouteOptions& options, Console& console);

struct RegionsOptions {
  std::string commuting;
  std::string municipalities;
  std::string infeasible;  // this and the next may be empty
  std::string times;
  std::string network;  // of roads, in place of times; then the places of municipalities, too
  std::string points;
  std::string method = "toi";
  std::string parameters;         // YAML file, may be empty
  std::vector<std::string> sets;  // "path=value"
  std::string output;             // CSV
  std::string geojson;            // this and the next empty: no map
  std::string shapes;
  std::string population;  // a grid, for those without a shape; may be empty
  bool overwrite = false;
};
int regions_command(const RegionsOptions& options, Console& console);

struct DoctorOptions {
  std::string data;
  NetworkFileOptions network;  // described instead of the installation if a path is given
};
int doctor_command(const DoctorOptions& options, Console& console);

}  // namespace grend::cli
