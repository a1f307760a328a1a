// Money: what is read, and how it is written, to the fen.
#include "base/money.h"

#include <gtest/gtest.h>

namespace ducha {
namespace {

std::optional<std::int64_t> fen_in(std::string_view text)
{
    auto const amount = parse_yuan(text);
    return amount ? std::optional{amount->get()} : std::nullopt;
}

TEST(Yuan, AreReadToTheFen)
{
    EXPECT_EQ(fen_in("0"), 0);
    EXPECT_EQ(fen_in("5000"), 500'000);
    EXPECT_EQ(fen_in("5000.5"), 500'050);
    EXPECT_EQ(fen_in("5000.05"), 500'005);
    EXPECT_EQ(fen_in("0.01"), 1);
    EXPECT_EQ(fen_in("0.10"), 10);
    // What binary fractions cannot hold.
    EXPECT_EQ(fen_in("0.29"), 29);
    EXPECT_EQ(fen_in("1157.57"), 115'757);
    EXPECT_EQ(fen_in("90000000000000"), 9'000'000'000'000'000);
}

TEST(Yuan, AreRefusedWhereAnythingElseIsWritten)
{
    for (std::string_view const text :
         {"",
          ".",
          ".5",
          "5.",
          "5.000",
          "5.001",
          "-5",
          "+5",
          " 5",
          "5 ",
          "5,000",
          "5e3",
          "0x10",
          "5.-1",
          "1.2.3",
          "5元",
          "５",
          "五千",
          "90000000000000.01",
          "90000000000001",
          "9223372036854775808",
          "99999999999999999999"}) {
        EXPECT_FALSE(parse_yuan(text).has_value()) << text;
    }
}

TEST(Yuan, ArePrintedWithPlacesOnlyWhereThereAreFen)
{
    EXPECT_EQ(yuan_text(Fen{0}), "0");
    EXPECT_EQ(yuan_text(Fen{500'000}), "5000");
    EXPECT_EQ(yuan_text(Fen{500'005}), "5000.05");
    EXPECT_EQ(yuan_text(Fen{500'050}), "5000.50");
    EXPECT_EQ(yuan_text(Fen{1}), "0.01");
    EXPECT_EQ(yuan_text(Fen{-5}), "-0.05");
}

// The figures of the bulletins of 2017 and 2018 (domain.md 2.5).
TEST(TenThousandYuan, ArePrintedExactly)
{
    EXPECT_EQ(wan_yuan_text(Fen{5'807'000'000}), "5807");
    EXPECT_EQ(wan_yuan_text(Fen{33'587'860'000}), "33587.86");
    EXPECT_EQ(wan_yuan_text(Fen{6'508'600'000}), "6508.6");
    EXPECT_EQ(wan_yuan_text(Fen{0}), "0");
    EXPECT_EQ(wan_yuan_text(Fen{1}), "0.000001");
    EXPECT_EQ(wan_yuan_text(Fen{123'456'789}), "123.456789");
}

TEST(Yuan, ArePrintedAsTheyAreRead)
{
    for (std::int64_t fen = 0; fen < 20'000; ++fen) {
        ASSERT_EQ(parse_yuan(yuan_text(Fen{fen})), Fen{fen});
    }
    EXPECT_EQ(yuan_text(*parse_yuan("90000000000000")), "90000000000000");
}

} // namespace
} // namespace ducha
