// What the journeys share: a day's work, and the questions asked after it.
#pragma once

#include "tests/journeys/test_office.h"

namespace ducha::tests {

inline constexpr auto* mixing_plant =
    "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大";
inline constexpr auto* same_again =
    "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大，盼答复";
inline constexpr auto* dyeing_works =
    "模拟举报：样例镇虚拟河边的样例丙印染厂偷排红色污水，河道发臭，鱼都死了";

/// An office on the database that the test is given.
class JourneyTest : public testing::TestWithParam<db::Dialect> {
protected:
    explicit JourneyTest(inspection::Inspection const& inspection = shandong())
        : test{GetParam(), 1, inspection}
    {
    }

    TestOffice test;

    bulletin::Line total(Instant as_of)
    {
        return bulletin::count(
                   test.office().connection(),
                   {{"SD", test.may<bulletin::ReadCounts>()}},
                   {.as_of = as_of, .known_at = {}, .by = {}}
        ).front();
    }
    void accept_and_merge()
    {
        ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
        ASSERT_TRUE(test.run(merge::place(test.log(), {}, merge::make_desk())));
    }
    std::optional<CaseId> case_of(std::string_view own_id)
    {
        return casefile::case_of(
            test.office().connection(), test.may<casefile::ReadCases>(), matter(own_id)
        );
    }
    MatterId matter(std::string_view own_id)
    {
        return first_matter(*intake::find_report(
            test.office().connection(), test.may<intake::ReadMatters>(), own_id
        ));
    }
    casefile::CaseFile file(CaseId id)
    {
        return *casefile::load(test.office().connection(), test.may<casefile::ReadCases>(), id);
    }
    std::optional<transfer::Batch> batch_of(Day day)
    {
        return transfer::load_batch(
            test.office().connection(),
            test.may<transfer::ReadBatches>(),
            test.may<casefile::ReadCases>(),
            test.may<intake::ReadMatters>(),
            day
        );
    }
    /// Takes results down; returns what became of them.
    std::vector<handling::ResultsOutcome::Row> take_results(std::vector<handling::CaseResult> given)
    {
        auto const outcome = std::make_shared<handling::ResultsOutcome>();
        auto const done = test.run(handling::report(test.log(), {std::move(given)}, outcome));
        EXPECT_TRUE(done) << to_line(done.error());
        return outcome->rows;
    }
    /// The code of the refusal, or "passed".
    std::string outcome(guard::Command const& command)
    {
        auto const done = test.run(command);
        return done ? "passed" : done.error().code;
    }
    void expect_sound()
    {
        for (auto const& breach : test.conservation()) {
            ADD_FAILURE() << breach.law.en << ": " << breach.found << ", " << breach.expected;
        }
        EXPECT_TRUE(test.verify().empty());
        for (auto const& finding : test.check_rows()) {
            ADD_FAILURE() << finding.problem.en << finding.found << finding.expected;
        }
    }
};

} // namespace ducha::tests

/// Runs the tests of a fixture on both databases.
#define ON_BOTH_DATABASES(Fixture)                                                                 \
    INSTANTIATE_TEST_SUITE_P(                                                                      \
        BothDatabases,                                                                             \
        Fixture,                                                                                   \
        testing::Values(db::Dialect::sqlite, db::Dialect::postgres),                               \
        [](auto const& instance) {                                                                 \
            return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};   \
        }                                                                                          \
    )
