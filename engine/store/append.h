// Joins result tables of several days or runs: rows are put one after the other, and row numbers
// that point into a joined table move along. Costs one copy.
#pragma once

#include <vector>

#include "engine/store/table.h"

namespace grend::store {

// Appends the rows of each table of `more` to the table of that name in `all` (made if absent).
// Columns that refer to a table of `more` are moved by its rows in `all`; those that refer to
// another table of `all` stay; numbers of things without a table go on after the greatest so far.
// Throws InternalError where columns or categories differ.
void append_tables(std::vector<Table>& all, const std::vector<Table>& more);

// The table of that name, or nothing.
const Table* find_table(const std::vector<Table>& tables, const std::string& name);

}  // namespace grend::store
