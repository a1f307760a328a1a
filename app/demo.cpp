// The main job in one command: a whole inspection, simulated, or replayed from a table of reports.
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "domain/bulletin/edition.h"
#include "domain/bulletin/page.h"
#include "domain/ledger/audit.h"

#include "app/asking.h"
#include "app/bar_of_events.h"
#include "app/chosen_simulation.h"
#include "app/desk_of_verbs.h"
#include "app/import_reports.h"
#include "app/play.h"
#include "app/printing_bulletin.h"
#include "app/replay.h"
#include "app/rooms.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <future>

namespace ducha::app {
namespace {

/// Lies beside a database that a demo has made.
constexpr auto* marker = "ducha-demo.txt";

enum class DemoRefusal { not_a_demo, played_already, no_report };

constexpr RefusalRow<DemoRefusal> refusals[] = {
    {DemoRefusal::not_a_demo,
     "demo.not_a_demo",
     "这里有真实的数据库，演示不会改动它；请用 --dir 另选文件夹",
     "there is a database of real work here, and a demo leaves it alone; choose another --dir"},
    {DemoRefusal::played_already,
     "demo.played_already",
     "这里已有一次演示；加 --fresh 重新演示",
     "a demo was played here; --fresh plays another in its place"},
    {DemoRefusal::no_report, "demo.no_report", "没有可重放的举报", "there is no report to replay"},
};

/// What a demo has shown.
struct Proofs {
    bool conserved = true;
    bool proved = false;
    bool equal = false;
    bool recounted = false;

    [[nodiscard]] bool all() const { return conserved && proved && equal && recounted; }
};

Proofs prove_all(Office& office, bulletin::Edition const& edition)
{
    Proofs proofs;
    proofs.recounted = bulletin::recounted(office.connection(), edition) == edition.figures;
    for (auto const& object : edition.inspection.objects) {
        auto const may = office.policy().authorize<bulletin::ReadCounts>(object.log);
        proofs.conserved =
            proofs.conserved && bulletin::conservation(office.connection(), may).empty();
    }
    auto const key = office.verifier_key().key;
    // Side by side: the one reads what was recorded, the other folds it anew.
    auto verified = std::async(std::launch::async, [&office, &key] {
        auto const reader = office.reader();
        return ledger::verify(*reader, key, {}, [](auto) {}).empty();
    });
    auto const twin = office.connection().twin();
    db::migrate(*twin, schema());
    proofs.equal =
        ledger::check_rows(
            office.connection(), *twin, folds(), bar_of_events(office.connection(), "核验 proving")
        )
            .empty();
    proofs.proved = verified.get();
    return proofs;
}

/// Issues the figures of the whole inspection as of an instant, unless they are issued already.
Result<bulletin::Edition>
issued_edition(Office& office, inspection::Inspection const& inspection, Instant as_of)
{
    auto const issued =
        office.pipeline().run(bulletin::issue({inspection.id, as_of, std::nullopt}));
    if (!issued) {
        return std::unexpected{issued.error()};
    }
    auto const may = office.policy().authorize<bulletin::ReadBulletins>(office_log);
    auto const all = bulletin::issued(office.connection(), may, inspection.id);
    return bulletin::edition(newsroom(office, inspection), all.back().number);
}

/// The pages beside the database, in both languages.
void leave_pages(std::filesystem::path const& folder, bulletin::Edition const& edition)
{
    for (bool const chinese : {true, false}) {
        auto const name = chinese ? "bulletin.zh.html" : "bulletin.en.html";
        auto const file = folder / name;
        std::ofstream stream{file, std::ios::binary};
        stream << bulletin::html_page(edition, chinese) << std::flush;
        if (!stream) {
            throw Trouble{Trouble::Kind::io, file.string() + ": cannot be written"};
        }
    }
}

json::ObjectText merging_as_json(MergingScore const& score)
{
    json::ObjectText object;
    object.put("cases", std::to_string(score.cases));
    object.put("precision", fmt::format("{:.4f}", score.b_cubed.precision));
    object.put("recall", fmt::format("{:.4f}", score.b_cubed.recall));
    object.put("f1", fmt::format("{:.4f}", score.b_cubed.f1()));
    return object;
}

json::ObjectText played_as_json(Played const& played)
{
    json::ObjectText corrections;
    corrections.put("proposals_confirmed", std::to_string(played.corrections.confirmed));
    corrections.put("proposals_refused", std::to_string(played.corrections.refused));
    corrections.put("false_joins_parted", std::to_string(played.corrections.parted));
    corrections.put("missed_repeats_joined", std::to_string(played.corrections.joined));
    json::ObjectText object;
    object.put("accepted", std::to_string(played.accepted));
    object.put("engine_alone", merging_as_json(played.alone).take());
    object.put("with_the_clerk", merging_as_json(played.together).take());
    object.put("corrections", corrections.take());
    object.put("result_rows", std::to_string(played.results));
    return object;
}

std::string score_text(MergingScore const& score)
{
    return fmt::format(
        "{} 件 cases, B-cubed P {:.3f} R {:.3f} F1 {:.3f}",
        score.cases,
        score.b_cubed.precision,
        score.b_cubed.recall,
        score.b_cubed.f1()
    );
}

void put_played(Played const& played)
{
    put(fmt::format(
        "并案 merging: 受理 accepted {}\n"
        "  引擎单独 the engine alone        {}\n"
        "  经办件员核对 with the clerk       {}\n"
        "  更正 corrected: 拆出误并 {} false joins parted, 补并漏并 {} missed repeats joined; "
        "建议 proposals: {} 是 yes, {} 否 no",
        played.accepted,
        score_text(played.alone),
        score_text(played.together),
        played.corrections.parted,
        played.corrections.joined,
        played.corrections.confirmed,
        played.corrections.refused
    ));
    put(fmt::format("办理结果 results: {} 行 rows\n", played.results));
}

/// The bulletin, then the proofs: conservation, the ledger, the rows.
int close_up(
    Arguments const& arguments,
    Office& office,
    bulletin::Edition const& edition,
    std::optional<Played> const& played
)
{
    auto const proofs = prove_all(office, edition);
    if (arguments.json) {
        auto const truth = [](bool holds) { return std::string{holds ? "true" : "false"}; };
        json::ObjectText figures;
        figures.put("bulletin", print_edition_as_json(edition));
        figures.put("merging", played ? played_as_json(*played).take() : "null");
        figures.put("conservation_holds", truth(proofs.conserved));
        figures.put("ledger_holds", truth(proofs.proved));
        figures.put("rows_hold", truth(proofs.equal));
        figures.put("bulletin_recounts", truth(proofs.recounted));
        figures.put("database", json::quoted(arguments.office.database));
        put(figures.take());
    } else {
        put(print_edition(edition, true) + "\n");
        put(print_edition(edition, false) + "\n");
        put(fmt::format(
            "守恒 conservation {} · 台账 ledger {} · 各表 rows {} · 通报 bulletin {}",
            proofs.conserved ? "holds" : "BROKEN",
            proofs.proved ? "proved" : "BROKEN",
            proofs.equal ? "as the ledger says" : "BROKEN",
            proofs.recounted ? "counted again, the same" : "BROKEN"
        ));
        put(fmt::format(
            "数据库 database {}\n网页 pages {}",
            arguments.office.database,
            (arguments.folder / "bulletin.zh.html").string()
        ));
    }
    return proofs.all() ? ExitCode::done : ExitCode::refused;
}

/// Whether what lies there is an earlier demo and nothing else.
bool is_a_demo(OfficeAddress const& address, std::filesystem::path const& folder)
{
    if (!std::filesystem::exists(folder / marker)) {
        return false;
    }
    Office office{address};
    auto const all = inspection::load_all(
        office.connection(), office.policy().authorize<inspection::ReadInspections>(office_log)
    );
    return std::ranges::all_of(all, [](inspection::Inspection const& inspection) {
        return inspection.provenance == "simulated" || inspection.id == replay_id;
    });
}

void say_refused(std::vector<std::string> const& lines)
{
    for (auto const& line : lines) {
        std::fprintf(stderr, "拒收 refused %s\n", line.c_str());
    }
}

/// An office on a clock that the demo sets.
struct Stage {
    explicit Stage(OfficeAddress const& address)
    {
        Office::found(address);
        auto made = std::make_unique<SetClock>();
        clock = made.get();
        office = std::make_unique<Office>(address, std::move(made));
    }

    SetClock* clock = nullptr;
    std::unique_ptr<Office> office;
};

int run_replay(Arguments const& arguments)
{
    ImportResult read;
    auto reports = read_in_order({.file = arguments.file, .channel = Channel::web}, read);
    if (!reports) {
        return say(arguments, reports.error());
    }
    if (reports->empty()) {
        return say(
            arguments, refuse(refusals, DemoRefusal::no_report, arguments.file.string()).error()
        );
    }
    if (!arguments.json) {
        auto const rejected = read.rejected_file
            ? fmt::format(", {} rejected: {}", read.rejected, read.rejected_file->string())
            : "";
        put(fmt::format("{}: {} reports{}", arguments.file.string(), reports->size(), rejected));
    }
    auto const inspection = replay_of(*reports);
    auto const last = inspection.objects.front().last_day;
    Stage stage{arguments.office};
    stage.clock->set(office_instant(inspection.objects.front().first_day, {}));
    auto const refused = replay(*stage.office, *stage.clock, inspection, std::move(*reports));
    if (!refused) {
        return say(arguments, refused.error());
    }
    say_refused(*refused);
    auto const workplace = find_workplace(*stage.office, {});
    auto const as_of = office_instant(last + 1, inspection.daily_cut);
    stage.clock->set(as_of);
    auto const edition = issued_edition(*stage.office, workplace->inspection, as_of);
    if (!edition) {
        return say(arguments, edition.error());
    }
    leave_pages(arguments.folder, *edition);
    return close_up(arguments, *stage.office, *edition, std::nullopt);
}

int run_simulated(Arguments const& arguments)
{
    auto const chosen = chosen_simulation(arguments);
    if (!chosen) {
        return say(arguments, chosen.error());
    }
    auto const& profile = chosen->profile;
    auto const simulated = simulation::generate(profile, chosen->seed);
    if (!arguments.json) {
        put(fmt::format(
            "模拟数据 simulated: {} ({}), 种子 seed {}\n",
            profile.inspection.name_zh,
            profile.id,
            chosen->seed
        ));
    }
    Stage stage{arguments.office};
    auto const& objects = profile.inspection.objects;
    auto const first = std::ranges::min(objects, {}, &inspection::InspectedObject::first_day);
    stage.clock->set(office_instant(first.first_day, {}));
    auto const results = arguments.folder / "results";
    std::filesystem::create_directories(results);
    auto const played = play(*stage.office, *stage.clock, profile, simulated, results);
    if (!played) {
        return say(arguments, played.error());
    }
    say_refused(played->refused);
    if (!arguments.json) {
        put_played(*played);
    }
    auto const edition = issued_edition(*stage.office, played->inspection, profile.as_of);
    if (!edition) {
        return say(arguments, edition.error());
    }
    leave_pages(arguments.folder, *edition);
    return close_up(arguments, *stage.office, *edition, *played);
}

} // namespace

int run_demo(Arguments const& given)
{
    auto arguments = given;
    auto const database = arguments.folder / "ducha.db";
    arguments.office.database = "sqlite:" + database.string();
    if (std::filesystem::exists(database)) {
        bool const ours = is_a_demo(arguments.office, arguments.folder);
        if (!ours || !arguments.fresh) {
            auto const reason = ours ? DemoRefusal::played_already : DemoRefusal::not_a_demo;
            return say(arguments, refuse(refusals, reason, database.string(), {}, "--dir").error());
        }
        std::filesystem::remove_all(arguments.folder / "results");
        for (auto const* suffix : {"", "-wal", "-shm", ".keys"}) {
            std::filesystem::remove_all(database.string() + suffix);
        }
    }
    std::filesystem::create_directories(arguments.folder);
    std::ofstream{arguments.folder / marker}
        << "由 ducha demo 生成，--fresh 会删除本库。Made by ducha demo; --fresh removes it.\n";
    return arguments.file.empty() ? run_simulated(arguments) : run_replay(arguments);
}

} // namespace ducha::app
