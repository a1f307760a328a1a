# The workbench: built once into build/app, whatever the preset, and anew only when something of it
# has changed. It needs the node and the packages that tools/setup.sh fetches.
set(workbench_node ${CMAKE_SOURCE_DIR}/node_modules/.bin/node)
set(workbench_modules ${CMAKE_SOURCE_DIR}/node_modules)
set(workbench_made ${CMAKE_SOURCE_DIR}/build/workbench)
set(workbench_app ${CMAKE_SOURCE_DIR}/build/app)

file(GLOB_RECURSE workbench_sources CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/web/shell/*.ts ${CMAKE_SOURCE_DIR}/web/shell/*.vue
    ${CMAKE_SOURCE_DIR}/web/shell/*.css ${CMAKE_SOURCE_DIR}/web/shell/*.html)
file(GLOB workbench_screens CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/domain/*/web/*.ts ${CMAKE_SOURCE_DIR}/domain/*/web/*.vue)

add_custom_command(OUTPUT ${workbench_made}/api.d.ts
    COMMAND ${workbench_node} ${CMAKE_SOURCE_DIR}/web/build/generate.mjs ${workbench_made}
    DEPENDS ${CMAKE_SOURCE_DIR}/web/build/generate.mjs ${CMAKE_SOURCE_DIR}/docs/openapi.json
        ${CMAKE_SOURCE_DIR}/data/regions.csv ${CMAKE_SOURCE_DIR}/data/pinyin.csv
        ${CMAKE_SOURCE_DIR}/package-lock.json
    COMMENT "Generating the types of the API")
add_custom_command(OUTPUT ${workbench_app}/index.html
    COMMAND ${workbench_node} ${workbench_modules}/vite/bin/vite.js build
        ${CMAKE_SOURCE_DIR}/web/shell --config ${CMAKE_SOURCE_DIR}/web/vite.config.mjs
        --logLevel warn
    DEPENDS ${workbench_made}/api.d.ts ${workbench_sources} ${workbench_screens}
        ${CMAKE_SOURCE_DIR}/web/vite.config.mjs ${CMAKE_SOURCE_DIR}/package-lock.json
        ${CMAKE_SOURCE_DIR}/web/catalogue/zh.json ${CMAKE_SOURCE_DIR}/web/catalogue/en.json
        ${CMAKE_SOURCE_DIR}/web/public/icon.svg
    COMMENT "Building the workbench")
add_custom_target(workbench ALL DEPENDS ${workbench_app}/index.html)

if(DUCHA_TESTS)
    add_dependencies(plain_tests workbench)
    add_test(NAME workbench.types
        COMMAND ${workbench_node} ${workbench_modules}/vue-tsc/bin/vue-tsc.js
            --noEmit --project ${CMAKE_SOURCE_DIR}/web)
    add_test(NAME workbench.unit
        COMMAND ${workbench_node} ${workbench_modules}/vitest/vitest.mjs run
            --config ${CMAKE_SOURCE_DIR}/web/vite.config.mjs)
    add_test(NAME workbench.budget
        COMMAND ${workbench_node} ${CMAKE_SOURCE_DIR}/tests/workbench/budget.mjs ${workbench_app})
    set_tests_properties(workbench.types workbench.unit workbench.budget PROPERTIES
        LABELS browser WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 900)

    # Files of tests/workbench that share their offices, walked one after the other. Once, not under
    # sanitizers: what they test is no C++.
    function(walk_in_browser name)
        list(TRANSFORM ARGN PREPEND ${CMAKE_SOURCE_DIR}/tests/workbench/)
        list(TRANSFORM ARGN APPEND _test.mjs)
        add_test(NAME workbench.${name}
            COMMAND ${workbench_node} --test --test-isolation=none ${ARGN})
        set_tests_properties(workbench.${name} PROPERTIES
            LABELS browser WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} TIMEOUT 1800
            ENVIRONMENT "DUCHA=${CMAKE_BINARY_DIR}/ducha;DUCHA_APP=${workbench_app}")
    endfunction()
    walk_in_browser(browser
        audit bulletin call entrance letter people situation transmittal triage)
    walk_in_browser(citizens citizen)          # one that the public reports to by web
    walk_in_browser(running running)           # one in which a job accepts all that waits
    walk_in_browser(imports import)            # an empty office, into which 50,000 reports come
    walk_in_browser(crowds crowd many_letters) # one that holds 10,000 matters
    walk_in_browser(merges merge photo)        # one in which everything is judged already
    walk_in_browser(cases case batch result search)   # the same, and a batch is handed over
    # Over all screens, in a full office with somebody in each role: long, so by `make soak`.
    walk_in_browser(dialogs walk)
    walk_in_browser(walks keyboard print sizes)
    walk_in_browser(guarded hostile roles session)
    walk_in_browser(walls wall) # a week before one screen, whose server ends and begins again
    set_tests_properties(
        workbench.dialogs workbench.walks workbench.guarded workbench.walls PROPERTIES
        LABELS "browser;walk" TIMEOUT 3600)
endif()
