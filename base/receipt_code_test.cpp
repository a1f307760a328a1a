// The code on a receipt, as it is written, misread and misheard.
#include "base/receipt_code.h"

#include <gtest/gtest.h>

namespace ducha {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

ReceiptCode some_code(unsigned seed)
{
    ReceiptCode code;
    for (auto& byte : code.bits) {
        seed = seed * 1'103'515'245U + 12'345U;
        byte = static_cast<std::uint8_t>(seed >> 16U);
    }
    return code;
}

TEST(ReceiptCode, IsReadAsItWasWritten)
{
    EXPECT_EQ(to_text(ReceiptCode{}), "0000-0000-0000-0000-0");
    for (unsigned seed = 0; seed < 1000; ++seed) {
        auto const code = some_code(seed);
        auto const text = to_text(code);
        EXPECT_EQ(text.size(), 21U);
        EXPECT_EQ(parse_receipt_code(text), code) << text;
    }
}

// The bits of RFC 4648's "hex" order, so that another program may read a receipt.
TEST(ReceiptCode, HoldsItsBitsInOrder)
{
    ReceiptCode const code{{0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF}};
    EXPECT_EQ(to_text(code).substr(0, 19), "0123-4567-89AB-CDEF");
}

TEST(ReceiptCode, IsReadAsPeopleWriteIt)
{
    ReceiptCode const code{{0x00, 0x44, 0x32, 0x14, 0xC7, 0x42, 0x54, 0xB6, 0x35, 0xCF}};
    auto const text = to_text(code);
    auto const check = text.substr(20);
    for (auto const* const written :
         {"0123456789ABCDEF",
          " o1 2 3-4567\t89ab—",
          "OI23 4567 89ab cdef",
          "oL23-4567-89ABCDEF",
          "０１２３－４５６７　８９ａｂ－ＣＤＥＦ"}) {
        auto const read = parse_receipt_code(written + check);
        if (std::string_view{written}.contains("—")) {
            EXPECT_FALSE(read) << written;
        } else {
            EXPECT_EQ(read, code) << written;
        }
    }
    for (auto const* const wrong : {"", "-", "0123", "U123-4567-89AB-CDEF-0", "\xEF\xBC"}) {
        EXPECT_FALSE(parse_receipt_code(wrong)) << wrong;
    }
    EXPECT_FALSE(parse_receipt_code(text + "0"));
}

TEST(ReceiptCode, NoWrongCharacterAndNoTwoExchangedOnesPass)
{
    for (unsigned seed = 0; seed < 20; ++seed) {
        auto const right = to_text(some_code(seed));
        for (std::size_t i = 0; i < right.size(); ++i) {
            for (char const digit : digits) {
                auto wrong = right;
                wrong[i] = digit;
                if (right[i] != '-' && wrong != right) {
                    EXPECT_FALSE(parse_receipt_code(wrong)) << wrong;
                }
            }
            for (std::size_t j = 0; j < i; ++j) {
                auto wrong = right;
                std::swap(wrong[i], wrong[j]);
                if (right[i] != '-' && right[j] != '-' && wrong != right) {
                    EXPECT_FALSE(parse_receipt_code(wrong)) << wrong;
                }
            }
        }
    }
}

} // namespace
} // namespace ducha
