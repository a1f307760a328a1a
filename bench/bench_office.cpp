// An office of its own for each figure.
#include "bench/bench_office.h"

#include "platform/trouble.h"

#include "app/import_reports.h"
#include "app/progress.h"
#include "bench/figures.h"
#include "bench/invented.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace ducha::bench {
namespace {

std::string server()
{
    auto const* const url = std::getenv("DUCHA_TEST_POSTGRES");
    if (url == nullptr) {
        throw Trouble{
            Trouble::Kind::configuration, "no PostgreSQL: run through tools/with_postgres.py"
        };
    }
    return url;
}

} // namespace

inspection::Inspection invented_inspection()
{
    inspection::Inspection inspection;
    inspection.id = "bench";
    inspection.name_zh = "模拟督察";
    inspection.name_en = "simulated inspection";
    inspection.round = 2;
    inspection.batch = 4;
    inspection.provenance = "simulated";
    inspection.channels = {Channel::call, Channel::letter, Channel::web, Channel::visit};
    inspection.daily_cut = {20 * 60};
    inspection.scheme = {
        .id = "bench",
        .pattern = "{letter}{round}{object}{date}{serial:5}",
        .letters =
            {{Channel::call, "D"},
             {Channel::letter, "X"},
             {Channel::web, "W"},
             {Channel::visit, "F"}},
        .source = "a scheme of our own, with room for many cases a day",
    };
    // Invented complaints share their sentences: the engine would join them all.
    inspection.merge = {.join_ppm = 1'000'000, .propose_ppm = 1'000'000};
    inspection.objects = {{
        .code = "SD",
        .name_zh = "模拟省",
        .name_en = "simulated province",
        .region = "37",
        .team = "模拟督察组",
        .first_day = first_day,
        .last_day = first_day + days,
    }};
    return inspection;
}

Folder::Folder()
{
    auto name = (std::filesystem::temp_directory_path() / "ducha-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw Trouble{Trouble::Kind::io, name + ": the folder cannot be made"};
    }
    path_ = name;
}

Folder::~Folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

double fsync_time(Folder const& folder)
{
    constexpr int times = 200;
    constexpr std::array<char, 4096> page{};
    auto const file = folder.path() / "fsync";
    int const descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        taken.push_back(time_of([&] {
            if (::write(descriptor, page.data(), page.size()) < 0 || ::fsync(descriptor) != 0) {
                throw Trouble{Trouble::Kind::io, file.string() + ": cannot be written"};
            }
        }));
    }
    ::close(descriptor);
    return quantile(taken, 0.5);
}

BenchDatabase::BenchDatabase(db::Dialect dialect)
{
    if (dialect == db::Dialect::sqlite) {
        url_ = "sqlite:" + (folder_.path() / "office.db").string();
        return;
    }
    static int number = 0;
    url_ = server();
    auto const admin = db::open(url_, db::OpenMode::existing);
    name_ = "bench" + std::to_string(::getpid()) + "_" + std::to_string(++number);
    admin->run_script("create database " + name_);
    url_.replace(url_.find("/postgres?"), 10, "/" + name_ + "?");
}

BenchDatabase::~BenchDatabase()
{
    if (!name_.empty()) {
        db::open(server(), db::OpenMode::existing)->run_script("drop database " + name_);
    }
}

double BenchDatabase::size() const
{
    db::Query const pages{
        "bench/pages", "select page_count * page_size from pragma_page_count, pragma_page_size"
    };
    db::Query const bytes{"bench/bytes", "select pg_database_size(current_database())"};
    auto const connection = db::open(url_, db::OpenMode::existing);
    return static_cast<double>(connection->integer(name_.empty() ? pages : bytes, {}).value_or(0));
}

BenchOffice::BenchOffice(db::Dialect dialect) : database_{dialect}
{
    app::OfficeAddress const address{
        .database = database_.url(),
        .keys = database_.folder().path() / "keys",
        .person = "模拟操作员",
    };
    app::Office::found(address);
    office_ = std::make_unique<app::Office>(address);
    must(office_->pipeline().run(inspection::open_inspection(invented_inspection())));
}

double BenchOffice::import_invented(std::int64_t count, std::string_view label)
{
    app::ImportOptions const options{.file = database_.folder().path() / "reports.csv"};
    write_invented(options.file, count);
    app::Progress progress{label, count};
    std::int64_t shown = 0;
    auto const taken = time_of([&] {
        auto const result = must(app::import_reports(
            *office_,
            log,
            options,
            [&](app::ImportResult const& so_far, std::string const& /*last*/) {
                progress.advance(so_far.received - shown);
                shown = so_far.received;
            }
        ));
        if (result.received != count) {
            throw Trouble{
                Trouble::Kind::configuration,
                std::to_string(result.rejected) + " invented complaints were rejected"
            };
        }
    });
    progress.done();
    return taken;
}

std::string_view name_of(db::Dialect dialect)
{
    return dialect == db::Dialect::sqlite ? "sqlite" : "postgres";
}

void refused(Refusal const& refusal)
{
    throw Trouble{Trouble::Kind::configuration, to_line(refusal)};
}

} // namespace ducha::bench
