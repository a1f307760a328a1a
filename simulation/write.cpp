// A simulation as files.
#include "base/text.h"

#include "platform/json/text.h"
#include "platform/tabular/tabular.h"
#include "platform/trouble.h"

#include "domain/intake/type_list.h"

#include "simulation/simulation.h"
#include "simulation/simulation_refusals.h"

#include <fmt/format.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::simulation {
namespace {

namespace fs = std::filesystem;

constexpr auto* readme = "README.txt";
constexpr std::string_view mark = "模拟数据 SIMULATED BY DUCHA";
constexpr std::string_view explanation = R"(
这里的一切都是程序编造的：市、县、乡镇、企业、人、举报和办理结果均属虚构。
All of this is made up by a program: cities, counties, towns, enterprises, people, reports, results.

inspection.toml       ducha init --config
CODE/reports.csv      ducha import reports --object CODE
CODE/truth.csv        which problem each report is of, and what should become of it
CODE/problems.csv     what really happens, where
CODE/results.csv      what the units report, by problem
CODE/units.csv        who answers, and how they behave
CODE/enterprises.csv  who causes it
)";
constexpr std::string_view tables[] = {
    "reports.csv", "truth.csv", "problems.csv", "results.csv", "units.csv", "enterprises.csv"
};

/// Writes a text beside its place and moves it there.
void put_text(fs::path const& path, std::string_view text)
{
    auto const unfinished = fs::path{path}.concat(".tmp");
    std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
    out << text;
    out.close();
    if (!out) {
        throw Trouble{Trouble::Kind::io, "cannot write " + path.string()};
    }
    fs::rename(unfinished, path);
}

bool is_simulation(fs::path const& folder)
{
    std::ifstream in{folder / readme, std::ios::binary};
    std::string line;
    return std::getline(in, line) && line == mark;
}

void remove_earlier(fs::path const& folder)
{
    fs::remove(folder / "inspection.toml");
    for (auto const& entry : fs::directory_iterator{folder}) {
        if (!entry.is_directory() || !fs::exists(entry.path() / tables[1])) {
            continue;
        }
        for (auto const table : tables) {
            fs::remove(entry.path() / table);
        }
        if (fs::is_empty(entry.path())) {
            fs::remove(entry.path());
        }
    }
}

std::string degrees_text(double value)
{
    return value == 0 ? "" : fmt::format("{:.6f}", value);
}

/// A table that takes its rows from a walk over them.
class Table {
public:
    Table(fs::path const& path, std::string_view columns) : writer_{path, names(columns)} {}

    template <class... Cells>
    void row(Cells const&... cells)
    {
        writer_.write({std::string_view{cells}...});
    }

    void commit() { writer_.commit(); }

private:
    static std::vector<std::string> names(std::string_view columns)
    {
        std::vector<std::string> found;
        for (auto const name : split(columns, ',')) {
            found.emplace_back(name);
        }
        return found;
    }

    tabular::Writer writer_;
};

void write_reports(SimulatedObject const& object, fs::path const& folder)
{
    Table reports{
        folder / "reports.csv",
        "id,time,channel,title,text,place,enterprise,type,kind,postmark,name,longitude,latitude"
    };
    Table truth{folder / "truth.csv", "id,problem,fate,reason,urgent,types,longitude,latitude"};
    for (auto const& report : object.reports) {
        auto const& in = report.incoming;
        auto const longitude = degrees_text(report.longitude);
        auto const latitude = degrees_text(report.latitude);
        reports.row(
            in.own_id,
            to_text(in.occurred),
            code(in.channel),
            in.title,
            in.text,
            in.place,
            in.enterprise,
            intake::spelled(in.types),
            code(in.kind),
            in.postmark ? to_text(*in.postmark) : "",
            in.reporter_name,
            longitude,
            latitude
        );
        bool const known = report.problem != no_problem;
        Problem const none;
        auto const& problem = known ? object.problems[report.problem] : none;
        truth.row(
            in.own_id,
            problem.id,
            code(report.fate),
            report.fate == Fate::declined ? code(report.reason) : "",
            report.urgent ? code(*report.urgent) : "",
            intake::spelled(problem.types),
            degrees_text(problem.longitude),
            degrees_text(problem.latitude)
        );
    }
    reports.commit();
    truth.commit();
}

void write_problems(SimulatedObject const& object, fs::path const& folder)
{
    Table table{folder / "problems.csv", "id,unit,enterprise,place,types,longitude,latitude"};
    for (auto const& problem : object.problems) {
        table.row(
            problem.id,
            object.units[problem.unit].name,
            problem.enterprise ? object.enterprises[*problem.enterprise].name : std::string{},
            problem.place,
            intake::spelled(problem.types),
            degrees_text(problem.longitude),
            degrees_text(problem.latitude)
        );
    }
    table.commit();
}

void write_results(SimulatedObject const& object, fs::path const& folder)
{
    Table table{
        folder / "results.csv",
        "problem,time,status,truth,class,ordered,penalised,fine,seized,criminal,"
        "detained_administrative,detained_criminal,interviewed,accountable"
    };
    for (auto const& result : object.results) {
        auto const& outcome = result.outcome;
        auto const fen = outcome.fine.get();
        table.row(
            object.problems[result.problem].id,
            to_text(result.occurred),
            code(outcome.status),
            outcome.truth ? code(*outcome.truth) : "",
            outcome.rectification ? code(*outcome.rectification) : "",
            std::to_string(outcome.ordered),
            std::to_string(outcome.penalised),
            fen % 100 == 0 ? std::to_string(fen / 100)
                           : fmt::format("{}.{:02}", fen / 100, fen % 100),
            std::to_string(outcome.seized),
            std::to_string(outcome.criminal),
            std::to_string(outcome.detained_administrative),
            std::to_string(outcome.detained_criminal),
            std::to_string(outcome.interviewed),
            std::to_string(outcome.accountable)
        );
    }
    table.commit();
}

void write_units(SimulatedObject const& object, fs::path const& folder)
{
    Table units{folder / "units.csv", "name,behaviour,longitude,latitude"};
    for (auto const& unit : object.units) {
        units.row(
            unit.name,
            code(unit.behaviour),
            degrees_text(unit.longitude),
            degrees_text(unit.latitude)
        );
    }
    units.commit();
    Table enterprises{folder / "enterprises.csv", "name,sector,unit,longitude,latitude"};
    for (auto const& enterprise : object.enterprises) {
        enterprises.row(
            enterprise.name,
            enterprise.sector,
            object.units[enterprise.unit].name,
            degrees_text(enterprise.longitude),
            degrees_text(enterprise.latitude)
        );
    }
    enterprises.commit();
}

/// A line of TOML: strings of JSON are strings of TOML.
void set(std::string& toml, std::string_view key, std::string const& text)
{
    toml += fmt::format("{} = {}\n", key, json::quoted(text));
}

std::string clock_text(TimeOfDay time)
{
    return fmt::format("{:02}:{:02}", time.minutes / 60, time.minutes % 60);
}

void add_object(std::string& toml, inspection::InspectedObject const& object)
{
    toml += "\n[[object]]\n";
    set(toml, "code", object.code);
    set(toml, "kind", std::string{code(object.kind)});
    if (!object.region.empty()) {
        set(toml, "region", object.region);
    }
    set(toml, "name", object.name_zh);
    set(toml, "name_en", object.name_en);
    set(toml, "team", object.team);
    toml += fmt::format("first_day = {}\n", to_text(object.first_day));
    toml += fmt::format("last_day = {}\n", to_text(object.last_day));
    for (auto const& unit : object.units) {
        toml += "\n[[object.unit]]\n";
        set(toml, "code", unit.code);
        set(toml, "name", unit.name);
        set(toml, "parent", unit.parent);
    }
}

/// As `inspection::read_config` reads it.
std::string settings_of(inspection::Inspection const& inspection)
{
    std::string toml = "# 模拟：本督察并不存在。 Simulated: there is no such inspection.\n\n";
    set(toml, "id", inspection.id);
    set(toml, "name", inspection.name_zh);
    set(toml, "name_en", inspection.name_en);
    set(toml, "kind", std::string{code(inspection.kind)});
    toml += fmt::format("round = {}\nbatch = {}\n", inspection.round, inspection.batch);
    set(toml, "provenance", inspection.provenance);
    std::vector<std::string> channels;
    for (auto const channel : inspection.channels) {
        channels.push_back(json::quoted(code(channel)));
    }
    toml += "channels = " + json::array_text(channels) + "\n";
    set(toml, "reception_from", clock_text(inspection.reception_from));
    set(toml, "reception_until", clock_text(inspection.reception_until));
    set(toml, "daily_cut", clock_text(inspection.daily_cut));
    set(toml, "repeats_after_hand_over", std::string{code(inspection.after_hand_over)});
    toml += "\n[number_scheme]\n";
    set(toml, "id", inspection.scheme.id);
    set(toml, "pattern", inspection.scheme.pattern);
    set(toml, "source", inspection.scheme.source);
    toml += "[number_scheme.letters]\n";
    for (auto const& [channel, letter] : inspection.scheme.letters) {
        set(toml, code(channel), letter);
    }
    toml += fmt::format("\n[limits]\nanswer_days = {}\n", inspection.limits.answer_days);
    set(toml, "answer_source", inspection.limits.answer_source);
    toml += fmt::format(
        "\n[merge]\njoin = {:.6f}\npropose = {:.6f}\n",
        static_cast<double>(inspection.merge.join_ppm) / 1e6,
        static_cast<double>(inspection.merge.propose_ppm) / 1e6
    );
    for (auto const& object : inspection.objects) {
        add_object(toml, object);
    }
    return toml;
}

void write_files(
    Simulated const& simulated,
    Profile const& profile,
    fs::path const& folder,
    ReportsDone const& written
)
{
    fs::create_directories(folder);
    // First, so that what a crash leaves is known for a simulation.
    put_text(folder / readme, std::string{mark} + "\n" + std::string{explanation});
    remove_earlier(folder);
    put_text(folder / "inspection.toml", settings_of(profile.inspection));
    for (auto const& object : simulated.objects) {
        auto const below = folder / object.code;
        fs::create_directories(below);
        write_reports(object, below);
        write_problems(object, below);
        write_results(object, below);
        write_units(object, below);
        if (written) {
            written(static_cast<std::int64_t>(object.reports.size()));
        }
    }
}

} // namespace

Result<void> write(
    Simulated const& simulated,
    Profile const& profile,
    fs::path const& folder,
    ReportsDone const& written
)
{
    bool const free = !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder));
    if (!free && !is_simulation(folder)) {
        return refuse(
            refusals, SimulationRefusal::something_else_there, folder.string(), {}, "--out"
        );
    }
    try {
        write_files(simulated, profile, folder, written);
    } catch (fs::filesystem_error const& error) {
        throw Trouble{Trouble::Kind::io, error.what()};
    }
    return {};
}

} // namespace ducha::simulation
