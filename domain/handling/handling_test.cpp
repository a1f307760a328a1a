// The decisions of 办理, without a database.
#include "domain/handling/handling.h"

#include <gtest/gtest.h>

namespace ducha::handling {
namespace {

using casefile::ChangeKind;
using casefile::Standing;

constexpr Day handed_on{18866}; // 2021-08-27

Instant at(int hours)
{
    return {office_instant(handed_on, {}).microseconds + hours * hour};
}

constexpr int now = 100;

ResultView with_the_object(Standing standing = Standing::handed_over)
{
    ResultView view;
    view.file.id = CaseId{12};
    view.file.standing = standing;
    view.file.channel = Channel::letter;
    view.file.reception_day = handed_on + -1;
    view.file.types = {intake::Type::noise};
    view.handed_over = at(9);
    return view;
}

Outcome in_progress()
{
    return {.status = Status::in_progress};
}

Outcome closed()
{
    return {.status = Status::closed, .truth = Truth::partly, .penalised = 2, .fine = Fen{500'000}};
}

CaseResult result(Outcome outcome, int hours = 20)
{
    return {.case_number = "X2SD202108260001", .occurred = at(hours), .outcome = outcome};
}

/// The view after this result.
ResultView after(ResultView view, CaseResult const& said)
{
    if (view.there) {
        view.earlier.push_back(*view.there);
    }
    view.there = {said.occurred, said.outcome};
    bool const is_closed = said.outcome.status == Status::closed;
    view.file.standing = is_closed ? Standing::closed : Standing::handed_over;
    return view;
}

std::string outcome_of(ResultView const& view, CaseResult const& said)
{
    auto const event = decide(view, said, at(now));
    return !event ? event.error().code : *event ? "recorded" : "nothing new";
}

TEST(Results, AreRecordedWithTheDimensionsOfTheirCase)
{
    auto const event = **decide(with_the_object(), result(in_progress()), at(now));
    EXPECT_EQ(event.of, CaseId{12});
    EXPECT_EQ(event.by, (ledger::Dimensions{"noise", "letter", handed_on + -1}));
    EXPECT_EQ(event.outcome, in_progress());
    EXPECT_FALSE(event.before);
    EXPECT_TRUE(event.changes.empty());
}

TEST(Results, CloseTheirCaseAndALaterOneOpensItAgain)
{
    auto const view = with_the_object();
    auto const closing = **decide(view, result(closed()), at(now));
    ASSERT_EQ(closing.changes.size(), 1U);
    EXPECT_EQ(closing.changes[0].of, CaseId{12});
    EXPECT_EQ(closing.changes[0].kind, ChangeKind::closed);

    auto const there = after(view, result(closed()));
    auto more = closed();
    more.accountable = 1;
    EXPECT_TRUE((**decide(there, result(more, 21), at(now))).changes.empty());

    auto const reopening = **decide(there, result(in_progress(), 22), at(now));
    ASSERT_EQ(reopening.changes.size(), 1U);
    EXPECT_EQ(reopening.changes[0].kind, ChangeKind::reopened);
    EXPECT_EQ(reopening.before, closed());
}

TEST(Results, ThatSayNothingNewArePassedOver)
{
    auto const first = result(in_progress(), 20);
    auto const second = result(closed(), 30);
    auto const there = after(after(with_the_object(), first), second);
    EXPECT_EQ(outcome_of(there, second), "nothing new");
    EXPECT_EQ(outcome_of(there, result(closed(), 40)), "nothing new");
    // The rows of a file that were in before the last of them took their place.
    EXPECT_EQ(outcome_of(there, first), "nothing new");
    EXPECT_EQ(outcome_of(there, result(in_progress(), 21)), "nothing new");
    EXPECT_EQ(outcome_of(there, result(in_progress(), 19)), "handling.older_than_the_result_there");
    EXPECT_EQ(outcome_of(there, result(closed(), 20)), "handling.older_than_the_result_there");
}

TEST(Results, OfTheSameInstantCorrectTheOneThere)
{
    auto const there = after(with_the_object(), result(closed()));
    auto corrected = closed();
    corrected.penalised = 3;
    auto const event = **decide(there, result(corrected), at(now));
    EXPECT_EQ(event.before, closed());
    EXPECT_EQ(event.outcome, corrected);
    // And back again, which is no repetition.
    EXPECT_EQ(outcome_of(after(there, result(corrected)), result(closed())), "recorded");
}

TEST(Results, AreRefusedForACaseThatIsNotWithTheObject)
{
    for (auto const standing :
         {Standing::open,
          Standing::sealed,
          Standing::withdrawn,
          Standing::withdrawn_after_hand_over,
          Standing::absorbed}) {
        auto const refused = decide(with_the_object(standing), result(closed()), at(now)).error();
        EXPECT_EQ(refused.code, "handling.not_with_the_object") << code(standing);
        EXPECT_TRUE(refused.found.contains(code(standing))) << refused.found;
        EXPECT_EQ(refused.where, "case_number");
    }
    EXPECT_EQ(outcome_of(with_the_object(Standing::closed), result(in_progress())), "recorded");
    // The figures of a case that was withdrawn afterwards stay; the same again is harmless.
    auto withdrawn = after(with_the_object(), result(closed()));
    withdrawn.file.standing = Standing::withdrawn_after_hand_over;
    EXPECT_EQ(outcome_of(withdrawn, result(closed())), "nothing new");
    EXPECT_EQ(outcome_of(withdrawn, result(in_progress(), 30)), "handling.not_with_the_object");
}

TEST(Results, AreOfAnInstantBetweenTheHandOverAndNow)
{
    auto const view = with_the_object();
    EXPECT_EQ(outcome_of(view, result(in_progress(), 9)), "recorded");
    EXPECT_EQ(outcome_of(view, result(in_progress(), 8)), "handling.before_hand_over");
    EXPECT_EQ(outcome_of(view, result(in_progress(), now)), "recorded");
    EXPECT_EQ(outcome_of(view, result(in_progress(), now + 1)), "handling.in_the_future");
    auto const refused = decide(view, result(in_progress(), 8), at(now)).error();
    EXPECT_EQ(refused.where, "time");
    EXPECT_EQ(refused.found, "2021-08-27T08:00:00+08:00");
    EXPECT_EQ(refused.expected, "not before 2021-08-27T09:00:00+08:00");
}

TEST(Results, AreRefusedWithTheNumberThatIsOutOfRange)
{
    for (auto const& row : numbers) {
        for (auto const wrong : {std::int64_t{-1}, most_of_a_number + 1}) {
            auto outcome = in_progress();
            outcome.*row.number = wrong;
            auto const refused = decide(with_the_object(), result(outcome), at(now)).error();
            EXPECT_EQ(refused.code, "handling.number_out_of_range");
            EXPECT_EQ(refused.where, row.name);
            EXPECT_EQ(refused.found, std::to_string(wrong));
            outcome.*row.number = most_of_a_number;
            EXPECT_EQ(outcome_of(with_the_object(), result(outcome)), "recorded") << row.name;
        }
    }
    auto outcome = in_progress();
    outcome.fine = most_fine;
    EXPECT_EQ(outcome_of(with_the_object(), result(outcome)), "recorded");
    for (auto const wrong : {Fen{-1}, Fen{most_fine.get() + 1}}) {
        outcome.fine = wrong;
        auto const refused = decide(with_the_object(), result(outcome), at(now)).error();
        EXPECT_EQ(refused.code, "handling.number_out_of_range");
        EXPECT_EQ(refused.where, "fine");
    }
}

// domain.md 2.4: whether it was true does not depend on what is left to do.
TEST(Results, StateAFindingWhereTheyAreClosed)
{
    auto outcome = closed();
    outcome.truth.reset();
    EXPECT_EQ(outcome_of(with_the_object(), result(outcome)), "handling.closed_without_truth");
    outcome.status = Status::phased;
    EXPECT_EQ(outcome_of(with_the_object(), result(outcome)), "recorded");
    for (auto const& truth : Codes<Truth>::table) {
        outcome.status = Status::closed;
        outcome.truth = truth.value;
        EXPECT_EQ(outcome_of(with_the_object(), result(outcome)), "recorded") << truth.code;
    }
}

} // namespace
} // namespace ducha::handling
