// How long counts take at a million cases, in memory, from the database and from the command line,
// each answer held against a pass over all facts.
#include "platform/db/connection.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/bulletin/rollup.h"

#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"
#include "bench/invented_stay.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <fstream>
#include <map>

namespace ducha::bench {
namespace {

using bulletin::Grouping;
using bulletin::Line;
using bulletin::Question;

constexpr int times = 5;
constexpr std::size_t asked = 200;
constexpr std::size_t asked_of_rows = 5; ///< each takes seconds

[[noreturn]] void fail(std::string const& what)
{
    throw Trouble{Trouble::Kind::database, what};
}

/// Runs `work` a few times; its median in milliseconds.
double median_ms(std::function<void()> const& work)
{
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        taken.push_back(time_of(work) * 1e3);
    }
    return quantile(taken, 0.5);
}

/// Totals at random instants of the stay, in whole seconds as the command line takes them.
std::vector<Question> random_questions()
{
    SeededRandom random{20210826};
    auto const begin = office_instant(first_day, {});
    auto const seconds =
        static_cast<std::uint64_t>((end_of_stay().microseconds - begin.microseconds) / second);
    auto const any = [&] {
        auto const after = static_cast<std::int64_t>(random.below(seconds));
        return Instant{begin.microseconds + after * second};
    };
    std::vector<Question> questions;
    for (std::size_t i = 0; i < asked; ++i) {
        questions.push_back({.as_of = any(), .known_at = any()});
    }
    return questions;
}

/// The answers as one pass over the rows of count_fact gives them, every fact held against every
/// question.
std::vector<Line> pass_over_rows(db::Connection& connection, std::vector<Question> const& questions)
{
    struct Sums {
        std::array<std::int64_t, asked> sum{};
        std::array<bool, asked> any{};
    };
    std::map<std::string, Sums, std::less<>> measures;
    db::Query const rows{
        "bench/rows", "select measure, occurred, recorded, amount from count_fact where log_id = $1"
    };
    connection.each(rows, {BenchOffice::log}, [&](db::Row const& row) {
        auto found = measures.find(row.text(0));
        if (found == measures.end()) {
            found = measures.try_emplace(std::string{row.text(0)}).first;
        }
        auto const occurred = row.instant(1);
        auto const recorded = row.instant(2);
        auto const amount = row.integer(3);
        for (std::size_t i = 0; i < questions.size(); ++i) {
            bool const counts =
                occurred <= questions[i].as_of && recorded <= *questions[i].known_at;
            found->second.sum[i] += counts ? amount : 0;
            found->second.any[i] |= counts;
        }
    });
    std::vector<Line> lines(questions.size());
    for (auto const& [measure, sums] : measures) {
        for (std::size_t i = 0; i < questions.size(); ++i) {
            if (sums.any[i]) {
                lines[i].sums[measure] = sums.sum[i];
            }
        }
    }
    return lines;
}

/// The program beside this one, on the database of the benchmark.
class CommandLine {
public:
    explicit CommandLine(BenchOffice& office)
        : program_{std::filesystem::canonical("/proc/self/exe").parent_path() / "../ducha"},
          answer_{office.database().folder().path() / "answer"},
          database_{office.database().url()}
    {
    }

    /// What `ducha counts` prints; a process of its own.
    std::string counts(Question const& question)
    {
        std::vector<std::string> words{
            program_.string(),
            "counts",
            "--db",
            database_,
            "--json",
            "--by",
            std::string{code(question.by)},
            "--as-of",
            to_text(question.as_of)
        };
        if (question.known_at) {
            words.insert(words.end(), {"--known-at", to_text(*question.known_at)});
        }
        std::vector<char*> arguments;
        for (auto& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        run(arguments.data());
        std::ifstream stream{answer_};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

private:
    void run(char* const* arguments)
    {
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(
            &actions, STDOUT_FILENO, answer_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600
        );
        pid_t process = 0;
        int status = 0;
        bool const ran =
            ::posix_spawn(&process, arguments[0], &actions, nullptr, arguments, environ) == 0 &&
            ::waitpid(process, &status, 0) == process;
        posix_spawn_file_actions_destroy(&actions);
        if (!ran || status != 0) {
            fail(program_.string() + ": does not run; build the target `ducha` too");
        }
    }

    std::filesystem::path program_;
    std::filesystem::path answer_;
    std::string database_;
};

class CountsBench {
public:
    CountsBench(Figures& figures, std::int64_t cases) : figures_{figures}, cases_{cases} {}

    void measure()
    {
        fill();
        scan();
        in_memory();
        from_packed_facts();
        from_rows();
        by_groups();
        from_the_command_line();
    }

private:
    db::Connection& connection() { return office_.connection(); }

    void add(std::string const& name, double value, std::string_view unit, std::string const& peer)
    {
        figures_.add("counts." + name, value, unit, peer);
    }

    void fill()
    {
        std::int64_t events = 0;
        auto const taken = time_of([&] { events = fill_stay(office_, cases_); });
        add("fill", static_cast<double>(events) / taken, "events/s", "the rooms' folds, no ledger");
    }

    /// The least that reading every row can take, and what every answer is held against.
    void scan()
    {
        db::Query const all{"bench/facts", "select count(*), sum(amount) from count_fact"};
        facts_ = static_cast<double>(connection().integer(all, {}).value_or(0));
        add("facts", facts_, "facts", std::to_string(cases_) + " cases, with results");
        pass_ = "one pass over all rows " +
            spelled(median_ms([&] { connection().each(all, {}, [](auto const&) {}); })) + " ms";
        right_ = pass_over_rows(connection(), questions_);
    }

    void require_right(std::size_t question, std::vector<Line> const& lines, char const* way)
    {
        if (lines != std::vector{right_[question]}) {
            fail(
                std::string{way} + " counts otherwise than the rows do: question " +
                std::to_string(question)
            );
        }
    }

    /// Asks the first so many questions one after the other, each answer checked.
    template <class Ask>
    std::vector<double> taken_by(std::size_t questions, char const* way, Ask const& ask)
    {
        std::vector<double> taken;
        for (std::size_t i = 0; i < questions; ++i) {
            std::vector<Line> lines;
            taken.push_back(time_of([&] { lines = ask(questions_[i]); }) * 1e3);
            require_right(i, lines, way);
        }
        return taken;
    }

    void in_memory()
    {
        bulletin::Rollup rollup;
        auto const filling = time_of([&] { rollup.catch_up(connection(), objects_.front().may); });
        auto const bytes = static_cast<double>(rollup.memory());
        add("rollup.fill", filling, "s", "from packed facts; " + pass_);
        add("rollup.memory", bytes / (1 << 20), "MiB", spelled(bytes / facts_) + " bytes a fact");
        auto const ask = [&](Question const& question) { return rollup.count(objects_, question); };
        taken_by(asked, "the roll-up", ask);
        auto const taken = taken_by(asked, "the roll-up", ask);
        add("rollup.p50", quantile(taken, 0.5), "ms", "all measures, random instants, warm");
        add("rollup.p99", quantile(taken, 0.99), "ms", "goal <= 50, ten measures; " + pass_);
    }

    void from_packed_facts()
    {
        auto const taken = taken_by(asked, "count", [&](Question const& question) {
            return bulletin::count(connection(), objects_, question);
        });
        add("packed.p50", quantile(taken, 0.5), "ms", "the same questions, from the database");
        add("packed.p99", quantile(taken, 0.99), "ms", pass_);
    }

    void from_rows()
    {
        auto const taken = taken_by(asked_of_rows, "SQL", [&](Question const& question) {
            return bulletin::count_facts(connection(), objects_, question);
        });
        add("rows.p50", quantile(taken, 0.5), "ms", "the first five questions, SQL over the rows");
    }

    void by_groups()
    {
        for (auto const by : {Grouping::type, Grouping::channel, Grouping::day}) {
            auto question = middle_;
            question.by = by;
            std::vector<Line> lines;
            auto const taken =
                median_ms([&] { lines = bulletin::count(connection(), objects_, question); });
            std::vector<Line> expected;
            auto const rows = time_of([&] {
                expected = bulletin::count_facts(connection(), objects_, question);
            });
            if (lines != expected) {
                fail("packed facts count otherwise than the rows do, by " + std::string{code(by)});
            }
            add("packed." + std::string{code(by)},
                taken,
                "ms",
                "the middle as known then; SQL over the rows " + spelled(rows * 1e3) + " ms");
        }
    }

    void from_the_command_line()
    {
        CommandLine program{office_};
        auto const cold = [&](std::string const& name, Question const& question) {
            std::string answer;
            auto const taken = median_ms([&] { answer = program.counts(question); });
            add("cold." + name, taken, "ms", "a process of its own; goal <= 500 for totals");
            return answer;
        };
        auto const answer = cold("total", questions_.front());
        for (auto const& [measure, sum] : right_.front().sums) {
            if (!answer.contains("\"" + measure + "\":" + std::to_string(sum))) {
                fail("the command line counts otherwise than the rows do: " + measure);
            }
        }
        cold("total.end", {.as_of = end_of_stay(), .known_at = {}});
        for (auto const by : {Grouping::type, Grouping::channel, Grouping::day}) {
            auto question = middle_;
            question.by = by;
            cold(std::string{code(by)}, question);
        }
    }

    Figures& figures_;
    std::int64_t cases_;
    BenchOffice office_{db::Dialect::sqlite};
    std::vector<bulletin::Counted> objects_{
        {"SD", office_.office().policy().authorize<bulletin::ReadCounts>(BenchOffice::log)}
    };
    std::vector<Question> questions_ = random_questions();
    Question middle_{
        .as_of = office_instant(first_day + days / 2, {20 * 60}),
        .known_at = office_instant(first_day + days / 2, {20 * 60}),
    };
    std::vector<Line> right_;
    double facts_ = 0;
    std::string pass_;
};

void measure(Figures& figures, std::int64_t cases)
{
    CountsBench{figures, cases}.measure();
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--cases", 1'000'000}, ducha::bench::measure);
}
