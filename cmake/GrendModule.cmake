# grend_module(engine/network USES engine_base ...): one static library of all .cpp in that folder,
# named engine_network. A folder of headers alone becomes an interface library.
function(grend_module folder)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cpp)
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC ${ARG_USES})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_USES})
  endif()
endfunction()

# grend_test(engine/network): all test_*.cpp under tests/unit/engine/network as one program and
# one ctest entry named unit.engine_network, skipped where its real data is absent (exit code 77).
function(grend_test folder)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  string(REPLACE "/" "_" name ${folder})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${folder}/test_*.cpp)
  if(sources)
    add_executable(test_${name} ${sources})
    target_link_libraries(test_${name} PRIVATE ${name} ${ARG_USES} catch_main)
    # False alarms on std::string in g++ 12 (GCC bug 105651), seen only through a precompiled header.
    target_compile_options(test_${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
      $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>)
    # Each test a unit of its own: helpers may have the same name in two of them, and every header is
    # compiled as its users see it, whatever GREND_UNITY says.
    set_target_properties(test_${name} PROPERTIES UNITY_BUILD OFF)
    target_precompile_headers(test_${name} REUSE_FROM catch_header)
    # What is tested is optimised as ever; the tests themselves need not be, and build in two thirds
    # of the time.
    target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)
    add_test(NAME unit.${name} COMMAND test_${name})
    set_tests_properties(unit.${name} PROPERTIES SKIP_RETURN_CODE 77)
  endif()
endfunction()
