// The options of the commands that ask about a road network.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace grend::cli {

void add_cache_options(CLI::App& command, CacheOptions& options);
// A network file of any format, and the plane to lay it on.
void add_network_options(CLI::App& command, NetworkFileOptions& options);

void add_matrix(CLI::App& app, MatrixOptions& options);
void add_isochrone(CLI::App& app, IsochroneOptions& options);
void add_route(CLI::App& app, RouteOptions& options);

}  // namespace grend::cli
