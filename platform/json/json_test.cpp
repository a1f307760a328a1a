// Structs as canonical JSON, and commands as people send them.
#include "base/text.h"

#include "platform/json/record.h"

#include <gtest/gtest.h>

#include <limits>

namespace ducha::json {

enum class Fruit { apple, plum };

} // namespace ducha::json

template <>
struct ducha::Codes<ducha::json::Fruit> {
    static constexpr CodeRow<json::Fruit> table[] = {
        {json::Fruit::apple, "apple", "苹果", "apple"},
        {json::Fruit::plum, "plum", "李子", "plum"},
    };
};

namespace ducha::json {
namespace {

using BasketId = Strong<struct BasketIdTag>;

struct Leaf {
    std::string name;
    int count = 0;
};

template <class Fields>
void describe(Fields& fields, Leaf& leaf)
{
    fields.field("name", leaf.name);
    fields.field("count", leaf.count);
}

struct Basket {
    BasketId id;
    Fruit fruit = Fruit::apple;
    bool ripe = false;
    std::optional<std::int64_t> weight;
    Day picked;
    Instant sold;
    TimeOfDay opens;
    std::vector<Fruit> also;
    Leaf leaf;
};

template <class Fields>
void describe(Fields& fields, Basket& basket)
{
    fields.field("id", basket.id);
    fields.field("fruit", basket.fruit);
    fields.field("ripe", basket.ripe);
    fields.field("weight", basket.weight);
    fields.field("picked", basket.picked);
    fields.field("sold", basket.sold);
    fields.field("opens", basket.opens);
    fields.field("also", basket.also);
    fields.field("leaf", basket.leaf);
}

struct Note {
    std::int64_t of = 0;
    std::string words;
};

template <class Fields>
void describe(Fields& fields, Note& note)
{
    fields.field("of", note.of);
    fields.word("words", note.words);
}

constexpr std::string_view full =
    R"({"also":["plum","apple"],"fruit":"plum","id":7,"leaf":{"count":2,"name":"叶"},)"
    R"("opens":480,"picked":"2021-09-15","ripe":true,"sold":1631707200000000,"weight":-3})";

Refusal refusal_of(std::string_view json)
{
    auto const read = read_command<Leaf>(json);
    EXPECT_FALSE(read.has_value()) << json;
    return read ? Refusal{} : read.error();
}

TEST(CanonicalJson, QuotesWhatMustBeQuotedAndNothingElse)
{
    EXPECT_EQ(json::quoted("河水 / <b> \u2028 \x7f"), "\"河水 / <b> \u2028 \x7f\"");
    EXPECT_EQ(json::quoted("\"\\"), R"("\"\\")");
    EXPECT_EQ(json::quoted("\b\t\n\f\r"), R"("\b\t\n\f\r")");
    EXPECT_EQ(json::quoted(std::string_view{"\0\x01\x1f", 3}), R"("\u0000\u0001\u001f")");
    EXPECT_EQ(json::quoted(""), R"("")");
}

TEST(CanonicalJson, IsReadBackAsItWas)
{
    std::string every;
    for (char32_t value = 0; value < 0x3000; ++value) {
        append_utf8(every, value);
    }
    append_utf8(every, 0x20000);
    auto const read = parse_object("{\"text\":" + json::quoted(every) + "}");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(std::string_view{read->at("text").as_string()}, every);
}

TEST(CanonicalJson, PutsMembersInTheOrderOfTheirNames)
{
    ObjectText object;
    EXPECT_TRUE(object.empty());
    object.put("b", "2");
    object.put("B", "1");
    object.put("a_c", "4");
    object.put("aa", "3");
    EXPECT_EQ(object.take(), R"({"B":1,"a_c":4,"aa":3,"b":2})");
    EXPECT_EQ(ObjectText{}.take(), "{}");
}

TEST(CanonicalJson, WritesObjectsInOneText)
{
    std::string text = "[";
    ObjectWriter outer{text};
    outer.begin("b");
    ObjectWriter inner{text};
    inner.begin("y");
    append_number(text, -1);
    inner.begin("x");
    append_quoted(text, "字\"");
    inner.end();
    outer.begin("a");
    text += "[]";
    outer.begin("aa");
    ObjectWriter{text}.end();
    outer.begin("c");
    text += "true";
    outer.end();
    EXPECT_EQ(text, R"([{"a":[],"aa":{},"b":{"x":"字\"","y":-1},"c":true})");
}

TEST(CanonicalJson, FindsWhatMustBeQuotedWhereverItStands)
{
    for (std::size_t length = 0; length < 40; ++length) {
        std::string const plain(length, 'a');
        EXPECT_EQ(json::quoted(plain), '"' + plain + '"');
        for (std::size_t at = 0; at < length; ++at) {
            auto const before = plain.substr(0, at);
            auto const behind = plain.substr(at + 1);
            EXPECT_EQ(json::quoted(before + "\n" + behind), '"' + before + "\\n" + behind + '"');
        }
    }
}

TEST(CanonicalJson, ListsValues)
{
    EXPECT_EQ(array_text({}), "[]");
    EXPECT_EQ(array_text({"1"}), "[1]");
    EXPECT_EQ(array_text({R"("a")", "[2]"}), R"(["a",[2]])");
}

TEST(Records, AreWrittenWithEveryKindOfField)
{
    Basket const basket{
        .id = BasketId{7},
        .fruit = Fruit::plum,
        .ripe = true,
        .weight = -3,
        .picked = parse_day("2021-09-15").value(),
        .sold = parse_instant("2021-09-15T20:00").value(),
        .opens = {8 * 60},
        .also = {Fruit::plum, Fruit::apple},
        .leaf = {.name = "叶", .count = 2},
    };
    EXPECT_EQ(write(basket), full);
}

TEST(Records, AreReadAsTheyWereWritten)
{
    auto const read = read_command<Basket>(full);
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(read->id, BasketId{7});
    EXPECT_EQ(read->also, (std::vector{Fruit::plum, Fruit::apple}));
    EXPECT_EQ(read->leaf.count, 2);
    EXPECT_EQ(write(*read), full);
}

TEST(Records, LeaveOutWhatIsNotThere)
{
    auto basket = read_command<Basket>(full).value();
    basket.weight = std::nullopt;
    EXPECT_FALSE(write(basket).contains("weight"));
    EXPECT_FALSE(read_command<Basket>(write(basket))->weight.has_value());
}

TEST(Records, KeepWordsApartFromFields)
{
    Note note{.of = 3, .words = "话"};
    Writer writer;
    describe(writer, note);
    EXPECT_EQ(writer.words(), R"({"words":"话"})");
    EXPECT_EQ(writer.fields(), R"({"of":3})");
    Leaf leaf;
    Writer wordless;
    describe(wordless, leaf);
    EXPECT_EQ(wordless.words(), std::nullopt);
}

TEST(Records, ReadErasedWordsAsEmpty)
{
    auto const fields = parse_object(R"({"of":3})").value();
    Note note;
    Reader reader{fields, nullptr};
    describe(reader, note);
    EXPECT_FALSE(reader.problem().has_value());
    EXPECT_EQ(note.of, 3);
    EXPECT_EQ(note.words, "");
}

TEST(Commands, AreReadInAnyOrderWithBlanks)
{
    auto const read = read_command<Leaf>(" {\n\"name\" : \"叶\", \"count\" : 2 }\r\n");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(read->name, "叶");
    EXPECT_EQ(read->count, 2);
}

TEST(Commands, AreRefusedWhereTheyAreNoJsonObject)
{
    for (std::string_view const text :
         {"",
          " ",
          "{",
          "}",
          "[]",
          "7",
          "null",
          "{\"name\":}",
          "{\"name\":\"a\",}",
          "{'name':1}",
          "{\"name\":\"a\"} x",
          "{\"name\":\"a\"}{}",
          "{\"name\":\"\xff\"}",
          "{\"name\":\"\n\"}"}) {
        EXPECT_EQ(refusal_of(text).code, "json.not_json") << text;
    }
}

TEST(Commands, SayAtWhichByteTheyStopBeingJson)
{
    EXPECT_EQ(refusal_of(R"({"name":x})").where, "byte 8");
}

TEST(Commands, NameTheFieldThatIsMissingOrOfAnotherKind)
{
    auto const missing = refusal_of(R"({"name":"a"})");
    EXPECT_EQ(missing.code, "json.wrong_field");
    EXPECT_EQ(missing.where, "count");
    auto const other = refusal_of(R"({"name":7,"count":1})");
    EXPECT_EQ(other.code, "json.wrong_field");
    EXPECT_EQ(other.where, "name");
    EXPECT_EQ(other.found, "7");
    EXPECT_EQ(other.expected, "a text");
    for (std::string_view const count :
         {"\"1\"", "1.5", "true", "null", "[1]", "9223372036854775808", "4294967296"}) {
        auto const json = R"({"name":"a","count":)" + std::string{count} + "}";
        EXPECT_EQ(refusal_of(json).where, "count") << count;
    }
}

TEST(Commands, NameAFieldThatIsNotKnown)
{
    auto const refusal = refusal_of(R"({"name":"a","count":1,"cuont":2})");
    EXPECT_EQ(refusal.code, "json.unknown_field");
    EXPECT_EQ(refusal.found, "cuont");
    EXPECT_EQ(refusal.expected, "one of name, count");
}

TEST(Commands, NameAFieldThatIsNotKnownInAnObjectWithin)
{
    auto const of_leaf = [](std::string const& leaf) {
        return read_command<Basket>(
            R"({"id":1,"fruit":"apple","ripe":true,"picked":"2021-09-01",)"
            R"("sold":"2021-09-01T00:00:00Z","opens":480,"also":[],"leaf":)" +
            leaf + "}"
        );
    };
    EXPECT_TRUE(of_leaf(R"({"name":"a","count":1})"));
    auto const refusal = of_leaf(R"({"name":"a","count":1,"cuont":2})").error();
    EXPECT_EQ(refusal.code, "json.unknown_field");
    EXPECT_EQ(refusal.where, "leaf.cuont");
    EXPECT_EQ(refusal.found, "cuont");
    // What an event holds besides is of a later version, and is passed over.
    auto const later = parse_object(R"({"leaf":{"name":"a","count":1,"colour":"green"}})");
    Leaf leaf;
    Reader reader{*later, nullptr};
    reader.field("leaf", leaf);
    EXPECT_FALSE(reader.problem());
    EXPECT_EQ(leaf.count, 1);
}

TEST(Commands, NameAFieldThatIsGivenTwice)
{
    auto const refusal = refusal_of(R"({"name":"a","count":1,"name" :"b"})");
    EXPECT_EQ(refusal.code, "json.doubled_field");
    EXPECT_EQ(refusal.where, "name");
    EXPECT_EQ(refusal.found, "name");
    EXPECT_EQ(refusal.expected, "each field once");
    EXPECT_EQ(refusal_of(R"({"name":"a","count":1,"c\u006funt":1})").where, "count");
    EXPECT_EQ(refusal_of(R"({"name":"a","count":[{"x":1},{"x":1,"x":2}]})").where, "count.x");
}

TEST(Commands, NameAFieldThatHoldsACharacterZero)
{
    auto const refusal = refusal_of(R"({"name":"a\u0000b","count":1})");
    EXPECT_EQ(refusal.code, "json.zero_character");
    EXPECT_EQ(refusal.where, "name");
    EXPECT_EQ(refusal.found, "a character 0");
    EXPECT_EQ(refusal_of(R"({"name":"a","count":["x",{"y":"\u0000"}]})").where, "count.y");
    EXPECT_EQ(refusal_of(R"({"name":"a","count":{"\u0000":1}})").where, "count");
}

TEST(Commands, MayHoldTheSameNameInTwoObjectsAndInTexts)
{
    auto const read = read_command<Leaf>(R"({"name":"\"count\":{} \\","count":2})");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(read->name, R"("count":{} \)");
    auto const inner = refusal_of(R"({"name":{"name":1},"count":{"name":2}})");
    EXPECT_EQ(inner.code, "json.wrong_field");
}

/// The refusal of a full command in which `what` is replaced.
Refusal with(std::string_view what, std::string_view instead)
{
    std::string text{full};
    text.replace(text.find(what), what.size(), instead);
    auto const read = read_command<Basket>(text);
    EXPECT_FALSE(read.has_value()) << text;
    return read ? Refusal{} : read.error();
}

TEST(Commands, RefuseUnknownCodesAndImpossibleDays)
{
    auto const fruit = with(R"("fruit":"plum")", R"("fruit":"fig")");
    EXPECT_EQ(fruit.where, "fruit");
    EXPECT_EQ(fruit.found, "fig");
    EXPECT_EQ(fruit.expected, "one of apple, plum");
    EXPECT_EQ(with("2021-09-15", "2021-09-31").where, "picked");
    EXPECT_EQ(with("1631707200000000", "\"yesterday\"").where, "sold");
    EXPECT_EQ(with(R"(["plum","apple"])", R"("plum")").where, "also");
    EXPECT_EQ(with(R"(["plum","apple"])", R"(["fig"])").where, "also");
    EXPECT_EQ(with(R"("ripe":true)", R"("ripe":1)").where, "ripe");
}

TEST(Commands, NameTheFieldOfAnInnerObject)
{
    EXPECT_EQ(with(R"("count":2)", R"("count":"2")").where, "leaf.count");
    EXPECT_EQ(with(R"({"count":2,"name":"叶"})", "[]").where, "leaf");
    EXPECT_EQ(with(R"("count":2)", R"("count":2,"count":2)").where, "leaf.count");
}

TEST(Commands, TakeAnInstantAsNumberOrText)
{
    std::string text{full};
    std::string_view const number = "1631707200000000";
    text.replace(text.find(number), number.size(), "\"2021-09-15T20:00:00+08:00\"");
    EXPECT_EQ(read_command<Basket>(text)->sold, read_command<Basket>(full)->sold);
}

TEST(Commands, KeepWholeNumbersWhole)
{
    auto const big = std::numeric_limits<std::int64_t>::max();
    auto const read = read_command<Note>(R"({"of":)" + std::to_string(big) + R"(,"words":""})");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    EXPECT_EQ(read->of, big);
}

} // namespace
} // namespace ducha::json
