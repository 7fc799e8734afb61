# grend_embed(target function text-file): compiles a text file into a target as
# std::string grend::cli::<function>().
function(grend_embed target function file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"#include \"cli/${function}.h\"
namespace grend::cli {
std::string @function@() {
  return R\"embedded(@text@)embedded\";
}
}  // namespace grend::cli
")
  target_sources(${target} PRIVATE ${output})
endfunction()
