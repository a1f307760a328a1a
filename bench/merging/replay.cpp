// Replays a file of messages through the near-duplicate engine as the domain would, and writes
// who was joined to what; with labels, writes the rows from which weights are fitted.
//
//   replay --messages messages.csv | --corpus FILE    --joins joins.csv
//          [--labels cases.csv --rows rows.csv] [--weights weights.txt] [--counted 1]
#include "base/instant.h"
#include "base/text.h"

#include "engines/neardup/neardup.h"

#include "bench/merging/agreement.h"
#include "bench/merging/corpus.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using ducha::Instant;
using ducha::parse_instant;
using ducha::parse_integer;
namespace neardup = ducha::neardup;
using neardup::Candidate;
using neardup::Document;

using Row = std::vector<std::string>;
using Options = std::map<std::string, std::string>;

struct Message {
    std::int64_t id = 0;
    Instant at;
    std::string text;
    std::string place = {};
    std::string enterprise = {};
    std::uint32_t issues = 0;
    std::uint32_t problem = 0; ///< the truth; 0: not known
};

/// RFC 4180: quoted fields hold commas, line ends and doubled quotes.
std::vector<Row> read_csv(std::string const& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<Row> rows;
    Row row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto const c = bytes[i];
        if (c == '"') {
            bool const doubled = quoted && i + 1 < bytes.size() && bytes[i + 1] == '"';
            row.back() += doubled ? "\"" : "";
            i += doubled ? 1 : 0;
            quoted = doubled ? quoted : !quoted;
        } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
            row.back() += c;
        } else if (c == ',') {
            row.emplace_back();
        } else if (c == '\n') {
            rows.push_back(std::exchange(row, Row(1)));
        }
    }
    return rows;
}

/// Messages in the order of arrival: by time, then by id as a number.
std::vector<Message> read_messages(std::string const& path)
{
    std::vector<Message> messages;
    auto const rows = read_csv(path);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const& row = rows[i];
        auto const id = parse_integer(row.at(0));
        auto const at = parse_instant(row.at(2));
        if (id && at) {
            messages.push_back({.id = *id, .at = *at, .text = row.at(3) + "\n" + row.at(4)});
        } else {
            std::cerr << path << ": row " << i + 1 << ": no id or no time\n";
        }
    }
    std::ranges::sort(messages, [](Message const& a, Message const& b) {
        return a.at != b.at ? a.at < b.at : a.id < b.id;
    });
    return messages;
}

std::vector<Message> read_corpus(std::string const& path)
{
    auto const corpus = ducha::bench::Corpus::open(path);
    std::vector<Message> messages;
    if (!corpus) {
        std::cerr << corpus.error() << '\n';
        return messages;
    }
    for (std::size_t i = 0; i < corpus->size(); ++i) {
        auto const report = corpus->at(i);
        messages.push_back(
            {.id = report.id,
             .at = report.occurred,
             .text = std::string{report.text},
             .place = std::string{report.place},
             .enterprise = std::string{report.enterprise},
             .issues = report.issues,
             .problem = report.problem}
        );
    }
    return messages;
}

void read_weights(std::string const& path, neardup::Model& model)
{
    std::ifstream file(path);
    std::string name;
    double value = 0;
    while (file >> name >> value) {
        for (std::size_t i = 0; i < neardup::evidence_count; ++i) {
            if (name == stable_id(static_cast<neardup::Evidence>(i))) {
                model.weights[i] = value;
            }
        }
        if (name == "join_probability") {
            model.thresholds.join_probability = value;
        } else if (name == "root_log_odds") {
            model.thresholds.root_log_odds = value;
        }
    }
}

neardup::Model model_of(Options const& options, std::vector<Message> const& messages)
{
    auto model = neardup::Model::standard();
    if (options.contains("--counted")) {
        std::vector<std::string_view> texts;
        for (auto const& message : messages) {
            texts.push_back(message.text);
        }
        auto const least = parse_integer(options.at("--counted")).value_or(3);
        model.frequencies = std::make_shared<neardup::Frequencies const>(
            neardup::Frequencies::counted(texts, static_cast<std::uint32_t>(least))
        );
    }
    if (options.contains("--weights")) {
        read_weights(options.at("--weights"), model);
    }
    return model;
}

/// The labelled cases; a case is named by its label.
struct Labels {
    std::unordered_map<std::int64_t, std::string> of;
    std::unordered_map<std::string, std::int64_t> founder; ///< of what was attached so far
};

Labels read_labels(Options const& options)
{
    Labels labels;
    if (options.contains("--labels")) {
        auto const rows = read_csv(options.at("--labels"));
        for (std::size_t i = 1; i < rows.size(); ++i) {
            labels.of[parse_integer(rows[i].at(0)).value_or(0)] = rows[i].at(1);
        }
    }
    return labels;
}

/// One row a labelled report and candidate case with a labelled founder: 1 where it is its case.
void write_rows(
    std::ostream& out,
    Labels const& labels,
    Document const& document,
    std::vector<Candidate> const& found
)
{
    auto const own = labels.of.find(document.id);
    if (own == labels.of.end()) {
        return;
    }
    for (auto const& candidate : found) {
        auto const other = labels.of.find(candidate.case_id);
        if (other == labels.of.end()) {
            continue;
        }
        out << document.id << ',' << candidate.case_id << ',' << candidate.nearest << ','
            << own->second << ',' << other->second << ',' << (own->second == other->second);
        for (auto const& feature : candidate.features) {
            out << ',' << feature.value;
        }
        out << '\n';
    }
}

/// As the domain decides: the best candidate that is sure enough and agrees with its root.
Candidate const* joined(std::vector<Candidate> const& found, neardup::Model const& model)
{
    auto const fits = [&](Candidate const& candidate) {
        return candidate.agrees_with_root &&
            candidate.probability >= model.thresholds.join_probability;
    };
    auto const at = std::ranges::find_if(found, fits);
    return at == found.end() ? nullptr : &*at;
}

/// Labelled reports go to their labelled case when rows are written, so that weights are fitted on
/// cases as they should be.
std::int64_t true_case(Labels& labels, std::int64_t id)
{
    auto const own = labels.of.find(id);
    if (own == labels.of.end()) {
        return id;
    }
    return labels.founder.try_emplace(own->second, id).first->second;
}

/// What was done with a report, and what was known of it then.
void write_join(
    std::ostream& out,
    std::int64_t report,
    Candidate const* best,
    std::vector<Candidate> const& found,
    neardup::Model const& model
)
{
    auto const* likeliest = found.empty() ? nullptr : &found.front();
    auto const probability = likeliest != nullptr ? likeliest->probability : 0.0;
    bool const proposed = best == nullptr && probability >= model.thresholds.propose_probability;
    out << report << ',' << (best != nullptr ? best->case_id : report) << ','
        << (likeliest != nullptr ? likeliest->nearest : 0) << ',' << probability << ',' << proposed
        << ',';
    for (auto const& candidate : found) {
        out << candidate.nearest << ' ';
    }
    out << '\n';
}

void print_agreement(std::vector<Message> const& messages, std::vector<std::int64_t> const& cases)
{
    std::vector<std::uint32_t> truth;
    for (auto const& message : messages) {
        truth.push_back(message.problem);
    }
    auto const found = ducha::bench::agreement(truth, cases);
    std::cout << "pair_precision " << found.pair_precision << " ratio\n"
              << "pair_recall " << found.pair_recall << " ratio\n"
              << "bcubed_precision " << found.bcubed_precision << " ratio\n"
              << "bcubed_recall " << found.bcubed_recall << " ratio\n"
              << "largest_false_case " << found.largest_false_case << " reports\n";
}

void print_times(std::vector<double> spent, neardup::Footprint const& print)
{
    double sum = 0;
    for (auto const time : spent) {
        sum += time;
    }
    std::ranges::sort(spent);
    auto const count = static_cast<double>(spent.size());
    std::cout << "documents " << print.documents << " reports\n"
              << "cases " << print.cases << " cases\n"
              << "time_mean " << sum / count << " us\n"
              << "time_p50 " << spent[spent.size() / 2] << " us\n"
              << "time_p99 " << spent[spent.size() * 99 / 100] << " us\n"
              << "memory " << static_cast<double>(print.bytes) / count << " bytes/report\n";
}

int run(Options const& options)
{
    auto const messages = options.contains("--corpus") ? read_corpus(options.at("--corpus"))
                                                       : read_messages(options.at("--messages"));
    if (messages.empty()) {
        return 1;
    }
    auto const model = model_of(options, messages);
    auto labels = read_labels(options);
    neardup::Index index(model);
    std::ofstream joins(options.at("--joins"));
    std::optional<std::ofstream> rows;
    if (options.contains("--rows")) {
        rows.emplace(options.at("--rows"));
    }
    joins << "report,case,nearest,probability,proposed,candidates\n";
    std::vector<double> spent;
    std::vector<std::int64_t> cases;
    std::size_t hops = 0;
    for (auto const& message : messages) {
        Document document;
        document.id = message.id;
        document.text = message.text;
        document.place = message.place;
        document.enterprise = message.enterprise;
        document.issues = message.issues;
        document.occurred = message.at;
        auto const start = std::chrono::steady_clock::now();
        neardup::Work work;
        auto const found = index.candidates(document, {}, &work);
        auto const* best = joined(found, model);
        auto case_id = best != nullptr ? best->case_id : message.id;
        if (rows) {
            case_id = true_case(labels, message.id);
        }
        index.attach(document, case_id);
        cases.push_back(case_id);
        auto const end = std::chrono::steady_clock::now();
        spent.push_back(std::chrono::duration<double, std::micro>(end - start).count());
        hops = std::max(hops, work.hops);
        if (rows) {
            write_rows(*rows, labels, document, found);
        }
        write_join(joins, message.id, best, found, model);
    }
    print_times(std::move(spent), index.footprint());
    std::cout << "hops_most " << hops << " entries\n";
    if (options.contains("--corpus")) {
        print_agreement(messages, cases);
    }
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        options[arguments[i]] = arguments[i + 1];
    }
    if (options.contains("--messages") == options.contains("--corpus") ||
        !options.contains("--joins")) {
        std::cerr << "usage: replay --messages FILE|--corpus FILE --joins FILE [--labels FILE "
                     "--rows FILE]"
                     " [--weights FILE] [--counted LEAST]\n";
        return 2;
    }
    return run(options);
}
