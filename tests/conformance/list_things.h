// What is asked of lists.
#pragma once

#include "domain/casefile/lists.h"
#include "domain/intake/lists.h"

#include "tests/journeys/test_office.h"

#include <gtest/gtest.h>

namespace ducha::tests {

/// Lists whose filters are found by an index, and looked for row by row.
inline void list_things(db::Connection& connection, identity::Permissions const& person)
{
    auto const cases = person.authorize_all<casefile::ReadCases>();
    casefile::Wish of_cases;
    EXPECT_FALSE(casefile::list_cases(connection, cases, of_cases).items.empty());
    of_cases.wanted.channels = {Channel::visit};
    of_cases.order = guard::Order::oldest;
    of_cases.most = 1;
    EXPECT_TRUE(casefile::list_cases(connection, cases, of_cases).items.empty());
    EXPECT_EQ(casefile::count_cases(connection, cases, of_cases.wanted).amount, 0);
    EXPECT_FALSE(casefile::position_of(connection, LogId{1}, CaseId{1'000'000}));
    auto const may = person.authorize<casefile::ReadCases>(LogId{1});
    EXPECT_FALSE(casefile::sizes_of(connection, *may, {CaseId{0}}).empty());
    auto const matters = person.authorize_all<intake::ReadMatters>();
    intake::Wish of_matters;
    EXPECT_FALSE(intake::list_matters(connection, matters, of_matters).items.empty());
    of_matters.wanted.channels = {Channel::visit};
    of_matters.wanted.from = first_day;
    of_matters.order = guard::Order::oldest;
    of_matters.most = 1;
    EXPECT_TRUE(intake::list_matters(connection, matters, of_matters).items.empty());
    EXPECT_EQ(intake::count_matters(connection, matters, of_matters.wanted).amount, 0);
    EXPECT_FALSE(intake::position_of(connection, LogId{1}, MatterId{1'000'000}));
    auto const gists_of = person.authorize<intake::ReadMatters>(LogId{1});
    EXPECT_FALSE(intake::gists_of(connection, *gists_of, {MatterId{0}}).empty());
    EXPECT_GT(inspection::places(connection, {}).size(), 1U);
}

} // namespace ducha::tests
