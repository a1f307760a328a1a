// The main job in one command: a whole stay, replayed by reception day.
#include "platform/db/migration.h"

#include "domain/bulletin/bulletin.h"
#include "domain/ledger/audit.h"
#include "domain/transfer/transfer.h"

#include "app/desk_of_verbs.h"
#include "app/import_reports.h"
#include "app/printing.h"
#include "app/progress.h"
#include "app/rooms.h"
#include "generated/app_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace ducha::app {
namespace {

constexpr std::size_t reports_an_act = 500;
constexpr auto* demo_id = "demo";
constexpr auto* replay_id = "replay";

enum class DemoRefusal { not_a_demo, no_report };

constexpr RefusalRow<DemoRefusal> refusals[] = {
    {DemoRefusal::not_a_demo,
     "demo.not_a_demo",
     "这里有真实的数据库，演示不会改动它；请用 --dir 另选文件夹",
     "there is a database of real work here, and a demo leaves it alone; choose another --dir"},
    {DemoRefusal::no_report, "demo.no_report", "没有可重放的举报", "there is no report to replay"},
};

/// A replay needs the simplest inspection that fits its reports: one province, a stay from the
/// first reception day to the last, all channels open.
inspection::Inspection replay_of(std::vector<intake::IncomingReport> const& reports, bool simulated)
{
    inspection::Inspection inspection;
    inspection.id = simulated ? demo_id : replay_id;
    inspection.name_zh = simulated ? "模拟督察" : "重放";
    inspection.name_en = simulated ? "simulated inspection" : "replay of a file";
    inspection.round = 2;
    inspection.batch = 4;
    inspection.provenance = simulated ? "simulated" : "replayed";
    inspection.channels = {Channel::call, Channel::letter, Channel::web, Channel::visit};
    inspection.reception_from = {8 * 60};
    inspection.reception_until = {20 * 60};
    inspection.daily_cut = {20 * 60};
    inspection.scheme = {
        .id = "central-and-web",
        .pattern = "{letter}{round}{object}{date}{serial:4}",
        .letters =
            {{Channel::call, "D"},
             {Channel::letter, "X"},
             {Channel::web, "W"},
             {Channel::visit, "F"}},
        .source = "the central scheme, with letters of our own for web and visits",
    };
    inspection.objects = {{
        .code = "SD",
        .name_zh = simulated ? "模拟省" : "重放对象",
        .name_en = "replayed object",
        .region = "37",
        .team = simulated ? "模拟督察组" : "重放",
        .first_day = reception_day(reports.front().occurred, inspection.daily_cut),
        .last_day = reception_day(reports.back().occurred, inspection.daily_cut),
    }};
    return inspection;
}

/// Plays the stay day by day; the clock shows the time of what happens.
class Replay {
public:
    Replay(Office& office, SetClock& clock, LogId log, inspection::Inspection const& inspection)
        : office_{office},
          clock_{clock},
          log_{log},
          cut_{inspection.daily_cut},
          desk_{merge::make_desk()}
    {
    }

    /// The reports of one reception day: received, accepted, merged, sealed; handed over and
    /// acknowledged the next morning.
    Result<void> day(Day day, std::vector<intake::IncomingReport> reports)
    {
        clock_.set(office_instant(day, cut_));
        for (std::size_t i = 0; i < reports.size(); i += reports_an_act) {
            auto const last = std::min(reports.size(), i + reports_an_act);
            intake::ReceiveReports part;
            std::move(
                reports.begin() + static_cast<std::ptrdiff_t>(i),
                reports.begin() + static_cast<std::ptrdiff_t>(last),
                std::back_inserter(part.reports)
            );
            auto const outcome = std::make_shared<intake::ReceiveOutcome>();
            parts_.push_back({outcome, {}});
            std::ranges::transform(
                part.reports,
                std::back_inserter(parts_.back().own_ids),
                &intake::IncomingReport::own_id
            );
            auto const received =
                office_.pipeline().run(intake::receive(log_, std::move(part), outcome));
            if (!received) {
                return std::unexpected{received.error()};
            }
        }
        auto const accepted = run_to_the_end(office_, intake::accept(log_, {}));
        auto const placed = run_to_the_end(office_, merge::place(log_, {}, desk_));
        if (!accepted || !placed) {
            return std::unexpected{accepted ? placed.error() : accepted.error()};
        }
        return transfer_of(day);
    }

    /// Each report that the intake refused, with the reason.
    [[nodiscard]] std::vector<std::string> refused() const
    {
        std::vector<std::string> lines;
        for (auto const& part : parts_) {
            for (std::size_t i = 0; i < part.outcome->rows.size(); ++i) {
                auto const& row = part.outcome->rows[i];
                if (row.fate == intake::ReceiveOutcome::Fate::refused) {
                    lines.push_back(part.own_ids[i] + ": " + to_line(row.refusal));
                }
            }
        }
        return lines;
    }

private:
    struct Part {
        std::shared_ptr<intake::ReceiveOutcome> outcome;
        std::vector<std::string> own_ids;
    };

    /// Hand-over at ten the next morning (T05). A day without cases has no batch.
    Result<void> transfer_of(Day day)
    {
        auto const sealed = office_.pipeline().run(transfer::seal(log_, {day}));
        if (!sealed) {
            return sealed.error().code == "transfer.nothing_to_seal"
                ? Result<void>{}
                : std::unexpected{sealed.error()};
        }
        clock_.set(office_instant(day + 1, TimeOfDay{10 * 60}));
        guard::Command const morning[] = {
            transfer::hand_over(log_, {day}), transfer::acknowledge(log_, {day})
        };
        for (auto const& result : office_.pipeline().run(morning)) {
            if (!result) {
                return std::unexpected{result.error()};
            }
        }
        return {};
    }

    Office& office_;
    SetClock& clock_;
    LogId log_;
    TimeOfDay cut_;
    std::shared_ptr<merge::Desk> desk_;
    std::vector<Part> parts_;
};

/// The sample reports, written beside the database, so that they can be looked at.
std::filesystem::path sample_reports(std::filesystem::path const& folder)
{
    auto const file = folder / "demo_reports.csv";
    std::ofstream stream{file, std::ios::binary};
    stream << data::demo_reports;
    return file;
}

Result<void> play(
    Office& office,
    SetClock& clock,
    inspection::Inspection const& inspection,
    std::vector<intake::IncomingReport> reports
)
{
    auto const opened = office.pipeline().run(inspection::open_inspection(inspection));
    if (!opened) {
        return std::unexpected{opened.error()};
    }
    auto const workplace = find_workplace(office, {});
    if (!workplace) {
        return std::unexpected{workplace.error()};
    }
    Replay replay{office, clock, workplace->log(), workplace->inspection};
    Progress progress{"重放 replay", static_cast<std::int64_t>(reports.size())};
    for (auto first = reports.begin(); first != reports.end();) {
        auto const day = reception_day(first->occurred, inspection.daily_cut);
        auto const last = std::find_if(first, reports.end(), [&](auto const& report) {
            return reception_day(report.occurred, inspection.daily_cut) != day;
        });
        std::vector<intake::IncomingReport> of_day{
            std::make_move_iterator(first), std::make_move_iterator(last)
        };
        auto const count = static_cast<std::int64_t>(of_day.size());
        if (auto const played = replay.day(day, std::move(of_day)); !played) {
            return played;
        }
        progress.advance(count);
        first = last;
    }
    progress.done();
    for (auto const& line : replay.refused()) {
        std::fprintf(stderr, "拒收 refused %s\n", line.c_str());
    }
    return {};
}

/// The figures, then the proofs: conservation, the ledger, the rows.
int close_up(Arguments const& arguments, Office& office, Instant as_of)
{
    auto const workplace = find_workplace(office, {});
    if (!workplace) {
        return say(arguments, workplace.error());
    }
    auto const may = office.policy().authorize<bulletin::ReadCounts>(workplace->log());
    auto const counts = [&](bulletin::Grouping by) {
        bulletin::Question const question{.as_of = as_of, .known_at = {}, .by = by};
        return print_counts(
            bulletin::count(office.connection(), {{workplace->object.code, may}}, question),
            question,
            arguments
        );
    };
    auto const by_type = counts(bulletin::Grouping::type);
    auto const total = counts(bulletin::Grouping::none);
    bool const conserved = bulletin::conservation(office.connection(), may).empty();
    bool const proved =
        ledger::verify(office.connection(), office.verifier_key().key, {}, [](auto) {}).empty();
    auto const twin = office.connection().twin();
    db::migrate(*twin, schema());
    bool const equal = ledger::check_rows(office.connection(), *twin, folds(), [](auto) {}).empty();

    if (arguments.json) {
        auto const truth = [](bool holds) { return std::string{holds ? "true" : "false"}; };
        json::ObjectText figures;
        figures.put("by_type", by_type);
        figures.put("total", total);
        figures.put("conservation_holds", truth(conserved));
        figures.put("ledger_holds", truth(proved));
        figures.put("rows_hold", truth(equal));
        figures.put("database", json::quoted(arguments.office.database));
        put(figures.take());
    } else {
        put(by_type);
        put(total);
        put(fmt::format(
            "conservation {} · ledger {} · rows {}",
            conserved ? "holds" : "BROKEN",
            proved ? "proved" : "BROKEN",
            equal ? "as the ledger says" : "BROKEN"
        ));
        put("database " + arguments.office.database);
    }
    return conserved && proved && equal ? ExitCode::done : ExitCode::refused;
}

/// Whether a demo may be played over what lies there: nothing, or an earlier demo.
bool is_ours(OfficeAddress const& address)
{
    if (!std::filesystem::exists(db::sqlite_path(address.database))) {
        return true;
    }
    Office office{address};
    auto const all = inspection::load_all(
        office.connection(), office.policy().authorize<inspection::ReadInspections>(office_log)
    );
    return std::ranges::all_of(all, [](inspection::Inspection const& inspection) {
        return inspection.id == demo_id || inspection.id == replay_id;
    });
}

} // namespace

int run_demo(Arguments const& given)
{
    auto arguments = given;
    auto const database = arguments.folder / "ducha.db";
    arguments.office.database = "sqlite:" + database.string();
    if (!is_ours(arguments.office)) {
        return say(
            arguments,
            refuse(refusals, DemoRefusal::not_a_demo, database.string(), {}, "--dir").error()
        );
    }
    if (arguments.fresh) {
        for (auto const* suffix : {"", "-wal", "-shm", ".keys"}) {
            std::filesystem::remove_all(database.string() + suffix);
        }
    }
    std::filesystem::create_directories(arguments.folder);
    bool const simulated = arguments.file.empty();
    ImportOptions options{
        .file = simulated ? sample_reports(arguments.folder) : arguments.file,
        .channel = Channel::web,
    };
    ImportResult read;
    auto reports = read_in_order(options, read);
    if (!reports) {
        return say(arguments, reports.error());
    }
    if (reports->empty()) {
        return say(
            arguments, refuse(refusals, DemoRefusal::no_report, options.file.string()).error()
        );
    }
    if (!arguments.json) {
        put(fmt::format(
            "{}: {} reports{}",
            simulated ? "模拟数据 simulated" : options.file.string(),
            reports->size(),
            read.rejected_file
                ? fmt::format(", {} rejected: {}", read.rejected, read.rejected_file->string())
                : ""
        ));
    }
    auto const inspection = replay_of(*reports, simulated);
    Office::found(arguments.office);
    auto clock = std::make_unique<SetClock>();
    auto& shown = *clock;
    shown.set(office_instant(inspection.objects.front().first_day, {}));
    Office office{arguments.office, std::move(clock)};
    auto const last = reception_day(reports->back().occurred, inspection.daily_cut);
    if (auto const played = play(office, shown, inspection, std::move(*reports)); !played) {
        return say(arguments, played.error());
    }
    return close_up(arguments, office, office_instant(last + 1, inspection.daily_cut));
}

} // namespace ducha::app
