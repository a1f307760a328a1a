// What the intake takes down, what the rule may accept, and what people decide.
// clause B21-02, clause B21-03
#include "domain/intake/intake.h"

#include "platform/trouble.h"

#include "domain/intake/type_list.h"

#include <gtest/gtest.h>

namespace ducha::intake {
namespace {

Day on(std::string_view text)
{
    return parse_day(text).value();
}

Instant at(std::string_view text)
{
    return parse_instant(text).value();
}

Instant const now = at("2025-06-02T09:00");

inspection::Placed shanxi()
{
    inspection::Placed place;
    place.inspection.channels = {Channel::call, Channel::letter};
    place.inspection.daily_cut = {20 * 60};
    place.object.code = "SX";
    place.object.first_day = on("2025-05-28");
    place.object.last_day = on("2025-06-28");
    return place;
}

IncomingReport call()
{
    return {
        .own_id = "R-001",
        .channel = Channel::call,
        .occurred = at("2025-06-01T10:15"),
        .title = "河水发黑",
        .text = "示例村北侧河水发黑有异味",
        .place = "示例县示例村",
        .enterprise = "示例化工厂",
        .types = {Type::water},
    };
}

Result<ReportReceived> taken_down(IncomingReport const& incoming)
{
    return working_report(incoming, shanxi(), at("2025-06-20T20:00"));
}

std::string refusal_of(IncomingReport const& incoming)
{
    auto const report = taken_down(incoming);
    return report ? "passed" : report.error().code;
}

TEST(TakingDown, KeepsWhatWasSaid)
{
    auto const report = taken_down(call());
    ASSERT_TRUE(report.has_value()) << to_line(report.error());
    EXPECT_EQ(report->own_id, "R-001");
    EXPECT_EQ(report->channel, Channel::call);
    EXPECT_EQ(report->reception_day, on("2025-06-01"));
    EXPECT_EQ(report->types, std::vector{Type::water});
    EXPECT_EQ(report->title, "河水发黑");
    EXPECT_EQ(report->text, "示例村北侧河水发黑有异味");
    EXPECT_EQ(report->place, "示例县示例村");
    EXPECT_EQ(report->enterprise, "示例化工厂");
}

TEST(TakingDown, CountsAReportAfterTheCutOnTheNextDay)
{
    auto incoming = call();
    incoming.occurred = at("2025-06-01T20:00:00");
    EXPECT_EQ(taken_down(incoming)->reception_day, on("2025-06-01"));
    incoming.occurred = at("2025-06-01T20:00:01");
    EXPECT_EQ(taken_down(incoming)->reception_day, on("2025-06-02"));
}

TEST(TakingDown, LeavesNoIdentifierInAnyText)
{
    auto incoming = call();
    incoming.reporter_name = "李某雷";
    incoming.title = "李某雷举报";
    incoming.text = "我是李某雷，电话13812345678，车牌京A12345";
    incoming.place = "李某雷家旁，微信lilei007";
    incoming.enterprise = "示例厂，座机010-12345678";
    auto const report = taken_down(incoming);
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->title, "【姓名】举报");
    EXPECT_EQ(report->text, "我是【姓名】，电话【电话】，车牌【车牌】");
    EXPECT_EQ(report->place, "【姓名】家旁，【账号】");
    EXPECT_EQ(report->enterprise, "示例厂，座机【电话】");
}

TEST(TakingDown, NeedsTheNumberOfTheReportWhereItComesFrom)
{
    auto incoming = call();
    incoming.own_id = " \u3000";
    EXPECT_EQ(refusal_of(incoming), "intake.own_id_missing");
    incoming.own_id = std::string(64, 'a');
    EXPECT_EQ(refusal_of(incoming), "passed");
    incoming.own_id += "1";
    EXPECT_EQ(refusal_of(incoming), "intake.own_id_too_long");
}

// It stands in a leaf, which nothing ever erases.
TEST(TakingDown, TakesAnOwnIdThatNamesAReportAndNobody)
{
    auto incoming = call();
    for (auto const* const id :
         {"T-1", "2021/0826_7.a", "000123", "0000012345", "202108261234567891", " R7 "}) {
        incoming.own_id = id;
        EXPECT_EQ(refusal_of(incoming), "passed") << id;
    }
    for (auto const* const id : {"张某家旁", "R 7", "R-7,8", "R#7"}) {
        incoming.own_id = id;
        EXPECT_EQ(refusal_of(incoming), "intake.own_id_odd") << id;
    }
    incoming.reporter_name = "Li Lei";
    for (auto const* const id :
         {"13812345678",
          "R-13812345678",
          "010-12345678",
          "11010519491231002X",
          "370105198001020035",
          "WX13812345678",
          "qq12345678"}) {
        incoming.own_id = id;
        auto const refusal = taken_down(incoming);
        ASSERT_FALSE(refusal.has_value()) << id;
        EXPECT_EQ(refusal.error().code, "intake.own_id_personal") << id;
        EXPECT_EQ(refusal.error().where, "id");
        EXPECT_FALSE(to_line(refusal.error()).contains("1234")) << to_line(refusal.error());
        EXPECT_TRUE(refusal.error().found.starts_with("【"));
    }
    incoming.reporter_name = "LiLei";
    incoming.own_id = "lilei-7";
    EXPECT_EQ(taken_down(incoming).error().found, "【姓名】");
}

TEST(TakingDown, RefusesAChannelThatIsNotOpen)
{
    auto incoming = call();
    incoming.channel = Channel::web;
    EXPECT_EQ(refusal_of(incoming), "intake.channel_closed");
    EXPECT_EQ(taken_down(incoming).error().found, "web");
}

TEST(TakingDown, NeedsWordsInTitleOrText)
{
    auto incoming = call();
    incoming.text = " \n\u3000";
    EXPECT_EQ(refusal_of(incoming), "passed");
    incoming.title = "";
    EXPECT_EQ(refusal_of(incoming), "intake.no_words");
}

TEST(TakingDown, RefusesMoreThanTwentyThousandCharacters)
{
    auto incoming = call();
    incoming.title = incoming.place = incoming.enterprise = "";
    incoming.text = "";
    for (int i = 0; i < 20'000; ++i) {
        incoming.text += "水";
    }
    EXPECT_EQ(refusal_of(incoming), "passed");
    incoming.place = "村";
    auto const refusal = taken_down(incoming);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "intake.too_long");
    EXPECT_EQ(refusal.error().found, "20001 characters");
}

TEST(TakingDown, RefusesWhatHasNotHappenedYet)
{
    auto incoming = call();
    incoming.occurred = at("2025-06-20T20:00");
    EXPECT_EQ(refusal_of(incoming), "passed");
    incoming.occurred = at("2025-06-20T20:00:01");
    EXPECT_EQ(refusal_of(incoming), "intake.in_the_future");
}

TEST(TakingDown, RefusesACharacterZeroAnywhere)
{
    std::string const zero(1, '\0');
    for (auto const text :
         {&IncomingReport::own_id,
          &IncomingReport::title,
          &IncomingReport::text,
          &IncomingReport::place,
          &IncomingReport::enterprise}) {
        auto incoming = call();
        incoming.*text += zero;
        EXPECT_EQ(refusal_of(incoming), "intake.zero_character");
    }
}

TEST(TakingDown, RefusesAReportOlderThanTheStay)
{
    auto incoming = call();
    incoming.occurred = at("2025-05-27T19:59");
    EXPECT_EQ(refusal_of(incoming), "intake.before_the_stay");
    incoming.occurred = at("2025-05-27T20:01");
    EXPECT_EQ(refusal_of(incoming), "passed");
}

TEST(TakingDown, AsksForNoName)
{
    auto incoming = call();
    incoming.reporter_name = "";
    incoming.reporter_rest = "";
    EXPECT_EQ(refusal_of(incoming), "passed");
}

Matter matter(MatterState state = MatterState::undecided)
{
    return {
        .of =
            {.matter = MatterId{7},
             .report = ReportId{7},
             .channel = Channel::call,
             .reception_day = on("2025-06-01"),
             .types = {Type::water}},
        .state = state,
        .occurred = at("2025-06-01T10:15"),
        .title = "河水发黑",
        .text = "示例村北侧河水发黑有异味",
    };
}

TEST(TheRule, AcceptsAProblemWithWordsEnoughDuringTheStay)
{
    EXPECT_TRUE(rule_accepts(matter(), shanxi()));
}

TEST(TheRule, LeavesToPeopleWhatHasFewWords)
{
    auto few = matter();
    few.title = "臭";
    few.text = "河边很难闻";
    EXPECT_FALSE(rule_accepts(few, shanxi()));
    few.text = "河边夜里很难闻";
    EXPECT_TRUE(rule_accepts(few, shanxi()));
}

TEST(TheRule, LeavesToPeopleWhatIsNoComplaintOrJudgedAlready)
{
    auto stop = matter();
    stop.kind = ReportKind::stop_report;
    EXPECT_FALSE(rule_accepts(stop, shanxi()));
    for (auto const state :
         {MatterState::accepted,
          MatterState::declined,
          MatterState::forwarded,
          MatterState::withdrawn}) {
        EXPECT_FALSE(rule_accepts(matter(state), shanxi()));
    }
}

// domain.md 1.5 T04: a letter counts by its postmark.
TEST(TheRule, TakesALetterByItsPostmark)
{
    auto letter = matter();
    letter.of.channel = Channel::letter;
    letter.of.reception_day = on("2025-07-01");
    EXPECT_FALSE(rule_accepts(letter, shanxi()));
    letter.postmark = on("2025-06-28");
    EXPECT_TRUE(rule_accepts(letter, shanxi()));
    letter.postmark = on("2025-06-29");
    EXPECT_FALSE(rule_accepts(letter, shanxi()));
    letter.postmark = on("2025-05-27");
    EXPECT_FALSE(rule_accepts(letter, shanxi()));
    letter.postmark = on("2025-05-28");
    EXPECT_TRUE(rule_accepts(letter, shanxi()));
}

JudgedView view(MatterState state, std::vector<MatterState> siblings = {})
{
    return {.matter = matter(state), .siblings = std::move(siblings)};
}

/// What a decision came to: the event's name and body, or the code of the refusal.
std::string outcome(Result<guard::Proposal> const& decision)
{
    if (!decision) {
        return decision.error().code;
    }
    EXPECT_EQ(decision->events().size(), 1U);
    EXPECT_EQ(decision->events().front().draft.occurred, now);
    return std::string{decision->events().front().draft.type.name};
}

bool body_holds(Result<guard::Proposal> const& decision, std::string_view text)
{
    return decision && decision->events().front().draft.body.contains(text);
}

bool shifts(
    Result<guard::Proposal> const& decision, std::string_view before, std::string_view after
)
{
    auto const text =
        R"({"after":")" + std::string{after} + R"(","before":")" + std::string{before} + R"("})";
    return body_holds(decision, text);
}

TEST(Accepting, IsForMattersThatWait)
{
    EXPECT_EQ(outcome(accept(view(MatterState::undecided), false, now)), "matter_accepted");
    EXPECT_EQ(outcome(accept(view(MatterState::undecided), true, now)), "matter_accepted");
    for (auto const state :
         {MatterState::accepted, MatterState::forwarded, MatterState::withdrawn}) {
        EXPECT_EQ(outcome(accept(view(state), false, now)), "intake.already_judged");
    }
}

TEST(Accepting, PutsADeclinedMatterRightByAPersonOnly)
{
    EXPECT_EQ(outcome(accept(view(MatterState::declined), false, now)), "matter_accepted");
    EXPECT_EQ(outcome(accept(view(MatterState::declined), true, now)), "intake.already_judged");
}

TEST(Accepting, SaysWhetherTheRuleDidIt)
{
    auto const by_rule = accept(view(MatterState::undecided), true, now);
    auto const by_person = accept(view(MatterState::undecided), false, now);
    EXPECT_TRUE(body_holds(by_rule, R"("by_rule":true)"));
    EXPECT_TRUE(body_holds(by_person, R"("by_rule":false)"));
}

TEST(Accepting, MakesTheReportAccepted)
{
    using enum MatterState;
    EXPECT_TRUE(shifts(accept(view(undecided), false, now), "undecided", "accepted"));
    EXPECT_TRUE(shifts(accept(view(declined), false, now), "not_accepted", "accepted"));
    EXPECT_TRUE(shifts(accept(view(undecided, {accepted}), false, now), "accepted", "accepted"));
    EXPECT_TRUE(shifts(accept(view(declined, {forwarded}), false, now), "forwarded", "accepted"));
    EXPECT_TRUE(shifts(accept(view(undecided, {withdrawn}), false, now), "accepted", "accepted"));
}

DeclineMatter const vague{
    .matter = MatterId{7}, .reason = DeclineReason::clue_too_vague, .why = "没有地点"
};

TEST(Declining, NeedsAMatterThatWaitsAndAReason)
{
    auto silent = vague;
    silent.why = " \u3000";
    EXPECT_EQ(outcome(decide(view(MatterState::undecided), vague, now)), "matter_declined");
    EXPECT_EQ(outcome(decide(view(MatterState::undecided), silent, now)), "intake.reason_missing");
    for (auto const state :
         {MatterState::accepted,
          MatterState::declined,
          MatterState::forwarded,
          MatterState::withdrawn}) {
        EXPECT_EQ(outcome(decide(view(state), vague, now)), "intake.already_judged");
    }
}

TEST(Declining, KeepsTheReasonAmongTheWords)
{
    auto const decision = decide(view(MatterState::undecided), vague, now);
    EXPECT_TRUE(body_holds(decision, R"("reason":"clue_too_vague")"));
    EXPECT_FALSE(body_holds(decision, "没有地点"));
    EXPECT_EQ(decision->events().front().draft.words, R"({"why":"没有地点"})");
}

TEST(Declining, LeavesTheReportToItsOtherMatters)
{
    using enum MatterState;
    EXPECT_TRUE(shifts(decide(view(undecided), vague, now), "undecided", "not_accepted"));
    EXPECT_TRUE(shifts(decide(view(undecided, {undecided}), vague, now), "undecided", "undecided"));
    EXPECT_TRUE(shifts(decide(view(undecided, {accepted}), vague, now), "accepted", "accepted"));
    EXPECT_TRUE(shifts(decide(view(undecided, {forwarded}), vague, now), "undecided", "forwarded"));
}

ForwardMatter const elsewhere{.matter = MatterId{7}, .office = "示例局", .why = "属于交通噪声管理"};

TEST(Forwarding, NeedsAnOfficeAndAReason)
{
    auto nowhere = elsewhere;
    nowhere.office = " ";
    auto silent = elsewhere;
    silent.why = "";
    auto const waiting = view(MatterState::undecided);
    EXPECT_EQ(outcome(decide(waiting, elsewhere, now)), "matter_forwarded");
    EXPECT_EQ(outcome(decide(waiting, nowhere, now)), "intake.office_missing");
    EXPECT_EQ(outcome(decide(waiting, silent, now)), "intake.reason_missing");
    for (auto const state :
         {MatterState::declined, MatterState::forwarded, MatterState::withdrawn}) {
        EXPECT_EQ(outcome(decide(view(state), elsewhere, now)), "intake.already_judged");
    }
}

// What is said about a report names its reporter as easily as the report does.
TEST(Judging, LeavesNoIdentifierInAReasonOrAnOffice)
{
    auto const words_of = [](Result<guard::Proposal> const& decision) {
        return decision ? decision->events().front().draft.words.value_or("") : "refused";
    };
    std::string const why = " 来电13812345678已停机 ";
    auto const waiting = view(MatterState::undecided);
    DeclineMatter const decline{.matter = MatterId{7}, .why = why};
    EXPECT_EQ(words_of(decide(waiting, decline, now)), R"({"why":"来电【电话】已停机"})");
    ForwardMatter const forward{.matter = MatterId{7}, .office = "局13812345678", .why = why};
    EXPECT_EQ(
        words_of(decide(waiting, forward, now)),
        R"({"office":"局【电话】","why":"来电【电话】已停机"})"
    );
    WithdrawMatter const withdraw{.matter = MatterId{7}, .why = why};
    EXPECT_EQ(
        words_of(decide(view(MatterState::accepted), withdraw, now)),
        R"({"why":"来电【电话】已停机"})"
    );
}

TEST(Judging, BoundsEveryFreeTextAndNamesItsField)
{
    std::string longest;
    for (int i = 0; i < 2000; ++i) {
        longest += "水";
    }
    EXPECT_TRUE(free_text(longest, "why").has_value());
    auto const longer = free_text(longest + "水", "why");
    ASSERT_FALSE(longer.has_value());
    EXPECT_EQ(longer.error().code, "intake.too_long");
    EXPECT_EQ(longer.error().where, "why");
    EXPECT_EQ(longer.error().found, "2001 characters");

    auto zero = elsewhere;
    zero.office += std::string(1, '\0');
    auto const refused = decide(view(MatterState::undecided), zero, now);
    EXPECT_EQ(outcome(refused), "intake.zero_character");
    EXPECT_EQ(refused.error().where, "office");
    auto wordy = elsewhere;
    wordy.office = longest;
    EXPECT_EQ(outcome(decide(view(MatterState::undecided), wordy, now)), "intake.too_long");
}

TEST(Forwarding, SaysWhetherTheMatterWasAccepted)
{
    using enum MatterState;
    auto const before = decide(view(undecided), elsewhere, now);
    EXPECT_TRUE(body_holds(before, R"("was_accepted":false)"));
    EXPECT_TRUE(shifts(before, "undecided", "forwarded"));
    auto const after = decide(view(accepted), elsewhere, now);
    EXPECT_TRUE(body_holds(after, R"("was_accepted":true)"));
    EXPECT_TRUE(shifts(after, "accepted", "forwarded"));
    EXPECT_TRUE(shifts(decide(view(accepted, {accepted}), elsewhere, now), "accepted", "accepted"));
}

TEST(Withdrawing, IsForAcceptedMattersAndSaysWhy)
{
    WithdrawMatter const doubled{.matter = MatterId{7}, .why = "误受理"};
    WithdrawMatter const silent{.matter = MatterId{7}, .why = ""};
    auto const accepted = view(MatterState::accepted);
    EXPECT_EQ(outcome(decide(accepted, doubled, now)), "matter_withdrawn");
    EXPECT_EQ(outcome(decide(accepted, silent, now)), "intake.reason_missing");
    for (auto const state :
         {MatterState::undecided,
          MatterState::declined,
          MatterState::forwarded,
          MatterState::withdrawn}) {
        EXPECT_EQ(outcome(decide(view(state), doubled, now)), "intake.not_accepted");
    }
}

TEST(MarkingUrgent, IsForAcceptedMattersOnce)
{
    MarkUrgent const dumping{.matter = MatterId{7}, .ground = UrgentGround::dumping_going_on};
    auto accepted = view(MatterState::accepted);
    auto const decision = decide(accepted, dumping, now);
    EXPECT_EQ(outcome(decision), "matter_marked_urgent");
    EXPECT_TRUE(body_holds(decision, R"("ground":"dumping_going_on")"));
    accepted.matter.urgent = true;
    EXPECT_EQ(outcome(decide(accepted, dumping, now)), "intake.already_urgent");
    EXPECT_EQ(outcome(decide(view(MatterState::undecided), dumping, now)), "intake.not_accepted");
}

TEST(Decisions, NameTheMatterThatTheyRefuse)
{
    auto const refusal = decide(view(MatterState::accepted), vague, now);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().found, "accepted");
    EXPECT_EQ(refusal.error().where, "matter 7");
}

TEST(Decisions, PassTheGate)
{
    auto const decision = accept(view(MatterState::undecided), false, now);
    EXPECT_TRUE(guard::Gate::pass(*decision).has_value());
}

// A row that somebody changed must not turn a declined matter into one that waits.
TEST(StoredCodes, AreKnownOrTrouble)
{
    EXPECT_EQ(db::stored_code<MatterState>("declined", "matter.state"), MatterState::declined);
    EXPECT_THROW(
        static_cast<void>(db::stored_code<MatterState>("decline", "matter.state")), Trouble
    );
    EXPECT_THROW(static_cast<void>(db::stored_code<Channel>("", "report.channel")), Trouble);
    EXPECT_EQ(types_of("air;water"), (std::vector{Type::air, Type::water}));
    EXPECT_TRUE(types_of("").empty());
    EXPECT_THROW(static_cast<void>(types_of("air;smell")), Trouble);
}

TEST(Dimensions, AreTheFirstTypeTheChannelAndTheDay)
{
    MatterRef ref = matter().of;
    EXPECT_EQ(
        ref.dimensions(),
        (ledger::Dimensions{.type = "water", .channel = "call", .reception_day = on("2025-06-01")})
    );
    ref.types = {Type::air, Type::water};
    EXPECT_EQ(ref.dimensions().type, "air");
    ref.types.clear();
    EXPECT_EQ(ref.dimensions().type, "other");
}

} // namespace
} // namespace ducha::intake
