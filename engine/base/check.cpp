#include "engine/base/check.h"

#include <string>

#include "engine/base/error.h"

namespace grend {

void fail_check(const char* expression, const char* file, int line) {
  throw InternalError(std::string(file) + ":" + std::to_string(line) +
                      ": does not hold: " + expression);
}

}  // namespace grend
