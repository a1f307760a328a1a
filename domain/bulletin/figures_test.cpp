// The figures of a bulletin, from counts that are given.
#include "domain/bulletin/figures.h"

#include "domain/bulletin/wording.h"

#include <gtest/gtest.h>

namespace ducha::bulletin {
namespace {

using inspection::CountingRules;
using inspection::JointRule;
using inspection::RepeatRule;
using inspection::SplitRule;
using inspection::TypeRule;
using inspection::WithdrawnRule;

using Counts = std::map<std::string, std::int64_t>;

/// What the logs of two objects hold: by channel, and by type.
struct Held {
    Counts calls;
    Counts letters;
    Counts noise;
};

Asked asked(std::string const& object)
{
    static identity::Policy const everything{
        policy(), {{.roles = {identity::Role::local_operator}, .sees = identity::Fields::all()}}
    };
    identity::LocalOperator const reader{everything, "test"};
    return {{object, reader.authorize<ReadCounts>(LogId{object == "AA" ? 1 : 2})}, std::nullopt};
}

Counter counter_of(std::map<std::string, Held> const& held)
{
    return [held](std::vector<Counted> const& objects, Question const& question) {
        std::vector<Line> lines;
        for (auto const& object : objects) {
            auto const& of = held.at(object.object);
            if (question.by == Grouping::channel) {
                lines.push_back({"call", of.calls});
                lines.push_back({"letter", of.letters});
            } else {
                lines.push_back({"noise", of.noise});
            }
        }
        return lines;
    };
}

Figures two_objects(CountingRules const& rules)
{
    std::map<std::string, Held> const held{
        {"AA",
         {.calls =
              {{"received", 7},
               {"accepted", 5},
               {"forwarded", 1},
               {"matters", 6},
               {"cases", 4},
               {"transferred", 3},
               {"joint_transferred", 1},
               {"helped:BB", 1},
               {"withdrawn_after_hand_over", 1},
               {"matters_withdrawn", 1},
               {"detained_admin", 2},
               {"detained_criminal", 1}},
          .letters = {{"received", 2}, {"not_accepted", 1}},
          .noise = {{"transferred", 3}, {"issues", 4}}}},
        {"BB",
         {.calls =
              {{"received", 3}, {"accepted", 3}, {"matters", 3}, {"cases", 3}, {"transferred", 2}},
          .letters = {},
          .noise = {{"transferred", 2}, {"issues", 2}}}},
    };
    return figures(counter_of(held), {asked("AA"), asked("BB")}, {}, rules);
}

TEST(Figures, AddUpOverObjectsAndSplitByChannel)
{
    auto const found = two_objects({});
    ASSERT_EQ(found.rows.size(), 2U);
    EXPECT_EQ(value(found.rows[0].sums, "received"), 9);
    EXPECT_EQ(value(found.rows[0].sums, "received_call"), 7);
    EXPECT_EQ(value(found.rows[0].sums, "received_letter"), 2);
    EXPECT_EQ(value(found.rows[0].sums, "undecided"), 2);
    EXPECT_EQ(value(found.rows[0].sums, "detained"), 3);
    EXPECT_EQ(value(found.total, "received"), 12);
    EXPECT_EQ(value(found.total, "transferred"), 5);
    EXPECT_EQ(value(found.total, "penalised"), 0);
    EXPECT_EQ(value(found.types, "noise"), 6);
}

// domain.md 2.3: one type or several
TEST(Figures, CountEachTypeOfACaseOrTheFirstAlone)
{
    EXPECT_EQ(value(two_objects({.types = TypeRule::one}).types, "noise"), 5);
}

// domain.md 2.3: joint cases (合办): Fuzhou counts them in both places, Jining on their own line
TEST(Figures, PutJointCasesWithTheLeadOrWithEachOrApart)
{
    auto const transferred = [](JointRule rule) {
        auto const found = two_objects({.joint = rule});
        return std::array{
            value(found.rows[0].sums, "transferred"),
            value(found.rows[1].sums, "transferred"),
            value(found.total, "transferred"),
        };
    };
    EXPECT_EQ(transferred(JointRule::once), (std::array<std::int64_t, 3>{3, 2, 5}));
    EXPECT_EQ(transferred(JointRule::each), (std::array<std::int64_t, 3>{3, 3, 5}));
    EXPECT_EQ(transferred(JointRule::apart), (std::array<std::int64_t, 3>{2, 2, 5}));
}

TEST(Figures, TakeOutWhatTheRulesTakeOut)
{
    // Six accepted matters of five reports, one of them withdrawn from a case that is with the
    // object: of the others, four cases and one case of nobody leave two in the cases of others.
    EXPECT_EQ(value(two_objects({}).rows[0].sums, "combined"), 2);
    auto const removed = two_objects({.repeats = RepeatRule::removed});
    EXPECT_EQ(value(removed.rows[0].sums, "received"), 8);
    EXPECT_EQ(value(removed.rows[0].sums, "accepted"), 4);
    auto const split = two_objects({.split = SplitRule::matter});
    EXPECT_EQ(value(split.rows[0].sums, "accepted"), 6);
    auto const kept = two_objects({.withdrawn = WithdrawnRule::removed});
    EXPECT_EQ(value(kept.rows[0].sums, "transferred"), 2);
}

TEST(Figures, SayWhatChanged)
{
    auto const before = two_objects({});
    auto after = before;
    EXPECT_TRUE(changes(before, after).empty());
    after.rows[1].sums["closed"] = 2;
    after.total["closed"] = 2;
    std::vector<Change> const expected{{"BB", "closed", 0, 2}, {"", "closed", 0, 2}};
    EXPECT_EQ(changes(before, after), expected);
}

TEST(Figures, ThatContradictEachOtherAreNamed)
{
    auto figures = two_objects({});
    EXPECT_TRUE(contradictions(figures, {}).empty());
    figures.rows[0].sums["closed"] = 1;
    auto const found = contradictions(figures, {});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].law.en, "AA: closed + phased + in_progress = results");
    EXPECT_EQ(found[0].found, "1");
    EXPECT_EQ(found[0].expected, "0");
}

// domain.md 2.6: one name, two denominators
TEST(Rates, EachHaveTheirFormula)
{
    Sums const sums{{"untrue", 1}, {"transferred", 3}, {"closed", 2}};
    std::map<std::string, std::string> printed;
    for (auto const& rate : rates()) {
        printed[formula(rate)] = rate_text(value(sums, rate));
    }
    EXPECT_EQ(printed.at("untrue / transferred"), "33.33%");
    EXPECT_EQ(printed.at("untrue / closed"), "50.00%");
    EXPECT_EQ(printed.at("(closed + phased) / transferred"), "66.67%");
    EXPECT_EQ(printed.at("accepted / received"), "–");
    auto const completed =
        std::ranges::find(rates(), std::string_view{"closed_share"}, &Rate::code);
    EXPECT_EQ(formula_in_words(*completed, true), "(已办结 + 阶段性办结) / 转办");
    EXPECT_EQ(
        formula_in_words(*completed, false), "(completed + completed for a phase) / transferred"
    );
}

TEST(Measures, AreFoundByTheirCodesAndStateTheirFormulas)
{
    CountingRules const plain;
    for (auto const& measure : measures(plain)) {
        auto const found = find_measure(plain, measure.code);
        ASSERT_TRUE(found);
        EXPECT_FALSE(formula(*found).empty());
    }
    EXPECT_EQ(formula(*find_measure(plain, "detained")), "detained_admin + detained_criminal");
    EXPECT_EQ(formula(*find_measure(plain, "received_letter")), "received (letter)");
    EXPECT_FALSE(find_measure(plain, "songs"));
}

TEST(Wording, FollowsTheOrderOfThePublishedSentence)
{
    Figures figures;
    figures.rows.resize(2);
    std::int64_t next = 1201;
    for (auto const* code :
         {"received",
          "accepted",
          "transferred",
          "closed",
          "penalised",
          "criminal",
          "detained",
          "interviewed",
          "accountable"}) {
        figures.total[code] = next++;
    }
    figures.total["fine"] = 1'234'500'000;
    auto const as_of = office_instant(*parse_day("2024-03-09"), {20 * 60});
    EXPECT_EQ(
        joined(sentence(figures, as_of, {Channel::call, Channel::letter}, true)),
        "截至2024年3月9日20:00，各督察组累计收到群众来电、来信举报1201件，受理有效举报1202件，"
        "经梳理合并重复举报，累计转办1203件。已完成查处1204件，其中立案处罚1205家，罚款1234.5万元；"
        "立案侦查1206件，拘留1207人；约谈党政领导干部1208人，问责党政领导干部1209人。"
    );
    EXPECT_EQ(
        joined(sentence(figures, as_of, {Channel::call, Channel::letter}, false)),
        "As of 20:00 on 9 March 2024, the inspection teams had received 1,201 reports from the "
        "public (calls and letters) and accepted 1,202 valid ones. After combining repeated "
        "reports, 1,203 cases in all had been transferred. Of these 1,204 were investigated and "
        "dealt with; 1,205 enterprises were filed for punishment, with fines of 12.345 million "
        "yuan; 1,206 cases were filed for criminal investigation and 1,207 people detained; 1,208 "
        "party and government leaders were interviewed and 1,209 held accountable."
    );
}

TEST(Wording, NamesEveryRuleOfCounting)
{
    auto const words = rules_in_words({.joint = JointRule::apart}, true);
    ASSERT_EQ(words.size(), 5U);
    EXPECT_EQ(words[2], "合办件单列");
    EXPECT_EQ(rules_in_words({}, false)[0], "a case counts under each of its types");
}

} // namespace
} // namespace ducha::bulletin
