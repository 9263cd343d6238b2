# CMake package of libwelinkpark: welinkpark::welinkpark (shared) and welinkpark::welinkpark_static.

get_filename_component(_welinkpark_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET welinkpark::welinkpark)
  add_library(welinkpark::welinkpark SHARED IMPORTED)
  set_target_properties(welinkpark::welinkpark PROPERTIES
    IMPORTED_LOCATION "${_welinkpark_prefix}/lib/libwelinkpark.so"
    IMPORTED_SONAME "libwelinkpark.so.0"
    INTERFACE_INCLUDE_DIRECTORIES "${_welinkpark_prefix}/include/welinkpark")

  add_library(welinkpark::welinkpark_static STATIC IMPORTED)
  set_target_properties(welinkpark::welinkpark_static PROPERTIES
    IMPORTED_LOCATION "${_welinkpark_prefix}/lib/libwelinkpark.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_welinkpark_prefix}/include/welinkpark"
    INTERFACE_LINK_LIBRARIES "gcc_s;util;rt;pthread;m;dl")
endif()
unset(_welinkpark_prefix)
