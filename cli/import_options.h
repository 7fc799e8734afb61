// The options of `grend import`.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/commands.h"

namespace grend::cli {

struct ImportOptions {
  ImportNetworkOptions network;
  ImportMatsimOptions matsim;
  ImportFleetpyOptions fleetpy;
  ImportTableOptions plans;
  ImportTableOptions facilities;
  ImportTableOptions commuting;
};

void add_import(CLI::App& app, ImportOptions& options);
int import_command(const CLI::App& app, const ImportOptions& options, Console& console);

}  // namespace grend::cli
