// How quickly texts are found by their words: generated reports in both databases, questions of 1,
// 2, 4 and 8 characters out of these texts, whole pages with excerpts and counts; beside a scan of
// all texts (LIKE) of the same database.
#include "base/text.h"

#include "platform/db/connection.h"

#include "engines/folding/folded.h"

#include "domain/search/index.h"

#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/merging/corpus.h"
#include "bench/merging/generated.h"

#include <random>

namespace ducha::bench {
namespace {

using Type = db::TableShape::Type;

constexpr LogId log_of_all = BenchOffice::log;
constexpr std::size_t texts_a_transaction = 1000; // as the import has it
constexpr std::size_t lengths[] = {1, 2, 4, 8};
constexpr int questions_a_length = 500;
constexpr int scans_a_length = 4;

constexpr db::TableShape::Column report_columns[] = {
    {"log_id", Type::integer},
    {"report_id", Type::integer},
    {"own_id", Type::text},
    {"channel", Type::text},
    {"kind", Type::text},
    {"occurred", Type::integer},
    {"reception_day", Type::integer},
    {"original", Type::integer},
    {"original_digest", Type::text},
    {"row_digest", Type::text},
};
constexpr db::TableShape::Column matter_columns[] = {
    {"log_id", Type::integer},
    {"matter_id", Type::integer},
    {"report_id", Type::integer},
    {"state", Type::text},
    {"state_seq", Type::integer},
    {"urgent", Type::text},
    {"types", Type::text},
    {"title", Type::text},
    {"text", Type::text},
    {"place", Type::text},
    {"enterprise", Type::text},
};

/// A generated report as a row of the intake's tables.
struct Row {
    std::int64_t number;
    std::string own_id;
    Day day;
    Instant occurred;
    std::string_view title;
    std::string_view text;
    std::string_view place;
    std::string_view enterprise;
};

Row row_of(CorpusReport const& report)
{
    auto const end = report.text.find('\n');
    return {
        .number = report.id,
        .own_id = "M" + std::to_string(report.id),
        .day = office_day(report.occurred),
        .occurred = report.occurred,
        .title = report.text.substr(0, end),
        .text = report.text.substr(end + 1),
        .place = report.place,
        .enterprise = report.enterprise,
    };
}

/// What an excerpt is made from: the rows that the intake would have written.
void insert_matters(db::Connection& connection, std::vector<Row> const& rows)
{
    std::vector<db::Value> reports;
    std::vector<db::Value> matters;
    for (auto const& row : rows) {
        db::Value const report[] = {
            log_of_all,
            row.number,
            row.own_id,
            "call",
            "complaint",
            row.occurred,
            row.day,
            0,
            "",
            ""
        };
        db::Value const matter[] = {
            log_of_all,
            row.number,
            row.number,
            "undecided",
            row.number,
            "",
            "",
            row.title,
            row.text,
            row.place,
            row.enterprise
        };
        reports.insert(reports.end(), std::begin(report), std::end(report));
        matters.insert(matters.end(), std::begin(matter), std::end(matter));
    }
    connection.insert({"report", report_columns}, reports);
    connection.insert({"matter", matter_columns}, matters);
}

void insert_texts(search::Index& index, std::vector<Row> const& rows)
{
    for (auto const& row : rows) {
        search::Texts const texts{row.title, row.text, row.place, row.enterprise};
        index.add({
            .log = log_of_all,
            .matter = MatterId{row.number},
            .report = ReportId{row.number},
            .day = row.day,
            .recorded = {row.occurred.microseconds + row.number},
            .words = search::searched_words(texts, {.channel = Channel::call, .day = row.day}),
        });
    }
}

/// Fills the database; returns how many seconds went into texts and index.
double fill(db::Connection& connection, Corpus const& corpus)
{
    auto const index = search::index_of(connection);
    double seconds = 0;
    for (std::size_t first = 0; first < corpus.size(); first += texts_a_transaction) {
        std::vector<Row> rows;
        for (auto i = first; i < std::min(corpus.size(), first + texts_a_transaction); ++i) {
            rows.push_back(row_of(corpus.at(i)));
        }
        {
            db::Transaction transaction{connection};
            insert_matters(connection, rows);
            transaction.commit();
        }
        seconds += time_of([&] {
            db::Transaction transaction{connection};
            insert_texts(*index, rows);
            transaction.commit();
        });
    }
    return seconds;
}

/// Pieces of the texts of the corpus, as often as they are in it.
std::vector<std::string> questions(Corpus const& corpus, std::size_t length)
{
    std::mt19937_64 random{length};
    std::vector<std::string> words;
    while (words.size() < questions_a_length) {
        auto const row = row_of(corpus.at(random() % corpus.size()));
        auto const text = folding::folded(row.text);
        auto const all = length_in_code_points(text);
        if (all < length) {
            continue;
        }
        auto const from = first_code_points(text, random() % (all - length + 1)).size();
        std::string word{first_code_points(std::string_view{text}.substr(from), length)};
        if (word.find_first_of(" ,") == std::string::npos) {
            words.push_back(std::move(word));
        }
    }
    return words;
}

/// Milliseconds that a page and its count take.
double time_of_page(BenchOffice& office, std::string const& word, std::int64_t& hits)
{
    auto const& policy = office.office().policy();
    search::SearchedLog const logs[] = {
        {policy.authorize<search::ReadTexts>(log_of_all),
         policy.authorize<casefile::ReadCases>(log_of_all),
         policy.authorize<intake::ReadMatters>(log_of_all)}
    };
    return 1e3 * time_of([&] {
               auto const page =
                   search::find(office.connection(), logs, {.words = "\"" + word + "\""}, {});
               hits += page.count.value_or(0);
           });
}

double time_of_scan(db::Connection& connection, std::string const& word)
{
    db::Query const scan{
        "bench/scan",
        "select count(*) from (select 1 from search_text where words like $1 limit 10001) found"
    };
    auto const pattern = "%" + word + "%";
    return 1e3 * time_of([&] { static_cast<void>(connection.integer(scan, {pattern})); });
}

void ask(Figures& figures, BenchOffice& office, Corpus const& corpus, std::string const& name)
{
    std::vector<double> all;
    for (auto const length : lengths) {
        auto const words = questions(corpus, length);
        std::vector<double> pages;
        std::vector<double> scans;
        std::int64_t hits = 0;
        for (auto const& word : words) {
            pages.push_back(time_of_page(office, word, hits));
        }
        for (int i = 0; i < scans_a_length; ++i) {
            scans.push_back(time_of_scan(office.connection(), words[static_cast<std::size_t>(i)]));
        }
        auto const prefix = name + ".characters_" + std::to_string(length);
        auto const scan = "scan " + spelled(quantile(scans, .5)) + " ms";
        figures.add(prefix + ".p50", quantile(pages, .5), "ms", scan);
        figures.add(prefix + ".p99", quantile(pages, .99), "ms", "goal 20");
        figures.add(prefix + ".longest", quantile(pages, 1), "ms");
        figures.add(prefix + ".hits", static_cast<double>(hits) / questions_a_length, "counted");
        all.insert(all.end(), pages.begin(), pages.end());
    }
    figures.add(name + ".p50", quantile(all, .5), "ms");
    figures.add(name + ".p99", quantile(all, .99), "ms", "goal 20");
}

void add_sizes(Figures& figures, db::Connection& connection, std::string const& name)
{
    db::Query const sqlite{
        "bench/sizes",
        "select sum(pgsize) filter (where name like 'search_index%'),"
        " sum(pgsize) filter (where name like 'search_text%') from dbstat"
    };
    db::Query const postgres{
        "bench/sizes",
        "select pg_relation_size('search_terms'),"
        " pg_total_relation_size('search_text') - pg_relation_size('search_terms')"
    };
    auto const& sizes = connection.dialect() == db::Dialect::sqlite ? sqlite : postgres;
    connection.each(sizes, {}, [&](db::Row const& row) {
        figures.add(name + ".index", static_cast<double>(row.integer(0)) / 0x1p20, "MiB");
        figures.add(name + ".texts", static_cast<double>(row.integer(1)) / 0x1p20, "MiB");
    });
}

void measure(Figures& figures, std::int64_t count)
{
    Folder const folder;
    auto const path = folder.path() / "corpus";
    static_cast<void>(make_corpus({.reports = count}, path));
    auto const corpus = Corpus::open(path);
    for (auto const dialect : {db::Dialect::sqlite, db::Dialect::postgres}) {
        auto const name = "search." + std::string{name_of(dialect)};
        BenchOffice office{dialect};
        auto const seconds = fill(office.connection(), *corpus);
        figures.add(name + ".insert", seconds / static_cast<double>(count) * 1e6, "us/text");
        if (dialect == db::Dialect::postgres) {
            // As autovacuum does soon after.
            office.connection().run_script("vacuum analyze search_text");
        }
        add_sizes(figures, office.connection(), name);
        ask(figures, office, *corpus, name);
    }
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--texts", 1'000'000}, ducha::bench::measure);
}
