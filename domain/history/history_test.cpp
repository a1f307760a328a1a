// 经过: the words of what can happen.
#include "domain/history/history.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>

namespace ducha::history {
namespace {

TEST(EventWords, AreThereForEveryTypeOfTheLedger)
{
    std::ifstream file{DUCHA_SOURCE_DIR "/tests/golden/events.jsonl"};
    int types = 0;
    for (std::string line; std::getline(file, line); ++types) {
        std::string const type{boost::json::parse(line).at("type").as_string()};
        auto const words = words_of(type);
        EXPECT_NE(words.zh, type) << "event_words.cpp does not know it";
        EXPECT_NE(words.en, type);
    }
    EXPECT_GT(types, 30);
    EXPECT_EQ(words_of("unheard_of").en, "unheard_of");
}

} // namespace
} // namespace ducha::history
