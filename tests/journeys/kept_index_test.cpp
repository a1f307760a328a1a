// The merging index between two runs of the program: of use, or made anew, never in the way.
#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

#include <fstream>

namespace ducha::tests {
namespace {

/// Reports on a few sources, each told several times.
std::vector<intake::IncomingReport> reports(int first, int count)
{
    std::string const places[] = {"示例花园小区", "样例河边", "模拟甲村", "云杉苑"};
    std::string const ills[] = {"夜间生产噪声吵得睡不着", "往河里排污水发黑", "油烟熏人没人管"};
    std::vector<intake::IncomingReport> made;
    for (int number = first; number < first + count; ++number) {
        auto const index = static_cast<std::size_t>(number);
        made.push_back(report(
            number, "模拟举报：" + places[index % 4] + "旁的模拟搅拌站" + ills[index / 4 % 3]
        ));
    }
    return made;
}

class KeptIndex : public testing::TestWithParam<db::Dialect> {
protected:
    /// A run of the program: takes reports down and places them with a desk of its own.
    void day(TestOffice& on, int first, int count, bool keeps = true)
    {
        receive(on, reports(first, count));
        ASSERT_TRUE(on.run(intake::accept(TestOffice::log(), {})));
        auto shelf = on.office().shelf();
        shelf.folder = keeps ? shelf.folder : "";
        shelf.least_matters = 10;
        shelf.notice = [&](Sentence const& sentence) { notices.push_back(sentence.en); };
        auto const desk = merge::make_desk(shelf);
        while (!on.run(merge::place(TestOffice::log(), {.most = 7}, desk))->events.empty()) {
        }
    }

    static std::vector<std::string> decisions(TestOffice& on)
    {
        std::vector<std::string> all;
        auto const write = [&](merge::Placement const& placement) {
            all.push_back(
                std::to_string(placement.matter.get()) + " " + std::string{code(placement.how)} +
                " " + std::to_string(placement.in.get()) + " " +
                std::to_string(placement.nearest.get()) + " " + std::to_string(placement.score_ppm)
            );
        };
        merge::each_placement(on.office().connection(), on.may<merge::ReadMerges>(), write);
        return all;
    }

    /// Decided as in an office that keeps no index.
    void expect_as_without(std::vector<int> const& counts = {24, 24})
    {
        TestOffice other{GetParam()};
        int first = 1;
        for (auto const count : counts) {
            day(other, first, count, false);
            first += count;
        }
        EXPECT_EQ(decisions(test), decisions(other));
    }

    [[nodiscard]] std::filesystem::path file()
    {
        return test.office().shelf().folder / "1.snapshot";
    }

    [[nodiscard]] std::optional<merge::KeptIndex> kept()
    {
        return merge::kept_index(
            test.office().connection(), TestOffice::log(), test.office().shelf().folder
        );
    }

    TestOffice test{GetParam()};
    std::vector<std::string> notices;
};

TEST_P(KeptIndex, ChangesNoDecision)
{
    day(test, 1, 24);
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->fault, "");
    auto const events = kept()->events;
    EXPECT_GT(events, 48);
    day(test, 25, 24);
    EXPECT_GT(kept()->events, events) << "it is kept again";
    EXPECT_TRUE(notices.empty());
    expect_as_without();
}

TEST_P(KeptIndex, ThatIsOlderThanTheLedgerIsCaughtUp)
{
    day(test, 1, 24);
    auto const old = file().string() + ".old";
    std::filesystem::copy_file(file(), old);
    day(test, 25, 12);
    std::filesystem::rename(old, file());
    day(test, 37, 12);
    EXPECT_TRUE(notices.empty());
    expect_as_without({24, 12, 12});
}

TEST_P(KeptIndex, ThatIsDamagedIsMadeAnew)
{
    day(test, 1, 24);
    {
        std::fstream bytes{file(), std::ios::in | std::ios::out | std::ios::binary};
        bytes.seekp(1000);
        bytes.put('\x55');
    }
    EXPECT_NE(kept()->fault, "");
    day(test, 25, 24);
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_TRUE(notices[0].contains("made anew")) << notices[0];
    EXPECT_EQ(kept()->fault, "");
    expect_as_without();
}

TEST_P(KeptIndex, OfAnotherOfficeIsMadeAnew)
{
    TestOffice other{GetParam(), 2};
    day(other, 1, 24);
    day(test, 1, 24);
    std::filesystem::copy_file(
        other.office().shelf().folder / "1.snapshot",
        file(),
        std::filesystem::copy_options::overwrite_existing
    );
    day(test, 25, 24);
    ASSERT_EQ(notices.size(), 1U);
    EXPECT_TRUE(notices[0].contains("of another ledger")) << notices[0];
    expect_as_without();
}

// A database that was restored from a backup has fewer events than what was made of it later.
TEST_P(KeptIndex, ThatIsAheadOfTheLedgerIsMadeAnew)
{
    TestOffice ahead{GetParam()};
    day(ahead, 1, 24);
    day(ahead, 25, 24);
    day(test, 1, 24);
    std::filesystem::copy_file(
        ahead.office().shelf().folder / "1.snapshot",
        file(),
        std::filesystem::copy_options::overwrite_existing
    );
    EXPECT_TRUE(kept()->fault.contains("the log has")) << kept()->fault;
    receive(test, reports(49, 1)); // still fewer
    day(test, 25, 0);
    EXPECT_EQ(notices.size(), 1U);
}

TEST_P(KeptIndex, ThatCannotBeKeptStopsNobody)
{
    std::filesystem::remove_all(test.office().shelf().folder);
    std::ofstream{test.office().shelf().folder} << "in the way";
    day(test, 1, 24);
    day(test, 25, 24);
    EXPECT_FALSE(notices.empty());
    expect_as_without();
}

// Hashes of words are made of the words.
TEST_P(KeptIndex, GoesWithTheWordsThatAreErased)
{
    receive(test, {report(100, "模拟举报：独一无二的缄默制药厂在云杉苑排放刺鼻气体")});
    day(test, 1, 24);
    ASSERT_TRUE(std::filesystem::exists(file()));
    auto const killed = file().string() + ".17.0.tmp";
    std::ofstream{killed} << "left behind";
    auto const copy = test.folder() / "copy";
    std::filesystem::copy_file(file(), copy);
    ASSERT_TRUE(
        test.run(guard::erase_words(test.log(), {Seq{0}, guard::ErasureGround::reporter_asked}))
    );
    EXPECT_FALSE(std::filesystem::exists(file()));
    EXPECT_FALSE(std::filesystem::exists(killed));

    // As after a crash between the erasure and the removal.
    std::filesystem::copy_file(copy, file());
    EXPECT_EQ(kept()->fault, "of words that were erased since");
    receive(test, {report(101, "模拟举报：独一无二的缄默制药厂在云杉苑排放刺鼻气体")});
    day(test, 25, 2);
    EXPECT_FALSE(std::filesystem::exists(file()) && !kept()->fault.empty());
    EXPECT_TRUE(std::ranges::none_of(decisions(test), [](std::string const& decision) {
        return decision.contains(" 0 0 ") && !decision.starts_with("0 ");
    })) << "nobody is near to what was erased";
}

TEST_P(KeptIndex, IsForgottenByADeskAtWorkWhenWordsAreErased)
{
    auto const same = "模拟举报：独一无二的缄默制药厂在云杉苑排放刺鼻气体";
    auto const desk = merge::make_desk(test.office().shelf());
    auto const place = [&](int number) {
        receive(test, {report(number, same)});
        ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
        ASSERT_TRUE(test.run(merge::place(test.log(), {}, desk)));
    };
    place(1);
    place(2);
    auto const joined = decisions(test);
    ASSERT_TRUE(joined.back().contains(" 0 0 ")) << joined.back();
    for (auto const* own_id : {"T1", "T2"}) {
        auto const report = intake::find_report(
            test.office().connection(), test.may<intake::ReadMatters>(), own_id
        );
        auto const seq = Seq{report->get()};
        ASSERT_TRUE(
            test.run(guard::erase_words(test.log(), {seq, guard::ErasureGround::court_order}))
        );
    }
    place(3);
    EXPECT_TRUE(decisions(test).back().contains(" alone ")) << decisions(test).back();
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    KeptIndex,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
