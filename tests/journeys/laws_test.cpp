// Each law of conservation can fail, and says which it is; a stored code that is not known is
// trouble, never the first of its kind.
#include "platform/trouble.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

/// What somebody does to the rows, and the law that it breaks.
struct Damage {
    char const* sql;
    char const* law;
};

constexpr Damage damages[] = {
    {"delete from case_matter where matter_id = 0", "an accepted matter is in exactly one case"},
    {"delete from batch", "a numbered case is in exactly one batch"},
    {"update case_file set batch_day = null", "a numbered case is in exactly one batch"},
    {"update urgent_notice set listed = null; delete from batch",
     "a numbered case is in exactly one batch"},
    {"drop index case_by_number; update case_file set number = 'X'", "no two cases have one number"
    },
    {"delete from count_fact where measure = 'received'",
     "the count of received is that of the rows"},
    {"delete from count_fact where measure = 'accepted'",
     "the count of accepted is that of the rows"},
    {"delete from count_fact where measure = 'not_accepted'",
     "the count of not_accepted is that of the rows"},
    {"delete from count_fact where measure = 'forwarded'",
     "the count of forwarded is that of the rows"},
    {"delete from count_fact where measure = 'received'",
     "the count of undecided is that of the rows"},
    {"delete from count_fact where measure = 'matters'", "the count of matters is that of the rows"
    },
    {"delete from count_fact where measure = 'matters_withdrawn'",
     "the count of matters_withdrawn is that of the rows"},
    {"delete from count_fact where measure = 'matters_forwarded'",
     "the count of matters_forwarded is that of the rows"},
    {"delete from count_fact where measure = 'urgent'", "the count of urgent is that of the rows"},
    {"delete from count_fact where measure = 'cases'", "the count of cases is that of the rows"},
    {"delete from count_fact where measure = 'transferred'",
     "the count of transferred is that of the rows"},
    {"delete from count_fact where measure = 'withdrawn_after_hand_over'",
     "the count of withdrawn_after_hand_over is that of the rows"},
    {"delete from count_fact where measure = 'watched'", "the count of watched is that of the rows"
    },
    {"insert into case_partner (log_id, case_id, object) values (1, 0, 'GD')",
     "the count of joint is that of the rows"},
    {"insert into case_partner (log_id, case_id, object) values (1, 0, 'GD')",
     "the count of joint_partners is that of the rows"},
    {"update case_file set standing = 'open' where standing = 'handed_over'",
     "the count of transferred is that of the rows"},
    {"update count_fact set seq = 999999 where measure = 'watched'",
     "the roll-up's counts are those of count_fact"},
    {"update case_result set status = 'phased' where status = 'closed'",
     "a case is closed where its result says so"},
    {"update case_file set standing = 'closed' where standing = 'handed_over'",
     "a case is closed where its result says so"},
    {"delete from count_fact where measure = 'transferred'",
     "closed, phased and in progress make up the results, which are no more than transferred"},
    {"update count_fact set amount = 2 where measure = 'closed'",
     "closed, phased and in progress make up the results, which are no more than transferred"},
    {"delete from case_result where status = 'closed'", "the count of closed is that of the rows"},
};

/// One report of every fate, one case of every standing.
class Laws : public JourneyTest {
protected:
    using Status = handling::Status;
    using Truth = handling::Truth;

    void SetUp() override
    {
        using intake::DeclineReason;
        auto const log = test.log();
        receive(
            test,
            {report(1, mixing_plant),
             report(2, dyeing_works),
             report(4, "模拟举报：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田"),
             report(5, "模拟举报：虚拟山上的模拟戊采石场放炮震裂房屋，山体破坏严重"),
             report(7, "模拟举报：样例街边的模拟己烧烤店每晚油烟扰民，无法开窗"),
             report(8, "模拟举报：示例河边的模拟庚垃圾场焚烧垃圾，黑烟滚滚"),
             report(10, "模拟")}
        );
        std::vector<guard::Command> const acts{
            intake::decline(log, {matter("T7"), DeclineReason::clue_too_vague, "模拟"}),
            intake::forward(log, {matter("T8"), "模拟局", "模拟"}),
            intake::accept(log, {}),
            merge::place(log, {}, merge::make_desk()),
            intake::mark_urgent(log, {matter("T1"), intake::UrgentGround::life}),
            transfer::notify(log, {own_case(matter("T1"))}),
            casefile::watch(log, {own_case(matter("T2")), true}),
            intake::forward(log, {matter("T5"), "模拟局", "模拟"}),
        };
        for (auto const& act : acts) {
            ASSERT_EQ(outcome(act), "passed") << act.act;
        }
        test.clock().set(office_instant(first_day, {20 * 60}));
        ASSERT_EQ(outcome(transfer::seal(log, {first_day})), "passed");
        ASSERT_EQ(outcome(transfer::hand_over(log, {first_day})), "passed");
        take_results({
            result_of("T1", {.status = Status::closed, .truth = Truth::entirely, .penalised = 1}),
            result_of("T2", {.status = Status::phased, .fine = Fen{100}}),
            result_of("T4", {.status = Status::in_progress, .accountable = 2}),
        });
        ASSERT_EQ(outcome(intake::withdraw(log, {matter("T4"), "模拟"})), "passed");
    }
    handling::CaseResult result_of(std::string_view own_id, handling::Outcome said)
    {
        return {file(own_case(matter(own_id))).number, test.clock().now(), said};
    }
    void damage(std::string_view sql) { test.office().connection().run_script(sql); }
    std::vector<std::string> broken()
    {
        std::vector<std::string> laws;
        for (auto const& breach : test.conservation()) {
            laws.push_back(breach.law.en);
        }
        return laws;
    }
};

TEST_P(Laws, EachFailsByNameWhenRowsAreGone)
{
    expect_sound();
    for (auto const& [sql, law] : damages) {
        db::Transaction const undone_at_the_end{test.office().connection()};
        std::string text{sql};
        auto const place = text.find("matter_id = 0");
        if (place != std::string::npos) {
            text.replace(place + 12, 1, std::to_string(matter("T1").get()));
        }
        damage(text);
        auto const found = broken();
        EXPECT_NE(std::ranges::find(found, law), found.end()) << sql;
    }
    expect_sound();
}

TEST_P(Laws, EachMeasureOfResultsIsHeldAgainstTheRows)
{
    auto const expect_broken = [&](std::string const& measure, std::string const& sql) {
        db::Transaction const undone_at_the_end{test.office().connection()};
        damage(sql);
        auto const found = broken();
        auto const law = "the count of " + measure + " is that of the rows";
        EXPECT_NE(std::ranges::find(found, law), found.end()) << sql;
    };
    for (std::string const measure : {"results",     "closed",         "phased",
                                      "in_progress", "true",           "basically_true",
                                      "partly_true", "untrue",         "immediate",
                                      "by_deadline", "long_term",      "fine_fen",
                                      "ordered",     "penalised",      "seized",
                                      "criminal",    "detained_admin", "detained_criminal",
                                      "interviewed", "accountable"}) {
        expect_broken(
            measure, "update count_fact set measure = '" + measure + "' where measure = 'received'"
        );
    }
    expect_broken("fine_fen", "update case_result set fine_fen = fine_fen + 1");
    for (auto const& row : handling::numbers) {
        std::string const name{row.name};
        expect_broken(name, "update case_result set " + name + " = " + name + " + 1");
    }
    expect_broken("by_deadline", "update case_result set class = 'by_deadline'");
    expect_broken("true", "update case_result set truth = null");
    expect_sound();
}

TEST_P(Laws, AStoredCodeThatIsNotKnownIsTrouble)
{
    auto const trouble = [&](std::string_view sql, std::function<void()> const& reading) {
        db::Transaction const undone_at_the_end{test.office().connection()};
        damage(sql);
        try {
            reading();
        } catch (Trouble const& found) {
            EXPECT_EQ(found.kind(), Trouble::Kind::database);
            return std::string{found.what()};
        }
        return std::string{"passed"};
    };
    EXPECT_EQ(
        trouble("update case_file set standing = 'lost'", [&] { file(own_case(matter("T1"))); }),
        R"(case_file.standing holds a code that is not known: "lost")"
    );
    EXPECT_EQ(
        trouble("update batch set state = ''", [&] { batch_of(first_day); }),
        R"(batch.state holds a code that is not known: "")"
    );
    EXPECT_EQ(
        trouble(
            "update case_result set status = 'lost'",
            [&] {
                static_cast<void>(handling::load_result(
                    test.office().connection(),
                    test.may<handling::ReadResults>(),
                    own_case(matter("T1"))
                ));
            }
        ),
        R"(case_result.status holds a code that is not known: "lost")"
    );
    EXPECT_EQ(
        trouble(
            "update placement set how = 'magic'",
            [&] {
                merge::each_placement(
                    test.office().connection(), test.may<merge::ReadMerges>(), [](auto const&) {}
                );
            }
        ),
        R"(placement.how holds a code that is not known: "magic")"
    );
    expect_sound();
}

ON_BOTH_DATABASES(Laws);

} // namespace
} // namespace ducha::tests
