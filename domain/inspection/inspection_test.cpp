// Setting an inspection up: its settings, its objects, its calendar.
// clause B21-01
#include "domain/inspection/inspection.h"

#include "domain/inspection/inspection_config.h"
#include "domain/inspection/units.h"

#include <gtest/gtest.h>

namespace ducha::inspection {
namespace {

Day on(std::string_view text)
{
    return parse_day(text).value();
}

/// A period of public notice as it was published.
struct Notice {
    std::string_view first;
    std::string_view last;
    int calendar_days;
    int working_days;
};

TEST(OfficeCalendar, CountsPublishedNoticePeriods)
{
    constexpr Notice notices[] = {
        {"2025-09-28", "2025-10-16", 19, 10}, // 共10个工作日, over the National Day
        {"2022-11-22", "2022-11-24", 3, 3},   // 3个工作日
        {"2022-11-25", "2022-12-05", 11, 7},
        {"2025-01-21", "2025-02-08", 19, 10}, // over the Spring Festival
        {"2019-12-13", "2019-12-19", 7, 5},   // 共7天: calendar days
    };
    for (auto const& notice : notices) {
        auto const first = on(notice.first);
        auto const last = on(notice.last);
        EXPECT_EQ(last - first + 1, notice.calendar_days) << notice.first;
        EXPECT_EQ(office_calendar().working_days(first, last), notice.working_days) << notice.first;
    }
}

TEST(OfficeCalendar, KnowsTheWeekendsThatAreWorked)
{
    EXPECT_TRUE(office_calendar().is_working_day(on("2025-09-28")));
    EXPECT_TRUE(office_calendar().is_working_day(on("2025-01-26")));
    EXPECT_FALSE(office_calendar().is_working_day(on("2025-01-29")));
    EXPECT_FALSE(office_calendar().is_working_day(on("2021-10-01")));
    EXPECT_GE(office_calendar().last_known_year().value(), 2025);
}

TEST(UnitTree, TellsTheLettersOfProvincesApart)
{
    std::pair<std::string_view, std::string_view> const letters[] = {
        {"SN", "陕西省"},
        {"SX", "山西省"},
        {"HE", "河北省"},
        {"HB", "湖北省"},
        {"HA", "河南省"},
        {"HI", "海南省"},
        {"HN", "湖南省"},
        {"BJ", "北京市"},
    };
    for (auto const& [two, name] : letters) {
        auto const* const province = UnitTree::built_in().province_by_letters(two);
        ASSERT_NE(province, nullptr) << two;
        EXPECT_EQ(province->name, name);
        EXPECT_EQ(province->code.size(), 2U);
        EXPECT_EQ(province->parent, "");
    }
    for (std::string_view const none : {"", "XX", "sx", "S", "SXX"}) {
        EXPECT_EQ(UnitTree::built_in().province_by_letters(none), nullptr) << none;
    }
}

TEST(UnitTree, HangsTogether)
{
    auto const& tree = UnitTree::built_in();
    auto const provinces = tree.below("");
    EXPECT_GE(provinces.size(), 31U);
    std::size_t seen = 0;
    std::vector<Region const*> open{provinces.begin(), provinces.end()};
    while (!open.empty()) {
        auto const* const region = open.back();
        open.pop_back();
        ++seen;
        ASSERT_EQ(tree.find(region->code), region);
        ASSERT_FALSE(region->name.empty()) << region->code;
        ASSERT_EQ(region->letters.size(), region->parent.empty() ? 2U : 0U) << region->code;
        ASSERT_TRUE(region->code.starts_with(region->parent)) << region->code;
        for (auto const* const child : tree.below(region->code)) {
            open.push_back(child);
        }
    }
    EXPECT_EQ(seen, tree.size());
    EXPECT_EQ(tree.find("no such code"), nullptr);
}

TEST(UnitTree, GivesEveryProvinceItsOwnLetters)
{
    for (auto const* const province : UnitTree::built_in().below("")) {
        EXPECT_EQ(UnitTree::built_in().province_by_letters(province->letters), province);
    }
}

InspectedObject shanxi()
{
    return {
        .code = "SX",
        .name_zh = "山西省",
        .name_en = "Shanxi",
        .kind = ObjectKind::province,
        .region = "14",
        .team = "示例一组",
        .first_day = on("2025-05-28"),
        .last_day = on("2025-06-28"),
    };
}

Inspection third_round()
{
    return {
        .id = "3-4",
        .name_zh = "示例督察",
        .name_en = "an example",
        .round = 3,
        .batch = 4,
        .channels = {Channel::call, Channel::letter},
        .reception_from = {8 * 60},
        .reception_until = {20 * 60},
        .daily_cut = {20 * 60},
        .scheme =
            {.id = "central",
             .pattern = "{letter}{round}{object}{date}{serial:4}",
             .letters = {{Channel::call, "D"}, {Channel::letter, "X"}},
             .source = "test"},
        .objects = {shanxi()},
    };
}

Instant const now = parse_instant("2025-05-27T09:00").value();

std::string refusal_of(Inspection const& inspection)
{
    auto const decision = decide(inspection, now);
    return decision ? "passed" : decision.error().code;
}

TEST(OpeningAnInspection, RecordsItAndEachOfItsObjects)
{
    auto inspection = third_round();
    auto group = shanxi();
    group.code = "QY";
    group.kind = ObjectKind::group;
    group.region = "";
    inspection.objects.push_back(group);
    auto const proposal = decide(inspection, now);
    ASSERT_TRUE(proposal.has_value()) << to_line(proposal.error());
    ASSERT_EQ(proposal->events().size(), 3U);
    EXPECT_EQ(proposal->events()[0].draft.type.name, "inspection_opened");
    EXPECT_EQ(proposal->events()[1].draft.type.name, "object_stationed");
    EXPECT_EQ(proposal->events()[2].draft.type.name, "object_stationed");
    EXPECT_EQ(proposal->events()[0].draft.occurred, now);
    EXPECT_TRUE(guard::Gate::pass(*proposal).has_value());
}

TEST(OpeningAnInspection, NeedsAnObject)
{
    auto inspection = third_round();
    inspection.objects.clear();
    EXPECT_EQ(refusal_of(inspection), "inspection.no_objects");
}

TEST(OpeningAnInspection, NamesEachObjectOnce)
{
    auto inspection = third_round();
    inspection.objects.push_back(shanxi());
    EXPECT_EQ(refusal_of(inspection), "inspection.repeated_object");
    EXPECT_EQ(decide(inspection, now).error().found, "SX");
}

TEST(OpeningAnInspection, RefusesAStayThatEndsBeforeItBegins)
{
    auto inspection = third_round();
    inspection.objects.front().last_day = on("2025-05-27");
    auto const refusal = decide(inspection, now);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "inspection.stay_ends_before_it_begins");
    EXPECT_EQ(refusal.error().found, "2025-05-27");
    EXPECT_EQ(refusal.error().where, "SX");
    inspection.objects.front().last_day = on("2025-05-28");
    EXPECT_EQ(refusal_of(inspection), "passed");
}

TEST(OpeningAnInspection, NeedsALetterForEveryChannelWhereNumbersHaveOne)
{
    auto inspection = third_round();
    inspection.channels.push_back(Channel::web);
    auto const refusal = decide(inspection, now);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "inspection.channel_without_letter");
    EXPECT_EQ(refusal.error().found, "web");
    inspection.scheme.letters.push_back({Channel::web, ""});
    EXPECT_EQ(refusal_of(inspection), "inspection.channel_without_letter");
    inspection.scheme.pattern = "{serial}号";
    inspection.scheme.letters.clear();
    EXPECT_EQ(refusal_of(inspection), "passed");
}

// With letters A and A1, `A11` could be the first case of A1 and the eleventh of A.
TEST(OpeningAnInspection, TakesNoLetterThatCouldBeASerial)
{
    auto inspection = third_round();
    inspection.scheme.letters.front().letter = "A1";
    auto const refusal = decide(inspection, now);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "inspection.letter_with_digit");
    EXPECT_EQ(refusal.error().found, "A1");
    EXPECT_EQ(refusal.error().where, "number_scheme.letters.call");
}

TEST(OpeningAnInspection, KnowsItsProvinces)
{
    auto inspection = third_round();
    inspection.objects.front().region = "99";
    EXPECT_EQ(refusal_of(inspection), "inspection.unknown_region");
}

/// The refusal of an inspection whose only object is of this region.
Refusal with_region(std::string_view code, std::string_view region, Kind kind = Kind::routine)
{
    auto inspection = third_round();
    inspection.kind = kind;
    inspection.objects.front().code = code;
    inspection.objects.front().region = region;
    auto const decision = decide(inspection, now);
    return decision ? Refusal{} : decision.error();
}

// domain.md 1.2: two tiers inspect, the central one provinces and the provincial one cities.
TEST(OpeningAnInspection, InspectsRegionsOfTheLevelBelow)
{
    auto const county = with_region("SX", "140105");
    EXPECT_EQ(county.code, "inspection.wrong_level");
    EXPECT_EQ(county.where, "object[1].region");
    EXPECT_EQ(county.found, "140105 小店区");
    EXPECT_EQ(county.expected, "a province");
    EXPECT_EQ(with_region("SX", "1401", Kind::look_back).code, "inspection.wrong_level");
    EXPECT_EQ(with_region("SX", "14", Kind::special), Refusal{});
    EXPECT_EQ(with_region("TY", "1401", Kind::provincial), Refusal{});
    EXPECT_EQ(with_region("TY", "140105", Kind::provincial).code, "inspection.wrong_level");
    EXPECT_EQ(with_region("SX", "14", Kind::provincial).expected, "a city");
}

// Their counties stand below a line of the table that is no place.
TEST(OpeningAnInspection, InspectsCountiesThatHaveNoCityAboveThem)
{
    EXPECT_EQ(with_region("WZ", "500101", Kind::provincial), Refusal{});
    EXPECT_EQ(with_region("XT", "429004", Kind::provincial), Refusal{});
    EXPECT_EQ(with_region("CQ", "5001", Kind::provincial).code, "inspection.wrong_level");
}

TEST(OpeningAnInspection, KnowsAProvinceByItsOwnLetters)
{
    auto const refusal = with_region("SX", "61");
    EXPECT_EQ(refusal.code, "inspection.code_of_another_region");
    EXPECT_EQ(refusal.where, "object[1].code");
    EXPECT_EQ(refusal.found, "SX");
    EXPECT_EQ(refusal.expected, "SN 陕西省");
}

TEST(OpeningAnInspection, NamesObjectsByTwoCapitals)
{
    for (std::string_view const bad : {"", "S", "sx", "SXX", "S1", "陕"}) {
        auto const refusal = with_region(bad, "14");
        EXPECT_EQ(refusal.code, "inspection.bad_code") << bad;
        EXPECT_EQ(refusal.where, "object[1].code");
        EXPECT_EQ(refusal.found, bad);
        EXPECT_EQ(refusal.expected, "two capitals");
    }
    auto inspection = third_round();
    inspection.objects.front().units = {{.code = "", .name = "示例子公司", .parent = ""}};
    EXPECT_EQ(refusal_of(inspection), "inspection.unit_without_code");
    EXPECT_EQ(decide(inspection, now).error().found, "示例子公司");
}

// The id stands in the name of every log of the inspection.
TEST(OpeningAnInspection, HasAnIdOfOneWord)
{
    for (std::string_view const bad : {"", "3 4", "3-4\n", "3/4", "\x1b"}) {
        auto inspection = third_round();
        inspection.id = bad;
        auto const refusal = decide(inspection, now);
        ASSERT_FALSE(refusal.has_value()) << bad;
        EXPECT_EQ(refusal.error().code, "inspection.bad_id");
        EXPECT_EQ(refusal.error().where, "id");
    }
}

TEST(OpeningAnInspection, RefusesFieldsThatNoNumberHas)
{
    for (auto const& [pattern, found] : std::vector<std::pair<std::string, std::string>>{
             {"{letter}{serail:4}", "{serail:4}"},
             {"{letter}{serial:0}", "{serial:0}"},
             {"{letter}{serial:12}", "{serial:12}"},
             {"{letter}{serial:x}", "{serial:x}"},
             {"{letter}{serial", "{serial"},
             {"{letter}date}{serial}", "}"},
             {"{}{serial}", "{}"},
             {"{letter}{date}", "{letter}{date}"},
             {"", ""},
         }) {
        auto inspection = third_round();
        inspection.scheme.pattern = pattern;
        auto const refusal = decide(inspection, now);
        ASSERT_FALSE(refusal.has_value()) << pattern;
        EXPECT_EQ(refusal.error().code, "inspection.bad_pattern") << pattern;
        EXPECT_EQ(refusal.error().where, "number_scheme.pattern");
        EXPECT_EQ(refusal.error().found, found);
        EXPECT_TRUE(refusal.error().expected.contains("{serial:N}"));
    }
}

TEST(OpeningAnInspection, AsksAPersonBeforeItJoinsByItself)
{
    auto inspection = third_round();
    inspection.merge = {.join_ppm = 500'000, .propose_ppm = 500'000};
    EXPECT_EQ(refusal_of(inspection), "passed");
    inspection.merge.propose_ppm = 500'001;
    auto const refusal = decide(inspection, now);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "inspection.thresholds_crossed");
    EXPECT_EQ(refusal.error().where, "merge.propose");
    EXPECT_EQ(refusal.error().found, "500001 ppm");
    EXPECT_EQ(refusal.error().expected, "at most 500000 ppm, as merge.join");
}

TEST(ChoosingAnInspection, NeedsNoNameWhereThereIsOneOnly)
{
    auto one = third_round();
    auto other = third_round();
    other.id = "3-5";
    EXPECT_EQ(choose({one}, "")->id, "3-4");
    EXPECT_EQ(choose({one, other}, "3-5")->id, "3-5");
    EXPECT_EQ(choose({one, other}, "").error().code, "inspection.which_inspection");
    EXPECT_EQ(choose({one, other}, "").error().expected, "3-4, 3-5");
    EXPECT_EQ(choose({one}, "9").error().code, "inspection.no_such_inspection");
    EXPECT_EQ(choose({}, "").error().code, "inspection.no_such_inspection");
}

TEST(ChoosingAnObject, NeedsNoCodeWhereThereIsOneOnly)
{
    auto inspection = third_round();
    EXPECT_EQ(choose_object(inspection, "")->code, "SX");
    EXPECT_EQ(choose_object(inspection, "SN").error().code, "inspection.no_such_object");
    inspection.objects.push_back(shanxi());
    inspection.objects.back().code = "SN";
    EXPECT_EQ(choose_object(inspection, "").error().code, "inspection.which_object");
    EXPECT_EQ(choose_object(inspection, "SN")->code, "SN");
}

TEST(Reception, IsOpenToTheChannelsOfTheInspection)
{
    Placed const place{.inspection = third_round(), .object = shanxi()};
    EXPECT_TRUE(place.open_to(Channel::call));
    EXPECT_FALSE(place.open_to(Channel::visit));
    EXPECT_EQ(place.reception_day(parse_instant("2025-05-28T20:00:01").value()), on("2025-05-29"));
    EXPECT_EQ(place.batch_number(on("2025-05-28")), 1);
    EXPECT_EQ(place.batch_number(on("2025-06-14")), 18);
}

constexpr std::string_view settings = R"(id = "3-4"
name = "示例督察"
round = 3
batch = 4
channels = ["call", "letter"]

[number_scheme]
id = "central"
pattern = "{letter}{round}{object}{date}{serial:4}"
[number_scheme.letters]
call = "D"
letter = "X"

[limits]
answer_days = 15

[[object]]
code = "SX"
first_day = 2025-05-28
last_day = 2025-06-28

[[object]]
code = "QY"
kind = "group"
name = "示例集团"
first_day = "2025/5/29"
last_day = 2025-06-29
[[object.unit]]
code = "QY01"
name = "示例子公司"
)";

/// The settings with one text in place of another.
std::string with(std::string_view what, std::string_view instead)
{
    std::string text{settings};
    auto const found = text.find(what);
    EXPECT_NE(found, std::string::npos) << what;
    return text.replace(found, what.size(), instead);
}

Refusal problem_with(std::string_view what, std::string_view instead)
{
    auto const read = parse_config(with(what, instead), "test.toml");
    EXPECT_FALSE(read.has_value()) << instead;
    return read ? Refusal{} : read.error();
}

TEST(Settings, AreReadWithWhatMayBeLeftOut)
{
    auto const read = parse_config(settings, "test.toml");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(read->id, "3-4");
    EXPECT_EQ(read->name_en, "3-4");
    EXPECT_EQ(read->kind, Kind::routine);
    EXPECT_EQ(read->round, 3);
    EXPECT_EQ(read->provenance, "live");
    EXPECT_EQ(read->channels, (std::vector{Channel::call, Channel::letter}));
    EXPECT_EQ(read->reception_from, TimeOfDay{8 * 60});
    EXPECT_EQ(read->daily_cut, TimeOfDay{20 * 60});
    EXPECT_EQ(read->after_hand_over, AfterHandOver::supplement);
    EXPECT_EQ(read->limits.answer_days, 15);
    EXPECT_EQ(read->scheme.letters.size(), 2U);
    ASSERT_EQ(read->objects.size(), 2U);
    EXPECT_EQ(refusal_of(*read), "passed");
}

TEST(Settings, TakeAProvinceFromItsLetters)
{
    auto const objects = parse_config(settings, "test.toml").value().objects;
    EXPECT_EQ(objects[0].name_zh, "山西省");
    EXPECT_EQ(objects[0].region, "14");
    EXPECT_EQ(objects[0].first_day, on("2025-05-28"));
    EXPECT_EQ(objects[1].kind, ObjectKind::group);
    EXPECT_EQ(objects[1].first_day, on("2025-05-29"));
    ASSERT_EQ(objects[1].units.size(), 1U);
    EXPECT_EQ(objects[1].units[0].name, "示例子公司");
}

TEST(Settings, SuggestTheKeyThatWasMeant)
{
    auto const refusal = problem_with("batch = 4\n", "batch = 4\ndayly_cut = 19:00:00\n");
    EXPECT_EQ(refusal.code, "config.unknown_key");
    EXPECT_EQ(refusal.found, "dayly_cut");
    EXPECT_TRUE(refusal.expected.starts_with("daily_cut")) << refusal.expected;
    EXPECT_TRUE(refusal.where.starts_with("test.toml:5:")) << refusal.where;
    EXPECT_EQ(problem_with("answer_days", "answer_day").code, "config.unknown_key");
}

TEST(Settings, NameTheLineOfAValueOfAnotherKind)
{
    auto const refusal = problem_with("round = 3", "round = \"three\"");
    EXPECT_EQ(refusal.code, "config.wrong_type");
    EXPECT_TRUE(refusal.where.starts_with("test.toml:3:")) << refusal.where;
    EXPECT_EQ(problem_with("first_day = 2025-05-28", "first_day = 5").code, "config.wrong_type");
    EXPECT_EQ(problem_with("2025/5/29", "2025/5/32").code, "config.wrong_type");
    EXPECT_EQ(problem_with("[\"call\", \"letter\"]", "\"call\"").code, "config.wrong_type");
}

TEST(Settings, SayWhichKeyIsMissing)
{
    EXPECT_EQ(problem_with("id = \"3-4\"\n", "").code, "config.missing_key");
    EXPECT_EQ(problem_with("name = \"示例督察\"\n", "").code, "config.missing_key");
    EXPECT_EQ(problem_with("round = 3\n", "").code, "config.missing_key");
    EXPECT_EQ(problem_with("code = \"SX\"\n", "").code, "config.missing_key");
    EXPECT_EQ(problem_with("last_day = 2025-06-28\n", "").code, "config.missing_key");
    EXPECT_EQ(problem_with("name = \"示例集团\"\n", "").code, "config.missing_key");
}

TEST(Settings, RefuseValuesOutOfRangeAndUnknownWords)
{
    for (auto const& [what, instead] : std::vector<std::pair<std::string, std::string>>{
             {"round = 3", "round = 0"},
             {"round = 3", "round = 10"},
             {"batch = 4", "batch = 100"},
             {"answer_days = 15", "answer_days = 0"},
             {"answer_days = 15", "answer_days = 15\n[merge]\njoin = 0.5\npropose = 0.6"},
             {"answer_days = 15", "answer_days = 15\n[merge]\njoin = 0.2"},
             {"\"letter\"]", "\"fax\"]"},
             {"kind = \"group\"", "kind = \"city\""},
             {"call = \"D\"", "fax = \"D\""},
             {"batch = 4\n", "batch = 4\nprovenance = \"real\"\n"},
             {"batch = 4\n", "batch = 4\nkind = \"unheard_of\"\n"},
         }) {
        auto const refusal = problem_with(what, instead);
        EXPECT_EQ(refusal.code, "config.bad_value") << instead;
        EXPECT_FALSE(refusal.expected.empty()) << instead;
        EXPECT_TRUE(refusal.where.starts_with("test.toml:")) << refusal.where;
    }
}

TEST(Settings, RefuseWhatIsNoToml)
{
    auto const refusal = parse_config("id = \"3-4\"\nname = \n", "test.toml");
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "config.not_toml");
    EXPECT_TRUE(refusal.error().where.starts_with("test.toml:2")) << refusal.error().where;
    auto const none = read_config("no such folder/test.toml");
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, "config.no_file");
}

} // namespace
} // namespace ducha::inspection
