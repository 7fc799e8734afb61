# Every outside library, each behind one target. All are Debian packages: tools/setup.sh installs them.
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(TBB REQUIRED)
find_package(PROJ REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(EXPAT REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C HL)

add_library(grend_osmium INTERFACE)  # header-only: protozero + libosmium and what they link
find_path(OSMIUM_INCLUDE osmium/version.hpp REQUIRED)
target_include_directories(grend_osmium SYSTEM INTERFACE ${OSMIUM_INCLUDE})
target_link_libraries(grend_osmium INTERFACE ZLIB::ZLIB BZip2::BZip2 EXPAT::EXPAT Threads::Threads)

add_library(grend_hdf5 INTERFACE)
target_include_directories(grend_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_link_libraries(grend_hdf5 INTERFACE ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})

add_library(grend_deflate INTERFACE)
find_path(LIBDEFLATE_INCLUDE libdeflate.h REQUIRED)
find_library(LIBDEFLATE_LIBRARY deflate REQUIRED)
target_include_directories(grend_deflate SYSTEM INTERFACE ${LIBDEFLATE_INCLUDE})
target_link_libraries(grend_deflate INTERFACE ${LIBDEFLATE_LIBRARY})

add_library(grend_glpk INTERFACE)
find_path(GLPK_INCLUDE glpk.h REQUIRED)
find_library(GLPK_LIBRARY glpk REQUIRED)
target_include_directories(grend_glpk SYSTEM INTERFACE ${GLPK_INCLUDE})
target_link_libraries(grend_glpk INTERFACE ${GLPK_LIBRARY})

add_library(grend_xxhash INTERFACE)
find_path(XXHASH_INCLUDE xxhash.h REQUIRED)
target_include_directories(grend_xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE})
target_compile_definitions(grend_xxhash INTERFACE XXH_INLINE_ALL)
