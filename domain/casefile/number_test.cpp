// Case numbers, held against numbers that were published.
// clause B21-05
#include "domain/casefile/number.h"

#include <gtest/gtest.h>

namespace ducha::casefile {
namespace {

using inspection::NumberScheme;

NumberScheme const& central()
{
    static NumberScheme const scheme{
        .id = "central",
        .pattern = "{letter}{round}{object}{date}{serial:4}",
        .letters = {{Channel::call, "D"}, {Channel::letter, "X"}},
        .source = "published numbers of the third round",
    };
    return scheme;
}

NumberScheme const& city()
{
    static NumberScheme const scheme{
        .id = "city",
        .pattern = "BC{letter}{date}{serial:2}",
        .letters = {{Channel::call, "D"}},
        .source = "published numbers of a city",
    };
    return scheme;
}

NumberScheme const& running()
{
    static NumberScheme const scheme{
        .id = "running", .pattern = "{serial}号", .letters = {}, .source = "look-back of 2018"
    };
    return scheme;
}

Day on(std::string_view text)
{
    return parse_day(text).value();
}

/// A number as it was published, and what the publication says about it.
struct Published {
    std::string_view text;
    NumberScheme const& (*scheme)();
    std::string_view letter;
    std::int64_t round;
    std::string_view object;
    std::string_view date; ///< empty where the number has none
    std::int64_t serial;
    std::int64_t batch; ///< 0 where it was not published
};

// Sources: the local bulletins of Shanxi (2025), Hubei (2024) and of a city (2022), and of the
// look-back of 2018.
constexpr Published published[] = {
    {"D3SX202505280018", central, "D", 3, "SX", "2025-05-28", 18, 1},
    {"X3SX202506010011", central, "X", 3, "SX", "2025-06-01", 11, 5},
    {"D3SX202506040059", central, "D", 3, "SX", "2025-06-04", 59, 8},
    {"D3SX202506070004", central, "D", 3, "SX", "2025-06-07", 4, 11},
    {"X3SX202506100010", central, "X", 3, "SX", "2025-06-10", 10, 14},
    {"D3SX202506120043", central, "D", 3, "SX", "2025-06-12", 43, 16},
    {"X3SX202506130005", central, "X", 3, "SX", "2025-06-13", 5, 17},
    {"D3SX202506140026", central, "D", 3, "SX", "2025-06-14", 26, 18},
    {"X3SX202506140003", central, "X", 3, "SX", "2025-06-14", 3, 18},
    {"X3HB202406020025", central, "X", 3, "HB", "2024-06-02", 25, 26},
    {"BCD2022092601", city, "D", 0, "", "2022-09-26", 1, 0},
    {"BCD2022092602", city, "D", 0, "", "2022-09-26", 2, 0},
    {"BCD2022092603", city, "D", 0, "", "2022-09-26", 3, 0},
    {"609号", running, "", 0, "", "", 609, 0},
    {"996号", running, "", 0, "", "", 996, 0},
};

CaseNumber meaning_of(Published const& fact)
{
    return {
        .letter = std::string{fact.letter},
        .round = fact.round,
        .object = std::string{fact.object},
        .date = fact.date.empty() ? Day{} : on(fact.date),
        .serial = fact.serial,
    };
}

TEST(CaseNumbers, ArePublishedAsTheSchemesBuildThem)
{
    for (auto const& fact : published) {
        auto const number = parse(fact.scheme(), fact.text);
        ASSERT_TRUE(number.has_value()) << to_line(number.error());
        EXPECT_EQ(*number, meaning_of(fact)) << fact.text;
        EXPECT_EQ(print(fact.scheme(), *number), std::string{fact.text});
    }
}

TEST(CaseNumbers, CarryAStarWhereTheTeamWatchesTheCase)
{
    for (auto const& fact : published) {
        auto const starred = std::string{fact.text} + "*";
        auto const number = parse(fact.scheme(), starred);
        ASSERT_TRUE(number.has_value()) << to_line(number.error());
        auto expected = meaning_of(fact);
        expected.watched = true;
        EXPECT_EQ(*number, expected);
        EXPECT_EQ(print(fact.scheme(), *number), starred);
        EXPECT_FALSE(parse(fact.scheme(), starred + "*").has_value());
    }
}

// The batch of a day follows from the first day of the stay alone.
TEST(BatchNumbers, AreTheDaysSinceTheStayBeganAndOne)
{
    inspection::Placed shanxi;
    shanxi.object.first_day = on("2025-05-28");
    inspection::Placed hubei;
    hubei.object.first_day = on("2024-05-08");
    int checked = 0;
    for (auto const& fact : published) {
        if (fact.batch == 0) {
            continue;
        }
        auto const& place = fact.object == "HB" ? hubei : shanxi;
        EXPECT_EQ(place.batch_number(parse(fact.scheme(), fact.text)->date), fact.batch)
            << fact.text;
        ++checked;
    }
    EXPECT_EQ(checked, 10);
}

TEST(CaseNumbers, RoundTripForEveryDayAndChannelOfAStay)
{
    for (auto day = on("2024-02-25"); day < on("2024-03-05"); day = day + 1) {
        for (std::string const letter : {"D", "X"}) {
            for (std::int64_t const serial : {1, 9, 10, 999, 1000, 9999}) {
                CaseNumber const number{
                    .letter = letter, .round = 3, .object = "HN", .date = day, .serial = serial
                };
                auto const text = print(central(), number);
                ASSERT_TRUE(text.has_value());
                ASSERT_EQ(text->size(), 16U);
                ASSERT_EQ(parse(central(), *text), number) << *text;
            }
        }
    }
}

struct Bad {
    std::string_view text;
    std::string_view code;
};

TEST(CaseNumbers, AreRefusedWithTheFieldThatIsWrong)
{
    constexpr Bad bad[] = {
        {"", "number.unknown_letter"},
        {"*", "number.unknown_letter"},
        {"Z3SX202505280018", "number.unknown_letter"},
        {"d3SX202505280018", "number.unknown_letter"},
        {"DxSX202505280018", "number.bad_round"},
        {"D0SX202505280018", "number.bad_round"},
        {"D10SX202505280018", "number.bad_object"},
        {"D3S202505280018", "number.bad_object"},
        {"D3SXX202505280018", "number.bad_object"},
        {"D3sx202505280018", "number.bad_object"},
        {"D3202505280018", "number.bad_object"},
        {"D3SX20250532001", "number.bad_date"},
        {"D3SX202505320018", "number.bad_date"},
        {"D3SX202502290018", "number.bad_date"},
        {"D3SX2025-05-280018", "number.bad_date"},
        {"D3SX202505", "number.bad_date"},
        {"D3SX20250528", "number.bad_serial"},
        {"D3SX20250528018", "number.bad_serial"},
        {"D3SX2025052800018", "number.bad_serial"},
        {"D3SX202505280000", "number.bad_serial"},
        {"D3SX20250528-018", "number.bad_serial"},
        {"D3SX202505280018 ", "number.other_text"},
        {"D3SX202505280018号", "number.other_text"},
        {" D3SX202505280018", "number.unknown_letter"},
    };
    for (auto const& [text, code] : bad) {
        auto const number = parse(central(), text);
        ASSERT_FALSE(number.has_value()) << text;
        EXPECT_EQ(number.error().code, code) << text;
    }
}

TEST(CaseNumbers, OfOneSchemeAreRefusedByAnother)
{
    EXPECT_FALSE(parse(central(), "BCD2022092601").has_value());
    EXPECT_FALSE(parse(central(), "609号").has_value());
    EXPECT_EQ(parse(city(), "D3SX202505280018").error().code, "number.other_text");
    EXPECT_EQ(parse(city(), "BCX2022092601").error().code, "number.unknown_letter");
    EXPECT_EQ(parse(city(), "BCD202209261").error().code, "number.bad_serial");
    EXPECT_EQ(parse(running(), "609").error().code, "number.other_text");
    EXPECT_EQ(parse(running(), "号").error().code, "number.bad_serial");
    EXPECT_EQ(parse(running(), "0号").error().code, "number.bad_serial");
    EXPECT_EQ(parse(running(), "99999999999999999999号").error().code, "number.bad_serial");
}

// One letter may begin another: of 来电 D and 电子邮件 DZ, `DZ` is the second.
TEST(CaseNumbers, TakeTheLongestLetterThatFits)
{
    auto scheme = central();
    scheme.letters = {{Channel::call, "D"}, {Channel::web, "DZ"}, {Channel::visit, ""}};
    auto const number = parse(scheme, "DZ3SX202505280018");
    ASSERT_TRUE(number.has_value()) << to_line(number.error());
    EXPECT_EQ(number->letter, "DZ");
    EXPECT_EQ(print(scheme, *number), "DZ3SX202505280018");
    EXPECT_EQ(parse(scheme, "D3SX202505280018")->letter, "D");
    EXPECT_EQ(parse(scheme, "3SX202505280018").error().code, "number.unknown_letter");
    EXPECT_EQ(letter_of(scheme, Channel::visit).error().code, "number.no_letter");
}

TEST(CaseNumbers, MayHaveTheirLetterBehindTheObject)
{
    auto scheme = central();
    scheme.pattern = "{round}{object}{letter}{date}{serial:4}";
    EXPECT_EQ(parse(scheme, "3SXD202505280018")->object, "SX");
    EXPECT_EQ(parse(scheme, "3SXZD202505280018").error().code, "number.unknown_letter");
}

TEST(CaseNumbers, AreNotPrintedWhereTheyCouldNotBeReadBack)
{
    CaseNumber const good{
        .letter = "D", .round = 3, .object = "SX", .date = on("2025-05-28"), .serial = 18
    };
    auto const refusal_of = [&](auto CaseNumber::* part, auto const& value) {
        auto number = good;
        number.*part = value;
        auto const text = print(central(), number);
        EXPECT_FALSE(text.has_value()) << *text;
        return text ? Refusal{} : text.error();
    };
    EXPECT_EQ(refusal_of(&CaseNumber::letter, "").code, "number.unknown_letter");
    EXPECT_EQ(refusal_of(&CaseNumber::letter, "Z").code, "number.unknown_letter");
    EXPECT_EQ(refusal_of(&CaseNumber::round, 0).code, "number.bad_round");
    EXPECT_EQ(refusal_of(&CaseNumber::object, "").code, "number.bad_object");
    EXPECT_EQ(refusal_of(&CaseNumber::object, "sx").code, "number.bad_object");
    EXPECT_EQ(refusal_of(&CaseNumber::object, "SXX").code, "number.bad_object");
    EXPECT_EQ(refusal_of(&CaseNumber::serial, 0).code, "number.bad_serial");
    auto const round = refusal_of(&CaseNumber::round, 10);
    EXPECT_EQ(round.code, "number.bad_round");
    EXPECT_EQ(round.found, "10");
    EXPECT_EQ(round.expected, "1 to 9");
    EXPECT_EQ(round.where, "central");
}

TEST(CaseNumbers, SayWhatWasFoundAndWhere)
{
    auto const refusal = parse(central(), "D3SX202505320018").error();
    EXPECT_EQ(refusal.found, "202505320018");
    EXPECT_EQ(refusal.expected, central().pattern);
    EXPECT_EQ(refusal.where, "D3SX202505320018:5");
}

TEST(CaseNumbers, AreNotCutWhereTheDayHasTooManyCases)
{
    CaseNumber number{
        .letter = "D", .round = 3, .object = "SX", .date = on("2025-05-28"), .serial = 10'000
    };
    auto const refusal = print(central(), number);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "number.serial_too_wide");
    EXPECT_EQ(refusal.error().found, "10000");
    number.serial = 100;
    EXPECT_EQ(print(city(), number).error().code, "number.serial_too_wide");
    EXPECT_EQ(print(running(), {.serial = 123'456}), "123456号");
}

TEST(Serials, RunApartForWhatTheNumberSaysAndForNothingElse)
{
    auto const day = on("2025-05-28");
    EXPECT_EQ(serial_scope(central(), "D", day), (SerialScope{"D", day}));
    EXPECT_EQ(serial_scope(city(), "D", day), (SerialScope{"D", day}));
    EXPECT_EQ(serial_scope(running(), "D", day), SerialScope{});
    auto scheme = central();
    scheme.pattern = "{letter}{serial}";
    EXPECT_EQ(serial_scope(scheme, "X", day), (SerialScope{"X", std::nullopt}));
    scheme.pattern = "{date}{serial:2}";
    EXPECT_EQ(serial_scope(scheme, "X", day), (SerialScope{"", day}));
}

TEST(ChannelLetters, FollowTheScheme)
{
    EXPECT_EQ(letter_of(central(), Channel::call), "D");
    EXPECT_EQ(letter_of(central(), Channel::letter), "X");
    auto const refusal = letter_of(central(), Channel::web);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().code, "number.no_letter");
    EXPECT_EQ(refusal.error().found, "web");
    EXPECT_EQ(letter_of(running(), Channel::visit), "");
}

TEST(CaseNumbers, AreGroupedForReadingAloud)
{
    EXPECT_EQ(grouped("D3SX202505280018"), "D3SX 20250528 0018");
    EXPECT_EQ(grouped("D3SX202505280018*"), "D3SX 20250528 0018*");
    EXPECT_EQ(grouped("BCD2022092601"), "BCD2022092601");
    EXPECT_EQ(grouped("609号"), "609号");
    EXPECT_EQ(grouped(""), "");
}

} // namespace
} // namespace ducha::casefile
