// An office of its own for each test, on SQLite or on PostgreSQL, with invented people.
#pragma once

#include "platform/db/migration.h"

#include "domain/bulletin/bulletin.h"
#include "domain/handling/handling.h"
#include "domain/inspection/inspection.h"
#include "domain/ledger/audit.h"
#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/asking.h"
#include "app/office.h"
#include "app/rooms.h"
#include "tests/databases.h"

#include <gtest/gtest.h>

#include <string>

namespace ducha::tests {

inline constexpr Day first_day{18865}; // 2021-08-26

inline inspection::Inspection shandong()
{
    inspection::Inspection inspection;
    inspection.id = "test";
    inspection.name_zh = "模拟督察";
    inspection.name_en = "simulated inspection";
    inspection.round = 2;
    inspection.batch = 4;
    inspection.provenance = "simulated";
    inspection.channels = {Channel::call, Channel::letter};
    inspection.daily_cut = {20 * 60};
    inspection.scheme = {
        .id = "central",
        .pattern = "{letter}{round}{object}{date}{serial:4}",
        .letters = {{Channel::call, "D"}, {Channel::letter, "X"}},
        .source = "domain.md 2.1",
    };
    inspection.objects = {{
        .code = "SD",
        .name_zh = "山东省",
        .name_en = "Shandong",
        .region = "37",
        .team = "模拟督察组",
        .first_day = first_day,
        .last_day = first_day + 30,
    }};
    return inspection;
}

/// The same with an object beside the first, whose log is the next one.
inline inspection::Inspection of_two()
{
    auto inspection = shandong();
    inspection.objects.push_back(inspection.objects.front());
    inspection.objects.back().code = "GD";
    inspection.objects.back().name_zh = "广东省";
    inspection.objects.back().name_en = "Guangdong";
    inspection.objects.back().region = "44";
    return inspection;
}

class TestOffice {
public:
    explicit TestOffice(
        db::Dialect dialect,
        std::uint64_t seed = 1,
        inspection::Inspection const& inspection = shandong()
    )
    {
        address_.keys = folder_.path() / "keys";
        address_.person = "模拟操作员";
        address_.database = empty_database(dialect, folder_);
        app::Office::found(address_);
        auto clock = std::make_unique<SetClock>(office_instant(first_day, {20 * 60 - 1}));
        clock_ = clock.get();
        office_ = std::make_unique<app::Office>(
            address_, std::move(clock), std::make_unique<SeededRandom>(seed)
        );
        EXPECT_TRUE(run(inspection::open_inspection(inspection)));
    }
    TestOffice(TestOffice const&) = delete;
    TestOffice& operator=(TestOffice const&) = delete;
    ~TestOffice() = default;

    Result<app::Done> run(guard::Command const& command)
    {
        return office_->pipeline().run(command);
    }
    app::Office& office() { return *office_; }
    [[nodiscard]] app::OfficeAddress const& address() const { return address_; }
    [[nodiscard]] std::filesystem::path const& folder() const { return folder_.path(); }
    SetClock& clock() { return *clock_; }
    static LogId log() { return LogId{1}; }
    template <class Act>
    identity::Authorized<Act, LogId> may()
    {
        return office_->policy().authorize<Act>(log());
    }

    std::vector<ledger::Finding> verify(std::vector<std::string> const& heads = {})
    {
        return ledger::verify(office_->connection(), office_->verifier_key().key, heads, [](auto) {
        });
    }
    std::vector<ledger::Finding> check_rows()
    {
        auto const twin = office_->connection().twin();
        db::migrate(*twin, app::schema());
        return ledger::check_rows(office_->connection(), *twin, app::folds(), [](auto) {});
    }
    std::vector<bulletin::Breach> conservation()
    {
        return bulletin::conservation(office_->connection(), may<bulletin::ReadCounts>());
    }

private:
    TemporaryFolder folder_;
    app::OfficeAddress address_;
    SetClock* clock_ = nullptr;
    std::unique_ptr<app::Office> office_;
};

inline intake::IncomingReport report(int number, std::string text)
{
    return {
        .own_id = "T" + std::to_string(number),
        .channel = number % 3 == 0 ? Channel::letter : Channel::call,
        .occurred = {office_instant(first_day, {9 * 60}).microseconds + number * second},
        .text = std::move(text),
        .types = {intake::Type::noise},
        .reporter_name = "张模拟",
    };
}

/// Takes reports down; returns what became of them.
inline std::shared_ptr<intake::ReceiveOutcome>
receive(TestOffice& test, std::vector<intake::IncomingReport> reports)
{
    auto outcome = std::make_shared<intake::ReceiveOutcome>();
    EXPECT_TRUE(test.run(intake::receive(TestOffice::log(), {std::move(reports)}, outcome)));
    return outcome;
}

} // namespace ducha::tests
