// Only the vault opens a sealed file, and its length says little.
#include "platform/sealed/sealed_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ducha::sealed {
namespace {

class SealedFile : public testing::Test {
protected:
    crypto::KeyPair vault = crypto::make_exchange_key();

    Bytes sealed(std::string_view name, std::string_view content)
    {
        return seal_file(name, bytes_of(content), vault.open);
    }
};

TEST_F(SealedFile, IsOpenedByTheVaultAlone)
{
    auto const file = sealed("张模拟来信.jpg", "模拟照片");
    auto const opened = open_file(file, vault);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->name, "张模拟来信.jpg");
    EXPECT_EQ(text_of(opened->content), "模拟照片");
    EXPECT_FALSE(open_file(file, crypto::make_exchange_key()));
    EXPECT_TRUE(open_file(sealed("", ""), vault));
}

TEST_F(SealedFile, ShowsNeitherNameNorContentNorThatItWasSealedBefore)
{
    auto const once = sealed("SECRETNAME", "SECRETCONTENT");
    EXPECT_FALSE(text_of(once).contains("SECRET"));
    EXPECT_NE(once, sealed("SECRETNAME", "SECRETCONTENT"));
}

TEST_F(SealedFile, ThatWasChangedOrCutAnywhereIsNotOpened)
{
    auto const whole = sealed("a", std::string(300, 'x'));
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto changed = whole;
        changed[at] ^= 0x10;
        EXPECT_FALSE(open_file(changed, vault)) << at;
        EXPECT_FALSE(open_file(ByteSpan{whole}.first(at), vault)) << at;
    }
}

// As the paper states: at most 12 % more, and few lengths.
TEST_F(SealedFile, HasOneOfFewLengths)
{
    std::vector<std::size_t> lengths;
    for (std::size_t size = 100'000; size < 200'000; size += 500) {
        auto const length = sealed("", std::string(size, 'x')).size();
        EXPECT_LE(length, size + size * 12 / 100 + 100);
        lengths.push_back(length);
    }
    auto const [first, last] = std::ranges::unique(lengths);
    EXPECT_LE(first - lengths.begin(), 35);
}

} // namespace
} // namespace ducha::sealed
