# What every target of the house shares: language, warnings, precompiled standard headers,
# embedded SQL, tests.

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

find_package(Threads REQUIRED)
find_package(Boost 1.81 CONFIG REQUIRED COMPONENTS json)
find_package(OpenSSL 3.0 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)

find_program(CCACHE ccache)
if(CCACHE)
    # With precompiled headers ccache must be told what it may overlook.
    set(launcher ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()
find_program(MOLD mold)
if(MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_link_options(-fuse-ld=mold)
endif()

add_library(house_flags INTERFACE)
target_compile_options(house_flags INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
        -Wno-missing-field-initializers>) # what a designated initialiser leaves out has a default
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports overruns inside the inlined string code of its own library.
    target_compile_options(house_flags INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess -Wno-restrict -Wno-stringop-overflow
            -Wno-array-bounds>)
else()
    # clang reports what that library's own stable_sort uses.
    target_compile_options(house_flags INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-Wno-deprecated-declarations>)
endif()
if(DUCHA_SANITIZE)
    add_compile_options(-fsanitize=${DUCHA_SANITIZE} -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${DUCHA_SANITIZE})
endif()
include_directories(${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})

# Two compilations of the standard headers serve all targets: g++ takes one for a library (-fPIC)
# and one for a program (-fPIE).
function(house_precompile_headers)
    foreach(kind library program)
        add_library(headers_of_${kind} OBJECT ${CMAKE_SOURCE_DIR}/cmake/standard_headers.cpp)
        target_link_libraries(headers_of_${kind} PRIVATE house_flags)
        target_precompile_headers(headers_of_${kind} PRIVATE
            ${CMAKE_SOURCE_DIR}/cmake/standard_headers.h)
    endforeach()
    set_target_properties(headers_of_program PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(headers_of_program PRIVATE -fPIE)
    house_use_headers(${CMAKE_SOURCE_DIR})
endfunction()

# Lets the targets of a folder, and of those below it, use them.
function(house_use_headers folder)
    get_directory_property(targets DIRECTORY ${folder} BUILDSYSTEM_TARGETS)
    foreach(target ${targets})
        get_target_property(libraries ${target} LINK_LIBRARIES)
        get_target_property(kind ${target} TYPE)
        if(target MATCHES "^headers_of_" OR NOT "house_flags" IN_LIST libraries)
            continue()
        elseif(kind STREQUAL "EXECUTABLE")
            target_precompile_headers(${target} REUSE_FROM headers_of_program)
        else()
            target_precompile_headers(${target} REUSE_FROM headers_of_library)
        endif()
    endforeach()
    get_directory_property(folders DIRECTORY ${folder} SUBDIRECTORIES)
    foreach(below ${folders})
        house_use_headers(${below})
    endforeach()
endfunction()

# Embeds the files below `folder` into generated/<name>_<kind>.{h,cpp} of library `target`.
#   kind sql      named queries    -> namespace ducha::<name>::sql
#   kind schema   migrations       -> function  ducha::<name>::schema()
function(house_embed target name kind folder)
    file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
    set(stem ${CMAKE_BINARY_DIR}/generated/${name}_${kind})
    add_custom_command(OUTPUT ${stem}.h ${stem}.cpp
        COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py
                ${kind} ${name} ${stem} ${files}
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
        COMMENT "Embedding ${name}/${kind}")
    target_sources(${target} PRIVATE ${stem}.cpp ${stem}.h)
endfunction()

# Embeds data files as text into generated/<name>_data.{h,cpp}: ducha::data::<stem of file>, a
# hyphen as an underscore. A file is named as it lies in data/, or by its whole path.
function(house_data target name)
    set(files)
    foreach(file ${ARGN})
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/data)
        list(APPEND files ${file})
    endforeach()
    set(stem ${CMAKE_BINARY_DIR}/generated/${name}_data)
    add_custom_command(OUTPUT ${stem}.h ${stem}.cpp
        COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed.py
                data ${name} ${stem} ${files}
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/tools/embed.py
        COMMENT "Embedding data of ${name}")
    target_sources(${target} PRIVATE ${stem}.cpp ${stem}.h)
    # A whole file is one literal, longer than the standard asks compilers to take.
    set_source_files_properties(${stem}.cpp PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
endfunction()

# A room of domain/: one static library with its door, store, SQL and migrations.
#   house_room(intake SOURCES ... LIBS ...)
function(house_room name)
    cmake_parse_arguments(arg "" "" "SOURCES;LIBS" ${ARGN})
    add_library(ducha_${name} STATIC ${arg_SOURCES})
    target_link_libraries(ducha_${name} PUBLIC ${arg_LIBS} PRIVATE house_flags ducha_db ducha_json)
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/sql)
        house_embed(ducha_${name} ${name} sql ${CMAKE_CURRENT_SOURCE_DIR}/sql)
    endif()
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/schema)
        house_embed(ducha_${name} ${name} schema ${CMAKE_CURRENT_SOURCE_DIR}/schema)
    endif()
endfunction()

if(DUCHA_TESTS)
    find_package(GTest REQUIRED)
    include(GoogleTest)
    # `make test` builds each of these once: tests that watch the program, its disk or its time as
    # they are, and all others, which run under sanitizers.
    add_custom_target(plain_tests)
    add_custom_target(sanitized_tests)
endif()

# A test program: house_test(NAME SOURCES... LIBS ... [LABELS ...] [WHOLE])
#   WHOLE   one ctest entry for the whole program: where a suite shares a database
function(house_test name)
    if(NOT DUCHA_TESTS)
        return()
    endif()
    cmake_parse_arguments(arg "WHOLE" "" "LIBS;LABELS" ${ARGN})
    add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} house_flags GTest::gtest GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE DUCHA_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(arg_LABELS STREQUAL "faults")
        add_dependencies(plain_tests ${name})
    else()
        add_dependencies(sanitized_tests ${name})
    endif()
    if(arg_WHOLE)
        add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
        set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 900)
    else()
        gtest_discover_tests(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 300
            DISCOVERY_TIMEOUT 60)
    endif()
endfunction()
