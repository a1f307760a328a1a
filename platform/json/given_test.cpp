// Structs from named texts, and their shapes.
#include "platform/json/given.h"

#include "platform/json/schema.h"

#include <gtest/gtest.h>

namespace ducha::json {

enum class Weather { dry, wet };

} // namespace ducha::json

template <>
struct ducha::Codes<ducha::json::Weather> {
    static constexpr CodeRow<json::Weather> table[] = {
        {json::Weather::dry, "dry", "晴", "dry"},
        {json::Weather::wet, "wet", "雨", "wet"},
    };
};

namespace ducha::json {
namespace {

using WalkId = Strong<struct WalkIdTag>;

struct Walk {
    WalkId id;
    std::string name;
    std::optional<Day> day;
    std::optional<Weather> weather;
    std::optional<bool> alone;
    std::optional<std::vector<Weather>> forecast;
};

template <class Fields>
void describe(Fields& fields, Walk& walk)
{
    fields.field("id", walk.id);
    fields.field("name", walk.name);
    fields.field("day", walk.day);
    fields.field("weather", walk.weather);
    fields.field("alone", walk.alone);
    fields.field("forecast", walk.forecast);
}

std::string refused(Given const& given)
{
    auto const walk = read_given<Walk>(given);
    return walk ? "read" : walk.error().code + " " + walk.error().where;
}

TEST(Given, IsReadByTheFieldsOfTheStruct)
{
    auto const walk = read_given<Walk>(
        {{"id", "12"}, {"name", "34"}, {"day", "2021-09-01"}, {"weather", "wet"}, {"alone", "true"}}
    );
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->id, WalkId{12});
    EXPECT_EQ(walk->name, "34");
    EXPECT_EQ(to_text(*walk->day), "2021-09-01");
    EXPECT_EQ(walk->weather, Weather::wet);
    EXPECT_EQ(walk->alone, true);
    EXPECT_FALSE(read_given<Walk>({{"id", "1"}, {"name", ""}})->day);
}

TEST(Given, HasAListBetweenCommas)
{
    auto const walk = read_given<Walk>({{"id", "1"}, {"name", "a,b"}, {"forecast", "wet,dry,wet"}});
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->name, "a,b");
    EXPECT_EQ(walk->forecast, (std::vector{Weather::wet, Weather::dry, Weather::wet}));
    EXPECT_EQ(
        refused({{"id", "1"}, {"name", ""}, {"forecast", "wet,"}}), "json.wrong_field forecast"
    );
}

TEST(Given, IsRefusedByTheNameOfTheField)
{
    EXPECT_EQ(refused({{"name", ""}}), "json.wrong_field id");
    EXPECT_EQ(refused({{"id", "a"}, {"name", ""}}), "json.wrong_field id");
    EXPECT_EQ(refused({{"id", "9223372036854775808"}, {"name", ""}}), "json.wrong_field id");
    EXPECT_EQ(refused({{"id", "1"}, {"name", ""}, {"weather", "hot"}}), "json.wrong_field weather");
    EXPECT_EQ(refused({{"id", "1"}, {"name", ""}, {"alone", "yes"}}), "json.wrong_field alone");
    EXPECT_EQ(refused({{"id", "1"}, {"name", ""}, {"more", ""}}), "json.unknown_field more");
    EXPECT_EQ(refused({{"id", "1"}, {"name", std::string{"\0", 1}}}), "json.zero_character name");
}

TEST(Given, ComesFromABodyAsFromAQuery)
{
    auto const given = given_in(R"({"id":12,"name":"a","alone":true,"day":null})");
    ASSERT_TRUE(given);
    EXPECT_EQ(*given, (Given{{"id", "12"}, {"name", "a"}, {"alone", "true"}}));
    EXPECT_EQ(given_in(R"({"id":[1]})").error().where, "id");
    EXPECT_EQ(given_in(R"({"id":1,"id":2})").error().code, "json.doubled_field");
    EXPECT_EQ(given_in("[]").error().code, "json.not_json");
}

TEST(Shapes, AreThoseOfTheStruct)
{
    EXPECT_EQ(
        schema_of<Walk>(),
        R"({"additionalProperties":false,"properties":{"alone":{"type":"boolean"},)"
        R"("day":{"format":"date","type":"string"},)"
        R"("forecast":{"items":{"enum":["dry","wet"],"type":"string",)"
        R"("x-words":{"dry":["晴","dry"],"wet":["雨","wet"]}},"type":"array"},)"
        R"("id":{"type":"integer"},)"
        R"("name":{"type":"string"},"weather":{"enum":["dry","wet"],"type":"string",)"
        R"("x-words":{"dry":["晴","dry"],"wet":["雨","wet"]}}},)"
        R"("required":["id","name"],"type":"object"})"
    );
}

TEST(Answers, SpellInstantsForPeople)
{
    Writer writer{Instants::readable};
    writer.field("at", Instant{1'631'707'200'000'000});
    EXPECT_EQ(writer.fields(), R"({"at":"2021-09-15T20:00:00+08:00"})");
}

} // namespace
} // namespace ducha::json
