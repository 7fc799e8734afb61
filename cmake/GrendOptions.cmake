# Language, warnings and the determinism flags that hold for every target.
option(GREND_TESTS "Build the tests" ON)
option(GREND_BENCH "Build the benchmark programs" ON)
option(GREND_UNITY "Compile each module as one unit: a whole build in two thirds of the time, but no part of it alone" OFF)
set(GREND_SANITIZE "" CACHE STRING "Sanitizers for the whole build, e.g. address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_UNITY_BUILD ${GREND_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)  # all of a module, so that what may clash does not depend on batches

# Contracted multiply-adds give other bits on other machines (docs/decisions/0002-determinism.md).
add_compile_options(-ffp-contract=off)
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict)  # false alarms on std::string in g++ 12 (GCC bug 105651)
endif()
add_compile_definitions($<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)  # checked indices and iterators
include_directories(${CMAKE_SOURCE_DIR})

if(GREND_SANITIZE)
  add_compile_options(-fsanitize=${GREND_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${GREND_SANITIZE})
  if(GREND_SANITIZE MATCHES thread)
    # ThreadSanitizer does not understand oneTBB's synchronisation: hundreds of false reports.
    add_compile_definitions(GREND_TBB_IS_JTHREAD)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized)  # false alarms under sanitizers (GCC bug 105616)
  endif()
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  add_link_options(-fuse-ld=mold)
endif()
