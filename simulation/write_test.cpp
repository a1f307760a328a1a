// A simulation as files: they can be read back, and nobody else's are touched.
#include "platform/tabular/tabular.h"

#include "domain/inspection/inspection_config.h"
#include "domain/intake/type_list.h"

#include "app/report_rows.h"
#include "simulation/simulation.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace ducha::simulation {
namespace {

namespace fs = std::filesystem;

class SimulationFolder : public testing::Test {
protected:
    SimulationFolder()
    {
        auto path = (fs::temp_directory_path() / "ducha-simulation-XXXXXX").string();
        above_ = ::mkdtemp(path.data());
        folder_ = above_ / "simulated";
    }
    ~SimulationFolder() override { fs::remove_all(above_); }

    /// The rows of a table, each by column.
    [[nodiscard]] std::vector<std::map<std::string, std::string>>
    rows(std::string const& table) const
    {
        std::vector<std::map<std::string, std::string>> all;
        auto reader = tabular::Reader::open(folder_ / table);
        EXPECT_TRUE(reader.has_value()) << table;
        while (auto row = reader->next()) {
            EXPECT_TRUE(row->has_value());
            auto& cells = all.emplace_back();
            for (auto const& column : reader->columns()) {
                cells[column] = (*row)->text(column);
            }
        }
        return all;
    }

    Profile const profile_ = *read_profile("small");
    Simulated const simulated_ = generate(profile_, 1);
    fs::path above_;
    fs::path folder_;
};

TEST_F(SimulationFolder, HoldsEveryReportAndTheTruthAboutIt)
{
    ASSERT_TRUE(write(simulated_, profile_, folder_).has_value());
    for (auto const& object : simulated_.objects) {
        auto const reports = rows(object.code + "/reports.csv");
        auto const truth = rows(object.code + "/truth.csv");
        ASSERT_EQ(reports.size(), object.reports.size());
        ASSERT_EQ(truth.size(), object.reports.size());
        for (std::size_t i = 0; i < reports.size(); ++i) {
            auto const& report = object.reports[i];
            EXPECT_EQ(reports[i].at("id"), report.incoming.own_id);
            EXPECT_EQ(reports[i].at("time"), to_text(report.incoming.occurred));
            EXPECT_EQ(reports[i].at("text"), report.incoming.text);
            EXPECT_EQ(reports[i].at("enterprise"), report.incoming.enterprise);
            EXPECT_EQ(reports[i].at("type"), intake::spelled(report.incoming.types));
            EXPECT_EQ(reports[i].at("kind"), code(report.incoming.kind));
            EXPECT_EQ(truth[i].at("id"), report.incoming.own_id);
            EXPECT_EQ(truth[i].at("fate"), code(report.fate));
            EXPECT_EQ(truth[i].at("urgent").empty(), !report.urgent);
            EXPECT_EQ(truth[i].at("reason").empty(), report.fate != Fate::declined);
            bool const known = report.problem != no_problem;
            EXPECT_EQ(truth[i].at("problem"), known ? object.problems[report.problem].id : "");
            EXPECT_EQ(truth[i].at("longitude").empty(), !known);
        }
    }
}

TEST_F(SimulationFolder, IsImportedAsThatWhichWasGenerated)
{
    ASSERT_TRUE(write(simulated_, profile_, folder_).has_value());
    for (auto const& object : simulated_.objects) {
        app::ImportOptions const options{.file = folder_ / object.code / "reports.csv"};
        auto table = app::open_table(options);
        ASSERT_TRUE(table.has_value());
        for (auto const& report : object.reports) {
            auto const row = table->next();
            ASSERT_TRUE(row && row->has_value());
            auto const read = app::report_in(**row, table->columns(), options);
            ASSERT_TRUE(read.has_value()) << to_line(read.error());
            auto const& given = report.incoming;
            EXPECT_EQ(read->own_id, given.own_id);
            EXPECT_EQ(read->channel, given.channel);
            EXPECT_EQ(read->kind, given.kind);
            EXPECT_EQ(read->occurred, given.occurred);
            EXPECT_EQ(read->postmark, given.postmark);
            EXPECT_EQ(read->title, given.title);
            EXPECT_EQ(read->text, given.text);
            EXPECT_EQ(read->place, given.place);
            EXPECT_EQ(read->types, given.types);
            EXPECT_EQ(read->reporter_name, given.reporter_name);
            EXPECT_EQ(read->reporter_rest, given.reporter_rest);
        }
    }
}

TEST_F(SimulationFolder, HoldsProblemsResultsUnitsAndEnterprises)
{
    ASSERT_TRUE(write(simulated_, profile_, folder_).has_value());
    for (auto const& object : simulated_.objects) {
        auto const results = rows(object.code + "/results.csv");
        ASSERT_EQ(results.size(), object.results.size());
        for (std::size_t i = 0; i < results.size(); ++i) {
            auto const& result = object.results[i];
            EXPECT_EQ(results[i].at("problem"), object.problems[result.problem].id);
            EXPECT_EQ(results[i].at("status"), code(result.outcome.status));
            EXPECT_EQ(results[i].at("fine"), std::to_string(result.outcome.fine.get() / 100));
        }
        std::set<std::string> units;
        for (auto const& unit : rows(object.code + "/units.csv")) {
            units.insert(unit.at("name"));
        }
        auto const problems = rows(object.code + "/problems.csv");
        ASSERT_EQ(problems.size(), object.problems.size());
        for (auto const& problem : problems) {
            EXPECT_TRUE(units.contains(problem.at("unit"))) << problem.at("unit");
        }
        auto const enterprises = rows(object.code + "/enterprises.csv");
        ASSERT_EQ(enterprises.size(), object.enterprises.size());
        EXPECT_FALSE(enterprises.front().at("sector").empty());
    }
}

TEST_F(SimulationFolder, HoldsTheSettingsOfItsInspection)
{
    ASSERT_TRUE(write(simulated_, profile_, folder_).has_value());
    auto const read = inspection::read_config(folder_ / "inspection.toml");
    ASSERT_TRUE(read.has_value()) << to_line(read.error());
    auto const& given = profile_.inspection;
    EXPECT_EQ(read->id, given.id);
    EXPECT_EQ(read->name_zh, given.name_zh);
    EXPECT_EQ(read->provenance, "simulated");
    EXPECT_EQ(read->channels, given.channels);
    EXPECT_EQ(read->daily_cut, given.daily_cut);
    EXPECT_EQ(read->scheme.pattern, given.scheme.pattern);
    EXPECT_EQ(read->scheme.letters.size(), given.scheme.letters.size());
    EXPECT_EQ(read->limits.answer_days, given.limits.answer_days);
    EXPECT_EQ(read->merge.join_ppm, given.merge.join_ppm);
    EXPECT_EQ(read->merge.propose_ppm, given.merge.propose_ppm);
    ASSERT_EQ(read->objects.size(), given.objects.size());
    for (std::size_t i = 0; i < given.objects.size(); ++i) {
        EXPECT_EQ(read->objects[i].code, given.objects[i].code);
        EXPECT_EQ(read->objects[i].region, given.objects[i].region);
        EXPECT_EQ(read->objects[i].name_zh, given.objects[i].name_zh);
        EXPECT_EQ(read->objects[i].first_day, given.objects[i].first_day);
        EXPECT_EQ(read->objects[i].units.size(), given.objects[i].units.size());
    }
}

TEST_F(SimulationFolder, WithSomethingElseInItIsLeftAlone)
{
    fs::create_directories(folder_);
    std::ofstream{folder_ / "letters.txt"} << "real work";
    auto const written = write(simulated_, profile_, folder_);
    ASSERT_FALSE(written.has_value());
    EXPECT_EQ(written.error().code, "simulation.something_else_there");
    EXPECT_EQ(written.error().found, folder_.string());
    EXPECT_FALSE(fs::exists(folder_ / "inspection.toml"));
    std::ofstream{above_ / "file"} << "a file";
    EXPECT_FALSE(write(simulated_, profile_, above_ / "file").has_value());
}

TEST_F(SimulationFolder, TakesThePlaceOfAnEarlierSimulationAndOfNothingElse)
{
    ASSERT_TRUE(write(simulated_, profile_, folder_).has_value());
    std::ofstream{folder_ / "SD" / "notes.txt"} << "mine";
    std::ofstream{folder_ / "ducha.db"} << "a database";
    Simulated one{.objects = {simulated_.objects[1]}};
    ASSERT_TRUE(write(one, profile_, folder_).has_value());
    EXPECT_FALSE(fs::exists(folder_ / "SD" / "reports.csv"));
    EXPECT_TRUE(fs::exists(folder_ / "SD" / "notes.txt"));
    EXPECT_TRUE(fs::exists(folder_ / "ducha.db"));
    EXPECT_EQ(rows("QY/reports.csv").size(), one.objects[0].reports.size());
}

TEST_F(SimulationFolder, IsToldOfBehindEachObject)
{
    std::vector<std::int64_t> done;
    auto const note = [&](std::int64_t reports) { done.push_back(reports); };
    static_cast<void>(generate(profile_, 1, note));
    ASSERT_TRUE(write(simulated_, profile_, folder_, note).has_value());
    std::vector<std::int64_t> const reports{
        profile_.objects[0].quota.received, profile_.objects[1].quota.received
    };
    EXPECT_EQ(done, (std::vector{reports[0], reports[1], reports[0], reports[1]}));
}

} // namespace
} // namespace ducha::simulation
