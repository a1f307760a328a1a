// Whoever reports on the web: the receipt, the look-up, additions and threats, on both databases.
// clause B21-02, clause L21-13
#include "platform/sealed/letter_box.h"
#include "platform/sealed/receipts.h"
#include "platform/trouble.h"

#include "domain/guard/erasure.h"
#include "domain/reporter/telling.h"

#include "app/keys.h"
#include "tests/conformance/tracing_connection.h"
#include "tests/journeys/journey.h"

#include <fstream>
#include <set>

namespace ducha::tests {
namespace {

using reporter::Receipt;
using reporter::ReceiveWebReport;

constexpr auto* name = "李模拟";
constexpr auto* telephone = "13800001111";

inspection::Inspection with_web()
{
    auto inspection = of_two();
    inspection.channels.push_back(Channel::web);
    inspection.scheme.letters.push_back({Channel::web, "W"});
    return inspection;
}

std::string form(int number)
{
    return to_text(sealed::FormToken{{static_cast<std::uint8_t>(number), 0xA5}});
}

class Reporter : public JourneyTest {
protected:
    Reporter() : JourneyTest{with_web()} {}

    static ReceiveWebReport web_report(int number, std::string text = mixing_plant)
    {
        return {
            .form = form(number),
            .place = "模拟省样例县示例镇",
            .text = std::move(text) + "，李模拟13800001111",
            .when = "每晚",
            .evidence = "有照片",
            .types = {intake::Type::noise},
            .name = name,
            .telephone = telephone,
        };
    }
    Receipt taken_down(ReceiveWebReport const& report)
    {
        auto const receipt = std::make_shared<Receipt>();
        auto const done = test.run(reporter::receive(test.log(), report, receipt));
        EXPECT_TRUE(done) << to_line(done.error());
        return *receipt;
    }
    std::string outcome_of(ReceiveWebReport const& report)
    {
        return outcome(reporter::receive(test.log(), report, std::make_shared<Receipt>()));
    }
    static identity::Permissions anyone()
    {
        return {app::policy(), reporter::visitor(), {}, Instant{}};
    }
    std::optional<reporter::ReportStatus> looked_up(std::string_view code)
    {
        auto found =
            reporter::look_up(test.office().connection(), anyone(), test.office().receipts(), code);
        EXPECT_TRUE(found);
        return found ? *found : std::nullopt;
    }
    /// The steps of the only matter, the last marked by what it is.
    std::vector<std::string> steps(Receipt const& receipt)
    {
        auto const status = looked_up(to_text(receipt.code));
        std::vector<std::string> all;
        for (auto const& step : reporter::told(*status, status->matters.at(0))) {
            all.push_back(step.what.en);
        }
        return all;
    }
    std::vector<ledger::Recorded> events(LogId log)
    {
        return ledger::read_events(test.office().connection(), log, Seq{0}, 1000);
    }
    std::vector<reporter::Threat> threats()
    {
        auto const may = test.office().policy().authorize<reporter::ReadThreats>(office_log);
        return reporter::threats(test.office().connection(), may);
    }
    std::vector<reporter::Addition> additions(Receipt const& receipt)
    {
        return reporter::additions_of(
            test.office().connection(), test.may<intake::ReadMatters>(), receipt.report
        );
    }
};

TEST_P(Reporter, TheSameFormGivesTheSameReceiptAndAnotherContentIsRefused)
{
    auto const first = taken_down(web_report(1));
    EXPECT_FALSE(first.there_already);
    auto const size = events(test.log()).size();
    test.clock().set(office_instant(first_day, {20 * 60 + 7}));
    auto const again = taken_down(web_report(1));
    EXPECT_TRUE(again.there_already);
    EXPECT_EQ(again.code, first.code);
    EXPECT_EQ(again.report, first.report);
    EXPECT_EQ(events(test.log()).size(), size);

    EXPECT_EQ(outcome_of(web_report(1, dyeing_works)), "reporter.form_used");
    auto another_contact = web_report(1);
    another_contact.telephone = "13900002222";
    EXPECT_EQ(outcome_of(another_contact), "reporter.form_used");
    // Nor may it be sent once more to another object.
    auto const elsewhere = reporter::receive(LogId{2}, web_report(1), std::make_shared<Receipt>());
    EXPECT_EQ(outcome(elsewhere), "reporter.form_used");

    EXPECT_NE(taken_down(web_report(2)).code, first.code);
    expect_sound();
}

TEST_P(Reporter, WhatCannotBeTakenDownIsRefusedAndTheFormStaysGood)
{
    auto odd = web_report(1);
    odd.form = "12";
    EXPECT_EQ(outcome_of(odd), "reporter.bad_form");
    auto silent = web_report(1);
    silent.text = silent.when = silent.evidence = " ";
    EXPECT_EQ(outcome_of(silent), "intake.no_words");
    auto long_name = web_report(1);
    long_name.name = std::string(101, 'a');
    EXPECT_EQ(outcome_of(long_name), "reporter.contact_too_long");
    EXPECT_EQ(outcome_of(web_report(1)), "passed");
    expect_sound();
}

TEST_P(Reporter, NeitherTheLedgerNorTheRowsHoldTheCodeTheNameOrTheTelephone)
{
    auto const receipt = taken_down(web_report(1));
    auto const code = to_text(receipt.code);
    ASSERT_TRUE(
        test.run(reporter::add(test.log(), {form(2), code, "模拟：打13800001111找我，昨夜又排"}))
    );
    ASSERT_TRUE(test.run(reporter::tell({form(3), code, "模拟：有人上门，说知道是13800001111打的"}))
    );
    auto bare = code;
    std::erase(bare, '-');
    for (auto const log : {office_log, test.log()}) {
        for (auto const& event : events(log)) {
            auto const all = event.body + event.words.value_or("");
            for (auto const& secret : {code, bare, form(1), form(2), form(3)}) {
                EXPECT_FALSE(all.contains(secret)) << event.type;
            }
            EXPECT_FALSE(all.contains(telephone)) << all;
            EXPECT_FALSE(all.contains(name) && event.type == "report_received") << all;
        }
    }
    // The original keeps them, for who may open it.
    auto const vault = app::read_vault_key(test.address().keys);
    auto const original = sealed::open_original(
        test.office().connection(), test.log(), sealed::OriginalRef{1}, vault
    );
    ASSERT_TRUE(original);
    EXPECT_TRUE(original->contains(name) && original->contains(telephone)) << *original;
    EXPECT_TRUE(intake::check_originals(test.office().connection(), test.log()).empty());
    EXPECT_TRUE(intake::check_originals(test.office().connection(), office_log).empty());
}

TEST_P(Reporter, SeesWhatBecomesOfTheReportStepByStep)
{
    auto const receipt = taken_down(web_report(1));
    EXPECT_EQ(steps(receipt), (std::vector<std::string>{"Received", "Waiting to be judged"}));
    accept_and_merge();
    EXPECT_EQ(
        steps(receipt),
        (std::vector<std::string>{"Received", "Accepted", "Waiting to be handed over"})
    );
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
    ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
    EXPECT_EQ(steps(receipt).back(), "Being handled");
    auto const number = file(own_case(first_matter(receipt.report))).number;
    test.clock().set(office_instant(first_day + 3, {12 * 60}));
    auto const rows = take_results({{
        number,
        office_instant(first_day + 2, {12 * 60}),
        {.status = handling::Status::closed, .truth = handling::Truth::partly},
    }});
    ASSERT_EQ(rows[0].fate, handling::ResultsOutcome::Fate::recorded);
    auto const status = looked_up(to_text(receipt.code));
    auto const told = reporter::told(*status, status->matters.at(0));
    EXPECT_EQ(told.back().what.en, "Completed");
    EXPECT_EQ(told.back().when, office_instant(first_day + 2, {12 * 60}));
    EXPECT_TRUE(told.back().more.zh.contains("部分属实")) << told.back().more.zh;
    EXPECT_TRUE(told[2].more.en.contains(number)) << told[2].more.en;
}

// clause B21-03
TEST_P(Reporter, IsToldTheReasonAndTheRemedyWhereTheReportIsDeclined)
{
    auto const receipt = taken_down(web_report(1));
    ASSERT_EQ(
        outcome(intake::decline(
            test.log(),
            {first_matter(receipt.report), intake::DeclineReason::clue_too_vague, "没有门牌"}
        )),
        "passed"
    );
    auto const status = looked_up(to_text(receipt.code));
    auto const last = reporter::told(*status, status->matters.at(0)).back();
    EXPECT_EQ(last.what.zh, "不予受理");
    for (auto const* part : {"线索不详", "没有门牌", "补充"}) {
        EXPECT_TRUE(last.more.zh.contains(part)) << last.more.zh;
    }
}

TEST_P(Reporter, AReportOfAStopOrderIsLeftToAPerson)
{
    auto order = web_report(1, "模拟：镇里通知全镇企业从明天起一律停产迎检");
    order.kind = intake::ReportKind::stop_report;
    auto const receipt = taken_down(order);
    accept_and_merge();
    EXPECT_EQ(looked_up(to_text(receipt.code))->kind, intake::ReportKind::stop_report);
    EXPECT_EQ(steps(receipt).back(), "Waiting to be judged");
}

TEST_P(Reporter, AdditionsAreSeenByTriageAndAThreatByTheDisciplineOfficerAlone)
{
    auto const receipt = taken_down(web_report(1));
    auto const code = to_text(receipt.code);
    auto const in_object = events(test.log()).size();
    ASSERT_EQ(outcome(reporter::tell({form(5), code, "模拟：有人上门威胁"})), "passed");
    ASSERT_EQ(outcome(reporter::tell({form(5), code, "模拟：有人上门威胁"})), "passed");
    ASSERT_EQ(threats().size(), 1U);
    EXPECT_EQ(threats()[0].report, receipt.report);
    EXPECT_EQ(threats()[0].log, test.log());
    EXPECT_EQ(threats()[0].text, "模拟：有人上门威胁");
    // Nothing of it in the log of the object, in the leaf, or behind the receipt.
    EXPECT_EQ(events(test.log()).size(), in_object);
    auto const told = events(office_log).back();
    EXPECT_EQ(told.type, "threat_told");
    EXPECT_FALSE(told.body.contains("report")) << told.body;
    EXPECT_TRUE(looked_up(code)->additions.empty());

    ASSERT_EQ(outcome(reporter::add(test.log(), {form(6), code, "模拟：昨夜又排"})), "passed");
    ASSERT_EQ(outcome(reporter::add(test.log(), {form(6), code, "模拟：昨夜又排"})), "passed");
    ASSERT_EQ(additions(receipt).size(), 1U);
    EXPECT_EQ(additions(receipt)[0].text, "模拟：昨夜又排");
    EXPECT_EQ(looked_up(code)->additions.size(), 1U);

    EXPECT_EQ(outcome(reporter::add(test.log(), {form(6), code, "另一句"})), "reporter.form_used");
    EXPECT_EQ(outcome(reporter::add(test.log(), {form(5), code, "同"})), "reporter.form_used");
    EXPECT_EQ(outcome(reporter::add(test.log(), {form(7), code, " "})), "reporter.nothing_said");
    EXPECT_EQ(outcome(reporter::add(LogId{2}, {form(7), code, "同"})), "reporter.no_such_receipt");
    EXPECT_EQ(outcome(reporter::tell({form(7), "0000", "同"})), "reporter.no_such_receipt");
    expect_sound();
}

TEST_P(Reporter, ErasingWhatWasSaidLaterErasesItsOriginalToo)
{
    auto const receipt = taken_down(web_report(1));
    auto const code = to_text(receipt.code);
    auto const added = test.run(reporter::add(test.log(), {form(2), code, "模拟：昨夜又排"}));
    auto const told = test.run(reporter::tell({form(3), code, "模拟：有人上门"}));
    using guard::ErasureGround;
    for (auto const& event : {added->events.front(), told->events.front()}) {
        ASSERT_TRUE(
            test.run(guard::erase_words(event.log, {event.seq, ErasureGround::reporter_asked}))
        );
        EXPECT_TRUE(intake::check_originals(test.office().connection(), event.log).empty());
    }
    EXPECT_EQ(additions(receipt).at(0).text, "");
    EXPECT_EQ(threats().at(0).text, "");
    EXPECT_EQ(threats().at(0).report, ReportId{-1});
    auto const vault = app::read_vault_key(test.address().keys);
    EXPECT_FALSE(
        sealed::open_original(test.office().connection(), test.log(), sealed::OriginalRef{2}, vault)
    );
    expect_sound();
}

TEST_P(Reporter, ErasingAReportErasesWhatWasAddedToItToo)
{
    auto const receipt = taken_down(web_report(1));
    auto const other = taken_down(web_report(2, dyeing_works));
    for (auto const& [number, of] : {std::pair{3, &receipt}, {4, &receipt}, {5, &other}}) {
        auto const code = to_text(of->code);
        ASSERT_EQ(outcome(reporter::add(test.log(), {form(number), code, "模拟：又排"})), "passed");
    }
    using guard::ErasureGround;
    auto const erase = [&](Seq seq) {
        return test.run(guard::erase_words(test.log(), {seq, ErasureGround::reporter_asked}));
    };
    ASSERT_TRUE(erase(additions(receipt).at(0).seq));
    auto const erased = erase(Seq{receipt.report.get()});
    ASSERT_TRUE(erased);
    EXPECT_EQ(erased->events.size(), 2U) << "the report, and the addition that was still there";
    for (auto const& addition : additions(receipt)) {
        EXPECT_EQ(addition.text, "");
        EXPECT_FALSE(events(test.log())[static_cast<std::size_t>(addition.seq.get())].words);
    }
    EXPECT_EQ(additions(other).at(0).text, "模拟：又排");
    EXPECT_TRUE(intake::check_originals(test.office().connection(), test.log()).empty());
    // The receipt leads to its report as before, and the dates are there.
    EXPECT_EQ(looked_up(to_text(receipt.code))->additions.size(), 2U);
    expect_sound();
}

// What is asked of the database tells nobody whether there is such a receipt.
TEST_P(Reporter, ALookUpThatFindsNothingTakesTheSameWay)
{
    auto const receipt = taken_down(web_report(1));
    auto const questions = [&](std::string_view code) {
        TracingConnection traced{db::open(test.address().database, db::OpenMode::existing)};
        static_cast<void>(reporter::look_up(traced, anyone(), test.office().receipts(), code));
        std::vector<std::string> asked;
        for (auto const& line : traced.lines()) {
            if (!line.starts_with(' ')) {
                asked.push_back(line.substr(0, line.find(' ')));
            }
        }
        return asked;
    };
    auto const hit = questions(to_text(receipt.code));
    EXPECT_GE(hit.size(), 8U);
    EXPECT_EQ(questions(to_text(ReceiptCode{{1, 2, 3}})), hit);
    EXPECT_EQ(questions("keiner"), hit);
}

// clause L21-13
TEST_P(Reporter, AnyoneReportsAndOnlyWhoHoldsTheReceiptAddsToIt)
{
    auto const as = [](identity::Principal person, guard::Command command) {
        command.by = std::make_shared<identity::Principal>(std::move(person));
        return command;
    };
    auto const receipt = std::make_shared<Receipt>();
    ASSERT_EQ(
        outcome(as(reporter::visitor(), reporter::receive(test.log(), web_report(1), receipt))),
        "passed"
    );
    EXPECT_EQ(events(test.log()).back().actor, "citizen:web");
    auto const code = to_text(receipt->code);
    auto const addition = reporter::add(test.log(), {form(2), code, "模拟：昨夜又排"});
    auto const threat = reporter::tell({form(3), code, "模拟：有人上门"});
    auto const now = test.clock().now();
    for (auto const& command : {addition, threat}) {
        EXPECT_EQ(outcome(as(reporter::visitor(), command)), "policy.not_permitted");
        EXPECT_EQ(outcome(as(reporter::holder(now), command)), "passed");
    }
    EXPECT_EQ(events(office_log).back().actor, "reporter:web");
    // Who reads of threats is the discipline officer, and neither the leader nor an administrator.
    for (auto const& role : Codes<identity::Role>::table) {
        identity::Principal const person{
            .pseudonym = "p",
            .proof = identity::Proof::two_factors,
            .proved = now,
            .grants = {{role.value, {}}},
        };
        identity::Permissions const permissions{app::policy(), person, {}, now};
        bool const may = role.value == identity::Role::discipline_officer ||
            role.value == identity::Role::local_operator;
        EXPECT_EQ(permissions.authorize<reporter::ReadThreats>(office_log).has_value(), may)
            << role.code;
    }
}

ON_BOTH_DATABASES(Reporter);

// An office from before there were receipts gets their key at `init`, once.
TEST(KeyOfReceipts, IsMadeForAnOlderOfficeAndNeverAnew)
{
    TestOffice test{db::Dialect::sqlite};
    auto const key = test.address().keys / "receipts.key";
    test.office().connection().run_script("delete from office_key where purpose = 'receipts'");
    std::filesystem::remove(key);
    app::Office::found(test.address());
    ASSERT_TRUE(std::filesystem::exists(key));
    EXPECT_NO_THROW(static_cast<void>(app::Office{test.address()}.receipts()));

    std::filesystem::remove(key);
    EXPECT_THROW(app::Office::found(test.address()), Trouble);
    EXPECT_FALSE(std::filesystem::exists(key));
    std::ofstream{key} << std::string(64, 'a') << "\n";
    std::filesystem::permissions(key, std::filesystem::perms::owner_read);
    EXPECT_THROW(static_cast<void>(app::Office{test.address()}.receipts()), Trouble);
}

} // namespace
} // namespace ducha::tests
