// Models as text.
#include "engines/neardup/model_file.h"

#include "base/text.h"

#include "engines/neardup/neardup.h"

#include <gtest/gtest.h>

#include <string>

namespace ducha::neardup {
namespace {

/// The built-in model with one line replaced; the fault that its reading ends with.
ModelFault fault_of(std::string_view line, std::string_view instead)
{
    auto text = text_of(Model::standard());
    auto const at = text.find("\n" + std::string{line});
    if (at == std::string::npos) {
        ADD_FAILURE() << "no such line: " << line;
        return {};
    }
    auto const end = text.find('\n', at + 1);
    text.replace(at + 1, end - at - 1, instead);
    auto const read = model_of_text(text);
    if (read) {
        ADD_FAILURE() << "taken: " << instead;
        return {};
    }
    return read.error();
}

TEST(ModelFile, SaysWhichLineIsWrongAndWhatWasExpected)
{
    auto const fault = fault_of("text_cosine", "text_cosine much");
    EXPECT_EQ(fault.found, "text_cosine much");
    EXPECT_EQ(fault.expected, "an item of evidence and a number from -1000 to 1000");
    auto const text = text_of(Model::standard());
    auto const before = std::string_view{text}.substr(0, text.find("text_cosine"));
    EXPECT_EQ(fault.line, split(before, '\n').size());
}

TEST(ModelFile, RefusesWhatIsNoModel)
{
    EXPECT_EQ(fault_of("format", "format 2").found, "format 2");
    EXPECT_EQ(fault_of("[limits]", "[limit]").found, "[limit]");
    EXPECT_EQ(fault_of("text_cosine", "").expected, "[weights] text_cosine NUMBER");
    EXPECT_EQ(fault_of("text_cosine", "likeness 1").found, "likeness 1");
    EXPECT_EQ(fault_of("text_cosine", "text_cosine nan").found, "text_cosine nan");
    EXPECT_EQ(fault_of("text_cosine", "text_cosine 1e9").found, "text_cosine 1e9");
    EXPECT_EQ(fault_of("join_probability", "join_probability 1.5").found, "join_probability 1.5");
    EXPECT_EQ(
        fault_of("kept_grams", "kept_grams 5000").expected,
        "kept_grams and a whole number from 1 to 4000"
    );
    EXPECT_EQ(fault_of("reports", "reports 0").expected, "reports and a whole number");
    EXPECT_EQ(fault_of("[frequencies]", "9 0.1\n[frequencies]").found, "9 0.1");
    EXPECT_EQ(fault_of("name", "name \xFF").found, "(not UTF-8)");
    EXPECT_FALSE(model_of_text(""));
}

// A table of fixed size ended the program here.
TEST(ModelFile, TheGreatestLimitsThatItTakesAreWithinWhatTheEngineBears)
{
    auto text = text_of(Model::standard());
    for (auto const* const limit :
         {"code_points 1000000",
          "read_grams 10000",
          "kept_grams 4000",
          "posted_keys 1000",
          "posted_pairs 1000",
          "probed_keys 1000",
          "hops_per_list 60",
          "looked_at 1000",
          "verified 1000",
          "verified_per_case 1000",
          "candidates 100"}) {
        auto const name = std::string{"\n"} + limit;
        auto const at = text.find(name.substr(0, name.find(' ') + 1));
        ASSERT_NE(at, std::string::npos) << limit;
        text.replace(at, text.find('\n', at + 1) - at, name);
    }
    auto const model = model_of_text(text);
    ASSERT_TRUE(model) << model.error().expected;
    std::string words;
    for (char32_t c = 0x4E00; c < 0x4E00 + 20'000; ++c) {
        append_utf8(words, c);
    }
    // Half of the text posts other pairs than the whole, so that more lists are walked.
    auto const half = std::string_view{words}.substr(0, words.size() / 2 / 3 * 3);
    Index index{*model};
    Document document;
    document.place = words;
    document.enterprise = words;
    for (document.id = 1; document.id <= 70; ++document.id) {
        document.text = words;
        index.attach(document, document.id);
        Document part;
        part.id = 100 + document.id;
        part.text = half;
        index.attach(part, part.id);
    }
    Work work;
    EXPECT_FALSE(index.candidates(document, {}, &work).empty());
    EXPECT_GT(work.hops, 0xFFFFU);
}

// The order of what is listed twice was left to chance, and with it which count held.
TEST(ModelFile, WithAnNgramTwiceIsReadAgainTheSame)
{
    Model model = Model::standard();
    auto listed = model.frequencies->listed();
    auto const twice = listed[listed.size() / 2];
    for (std::uint32_t extra = 40; extra > 0; --extra) {
        listed.insert(listed.begin(), {twice.text, twice.reports + extra});
    }
    auto const frequencies = Frequencies::of(model.frequencies->reports(), listed);
    model.frequencies = std::make_shared<Frequencies const>(frequencies);
    EXPECT_EQ(text_of(model), text_of(Model::standard())) << "the least count holds";
    auto const again = model_of_text(text_of(model));
    ASSERT_TRUE(again);
    EXPECT_EQ(text_of(*again), text_of(model));
}

} // namespace
} // namespace ducha::neardup
