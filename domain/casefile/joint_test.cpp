// Who handles a case jointly: the decision, without a database.
#include "domain/casefile/casefile.h"

#include <gtest/gtest.h>

namespace ducha::casefile {
namespace {

JointView view_of(std::vector<std::string> partners = {}, Standing standing = Standing::open)
{
    JointView view;
    view.file.id = CaseId{12};
    view.file.standing = standing;
    view.lead = "SD";
    view.objects = {"GD", "SD", "SX"};
    view.partners = std::move(partners);
    return view;
}

Result<CaseHandledJointly> decided(JointView const& view, std::vector<std::string> with)
{
    auto const proposal = decide(view, HandleJointly{CaseId{12}, std::move(with)}, Instant{});
    if (!proposal) {
        return std::unexpected{proposal.error()};
    }
    return ledger::Codec<CaseHandledJointly>::read(
        {.type = std::string{CaseHandledJointly::type.name},
         .body = proposal->events().at(0).draft.body,
         .words = {}}
    );
}

std::string outcome(JointView const& view, std::vector<std::string> with)
{
    auto const event = decided(view, std::move(with));
    return event ? "passed" : event.error().code;
}

using Codes = std::vector<std::string>;

TEST(JointCases, ListTheirPartnersInOrder)
{
    auto const event = *decided(view_of(), {"SX", "GD"});
    EXPECT_EQ(event.of, CaseId{12});
    EXPECT_EQ(event.with, (Codes{"GD", "SX"}));
    EXPECT_EQ(event.by.type, "other");
}

TEST(JointCases, TakeAnotherListInPlaceOfTheOneThere)
{
    EXPECT_EQ(decided(view_of({"GD"}), {"SX"})->with, Codes{"SX"});
    EXPECT_EQ(decided(view_of({"GD"}), {})->with, Codes{});
    EXPECT_EQ(outcome(view_of({"GD", "SX"}), {"SX", "GD"}), "casefile.already_so");
    EXPECT_EQ(outcome(view_of(), {}), "casefile.already_so");
}

TEST(JointCases, AreRefusedWithAnyoneElse)
{
    auto const refused = decided(view_of(), {"GD", "XX"}).error();
    EXPECT_EQ(refused.code, "casefile.no_such_object");
    EXPECT_EQ(refused.found, "XX");
    EXPECT_EQ(refused.expected, "some of GD, SD, SX");
    EXPECT_EQ(outcome(view_of(), {"GD", ""}), "casefile.no_such_object");
    EXPECT_EQ(outcome(view_of(), {"gd"}), "casefile.no_such_object");
    EXPECT_EQ(outcome(view_of(), {"GD", "SD"}), "casefile.lead_itself");
    EXPECT_EQ(outcome(view_of(), {"GD", "SX", "GD"}), "casefile.object_twice");
}

TEST(JointCases, HoldMatters)
{
    for (auto const& row : ducha::Codes<Standing>::table) {
        EXPECT_EQ(
            outcome(view_of({}, row.value), {"GD"}),
            holds_matters(row.value) ? "passed" : "casefile.not_standing"
        ) << row.code;
    }
}

} // namespace
} // namespace ducha::casefile
