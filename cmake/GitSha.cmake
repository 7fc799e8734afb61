# Writes OUTPUT, a source file with the present commit, only if it changed, so that nothing is rebuilt
# in vain. Run at build time: cmake -DSOURCE=... -DOUTPUT=... -P GitSha.cmake
cmake_minimum_required(VERSION 3.25)
execute_process(
  COMMAND git -c safe.directory=${SOURCE} rev-parse --short=12 HEAD
  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE sha OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT sha)
  set(sha unknown)
endif()
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT
"#include \"cli/version.h\"
namespace grend::cli {
std::string git_sha() { return \"@sha@\"; }
}  // namespace grend::cli
")
