// Random tokens.
#include "platform/identity/token.h"

#include "platform/random/random.h"

#include <gtest/gtest.h>

#include <set>

namespace ducha::identity {
namespace {

/// Gives the same byte for ever.
class OneByte final : public Random {
public:
    explicit OneByte(std::uint8_t byte) : byte_{byte} {}

    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes) {
            byte = byte_;
        }
    }

private:
    std::uint8_t byte_;
};

TEST(Token, Is43CharactersThatFitAHeader)
{
    SeededRandom random{1};
    std::set<std::string, std::less<>> seen;
    for (int i = 0; i < 1000; ++i) {
        auto const token = make_token(random);
        ASSERT_EQ(token.text().size(), token_length);
        EXPECT_EQ(
            token.text().find_first_not_of(
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            ),
            std::string_view::npos
        );
        EXPECT_TRUE(seen.emplace(token.text()).second);
    }
    OneByte zero{0};
    EXPECT_EQ(make_token(zero, "ducha_").text(), "ducha_" + std::string(43, 'A'));
    OneByte full{0xFF};
    EXPECT_EQ(make_token(full).text(), std::string(42, '_') + "8");
}

TEST(Token, IsKnownByItsDigest)
{
    EXPECT_EQ(
        to_hex(token_digest(Secret{"abc"})),
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
}

} // namespace
} // namespace ducha::identity
