// A stored code that is not known is trouble, never the first of its kind.
#include "platform/trouble.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

/// One report of every fate, one case of every standing.
class Laws : public JourneyTest {
protected:
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
        ASSERT_EQ(outcome(intake::withdraw(log, {matter("T4"), "模拟"})), "passed");
    }
    void damage(std::string_view sql) { test.office().connection().run_script(sql); }
};

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
