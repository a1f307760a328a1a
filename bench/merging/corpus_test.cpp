// What is written to a corpus is read from it again, and nothing else.
#include "bench/merging/corpus.h"

#include "bench/merging/generated.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace ducha::bench {
namespace {

class CorpusTest : public testing::Test {
protected:
    CorpusTest()
    {
        auto const* const test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{testing::TempDir()} /
            ("corpus_" + std::string{test->name()} + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    ~CorpusTest() override { std::filesystem::remove_all(folder_); }

    [[nodiscard]] std::filesystem::path file(std::string_view name) const { return folder_ / name; }

    /// A corpus of three reports.
    [[nodiscard]] std::filesystem::path small() const
    {
        auto const path = file("small");
        CorpusWriter writer{path, reports_.size()};
        for (auto const& report : reports_) {
            writer.add(report);
        }
        writer.finish();
        return path;
    }

    static std::string bytes_of(std::filesystem::path const& path)
    {
        std::ifstream stream{path, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

    void put(std::filesystem::path const& path, std::string const& bytes) const
    {
        std::ofstream{path, std::ios::binary} << bytes;
    }

    std::vector<CorpusReport> reports_{
        {.id = 1,
         .problem = 2,
         .occurred = {5},
         .issues = 3,
         .longitude = 118.5,
         .latitude = 36.25,
         .text = "夜里冒烟\n模拟：鹭汀村旁冒黑烟",
         .place = "鹭汀村",
         .enterprise = "砺驰化工厂"},
        {.id = 2, .problem = 1, .occurred = {5}, .text = "", .place = "", .enterprise = ""},
        {.id = 3, .problem = 2, .occurred = {9}, .issues = 1, .text = "又冒烟\n", .place = "村东"},
    };

private:
    std::filesystem::path folder_;
};

TEST_F(CorpusTest, GivesBackWhatWasWritten)
{
    auto const corpus = Corpus::open(small());
    ASSERT_TRUE(corpus.has_value()) << corpus.error();
    ASSERT_EQ(corpus->size(), reports_.size());
    for (std::size_t i = 0; i < reports_.size(); ++i) {
        EXPECT_TRUE(corpus->at(i) == reports_[i]) << i;
    }
    EXPECT_TRUE(corpus->is_intact());
}

TEST_F(CorpusTest, RefusesAFileOfAnyOtherLength)
{
    auto const whole = bytes_of(small());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        put(file("cut"), whole.substr(0, size));
        EXPECT_FALSE(Corpus::open(file("cut")).has_value()) << size;
    }
    put(file("longer"), whole + "x");
    EXPECT_FALSE(Corpus::open(file("longer")).has_value());
    EXPECT_FALSE(Corpus::open(file("absent")).has_value());
}

TEST_F(CorpusTest, SeesEveryDamagedByteAndStaysWithinTheFile)
{
    auto const whole = bytes_of(small());
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x41);
        put(file("damaged"), damaged);
        auto const corpus = Corpus::open(file("damaged"));
        EXPECT_FALSE(corpus.has_value() && corpus->is_intact()) << at;
        for (std::size_t i = 0; corpus.has_value() && i < corpus->size(); ++i) {
            EXPECT_LE(corpus->at(i).text.size(), whole.size());
        }
    }
}

TEST_F(CorpusTest, RefusesOneThatWasNotFinished)
{
    {
        CorpusWriter writer{file("unfinished"), reports_.size()};
        writer.add(reports_.front());
    }
    EXPECT_FALSE(Corpus::open(file("unfinished")).has_value());
}

TEST_F(CorpusTest, HoldsTheReportsOfAllChunksInOneOrderWithTheirTruth)
{
    CorpusWish const wish{.reports = 3'000, .seed = 7, .round_reports = 1'600};
    auto const made = make_corpus(wish, file("generated"));
    EXPECT_EQ(made.chunks, 14); // two rounds of seven objects
    auto const corpus = Corpus::open(file("generated"));
    ASSERT_TRUE(corpus.has_value()) << corpus.error();
    ASSERT_EQ(corpus->size(), 3'000U);
    EXPECT_TRUE(corpus->is_intact());

    std::map<std::uint32_t, std::size_t> sizes;
    std::map<std::uint32_t, std::set<std::string_view>> cities;
    for (std::size_t i = 0; i < corpus->size(); ++i) {
        auto const report = corpus->at(i);
        EXPECT_EQ(report.id, static_cast<std::int64_t>(i) + 1);
        EXPECT_TRUE(i == 0 || corpus->at(i - 1).occurred <= report.occurred);
        EXPECT_TRUE(report.text.contains("\n模拟：")) << report.text;
        EXPECT_NE(report.issues, 0U);
        ++sizes[report.problem];
        auto const city = report.place.find("市");
        if (city != std::string_view::npos) {
            cities[report.problem].insert(report.place.substr(0, city));
        }
    }
    // Every problem is reported, some again; and its reports name one city at most.
    EXPECT_EQ(sizes.begin()->first, 1U);
    EXPECT_EQ(static_cast<std::int64_t>(sizes.rbegin()->first), made.problems);
    EXPECT_EQ(static_cast<std::int64_t>(sizes.size()), made.problems);
    EXPECT_LT(made.problems, 2'700);
    for (auto const& [problem, named] : cities) {
        EXPECT_LE(named.size(), 1U) << problem;
    }
    EXPECT_GT(cities.size(), 100U);
}

TEST_F(CorpusTest, IsTheSameWhateverTheThreads)
{
    CorpusWish wish{.reports = 1'000, .seed = 3, .round_reports = 500, .threads = 1};
    make_corpus(wish, file("one"));
    wish.threads = 3;
    make_corpus(wish, file("three"));
    EXPECT_EQ(bytes_of(file("one")), bytes_of(file("three")));
    wish.seed = 4;
    make_corpus(wish, file("other"));
    EXPECT_NE(bytes_of(file("one")), bytes_of(file("other")));
}

} // namespace
} // namespace ducha::bench
