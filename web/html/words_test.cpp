// Both catalogues say the same things, and every page finds its words.
#include "web/html/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

namespace ducha::web {
namespace {

/// The `{name}`s of a text, in the order of the alphabet.
std::multiset<std::string> holes_of(std::string_view text)
{
    std::multiset<std::string> holes;
    for (std::size_t from = text.find('{'); from != std::string_view::npos;
         from = text.find('{', from + 1)) {
        holes.emplace(text.substr(from, text.find('}', from) - from));
    }
    return holes;
}

/// The server's pages, the shell of the workbench, the screens of the rooms.
bool says_words(std::filesystem::path const& path)
{
    auto const ending = path.extension();
    bool const is_screen = ending == ".vue" || ending == ".ts";
    return is_screen || (ending == ".cpp" && path.string().contains("/web/"));
}

std::string all_sources()
{
    std::ostringstream all;
    for (auto const* const folder : {DUCHA_SOURCE_DIR "/web", DUCHA_SOURCE_DIR "/domain"}) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator{folder}) {
            auto const name = entry.path().filename().string();
            bool const is_test = name.ends_with("_test.cpp") || name.ends_with("_test.ts");
            if (says_words(entry.path()) && !is_test) {
                all << std::ifstream{entry.path()}.rdbuf();
            }
        }
    }
    return all.str();
}

TEST(Catalogue, HasTheSameKeysAndHolesInBothLanguages)
{
    auto const& zh = Words::of(Language::zh).all();
    auto const& en = Words::of(Language::en).all();
    EXPECT_EQ(zh.size(), en.size());
    for (auto const& [key, words] : zh) {
        ASSERT_TRUE(en.contains(key)) << key;
        EXPECT_FALSE(words.empty() || en.at(key).empty()) << key;
        EXPECT_EQ(holes_of(words), holes_of(en.at(key))) << key;
    }
}

/// Keys that the code puts together, with the code of something at their end.
constexpr std::string_view made[] = {
    "what.type_",
    "bulletin.def_",
};

/// Put together in a screen: t(`bulletin.measure_${code}`).
bool is_put_together(std::string const& sources, std::string const& key)
{
    for (auto at = key.find('_'); at != std::string::npos; at = key.find('_', at + 1)) {
        if (sources.contains('`' + key.substr(0, at + 1) + "${")) {
            return true;
        }
    }
    return false;
}

// A key is used by its name, or as `name_hint` beside it, or is put together.
TEST(Catalogue, HasNoWordsThatNoPageSays)
{
    auto const sources = all_sources();
    for (auto const& [key, words] : Words::of(Language::zh).all()) {
        auto const is_used = [&](std::string const& name) {
            return sources.contains('"' + name + '"') || sources.contains("'" + name + "'");
        };
        auto const stem = key.ends_with("_hint") ? key.substr(0, key.size() - 5) : key;
        EXPECT_TRUE(
            is_used(key) || is_used(stem) || is_put_together(sources, key) ||
            std::ranges::any_of(made, [&](auto begin) { return key.starts_with(begin); })
        ) << key;
    }
}

TEST(Catalogue, IsFlatAndHoldsNoMarkup)
{
    for (auto const language : {Language::zh, Language::en}) {
        for (auto const& [key, words] : Words::of(language).all()) {
            EXPECT_EQ(std::ranges::count(key, '.'), 1) << key;
            EXPECT_FALSE(words.contains('<')) << key;
        }
    }
}

TEST(Words, PutValuesIntoTheirPlaces)
{
    auto const& words = Words::of(Language::en);
    EXPECT_EQ(words.with("report.step", {{"step", "{step}"}}), "Step {step} of 5");
    EXPECT_EQ(words(Sentence{"甲", "a"}), "a");
    EXPECT_DEATH(static_cast<void>(words("no.such")), "every key");
    EXPECT_DEATH(static_cast<void>(words.with("home.title", {{"x", ""}})), "a place");
}

} // namespace
} // namespace ducha::web
