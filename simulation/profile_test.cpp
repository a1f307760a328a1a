// Profiles: what is read, and what is refused with its place.
#include "simulation/quota_fields.h"
#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace ducha::simulation {
namespace {

namespace fs = std::filesystem;

std::string small_profile()
{
    std::ifstream in{fs::path{DUCHA_SOURCE_DIR} / "simulation/profiles/small.toml"};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// A profile as a file of its own.
class ProfileFile : public testing::Test {
protected:
    ProfileFile()
    {
        auto path = (fs::temp_directory_path() / "ducha-profile-XXXXXX").string();
        folder_ = ::mkdtemp(path.data());
    }
    ~ProfileFile() override { fs::remove_all(folder_); }

    [[nodiscard]] Result<Profile> read(std::string const& text) const
    {
        auto const path = folder_ / "profile.toml";
        std::ofstream{path} << text;
        return read_profile(path.string());
    }

    /// Changes the small profile in one place and reads it: why it is refused.
    [[nodiscard]] Refusal refusal_of(std::string_view from, std::string_view to) const
    {
        auto const profile = read(replaced(small_profile(), from, to));
        EXPECT_FALSE(profile.has_value()) << to;
        return profile ? Refusal{} : profile.error();
    }

    fs::path folder_;
};

TEST(BuiltInProfile, AddsUpToItsTotals)
{
    for (auto const* name : {"small", "second-round-fourth-batch"}) {
        auto const profile = read_profile(name);
        ASSERT_TRUE(profile.has_value()) << to_line(profile.error());
        Quota sum;
        for (auto const& object : profile->objects) {
            add(sum, object.quota);
        }
        for (auto const& field : quota_fields) {
            EXPECT_EQ(sum.*field.value, profile->published.*field.value) << name << field.name;
            EXPECT_GT(sum.*field.value, 0) << name << " " << field.name;
        }
        EXPECT_EQ(sum.fine, profile->published.fine) << name;
        EXPECT_EQ(profile->inspection.provenance, "simulated");
    }
}

TEST(BuiltInProfile, OfTheFourthBatchHasFiveProvincesAndTwoGroupsWithUnits)
{
    auto const profile = read_profile("second-round-fourth-batch");
    ASSERT_TRUE(profile.has_value());
    std::string codes;
    for (auto const& object : profile->inspection.objects) {
        bool const is_group = object.kind == inspection::ObjectKind::group;
        codes += object.code + (is_group ? "! " : " ");
        EXPECT_EQ(object.units.empty(), !is_group);
        EXPECT_EQ(object.region.empty(), is_group);
        EXPECT_LE(to_text(object.first_day), "2021-08-31");
        EXPECT_GE(to_text(object.first_day), "2021-08-26");
    }
    EXPECT_EQ(codes, "JL SD HB GD SC YS! HJ! ");
}

TEST(BuiltInProfile, ThatIsNotThereIsRefusedWithTheKnownOnes)
{
    for (auto const* name : {"third-round", ""}) {
        auto const profile = read_profile(name);
        ASSERT_FALSE(profile.has_value());
        EXPECT_EQ(profile.error().code, "simulation.no_such_profile");
        EXPECT_EQ(profile.error().expected, "second-round-fourth-batch, small, or a file");
    }
}

TEST_F(ProfileFile, IsReadAsTheBuiltInOneIs)
{
    auto const from_file = read(small_profile());
    auto const built_in = read_profile("small");
    ASSERT_TRUE(from_file.has_value()) << to_line(from_file.error());
    EXPECT_EQ(from_file->id, built_in->id);
    EXPECT_EQ(from_file->published.received, built_in->published.received);
    EXPECT_EQ(
        generate(*from_file, 1).objects[0].reports[7].incoming.text,
        generate(*built_in, 1).objects[0].reports[7].incoming.text
    );
}

TEST_F(ProfileFile, WithAMissingUnknownOrImpossibleKeyIsRefusedByLineAndKey)
{
    struct Wrong {
        std::string_view from, to, code, where;
    };
    constexpr Wrong all[] = {
        {"as_of = ", "as_off = ", "config.missing_key", "profile.toml:"},
        {"as_of = \"2021-09-05T20:00:00+08:00\"",
         "as_of = \"yesterday\"",
         "simulation.bad_value",
         "as_of"},
        {"english = 0.01", "english = 1.5", "simulation.bad_value", "english"},
        {"english = 0.01", "klingon = 0.01", "simulation.unknown_key", "profile.toml:"},
        {"marine = 3", "smell = 3", "simulation.bad_value", "smell"},
        {"letters = 0.64", "letters = -1", "simulation.bad_value", "letters"},
        {"latitude = 36.4", "latitude = 91", "simulation.bad_value", "latitude"},
        {"fine_yuan = 1_050_000", "fine_yuan = -5", "simulation.bad_value", "fine_yuan"},
        {"received = 600", "received = \"many\"", "config.wrong_type", "received"},
        {"kind = \"routine\"", "kind = \"picnic\"", "config.bad_value", "kind"},
        {"[types]", "[typos]", "config.missing_key", "profile.toml"},
    };
    for (auto const& wrong : all) {
        auto const refusal = refusal_of(wrong.from, wrong.to);
        EXPECT_EQ(refusal.code, wrong.code) << wrong.to << ": " << to_line(refusal);
        EXPECT_TRUE(refusal.where.contains(wrong.where)) << to_line(refusal);
        EXPECT_TRUE(refusal.where.contains("profile.toml")) << to_line(refusal);
    }
}

TEST_F(ProfileFile, WhoseFiguresContradictEachOtherIsRefused)
{
    struct Wrong {
        std::string_view from, to, expected;
    };
    constexpr Wrong all[] = {
        {"received = 520", "received = 423", "received >= accepted"},
        {"accepted = 424", "accepted = 333", "accepted >= transferred"},
        {"phased = 35", "phased = 250", "transferred >= closed + phased"},
        {"penalised = 26", "penalised = 0", "somebody penalised for the fine"},
        {"daily_cut = 20:00:00", "daily_cut = 18:00:00", "the instant of a daily cut"},
        {"provenance = \"simulated\"", "provenance = \"live\"", "simulated"},
        {"channels = [\"call\", \"letter\"]", "channels = [\"call\"]", "call, letter"},
        {"first_day = 2021-08-27",
         "first_day = 2021-09-05",
         "a stay that begins before 2021-09-05 and reaches it"},
        {"[[object]]\ncode = \"SD\"", "[[object]]\ncode = \"GD\"", "SD, QY"},
    };
    for (auto const& wrong : all) {
        auto const refusal = refusal_of(wrong.from, wrong.to);
        EXPECT_EQ(refusal.code, "simulation.contradiction") << to_line(refusal);
        EXPECT_EQ(refusal.expected, wrong.expected) << to_line(refusal);
        EXPECT_TRUE(refusal.where.contains("profile.toml")) << to_line(refusal);
    }
}

TEST_F(ProfileFile, ThatDoesNotAddUpIsRefusedWithBothFigures)
{
    auto const refusal = refusal_of("accountable = 6", "accountable = 7");
    EXPECT_EQ(refusal.code, "simulation.sums_differ");
    EXPECT_EQ(refusal.found, "6");
    EXPECT_EQ(refusal.expected, "7");
    EXPECT_TRUE(refusal.where.contains("published.accountable"));
    EXPECT_EQ(
        refusal_of("fine_yuan = 1_050_000", "fine_yuan = 1_050_001").code, "simulation.sums_differ"
    );
}

TEST(NoiseByName, IsSet)
{
    Noise noise;
    ASSERT_TRUE(set_noise(noise, "wrong_type=0.1"));
    ASSERT_TRUE(set_noise(noise, "english=1"));
    ASSERT_TRUE(set_noise(noise, "pin_off=0"));
    EXPECT_EQ(noise.wrong_type, 0.1);
    EXPECT_EQ(noise.english, 1);
    EXPECT_EQ(noise.pin_off, 0);
    EXPECT_EQ(noise.misspelt, Noise{}.misspelt);
}

TEST(NoiseByName, IsRefusedWhereItIsNoKnownShare)
{
    for (auto const* word :
         {"",
          "=",
          "loud=0.1",
          "english",
          "english=",
          "english=x",
          "english=1.1",
          "english=-0.1",
          "english=nan",
          "english=0.1x",
          " english=0.1"}) {
        Noise noise;
        auto const set = set_noise(noise, word);
        ASSERT_FALSE(set.has_value()) << word;
        EXPECT_EQ(set.error().code, "simulation.bad_noise");
        EXPECT_EQ(set.error().found, word);
        EXPECT_EQ(noise.english, Noise{}.english);
    }
    Noise noise;
    EXPECT_TRUE(set_noise(noise, "loud=1").error().expected.contains("wrong_type"));
}

} // namespace
} // namespace ducha::simulation
