// What everything else stands on: instants and days, bytes, text, refusals, the calendar.
#include "base/bytes.h"
#include "base/code.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/refusal.h"
#include "base/text.h"
#include "base/working_days.h"

#include <gtest/gtest.h>

#include <chrono>

namespace ducha {

enum class Weather { dry, wet };

template <>
struct Codes<Weather> {
    static constexpr CodeRow<Weather> table[] = {
        {Weather::dry, "dry", "晴", "dry"},
        {Weather::wet, "wet", "雨", "wet"},
    };
};

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

constexpr TimeOfDay evening{20 * 60};

Day on(std::string_view text)
{
    return parse_day(text).value();
}

Instant at(std::string_view text)
{
    return parse_instant(text).value();
}

TEST(Instants, CountFromTheEpochInUtc)
{
    EXPECT_EQ(at("1970-01-01T00:00:00Z").microseconds, 0);
    EXPECT_EQ(at("1970-01-01T08:00:00+08:00").microseconds, 0);
    EXPECT_EQ(at("1970-01-01 00:00").microseconds, -8 * hour);
    EXPECT_EQ(at("2021-09-15T20:00:00.25").microseconds % second, 250'000);
}

TEST(Instants, DropWhatIsFinerThanAMicrosecond)
{
    EXPECT_EQ(at("2021-09-15T20:00:00.123456789Z").microseconds % second, 123'456);
    EXPECT_EQ(at("2021-09-15T20:00:00.0000009"), at("2021-09-15T20:00:00"));
    EXPECT_EQ(at("1969-12-31T23:59:59.9999999Z").microseconds, -1);
    EXPECT_FALSE(parse_instant("2021-09-15T20:00:00.1234567890").has_value());
}

TEST(Instants, WithoutAnOffsetAreTheOfficesTime)
{
    EXPECT_EQ(at("2021-09-15T20:00"), at("2021-09-15T12:00:00Z"));
    EXPECT_EQ(at("2021-09-15 20:00:00"), at("2021-09-15T20:00:00+08:00"));
    EXPECT_EQ(at("2021-09-15T14:00:00+02:00"), at("2021-09-15T20:00:00+08:00"));
    EXPECT_EQ(at("2021-09-15T07:00:00-05:00"), at("2021-09-15T20:00:00+08:00"));
    EXPECT_EQ(at("2021-09-15"), office_instant(on("2021-09-15"), {}));
}

TEST(Instants, PrintAsTheyAreRead)
{
    for (std::string_view const text :
         {"2021-09-15T20:00:00+08:00",
          "1999-12-31T23:59:59+08:00",
          "1965-03-01T00:00:00+08:00",
          "2024-02-29T08:30:05.000001+08:00"}) {
        EXPECT_EQ(to_text(at(text)), text);
    }
}

TEST(Instants, AreRefusedWhereTheyAreImpossible)
{
    for (std::string_view const text :
         {"",
          "2021",
          "2021-09-15T",
          "2021-09-15T25:00",
          "2021-09-15T24:01",
          "2021-09-15T12:60",
          "2021-09-15T12:00:60",
          "2021-09-15T12",
          "2021-09-15T12:00:00.",
          "2021-09-15x12:00",
          "2021-09-15T12:00+",
          "2021-09-15T12:00+15:00",
          "2021-09-15T12:00ZZ",
          "2021-02-29T12:00"}) {
        EXPECT_FALSE(parse_instant(text).has_value()) << text;
    }
}

TEST(OfficeDays, BeginAtMidnightInTheOffice)
{
    EXPECT_EQ(office_day(at("2021-09-15T00:00:00+08:00")), on("2021-09-15"));
    EXPECT_EQ(office_day(at("2021-09-14T23:59:59.999999+08:00")), on("2021-09-14"));
    EXPECT_EQ(office_day(at("2021-09-14T16:00:00Z")), on("2021-09-15"));
    EXPECT_EQ(office_day(at("1969-12-31T15:59:59Z")), on("1969-12-31"));
}

// domain.md 1.5 T03, T05: the count of a day is taken at 20:00.
TEST(ReceptionDays, HoldTheCutItselfAndNothingAfterIt)
{
    auto const day = on("2021-09-15");
    EXPECT_EQ(reception_day(at("2021-09-15T08:00"), evening), day);
    EXPECT_EQ(reception_day(at("2021-09-15T20:00:00"), evening), day);
    EXPECT_EQ(reception_day(at("2021-09-15T20:00:00.000001"), evening), day + 1);
    EXPECT_EQ(reception_day(at("2021-09-15T23:59:59"), evening), day + 1);
    EXPECT_EQ(reception_day(at("2021-09-14T20:00:00.000001"), evening), day);
    EXPECT_EQ(reception_day(at("2021-12-31T20:30"), evening), on("2022-01-01"));
}

TEST(ReceptionDays, AreOfficeDaysWhereTheCutIsMidnight)
{
    TimeOfDay const midnight{24 * 60};
    EXPECT_EQ(reception_day(at("2021-09-15T23:59:59"), midnight), on("2021-09-15"));
    EXPECT_EQ(reception_day(at("2021-09-16T00:00:01"), midnight), on("2021-09-16"));
}

TEST(Days, AreReadInTheSpellingsOfTheOffice)
{
    auto const day = day_of(2021y / 9 / 15);
    EXPECT_EQ(parse_day("2021-09-15"), day);
    EXPECT_EQ(parse_day("2021/9/15"), day);
    EXPECT_EQ(parse_day("20210915"), day);
    EXPECT_EQ(to_text(day), "2021-09-15");
    EXPECT_EQ(to_digits(day), "20210915");
}

TEST(Days, AreRefusedWhereTheyAreImpossible)
{
    for (std::string_view const text :
         {"",
          "2021",
          "2021-02-29",
          "1900-02-29",
          "2021-13-01",
          "2021-00-10",
          "2021-04-31",
          "2021-4-0",
          "20210532",
          "2021113",
          "202113",
          "2021-1",
          "2021-09/15",
          "2021-09",
          "2021-09-15 ",
          "21-09-15",
          "2021.9.15",
          "+2021-09-15",
          "99999-01-01",
          "0001-01-01",
          "2021年9月15日"}) {
        EXPECT_FALSE(parse_day(text).has_value()) << text;
    }
    EXPECT_TRUE(parse_day("2000-02-29").has_value());
    EXPECT_TRUE(parse_day("2024-02-29").has_value());
}

TEST(Days, AreCountedAcrossMonthsAndYears)
{
    EXPECT_EQ(Day{}, on("1970-01-01"));
    EXPECT_EQ(on("2024-02-28") + 2, on("2024-03-01"));
    EXPECT_EQ(on("2023-02-28") + 1, on("2023-03-01"));
    EXPECT_EQ(on("2022-01-01") + -1, on("2021-12-31"));
    EXPECT_EQ(on("2025-06-14") - on("2025-05-28"), 17);
    EXPECT_LT(on("2021-12-31"), on("2022-01-01"));
}

TEST(Days, PrintAsTheyAreReadForACentury)
{
    for (auto day = on("1950-01-01"); day < on("2050-01-01"); day = day + 1) {
        ASSERT_EQ(parse_day(to_text(day)), day);
        ASSERT_EQ(parse_day(to_digits(day)), day);
        ASSERT_EQ(office_day(office_instant(day, evening)), day);
        ASSERT_EQ(day_of(civil(day)), day);
    }
}

TEST(TimesOfDay, AreReadInWholeMinutes)
{
    EXPECT_EQ(parse_time_of_day("20:00"), evening);
    EXPECT_EQ(parse_time_of_day("8:30"), TimeOfDay{8 * 60 + 30});
    EXPECT_EQ(parse_time_of_day("00:00"), TimeOfDay{});
    EXPECT_EQ(parse_time_of_day("24:00"), TimeOfDay{24 * 60});
    for (std::string_view const text :
         {"", "20", "20:", "24:01", "25:00", "8:60", "8:30:30", "x"}) {
        EXPECT_FALSE(parse_time_of_day(text).has_value()) << text;
    }
}

TEST(Hexadecimal, IsReadInBothCasesAndWrittenInLowerCase)
{
    Bytes const bytes{0x00, 0x7f, 0x80, 0xff};
    EXPECT_EQ(to_hex(bytes), "007f80ff");
    EXPECT_EQ(from_hex("007f80ff"), bytes);
    EXPECT_EQ(from_hex("007F80FF"), bytes);
    EXPECT_EQ(from_hex(""), Bytes{});
    EXPECT_FALSE(from_hex("0").has_value());
    EXPECT_FALSE(from_hex("0g").has_value());
    EXPECT_FALSE(from_hex(" 0").has_value());
}

// RFC 4648, section 10.
TEST(Base64, FollowsThePublishedVectors)
{
    std::pair<std::string_view, std::string_view> const vectors[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (auto const& [plain, spelled] : vectors) {
        EXPECT_EQ(to_base64(bytes_of(plain)), spelled);
        auto const read = from_base64(spelled);
        ASSERT_TRUE(read.has_value()) << spelled;
        EXPECT_EQ(text_of(*read), plain);
    }
    EXPECT_EQ(to_base64(Bytes{0xfb, 0xff, 0xfe}), "+//+");
}

TEST(Base64, RefusesWhatIsNoneOfIt)
{
    for (std::string_view const text :
         {"Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zg==Zg==", "Zm=v", "Zm9v\n", "Zm 9", "Zm-_"
         }) {
        EXPECT_FALSE(from_base64(text).has_value()) << text;
    }
}

// RFC 4648, section 3.5: two spellings of the same bytes would be two signatures of one head.
TEST(Base64, HasOneSpellingForTheSameBytes)
{
    for (std::string_view const text : {"Zh==", "Zv==", "Zm9=", "Zm9vYmF=", "A/=="}) {
        EXPECT_FALSE(from_base64(text).has_value()) << text;
    }
    EXPECT_EQ(from_base64("Zm8="), Bytes({'f', 'o'}));
}

TEST(Hashes, AreThirtyTwoBytes)
{
    EXPECT_TRUE(to_hash(Bytes(32, 7)).has_value());
    EXPECT_FALSE(to_hash(Bytes(31, 7)).has_value());
    EXPECT_FALSE(to_hash(Bytes(33, 7)).has_value());
    EXPECT_FALSE(to_hash({}).has_value());
}

TEST(Utf8, KnowsWhereAValidTextEnds)
{
    EXPECT_FALSE(first_invalid_utf8("").has_value());
    EXPECT_FALSE(first_invalid_utf8("河水发黑, smells").has_value());
    EXPECT_FALSE(first_invalid_utf8("\U0010FFFF\U00020000\u00e9\0"s).has_value());
    EXPECT_EQ(first_invalid_utf8("河\xff"), 3U);
    EXPECT_EQ(first_invalid_utf8("ab\x80"), 2U);
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsCut)
{
    for (auto const& text :
         {"\xc0\xaf"s,
          "\xc1\xbf"s,
          "\xe0\x80\xaf"s,
          "\xe0\x9f\xbf"s,
          "\xf0\x80\x80\xaf"s,
          "\xf0\x8f\xbf\xbf"s,
          "\xed\xa0\x80"s,
          "\xed\xbf\xbf"s,
          "\xf4\x90\x80\x80"s,
          "\xf5\x80\x80\x80"s,
          "\xe6\xb2"s,
          "\xe6"s,
          "\xf0\x9f\x98"s,
          "\xe6\xb2\x41"s}) {
        EXPECT_EQ(first_invalid_utf8(text), 0U) << to_hex(bytes_of(text));
    }
    EXPECT_FALSE(first_invalid_utf8("\xed\x9f\xbf").has_value());
    EXPECT_FALSE(first_invalid_utf8("\xee\x80\x80").has_value());
    EXPECT_FALSE(first_invalid_utf8("\xf4\x8f\xbf\xbf").has_value());
}

TEST(Utf8, WritesAndReadsEveryCodePoint)
{
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) {
            continue;
        }
        std::string text;
        append_utf8(text, value);
        ASSERT_FALSE(first_invalid_utf8(text).has_value()) << std::hex << std::uint32_t{value};
        auto const read = code_point_at(text, 0);
        ASSERT_EQ(read.value, value);
        ASSERT_EQ(read.length, text.size());
    }
}

TEST(Text, IsMeasuredAndCutInCharacters)
{
    EXPECT_EQ(length_in_code_points("河水ab"), 4U);
    EXPECT_EQ(first_code_points("河水ab", 1), "河");
    EXPECT_EQ(first_code_points("河水ab", 3), "河水a");
    EXPECT_EQ(first_code_points("河水ab", 9), "河水ab");
    EXPECT_EQ(first_code_points("河水ab", 0), "");
}

TEST(Text, IsTrimmedOfIdeographicSpacesToo)
{
    EXPECT_EQ(trimmed(" \u3000\t河 水\r\n\u3000 "), "河 水");
    EXPECT_EQ(trimmed("\u3000"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(Text, IsSplitWithItsEmptyParts)
{
    using Parts = std::vector<std::string_view>;
    EXPECT_EQ(split("a,,b,", ','), (Parts{"a", "", "b", ""}));
    EXPECT_EQ(split("", ','), (Parts{""}));
}

TEST(Integers, AreReadWhole)
{
    EXPECT_EQ(parse_integer("0018"), 18);
    EXPECT_EQ(parse_integer("-7"), -7);
    EXPECT_EQ(parse_integer("9223372036854775807"), 9223372036854775807LL);
    for (std::string_view const text : {"", " 1", "1 ", "1.0", "9223372036854775808", "0x1"}) {
        EXPECT_FALSE(parse_integer(text).has_value()) << text;
    }
}

enum class Reason { too_late, too_early };

constexpr RefusalRow<Reason> reasons[] = {
    {Reason::too_late, "test.too_late", "太晚", "it is too late"},
};

TEST(Refusals, SayWhatIsWrongWhereAndWhatWouldBeRight)
{
    auto const refusal =
        refuse(reasons, Reason::too_late, "21:00", "before 20:00", "reports.csv:7").error();
    EXPECT_EQ(refusal.code, "test.too_late");
    EXPECT_EQ(
        to_line(refusal), "reports.csv:7: it is too late (found 21:00, expected before 20:00)"
    );
    EXPECT_EQ(to_line(refusal, true), "reports.csv:7: 太晚（实为 21:00，应为 before 20:00）");
}

TEST(Refusals, LeaveOutWhatIsNotKnown)
{
    EXPECT_EQ(to_line(refuse(reasons, Reason::too_late).error()), "it is too late");
    EXPECT_EQ(to_line(refuse(reasons, Reason::too_late, "x").error()), "it is too late (found x)");
    EXPECT_EQ(
        to_line(refuse(reasons, Reason::too_late, "", "y").error()), "it is too late (expected y)"
    );
    EXPECT_EQ(refuse(reasons, Reason::too_early).error().code, "unnamed");
}

TEST(Names, AreFoundByTheirNearestSpelling)
{
    std::vector<std::string> const known{"penalised", "status", "truth"};
    EXPECT_EQ(nearest_of("penalized", known), "penalised");
    EXPECT_EQ(nearest_of("statsu", known), "status");
    EXPECT_EQ(nearest_of("colour", known), "");
    EXPECT_EQ(nearest_of("x", known), "");
    EXPECT_EQ(nearest_of("", known), "");
    EXPECT_EQ(nearest_of("status", {}), "");
}

TEST(CodeNames, GoBothWays)
{
    EXPECT_EQ(code(Weather::wet), "wet");
    EXPECT_EQ(code_row(Weather::wet).zh, "雨");
    EXPECT_EQ(from_code<Weather>("dry"), Weather::dry);
    EXPECT_FALSE(from_code<Weather>("Dry").has_value());
    EXPECT_FALSE(from_code<Weather>("").has_value());
}

TEST(Identities, NameTheFounderOfACase)
{
    ReportId const report{17};
    EXPECT_EQ(first_matter(report), MatterId{17});
    EXPECT_EQ(founder(own_case(MatterId{17})), MatterId{17});
    EXPECT_EQ(std::hash<MatterId>{}(MatterId{17}), std::hash<MatterId>{}(MatterId{17}));
}

/// The National Day of 2025: 10-01 to 10-08 off, 09-28 and 10-11 worked.
Calendar autumn()
{
    Calendar calendar;
    for (auto day = on("2025-10-01"); day <= on("2025-10-08"); day = day + 1) {
        calendar.except(day, true);
    }
    calendar.except(on("2025-09-28"), false);
    calendar.except(on("2025-10-11"), false);
    return calendar;
}

TEST(WorkingDays, FollowTheWeekWithoutNotices)
{
    Calendar const calendar;
    EXPECT_EQ(calendar.working_days(on("2021-09-13"), on("2021-09-19")), 5);
    EXPECT_FALSE(calendar.is_working_day(on("2021-09-18")));
    EXPECT_FALSE(calendar.is_working_day(on("2021-09-19")));
    EXPECT_TRUE(calendar.is_working_day(on("2021-09-20")));
    EXPECT_EQ(calendar.last_known_year(), std::nullopt);
}

TEST(WorkingDays, CountsMakeUpWorkdays)
{
    auto const calendar = autumn();
    EXPECT_TRUE(calendar.is_working_day(on("2025-09-28")));
    EXPECT_FALSE(calendar.is_working_day(on("2025-10-06")));
    EXPECT_EQ(calendar.working_days(on("2025-09-28"), on("2025-10-16")), 10);
    EXPECT_EQ(calendar.last_known_year(), 2025);
}

TEST(WorkingDays, AreNoneWhereTheEndComesFirst)
{
    auto const calendar = autumn();
    EXPECT_EQ(calendar.working_days(on("2025-10-16"), on("2025-10-15")), 0);
    EXPECT_EQ(calendar.working_days(on("2025-10-16"), on("2025-10-16")), 1);
    EXPECT_EQ(calendar.working_days(on("2025-10-01"), on("2025-10-08")), 0);
}

TEST(WorkingDays, EndATermOnAWorkingDay)
{
    auto const calendar = autumn();
    EXPECT_EQ(calendar.after_working_days(on("2025-09-30"), 0), on("2025-09-30"));
    EXPECT_EQ(calendar.after_working_days(on("2025-09-30"), 1), on("2025-10-09"));
    EXPECT_EQ(calendar.after_working_days(on("2025-09-30"), 3), on("2025-10-11"));
    EXPECT_EQ(calendar.after_working_days(on("2025-09-27"), 10), on("2025-10-16"));
}

TEST(WorkingDays, TakeTheLatestNoticeForADay)
{
    auto calendar = autumn();
    calendar.except(on("2025-10-11"), true);
    EXPECT_FALSE(calendar.is_working_day(on("2025-10-11")));
}

} // namespace
} // namespace ducha
