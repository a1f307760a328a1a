// What was put is there, whole and under its own hash, or it is said that it is not.
#include "platform/blob/blob.h"

#include "platform/crypto/crypto.h"
#include "platform/trouble.h"

#include "tests/databases.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace ducha::blob {
namespace {

namespace fs = std::filesystem;

constexpr LogId log_of_test{1};

class Blob : public testing::Test {
protected:
    tests::TemporaryFolder folder;
    Store store{folder.path() / "office.blobs"};

    Hash put(std::string_view content) { return store.put(log_of_test, bytes_of(content)); }
    std::string read(Hash const& name)
    {
        return std::string{text_of(store.read(log_of_test, name))};
    }
    fs::path file_of(Hash const& name) { return store.path_of(log_of_test, name); }
    static void write(fs::path const& file, std::string_view content)
    {
        std::ofstream{file, std::ios::binary | std::ios::trunc} << content;
    }
    std::string trouble_of_reading(Hash const& name)
    {
        try {
            static_cast<void>(store.read(log_of_test, name));
        } catch (Trouble const& trouble) {
            return trouble.what();
        }
        return "none";
    }
};

TEST_F(Blob, IsReadBackUnderItsHash)
{
    auto const name = put("模拟照片");
    EXPECT_EQ(name, crypto::sha256({bytes_of("模拟照片")}));
    EXPECT_EQ(read(name), "模拟照片");
    EXPECT_EQ(put("模拟照片"), name);
    EXPECT_EQ(store.list(log_of_test).size(), 1U);
    EXPECT_EQ(read(put("")), "");
}

TEST_F(Blob, IsForTheOwnerAlone)
{
    auto const file = file_of(put("a"));
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(file.parent_path()).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::status(store.root()).permissions(), fs::perms::owner_all);
}

TEST_F(Blob, OfAnotherLogIsAnother)
{
    auto const name = put("a");
    EXPECT_TRUE(store.contains(log_of_test, name));
    EXPECT_FALSE(store.contains(LogId{2}, name));
    EXPECT_TRUE(store.list(LogId{2}).empty());
}

TEST_F(Blob, ThatIsMissingOrDamagedIsTroubleThatNamesIt)
{
    auto const name = put("whole");
    write(file_of(name), "whold");
    EXPECT_EQ(
        trouble_of_reading(name), "the attachment's file is damaged: " + file_of(name).string()
    );
    fs::remove(file_of(name));
    EXPECT_EQ(
        trouble_of_reading(name), "the attachment's file is missing: " + file_of(name).string()
    );
}

TEST_F(Blob, ThatIsDamagedIsPutRightByPuttingItAgain)
{
    auto const name = put("whole");
    write(file_of(name), "half");
    EXPECT_EQ(put("whole"), name);
    EXPECT_EQ(read(name), "whole");
}

TEST_F(Blob, OfTwoWritersAtOnceIsOne)
{
    std::string const content(100'000, 'x');
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([&] {
            for (int times = 0; times < 10; ++times) {
                static_cast<void>(put(content));
            }
        });
    }
    for (auto& writer : writers) {
        writer.join();
    }
    auto const entries = store.list(log_of_test);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(read(entries.front().name), content);
    EXPECT_EQ(std::distance(fs::directory_iterator{store.root() / "1"}, {}), 1);
}

// The content is overwritten where it lies, which another name of the same file shows.
TEST_F(Blob, ThatIsDestroyedIsOverwrittenAndGone)
{
    auto const name = put(std::string(200'000, 's'));
    auto const kept = folder.path() / "another name";
    fs::create_hard_link(file_of(name), kept);
    store.destroy(log_of_test, name);
    EXPECT_FALSE(store.contains(log_of_test, name));
    std::ostringstream left;
    left << std::ifstream{kept, std::ios::binary}.rdbuf();
    EXPECT_EQ(left.str(), std::string(200'000, '\0'));
    store.destroy(log_of_test, name);
}

TEST_F(Blob, WhatAKilledWriterLeftIsSweptWhenItIsOld)
{
    auto const name = put("whole");
    auto const left = file_of(name).concat(".77.0.tmp");
    write(left, "wh");
    auto const written = Instant{1'631'707'200'000'000};
    timespec const times[] = {
        {.tv_sec = 1'631'707'200, .tv_nsec = 0}, {.tv_sec = 1'631'707'200, .tv_nsec = 0}
    };
    ASSERT_EQ(::utimensat(AT_FDCWD, left.c_str(), times, 0), 0);
    EXPECT_EQ(store.sweep_unfinished(log_of_test, written), 0);
    EXPECT_EQ(store.sweep_unfinished(log_of_test, {written.microseconds + 1}), 1);
    EXPECT_FALSE(fs::exists(left));
    EXPECT_EQ(read(name), "whole");
    EXPECT_EQ(store.list(log_of_test).size(), 1U);
}

TEST_F(Blob, OtherFilesAreNoBlobs)
{
    static_cast<void>(put("a"));
    write(store.root() / "1" / "notes.txt", "n");
    write(store.root() / "1" / std::string(64, 'A'), "upper case is no name of ours");
    EXPECT_EQ(store.list(log_of_test).size(), 1U);
}

} // namespace
} // namespace ducha::blob
