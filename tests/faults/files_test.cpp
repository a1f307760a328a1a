// Whichever system call fails, a file is whole under its name, old or new, and what was
// acknowledged is there; and so when the process is killed at that call.
#include "platform/tabular/tabular.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"

#include "app/backup.h"
#include "app/keys.h"
#include "tests/faults/day.h"
#include "tests/faults/processes.h"
#include "tests/faults/system_calls.h"

#include <fstream>
#include <sstream>

namespace ducha::tests {
namespace {

namespace fs = std::filesystem;

/// How work ended at which a blow fell; shared, since it may have killed its process.
struct Told {
    std::int64_t calls;
    bool done;                    ///< it said that all is well
    bool full;                    ///< it said that the disk is full
    std::array<char, 20> at_call; ///< the call that was struck
    std::int64_t acknowledged;
};

std::string content(fs::path const& file)
{
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

class Files : public testing::TestWithParam<Blow> {
protected:
    /// Lets the blow fall on each system call of `work` in turn, each time in a new folder that
    /// `prepare` fills and in a process of its own, until it is done before it falls. After each,
    /// `look` is asked whether the folder is as it should be.
    ///
    /// step   from one call to the next that is struck
    template <class Prepare, class Work, class Look>
    void at_each_call(Prepare const& prepare, Work const& work, Look const& look, int step = 1)
    {
        std::int64_t at = 1 - step;
        do {
            at += step;
            TemporaryFolder const folder;
            *told_ = {};
            prepare(folder.path());
            auto const end = end_of(start([&] { return strike(at, folder.path(), work); }));
            told_->calls = end == -SIGKILL ? at : told_->calls;
            ASSERT_EQ(end, GetParam() == Blow::killed && told_->calls >= at ? -SIGKILL : 0);
            SCOPED_TRACE(
                "call " + std::to_string(at) + " " + told_->at_call.data() +
                (told_->done ? ", done" : "")
            );
            look(folder.path());
            ASSERT_FALSE(HasFailure());
        } while (told_->calls >= at);
        EXPECT_TRUE(told_->done);
        EXPECT_GT(at, 1);
    }

    [[nodiscard]] Told& told() const { return *told_; }

    /// No unfinished file is left, unless nobody could remove it.
    void expect_nothing_unfinished(fs::path const& folder) const
    {
        bool const stays =
            GetParam() == Blow::killed || std::string_view{told_->at_call.data()} == "unlink";
        for (auto const& entry : fs::recursive_directory_iterator{folder}) {
            EXPECT_TRUE(stays || entry.path().extension() != ".tmp") << entry.path();
        }
    }

private:
    template <class Work>
    int strike(std::int64_t at, fs::path const& folder, Work const& work)
    {
        fail_call(GetParam(), at);
        try {
            work(folder);
            told_->done = true;
        } catch (Trouble const& trouble) {
            told_->full = trouble.kind() == Trouble::Kind::disk_full;
        }
        told_->calls = stop_failing_calls();
        std::ranges::copy(struck_call(), told_->at_call.data());
        return 0;
    }

    Shared<Told> told_;
};

std::vector<std::string> const columns{"id", "text"};

void write_table(fs::path const& file, std::string const& word, int rows)
{
    tabular::Writer writer{file, columns};
    for (int row = 0; row < rows; ++row) {
        writer.write({std::to_string(row), word + std::string(1000, '.')});
    }
    writer.commit();
}

TEST_P(Files, ATableIsWholeUnderItsName)
{
    TemporaryFolder const models;
    write_table(models.path() / "old.csv", "old", 3);
    write_table(models.path() / "new.csv", "new", 1000);
    auto const before = content(models.path() / "old.csv");
    auto const after = content(models.path() / "new.csv");
    at_each_call(
        [](fs::path const& folder) { write_table(folder / "table.csv", "old", 3); },
        [](fs::path const& folder) { write_table(folder / "table.csv", "new", 1000); },
        [&](fs::path const& folder) {
            auto const found = content(folder / "table.csv");
            EXPECT_TRUE(found == after || (!told().done && found == before));
            EXPECT_EQ(told().full, GetParam() == Blow::full && !told().done);
            expect_nothing_unfinished(folder);
        }
    );
}

TEST_P(Files, RejectedRowsOfAnEarlierRunStayUntilTheirSuccessorsAreWhole)
{
    auto const reject = [](fs::path const& folder, int rows) {
        tabular::RejectedRows rejected{folder / "reports.csv", columns};
        for (int row = 0; row < rows; ++row) {
            rejected.add(row, std::vector<std::string>{"T", "模拟"}, "模拟");
        }
        static_cast<void>(rejected.finish());
    };
    for (int const rows : {0, 2}) {
        at_each_call(
            [&](fs::path const& folder) { reject(folder, 1); },
            [&](fs::path const& folder) { reject(folder, rows); },
            [&](fs::path const& folder) {
                auto const file = folder / "reports.rejected.csv";
                auto const lines = std::ranges::count(content(file), '\n');
                EXPECT_TRUE(lines == (rows == 0 ? 0 : rows + 1) || (!told().done && lines == 2));
                EXPECT_EQ(fs::exists(file), lines > 0);
                expect_nothing_unfinished(folder);
            }
        );
    }
}

TEST_P(Files, KeysAreMadeWholeAndOnceMadeAreKept)
{
    auto const make = [](fs::path const& folder) { app::make_keys(folder / "keys"); };
    at_each_call(
        [](fs::path const& /*folder*/) {},
        make,
        [&](fs::path const& folder) {
            expect_nothing_unfinished(folder);
            std::map<fs::path, std::string> kept;
            for (auto const* name : {"heads.key", "vault.pub", "pseudonyms.key", "receipts.key"}) {
                if (fs::exists(folder / "keys" / name)) {
                    kept[name] = content(folder / "keys" / name);
                }
            }
            ASSERT_TRUE(!told().done || kept.size() == 4);
            ASSERT_NO_THROW(make(folder));
            ASSERT_NO_THROW(static_cast<void>(app::read_keys(folder / "keys")));
            auto const vault = app::read_vault_key(folder / "keys");
            auto const other = crypto::make_exchange_key();
            EXPECT_EQ(
                crypto::exchange(vault.secret, other.open),
                crypto::exchange(other.secret, vault.open)
            );
            for (auto const& [name, text] : kept) {
                EXPECT_EQ(content(folder / "keys" / name), text) << name;
            }
        }
    );
}

app::OfficeAddress address_in(fs::path const& folder)
{
    return {
        .database = "sqlite:" + (folder / "office.db").string(),
        .keys = folder / "keys",
    };
}

TEST_P(Files, AnOfficeIsFoundedAndActsWhateverFails)
{
    auto const work = [&](fs::path const& folder) {
        app::Office::found(address_in(folder));
        auto const office = Day::open(address_in(folder));
        auto& pipeline = office->pipeline();
        static_cast<void>(pipeline.run(inspection::open_inspection(shandong())));
        auto const outcome = std::make_shared<intake::ReceiveOutcome>();
        auto const one = intake::ReceiveReports{{report(1, "模拟举报")}};
        if (pipeline.run(intake::receive(TestOffice::log(), one, outcome))) {
            told().acknowledged = 1;
        }
    };
    at_each_call(
        [](fs::path const& /*folder*/) {},
        work,
        [&](fs::path const& folder) {
            auto const acknowledged = told().acknowledged;
            if (acknowledged > 0) {
                auto const office = Day::open(address_in(folder));
                EXPECT_EQ(ledger::state_of(office->connection(), TestOffice::log(), false).size, 1);
            }
            ASSERT_NO_THROW(work(folder));
            auto const office = Day::open(address_in(folder));
            auto const key = office->verifier_key();
            EXPECT_FALSE(key.from_database);
            EXPECT_TRUE(ledger::verify(office->connection(), key.key, {}, [](auto) {}).empty());
            EXPECT_EQ(ledger::state_of(office->connection(), TestOffice::log(), false).size, 1);
        },
        is_soak() ? 1 : 11
    );
}

TEST_P(Files, ABlobIsWholeUnderItsName)
{
    auto const content = std::string(100'000, 'b');
    at_each_call(
        [](fs::path const& /*folder*/) {},
        [&](fs::path const& folder) {
            static_cast<void>(blob::Store{folder / "blobs"}.put(LogId{1}, bytes_of(content)));
        },
        [&](fs::path const& folder) {
            blob::Store const store{folder / "blobs"};
            auto const entries = store.list(LogId{1});
            EXPECT_TRUE(entries.size() == 1 || (!told().done && entries.empty()));
            for (auto const& entry : entries) {
                EXPECT_EQ(text_of(store.read(LogId{1}, entry.name)), content);
            }
            expect_nothing_unfinished(folder);
            EXPECT_EQ(store.put(LogId{1}, bytes_of(content)), crypto::sha256({bytes_of(content)}));
        }
    );
}

/// An office with a report that has an attachment, and a backup of it beside it.
class Kept {
public:
    Kept()
    {
        app::Office::found(address());
        auto const office = Day::open(address());
        auto& pipeline = office->pipeline();
        static_cast<void>(pipeline.run(inspection::open_inspection(shandong())));
        auto const outcome = std::make_shared<intake::ReceiveOutcome>();
        intake::ReceiveReports const one{{report(1, "模拟举报")}};
        static_cast<void>(pipeline.run(intake::receive(TestOffice::log(), one, outcome)));
        std::string const pdf = "%PDF-1.7\n%%EOF";
        attachment::AddAttachment const add{
            .report = ReportId{0}, .content = {pdf.begin(), pdf.end()}
        };
        EXPECT_TRUE(pipeline.run(attachment::add(TestOffice::log(), add, office->blobs())));
        EXPECT_TRUE(app::back_up(address(), {.folder = backup()}, unwatched()));
    }

    [[nodiscard]] app::OfficeAddress address() const { return address_in(folder_.path()); }
    [[nodiscard]] fs::path backup() const { return folder_.path() / "backup"; }

    static app::Watcher unwatched()
    {
        return {[](auto, auto, auto) {}};
    }

    /// Whether all that is in the backup is sound.
    [[nodiscard]] static bool is_sound(fs::path const& backup, fs::path const& folder)
    {
        return app::restore(address_in(folder), {.folder = backup, .check_only = true}, unwatched())
            .has_value();
    }

private:
    TemporaryFolder folder_;
};

TEST_P(Files, ABackupIsWholeOrNotThere)
{
    Kept const kept;
    at_each_call(
        [](fs::path const& /*folder*/) {},
        [&](fs::path const& folder) {
            EXPECT_TRUE(
                app::back_up(kept.address(), {.folder = folder / "backup"}, Kept::unwatched())
            );
        },
        [&](fs::path const& folder) {
            auto const backup = folder / "backup";
            bool const there = fs::exists(backup);
            EXPECT_TRUE(there || !told().done);
            if (!there) {
                ASSERT_TRUE(app::back_up(kept.address(), {.folder = backup}, Kept::unwatched()));
            }
            EXPECT_TRUE(Kept::is_sound(backup, folder));
            EXPECT_FALSE(fs::exists(folder / "backup.unfinished") && !there);
        },
        is_soak() ? 1 : 5
    );
}

TEST_P(Files, AnOfficeIsRestoredWholeOrNotThere)
{
    Kept const kept;
    auto const restore = [&](fs::path const& folder) {
        return app::restore(address_in(folder), {.folder = kept.backup()}, Kept::unwatched());
    };
    at_each_call(
        [](fs::path const& /*folder*/) {},
        [&](fs::path const& folder) { EXPECT_TRUE(restore(folder)); },
        [&](fs::path const& folder) {
            bool const there = fs::exists(folder / "office.db");
            EXPECT_TRUE(there || !told().done);
            if (!there) {
                auto const again = restore(folder);
                ASSERT_TRUE(again) << to_line(again.error());
            }
            auto const office = Day::open(address_in(folder));
            auto const key = office->verifier_key().key;
            auto& connection = office->connection();
            EXPECT_TRUE(ledger::verify(connection, key, {}, [](auto) {}).empty());
            using attachment::Look;
            EXPECT_TRUE(
                attachment::check(connection, TestOffice::log(), office->blobs(), Look::contents)
                    .empty()
            );
            EXPECT_EQ(ledger::state_of(connection, TestOffice::log(), false).size, 2);
        },
        is_soak() ? 1 : 11
    );
}

INSTANTIATE_TEST_SUITE_P(
    Blows,
    Files,
    testing::Values(Blow::io_error, Blow::full, Blow::killed),
    [](auto const& instance) {
        return std::string{
            instance.param == Blow::io_error   ? "IoError"
                : instance.param == Blow::full ? "Full"
                                               : "Killed"
        };
    }
);

} // namespace
} // namespace ducha::tests
