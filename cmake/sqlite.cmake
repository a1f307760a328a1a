# SQLite from the amalgamation that npm's better-sqlite3 carries, pinned by package-lock.json.
# Linked statically: two SQLites in one process would break POSIX locks.
set(sqlite_folder ${CMAKE_SOURCE_DIR}/node_modules/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${sqlite_folder}/sqlite3.c)
    message(FATAL_ERROR "SQLite's sources are missing: run tools/setup.sh build")
endif()
add_library(sqlite STATIC ${sqlite_folder}/sqlite3.c)
target_include_directories(sqlite SYSTEM PUBLIC ${sqlite_folder})
target_compile_definitions(sqlite PRIVATE
    SQLITE_ENABLE_FTS5 SQLITE_ENABLE_STAT4 SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_DBSTAT_VTAB
    SQLITE_DQS=0 SQLITE_THREADSAFE=2 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_DEFAULT_WAL_SYNCHRONOUS=2
    SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE
    SQLITE_OMIT_LOAD_EXTENSION SQLITE_TRUSTED_SCHEMA=0)
target_compile_options(sqlite PRIVATE -O2 -w)
target_link_libraries(sqlite PUBLIC Threads::Threads m)
