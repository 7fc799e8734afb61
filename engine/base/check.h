// Internal invariants. A failing check is a defect in Grend, never bad input: it throws
// InternalError (exit 70). GREND_CHECK is always on; GREND_ASSERT only in debug builds, for hot
// loops.
#pragma once

namespace grend {

[[noreturn]] void fail_check(const char* expression, const char* file, int line);

}  // namespace grend

#define GREND_CHECK(expression) \
  ((expression) ? static_cast<void>(0) : ::grend::fail_check(#expression, __FILE__, __LINE__))

#ifdef NDEBUG
#define GREND_ASSERT(expression) static_cast<void>(0)
#else
#define GREND_ASSERT(expression) GREND_CHECK(expression)
#endif
