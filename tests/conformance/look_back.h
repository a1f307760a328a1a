// What PostgreSQL's index is asked where the newest text is not enough.
#pragma once

#include "domain/search/index.h"

#include <gtest/gtest.h>

namespace ducha::tests {

/// From one text on, for what no text, one text and many texts hold.
inline void look_back(db::Connection& connection, LogId log)
{
    bool const is_postgres = connection.dialect() == db::Dialect::postgres;
    auto const index =
        is_postgres ? search::postgres_index(connection, 1) : search::sqlite_index(connection);
    auto const asked = [&](std::string_view words) {
        search::Wanted wanted;
        wanted.logs = {log};
        wanted.words = search::read_words(words);
        auto const found = index->find(wanted, search::beginning(), 3).size();
        return std::pair{found, index->count(wanted, 3)};
    };
    EXPECT_EQ(asked("没有的话"), (std::pair{std::size_t{0}, std::int64_t{0}}));
    EXPECT_EQ(asked("烧垃圾"), (std::pair{std::size_t{1}, std::int64_t{1}}));
    EXPECT_EQ(asked("噪声"), (std::pair{std::size_t{3}, std::int64_t{3}}));
}

} // namespace ducha::tests
