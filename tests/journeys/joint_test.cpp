// Joint cases: one lead, partners, and counts that follow.
#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

using Codes = std::vector<std::string>;

/// An inspection of three objects; the reports are of the first.
class Joint : public JourneyTest {
protected:
    Joint() : JourneyTest{of_three()} {}

    void SetUp() override
    {
        receive(test, {report(1, mixing_plant), report(2, dyeing_works)});
        accept_and_merge();
    }
    static inspection::Inspection of_three()
    {
        auto inspection = of_two();
        inspection.objects.push_back(inspection.objects.front());
        inspection.objects.back().code = "SX";
        inspection.objects.back().region = "14";
        return inspection;
    }
    std::string jointly(std::string_view own_id, Codes with)
    {
        return outcome(
            casefile::handle_jointly(test.log(), {own_case(matter(own_id)), std::move(with)})
        );
    }
    Codes partners(std::string_view own_id)
    {
        return casefile::partners_of(
            test.office().connection(), test.may<casefile::ReadCases>(), own_case(matter(own_id))
        );
    }
    /// Joint cases and their partners.
    std::pair<std::int64_t, std::int64_t> counted()
    {
        auto const line = total(test.clock().now());
        return {line.of("joint"), line.of("joint_partners")};
    }
    void advance() { test.clock().set({test.clock().now().microseconds + minute}); }
};

TEST_P(Joint, CasesAndPartnersAreCountedAtEveryInstant)
{
    EXPECT_EQ(jointly("T1", {"SX", "GD"}), "passed");
    EXPECT_EQ(partners("T1"), (Codes{"GD", "SX"}));
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{1, 2}));
    auto const then = test.clock().now();
    advance();
    EXPECT_EQ(jointly("T1", {"GD", "SX"}), "casefile.already_so");
    EXPECT_EQ(jointly("T1", {"SX"}), "passed");
    EXPECT_EQ(jointly("T2", {"GD"}), "passed");
    EXPECT_EQ(partners("T1"), Codes{"SX"});
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{2, 2}));
    advance();
    EXPECT_EQ(jointly("T1", {}), "passed");
    EXPECT_EQ(partners("T1"), Codes{});
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{1, 1}));
    EXPECT_EQ(total(then).of("joint_partners"), 2);
    expect_sound();
}

TEST_P(Joint, RefusesWhatIsNoOtherObjectOfTheInspection)
{
    EXPECT_EQ(jointly("T1", {"HN"}), "casefile.no_such_object");
    EXPECT_EQ(jointly("T1", {"SD"}), "casefile.lead_itself");
    EXPECT_EQ(jointly("T1", {"GD", "GD"}), "casefile.object_twice");
    EXPECT_EQ(jointly("T1", {}), "casefile.already_so");
    EXPECT_EQ(
        outcome(casefile::handle_jointly(test.log(), {CaseId{999}, {"GD"}})),
        "casefile.no_such_case"
    );
    // An object of another inspection is none of this one.
    auto other = shandong();
    other.id = "other";
    other.objects[0].code = "HN";
    other.objects[0].region = "43";
    ASSERT_TRUE(test.run(inspection::open_inspection(other)));
    EXPECT_EQ(jointly("T1", {"HN"}), "casefile.no_such_object");
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{0, 0}));
}

TEST_P(Joint, ACaseThatEndsBeforeHandOverIsJointNoMore)
{
    ASSERT_EQ(jointly("T1", {"GD"}), "passed");
    ASSERT_EQ(jointly("T2", {"GD", "SX"}), "passed");
    advance();
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T2"), own_case(matter("T1"))})), "passed");
    EXPECT_EQ(partners("T2"), Codes{});
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{1, 1}));
    EXPECT_EQ(jointly("T2", {"GD"}), "casefile.not_standing");
    // Parted, it is the lead's alone until somebody says otherwise.
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T2"), "模拟"})), "passed");
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{1, 1}));
    EXPECT_EQ(jointly("T2", {"SX"}), "passed");
    expect_sound();
}

TEST_P(Joint, ACaseThatIsWithdrawnAfterHandOverStaysJoint)
{
    ASSERT_EQ(jointly("T1", {"GD"}), "passed");
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
    ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
    ASSERT_EQ(jointly("T2", {"GD"}), "passed");
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟"})), "passed");
    EXPECT_EQ(counted(), (std::pair<std::int64_t, std::int64_t>{2, 2}));
    EXPECT_EQ(jointly("T1", {}), "casefile.not_standing");
    expect_sound();
}

ON_BOTH_DATABASES(Joint);

} // namespace
} // namespace ducha::tests
