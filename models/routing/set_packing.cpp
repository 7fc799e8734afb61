#include "models/routing/set_packing.h"

#include <glpk.h>
#include <memory>
#include <string>

#include "engine/base/error.h"

namespace grend::routing {
namespace {

// A program's memory is its thread's own, and so is the whole of GLPK's state.
struct Delete {
  void operator()(glp_prob* program) const { glp_delete_prob(program); }
};
using Program = std::unique_ptr<glp_prob, Delete>;

Program program_of(std::size_t elements, const std::vector<ValuedSet>& sets) {
  Program program(glp_create_prob());
  glp_set_obj_dir(program.get(), GLP_MAX);
  const int rows = static_cast<int>(elements);
  glp_add_rows(program.get(), rows);
  for (int row = 1; row <= rows; ++row) glp_set_row_bnds(program.get(), row, GLP_UP, 0, 1);
  glp_add_cols(program.get(), static_cast<int>(sets.size()));
  std::vector<int> index;
  std::vector<double> ones;
  int column = 0;
  for (const ValuedSet& set : sets) {
    ++column;
    glp_set_col_kind(program.get(), column, GLP_BV);
    glp_set_obj_coef(program.get(), column, set.value);
    index.assign(1, 0);  // GLPK counts from 1
    for (const auto element : set.elements) index.push_back(static_cast<int>(element) + 1);
    ones.assign(index.size(), 1);
    glp_set_mat_col(program.get(), column, static_cast<int>(set.elements.size()), index.data(),
                    ones.data());
  }
  return program;
}

}  // namespace

std::vector<std::size_t> best_packing(std::size_t elements, const std::vector<ValuedSet>& sets) {
  std::vector<std::size_t> chosen;
  if (elements == 0 || sets.empty()) return chosen;
  glp_term_out(GLP_OFF);
  const Program program = program_of(elements, sets);
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.presolve = GLP_ON;
  const int failure = glp_intopt(program.get(), &options);
  if (failure != 0 || glp_mip_status(program.get()) != GLP_OPT) {
    throw InternalError("the integer program was not solved: GLPK says " + std::to_string(failure));
  }
  for (std::size_t i = 0; i < sets.size(); ++i) {
    if (glp_mip_col_val(program.get(), static_cast<int>(i) + 1) > 0.5) chosen.push_back(i);
  }
  return chosen;
}

}  // namespace grend::routing
