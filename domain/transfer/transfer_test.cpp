// The decisions of 转办, without a database.
#include "domain/transfer/transfer.h"

#include "platform/random/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ducha::transfer {
namespace {

constexpr Day first_day{18865}; // 2021-08-26
constexpr TimeOfDay evening{20 * 60};

inspection::Placed place()
{
    inspection::Placed place;
    place.inspection.round = 2;
    place.inspection.daily_cut = evening;
    place.inspection.scheme = {
        .id = "central",
        .pattern = "{letter}{round}{object}{date}{serial:4}",
        .letters = {{Channel::call, "D"}, {Channel::letter, "X"}},
        .source = "test",
    };
    place.object.code = "SD";
    place.object.first_day = first_day;
    place.object.last_day = first_day + 30;
    return place;
}

casefile::CaseFile open_case(std::int64_t id, Channel channel = Channel::call)
{
    casefile::CaseFile file;
    file.id = CaseId{id};
    file.channel = channel;
    file.reception_day = first_day;
    return file;
}

SealView view_of(std::vector<casefile::CaseFile> open)
{
    SealView view;
    view.open = std::move(open);
    return view;
}

Result<guard::Proposal> sealed(SealView const& view, Day day = first_day, std::uint64_t seed = 1)
{
    SeededRandom random{seed};
    return decide(view, {day}, place(), random, office_instant(day, evening));
}

std::string refusal(SealView const& view, Day day = first_day)
{
    auto const proposal = sealed(view, day);
    return proposal ? "passed" : proposal.error().code;
}

template <class Event>
std::vector<Event> events_of(guard::Proposal const& proposal)
{
    std::vector<Event> events;
    for (auto const& proposed : proposal.events()) {
        if (proposed.draft.type.name == Event::type.name) {
            events.push_back(ledger::Codec<Event>::read(
                {.type = std::string{Event::type.name}, .body = proposed.draft.body, .words = {}}
            ));
        }
    }
    return events;
}

std::vector<std::string> numbers_of(guard::Proposal const& proposal)
{
    std::vector<std::string> numbers;
    for (auto const& event : events_of<CaseNumbered>(proposal)) {
        numbers.push_back(event.number);
    }
    return numbers;
}

std::vector<casefile::CaseFile> cases(std::int64_t count)
{
    std::vector<casefile::CaseFile> all;
    for (std::int64_t id = 0; id < count; ++id) {
        all.push_back(open_case(id));
    }
    return all;
}

// clause B21-05
TEST(Sealing, NumbersEachCaseOnceWithoutGaps)
{
    auto numbers = numbers_of(*sealed(view_of(cases(120))));
    std::ranges::sort(numbers);
    ASSERT_EQ(numbers.size(), 120U);
    EXPECT_EQ(numbers.front(), "D2SD202108260001");
    EXPECT_EQ(numbers.back(), "D2SD202108260120");
    EXPECT_EQ(std::ranges::adjacent_find(numbers), numbers.end());
}

TEST(Sealing, ANumberDoesNotBetrayTheOrderOfArrival)
{
    std::set<std::vector<CaseId>> orders;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        auto const proposal = sealed(view_of(cases(40)), first_day, seed);
        std::vector<CaseId> order;
        for (auto const& event : events_of<CaseNumbered>(*proposal)) {
            order.push_back(event.of);
        }
        EXPECT_FALSE(std::ranges::is_sorted(order));
        orders.insert(order);
    }
    EXPECT_EQ(orders.size(), 20U);
}

TEST(Sealing, CountsEachLetterForItselfAndGoesOnAfterUrgentNotices)
{
    auto view = view_of({open_case(1), open_case(2, Channel::letter), open_case(3)});
    view.last_serials[{.letter = "D", .date = first_day}] = 4;
    auto numbers = numbers_of(*sealed(view));
    std::ranges::sort(numbers);
    EXPECT_EQ(
        numbers,
        (std::vector<std::string>{"D2SD202108260005", "D2SD202108260006", "X2SD202108260001"})
    );
}

/// Whatever a pattern says, and whatever it leaves out.
TEST(Sealing, GivesNoNumberTwiceUnderAnyScheme)
{
    std::vector<casefile::CaseFile> open;
    for (std::int64_t id = 0; id < 24; ++id) {
        auto file = open_case(id, id % 2 == 0 ? Channel::call : Channel::letter);
        file.reception_day = first_day + static_cast<int>(id % 3);
        open.push_back(file);
    }
    for (auto const* pattern :
         {"{letter}{round}{object}{date}{serial:4}",
          "{object}{serial:4}",
          "{letter}{serial}",
          "{date}{serial:2}",
          "BC{letter}{date}{serial:2}",
          "{serial}{date}",
          "{serial}号"}) {
        auto where = place();
        where.inspection.scheme.pattern = pattern;
        SeededRandom random{1};
        auto const now = office_instant(first_day + 2, evening);
        auto const proposal = decide(view_of(open), {first_day + 2}, where, random, now);
        ASSERT_TRUE(proposal) << pattern;
        auto const numbers = numbers_of(*proposal);
        EXPECT_EQ(std::set(numbers.begin(), numbers.end()).size(), open.size()) << pattern;
    }
}

TEST(Sealing, ListsSupplementsAndUrgentNoticesUnderTheBatchNumberOfTheDay)
{
    auto view = view_of({open_case(1)});
    view.supplements = {MatterId{9}};
    view.urgent = {CaseId{5}};
    auto const batch = events_of<BatchSealed>(*sealed(view, first_day + 3)).at(0);
    EXPECT_EQ(batch.number, 4);
    EXPECT_EQ(batch.cases, std::vector{CaseId{1}});
    EXPECT_EQ(batch.supplements, std::vector{MatterId{9}});
    EXPECT_EQ(batch.urgent, std::vector{CaseId{5}});
}

TEST(Sealing, RefusesWhatWouldLeaveSomethingBehind)
{
    auto const some = view_of({open_case(1)});
    EXPECT_EQ(refusal(some), "passed");
    EXPECT_EQ(refusal({}), "transfer.nothing_to_seal");
    EXPECT_EQ(refusal(some, first_day + -1), "transfer.outside_the_stay");
    auto view = some;
    view.waiting = 1;
    EXPECT_EQ(refusal(view), "transfer.matters_wait");
    view = some;
    view.last_sealed = first_day;
    EXPECT_EQ(refusal(view), "transfer.sealed_already");
    view.last_sealed = first_day + 1;
    EXPECT_EQ(refusal(view), "transfer.later_batch_sealed");

    SeededRandom random{1};
    auto const early =
        decide(some, {first_day}, place(), random, office_instant(first_day, {20 * 60 - 1}));
    EXPECT_EQ(early.error().code, "transfer.day_not_over");
}

TEST(Sealing, RefusesMoreCasesThanTheSchemeHasNumbersFor)
{
    EXPECT_EQ(refusal(view_of(cases(9999))), "passed");
    EXPECT_EQ(refusal(view_of(cases(10'000))), "number.serial_too_wide");
    EXPECT_EQ(refusal(view_of({open_case(1, Channel::web)})), "number.no_letter");
}

} // namespace
} // namespace ducha::transfer
