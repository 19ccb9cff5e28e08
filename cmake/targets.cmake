# The project's target functions: one static library per folder, the program, its tests, its fuzz targets.

include(CheckPIESupported)
check_pie_supported()

# ccache where it is installed; an explicit launcher (even an empty one) wins.
if(NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(FILLRATE_CCACHE ccache)
    mark_as_advanced(FILLRATE_CCACHE)
    if(FILLRATE_CCACHE)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${FILLRATE_CCACHE})
    endif()
endif()

# What every target of ours is compiled and linked with.
add_library(fillrate_settings INTERFACE)
target_include_directories(fillrate_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(
    fillrate_settings
    INTERFACE _GLIBCXX_ASSERTIONS
              BOOST_ASIO_NO_DEPRECATED
              BOOST_ASIO_DISABLE_BOOST_DATE_TIME
              BOOST_ASIO_SEPARATE_COMPILATION
              BOOST_BEAST_SEPARATE_COMPILATION)
# g++ 12 takes a value moved out of a coroutine frame for an uninitialized one, and the frame's own
# operator delete for the wrong one.
# A unity build (the release preset: six files share one reading of the headers, which halves the cold
# build) makes every file's own types look like a header's.
# Some distributions predefine _FORTIFY_SOURCE: undefine it first, or the definition warns.
target_compile_options(
    fillrate_settings
    INTERFACE -Wall
              -Wextra
              -Wpedantic
              -Wshadow
              -Wconversion
              -Wsign-conversion
              -Wnon-virtual-dtor
              -Wold-style-cast
              -Woverloaded-virtual
              -fstack-protector-strong
              $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
              $<$<BOOL:${FILLRATE_WERROR}>:-Werror>
              "$<$<CXX_COMPILER_ID:GNU>:-fcoroutines;-Wno-maybe-uninitialized;-Wno-mismatched-new-delete>"
              $<$<CONFIG:Release>:-U_FORTIFY_SOURCE$<SEMICOLON>-D_FORTIFY_SOURCE=2>)
# lld halves the link of a sanitized binary; the product keeps the system's linker.
find_program(FILLRATE_LLD ld.lld)
mark_as_advanced(FILLRATE_LLD)
if(FILLRATE_LLD AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(fillrate_settings INTERFACE -fuse-ld=lld)
endif()

# Templates of Beast dominate the build's time and memory: at most one such file compiles at a time.
set_property(GLOBAL APPEND PROPERTY JOB_POOLS beast=1)

# fillrate_library(base SOURCES a.cpp [HEAVY b.cpp] [DEPENDS x] [PRIVATE_DEPENDS y]) makes the static
# library fillrate_base, known as fillrate::base. HEAVY sources (Beast) compile one at a time.
function(fillrate_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;HEAVY;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(fillrate_${name} STATIC ${arg_SOURCES})
    add_library(fillrate::${name} ALIAS fillrate_${name})
    target_link_libraries(fillrate_${name} PUBLIC fillrate_settings ${arg_DEPENDS} PRIVATE ${arg_PRIVATE_DEPENDS})
    if(arg_HEAVY)
        add_library(fillrate_${name}_heavy OBJECT ${arg_HEAVY})
        set_target_properties(fillrate_${name}_heavy PROPERTIES JOB_POOL_COMPILE beast)
        target_link_libraries(fillrate_${name}_heavy PRIVATE fillrate_settings ${arg_DEPENDS} ${arg_PRIVATE_DEPENDS})
        target_sources(fillrate_${name} PRIVATE $<TARGET_OBJECTS:fillrate_${name}_heavy>)
    endif()
endfunction()

# fillrate_program(fillrate SOURCES main.cpp DEPENDS fillrate::bot) makes build/<preset>/fillrate.
function(fillrate_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE fillrate_settings ${arg_DEPENDS})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})
endfunction()

# One GoogleTest executable; every test of it becomes a ctest test with the given label.
function(fillrate_test name)
    cmake_parse_arguments(arg "" "LABEL;TIMEOUT" "SOURCES;DEPENDS" ${ARGN})
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_executable(${name} ${arg_SOURCES})
    # Each file of tests keeps its own small helpers.
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF)
    target_link_libraries(${name} PRIVATE fillrate_settings ${arg_DEPENDS} GTest::gtest_main)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 30 PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT})
endfunction()

# fillrate_fuzz(http_request SOURCES http_request.cpp DEPENDS fillrate::net) makes a libFuzzer target in
# build/fuzz/fuzzers/; its kept corpus is tests/fuzz/corpus/http_request. Target `fuzzers` builds them all.
add_custom_target(fuzzers)
function(fillrate_fuzz name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(fuzz_${name} ${arg_SOURCES})
    target_link_libraries(fuzz_${name} PRIVATE fillrate_settings ${arg_DEPENDS})
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(
        fuzz_${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzzers)
    add_dependencies(fuzzers fuzz_${name})
endfunction()
