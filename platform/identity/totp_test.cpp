// One-time codes, by the vectors of the standards.
#include "platform/identity/totp.h"

#include "platform/random/random.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ducha::identity {
namespace {

/// "12345678901234567890", the secret of both standards.
TotpSecret standard()
{
    TotpSecret secret{};
    std::ranges::copy(bytes_of("12345678901234567890"), secret.begin());
    return secret;
}

Instant seconds(std::int64_t count)
{
    return {count * second};
}

// RFC 6238, Appendix B, the rows of SHA-1.
TEST(OneTimeCode, IsThatOfTheStandard)
{
    constexpr std::pair<std::int64_t, char const*> rows[] = {
        {59, "94287082"},
        {1'111'111'109, "07081804"},
        {1'111'111'111, "14050471"},
        {1'234'567'890, "89005924"},
        {2'000'000'000, "69279037"},
        {20'000'000'000, "65353130"},
    };
    for (auto const& [time, code] : rows) {
        EXPECT_EQ(totp_code(standard(), totp_step(seconds(time)), 8), code) << time;
    }
}

// RFC 4226, Appendix D.
TEST(OneTimeCode, IsThatOfItsCounter)
{
    constexpr char const* codes[] = {
        "755224",
        "287082",
        "359152",
        "969429",
        "338314",
        "254676",
        "287922",
        "162583",
        "399871",
        "520489"
    };
    for (std::int64_t step = 0; step < 10; ++step) {
        EXPECT_EQ(totp_code(standard(), step), codes[step]);
    }
}

TEST(OneTimeCode, OpensHalfAMinuteEarlyOrLate)
{
    constexpr std::int64_t now = 1'631'707'215;
    auto const step = totp_step(seconds(now));
    for (auto const distance : {-2, -1, 0, 1, 2}) {
        auto const code = totp_code(standard(), step + distance);
        auto const found = matching_totp_step(standard(), code, seconds(now), 0);
        if (std::abs(distance) < 2) {
            EXPECT_EQ(found, step + distance);
        } else {
            EXPECT_FALSE(found) << distance;
        }
    }
}

TEST(OneTimeCode, OpensOnceAndNoEarlierOneAfterIt)
{
    constexpr std::int64_t now = 1'631'707'215;
    auto const step = totp_step(seconds(now));
    auto const code = totp_code(standard(), step);
    EXPECT_FALSE(matching_totp_step(standard(), code, seconds(now), step));
    EXPECT_FALSE(matching_totp_step(standard(), totp_code(standard(), step - 1), seconds(now), step)
    );
    EXPECT_EQ(
        matching_totp_step(standard(), totp_code(standard(), step + 1), seconds(now), step),
        step + 1
    );
}

TEST(OneTimeCode, IsSixDigits)
{
    constexpr std::int64_t now = 1'631'707'215;
    auto const code = totp_code(standard(), totp_step(seconds(now)));
    auto const opens = [&](std::string const& typed) {
        return matching_totp_step(standard(), typed, seconds(now), 0).has_value();
    };
    EXPECT_TRUE(opens(code));
    EXPECT_TRUE(opens(code.substr(0, 3) + " " + code.substr(3)));
    EXPECT_FALSE(opens(code.substr(1)));
    EXPECT_FALSE(opens(code + "0"));
    EXPECT_FALSE(opens("x" + code.substr(1)));
    EXPECT_FALSE(opens(""));
}

// RFC 4648, section 10.
TEST(Base32, IsThatOfTheStandard)
{
    constexpr std::pair<char const*, char const*> rows[] = {
        {"", ""},
        {"f", "MY"},
        {"fo", "MZXQ"},
        {"foo", "MZXW6"},
        {"foob", "MZXW6YQ"},
        {"fooba", "MZXW6YTB"},
        {"foobar", "MZXW6YTBOI"},
    };
    for (auto const& [text, spelled] : rows) {
        EXPECT_EQ(to_base32(bytes_of(text)), spelled);
    }
}

TEST(OneTimeCode, ComesToTheAuthenticatorAsAnAddress)
{
    EXPECT_EQ(
        otpauth_uri(standard(), "ducha 督察", "li.si"),
        "otpauth://totp/ducha%20%E7%9D%A3%E5%AF%9F:li.si?secret="
        "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ducha%20%E7%9D%A3%E5%AF%9F"
    );
}

TEST(OneTimeCode, HasASecretOfItsOwn)
{
    SystemRandom random;
    EXPECT_NE(make_totp_secret(random), make_totp_secret(random));
}

} // namespace
} // namespace ducha::identity
