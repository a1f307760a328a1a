// Passwords: the rules, and the slow hash.
#include "platform/identity/password.h"

#include "platform/random/random.h"
#include "platform/trouble.h"

#include <gtest/gtest.h>

#include <ctime>

namespace ducha::identity {
namespace {

/// Cheap: what is tested does not depend on it.
constexpr PasswordCost cheap{.memory_kib = 8, .passes = 1};

Secret secret(std::string_view text)
{
    return Secret{std::string{text}};
}

/// The code of the refusal, or "taken".
std::string verdict(std::string_view password, std::vector<std::string_view> const& names = {})
{
    auto const checked = check_password(secret(password), names);
    return checked ? "taken" : checked.error().code;
}

TEST(PasswordRules, CountCharactersAsPeopleDo)
{
    EXPECT_EQ(verdict("kettle-ruby"), "password.too_short");
    EXPECT_EQ(verdict("kettle-ruby9"), "taken");
    EXPECT_EQ(verdict("紫砂壶煮雪听松涛声满"), "password.too_short");
    EXPECT_EQ(verdict("紫砂壶煮雪听松涛声满山谷"), "taken");
    std::string long_one;
    for (int i = 0; i < 32; ++i) {
        long_one += std::string{"kf"} + static_cast<char>('A' + i * 7 % 26) +
            static_cast<char>('a' + i * 11 % 26);
    }
    EXPECT_EQ(verdict(long_one), "taken");
    EXPECT_EQ(verdict(long_one + "x"), "password.too_long");
}

TEST(PasswordRules, TakeBlanksAtTheEndsForTyping)
{
    EXPECT_EQ(verdict("  kettle-ruby \n"), "password.too_short");
    EXPECT_EQ(verdict("\xE3\x80\x80kettle ruby lamp\r\n"), "taken");
    SeededRandom random{1};
    auto const hash = hashed(secret("kettle ruby lamp\n"), cheap, random);
    EXPECT_TRUE(opens(hash, secret(" kettle ruby lamp")));
    EXPECT_FALSE(opens(hash, secret("kettle  ruby lamp")));
    EXPECT_FALSE(opens(hash, secret("ｋettle ruby lamp"))) << "nothing is normalised";
}

TEST(PasswordRules, RefuseWhatCannotBeTyped)
{
    EXPECT_EQ(verdict("kettle\xFFruby-lamp"), "password.not_text");
    EXPECT_EQ(verdict("kettle\truby-lamp"), "password.not_text");
    EXPECT_EQ(verdict(std::string_view{"kettle\0ruby-lamp", 16}), "password.not_text");
}

TEST(PasswordRules, AskForNoMixture)
{
    EXPECT_EQ(verdict("kettlerubylampmoth"), "taken");
    EXPECT_EQ(verdict("739016482057"), "taken");
}

TEST(PasswordRules, RefuseWhatEverybodyUses)
{
    for (auto const* const common :
         {"123456789012",
          "aaaaaaaaaaaaaa",
          "abcdefghijklmn",
          "woaini1314520",
          "woaini5201314",
          "52013145201314",
          "wangwei123456",
          "zhangwei1990",
          "qq123456789qq",
          "1qaz2wsx3edc4rfv",
          "1qaz@WSX3edc",
          "qwertyuiop123",
          "Admin@123456",
          "P@ssw0rd12345",
          "administrator!",
          "password1234",
          "Huanbao@2024",
          "ducha19861024ducha",
          "我爱中国我爱中国我爱中国",
          "tr7tr7tr7tr7tr7tr7"}) {
        EXPECT_EQ(verdict(common), "password.too_common") << common;
    }
}

TEST(PasswordRules, RefuseTheNameHoweverOften)
{
    EXPECT_EQ(verdict("mudelai-mudelai", {"mudelai"}), "password.is_the_name");
    EXPECT_EQ(verdict("Mudelai@2024!!", {"mudelai"}), "password.is_the_name");
    EXPECT_EQ(verdict("慕德莱zq慕德莱xv慕德莱", {"mu", "慕德莱"}), "password.is_the_name");
    // A short login within other words takes nothing away that matters.
    EXPECT_EQ(verdict("delightful-kettle", {"li", "李"}), "taken");
    EXPECT_EQ(verdict("mudelai kettle ruby", {"mudelai"}), "taken");
}

TEST(PasswordRules, NeverSayThePassword)
{
    for (auto const* const password : {"short-one", "Admin@123456", "mudelai-mudelai"}) {
        auto const refused = check_password(secret(password), {"mudelai"}).error();
        for (auto const& text :
             {refused.found, refused.expected, refused.where, refused.sentence.en}) {
            EXPECT_FALSE(text.contains(password)) << text;
        }
    }
}

TEST(PasswordHash, OpensWithItsPasswordOnly)
{
    SeededRandom random{1};
    auto const hash = hashed(secret("kettle-ruby-lamp"), cheap, random);
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$")) << hash;
    EXPECT_TRUE(opens(hash, secret("kettle-ruby-lamp")));
    EXPECT_FALSE(opens(hash, secret("kettle-ruby-lamP")));
    EXPECT_FALSE(opens(hash, secret("")));
    EXPECT_NE(hashed(secret("kettle-ruby-lamp"), cheap, random), hash) << "each has its own salt";
}

// From the tests of the reference implementation (phc-winner-argon2, src/test.c).
TEST(PasswordHash, ReadsWhatOthersWrote)
{
    std::string const theirs = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                               "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    EXPECT_TRUE(opens(theirs, secret("password")));
    EXPECT_FALSE(opens(theirs, secret("Password")));
}

TEST(PasswordHash, SaysWhatItCost)
{
    SeededRandom random{1};
    PasswordCost const dear{.memory_kib = 16, .passes = 2};
    auto const hash = hashed(secret("kettle-ruby-lamp"), dear, random);
    EXPECT_EQ(cost_of(hash), dear);
    EXPECT_FALSE(is_weaker(hash, dear));
    EXPECT_FALSE(is_weaker(hash, cheap));
    EXPECT_TRUE(is_weaker(hash, {.memory_kib = 17, .passes = 2}));
    EXPECT_TRUE(is_weaker(hash, {.memory_kib = 16, .passes = 3}));
    for (auto const* const wrong :
         {"",
          "$argon2i$v=19$m=8,t=1,p=1$",
          "$argon2id$v=19$m=x,t=1,p=1$",
          "$argon2id$v=19$m=8,t=,p=1$",
          "$argon2id$v=19$m=8,t=1,p=2$",
          "$argon2id$v=19$m=-8,t=1,p=1$"}) {
        EXPECT_FALSE(cost_of(wrong)) << wrong;
        EXPECT_THROW(static_cast<void>(opens(wrong, secret("x"))), Trouble) << wrong;
    }
}

TEST(PasswordHash, OfNobodyTakesAsLongAndOpensNothing)
{
    PasswordCost const usual;
    SeededRandom random{1};
    auto const real = hashed(secret("kettle-ruby-lamp"), usual, random);
    auto const decoy = decoy_hash(usual);
    EXPECT_EQ(cost_of(decoy), usual);
    // The time of the processor; the least of several, so that other programs do not tell.
    auto const least_time = [](std::string const& hash) {
        std::clock_t least = 0;
        for (int i = 0; i < 5; ++i) {
            auto const before = std::clock();
            EXPECT_FALSE(opens(hash, secret("kettle-ruby-lamb")));
            auto const spent = std::clock() - before;
            least = i == 0 ? spent : std::min(least, spent);
        }
        return static_cast<double>(least);
    };
    auto const ratio = least_time(decoy) / least_time(real);
    EXPECT_GT(ratio, 0.5);
    EXPECT_LT(ratio, 2.0);
}

TEST(ASecret, IsWipedWhereItCameFrom)
{
    std::string typed = "a password that is longer than the string's own place";
    auto const* const place = typed.data();
    auto const size = typed.size();
    Secret kept{std::move(typed)};
    // The string still owns its memory, so that it may be looked at.
    EXPECT_EQ(std::string_view(place, size), std::string_view(std::string(size, '\0')));
    Secret const moved{std::move(kept)};
    EXPECT_EQ(moved.text().size(), size);
}

} // namespace
} // namespace ducha::identity
