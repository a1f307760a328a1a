// The figures of a bulletin.
#include "domain/bulletin/figures.h"

#include "platform/db/connection.h"

#include "generated/bulletin_sql.h"

#include <algorithm>

namespace ducha::bulletin {
namespace {

using inspection::JointRule;
using inspection::TypeRule;

constexpr std::string_view helped = "helped:"; ///< then the code of the object that helps
constexpr std::string_view shared = "joint_transferred";
constexpr std::string_view transferred = "transferred";

std::vector<Line> ask(Counter const& counter, Asked const& object, Instant as_of, Grouping by)
{
    return counter({object.of}, {.as_of = as_of, .known_at = object.known_at, .by = by});
}

std::int64_t sum_of(Measure const& measure, std::vector<Line> const& by_channel)
{
    std::int64_t sum = 0;
    for (auto const& line : by_channel) {
        if (measure.channel && line.group != code(*measure.channel)) {
            continue;
        }
        for (auto const& term : measure.terms) {
            sum += term.sign * line.of(term.fact);
        }
    }
    return sum;
}

void add(Sums& sums, Sums const& more)
{
    for (auto const& [measure, amount] : more) {
        sums[measure] += amount;
    }
}

/// Only what is not 0, so that figures of one time and of another compare.
void put(Sums& sums, std::string_view measure, std::int64_t amount)
{
    if (amount != 0) {
        sums[std::string{measure}] = amount;
    } else {
        sums.erase(std::string{measure});
    }
}

void count_types(std::vector<Line> const& by_type, TypeRule rule, Sums& types)
{
    auto const fact = rule == TypeRule::one ? transferred : "issues";
    for (auto const& line : by_type) {
        if (auto const cases = line.of(fact); cases != 0) {
            types[line.group] += cases;
        }
    }
}

/// What moves between objects where joint cases do not count with their leads.
struct JointCases {
    Sums shared; ///< by object: its own that others help with
    Sums helped; ///< by object: those of others that it helps with
};

void collect(std::string const& object, std::vector<Line> const& by_channel, JointCases& joint)
{
    for (auto const& line : by_channel) {
        joint.shared[object] += line.of(shared);
        for (auto const& [measure, amount] : line.sums) {
            if (measure.starts_with(helped)) {
                joint.helped[measure.substr(helped.size())] += amount;
            }
        }
    }
}

void move_joint_cases(std::vector<Row>& rows, JointRule rule, JointCases const& joint)
{
    for (auto& row : rows) {
        auto const own = value(row.sums, transferred);
        if (rule == JointRule::each) {
            put(row.sums, transferred, own + value(joint.helped, row.object));
        } else if (rule == JointRule::apart) {
            put(row.sums, transferred, own - value(joint.shared, row.object));
        }
    }
}

void compare(
    std::string const& object, Sums const& before, Sums const& after, std::vector<Change>& found
)
{
    for (auto const& measure : measures({})) {
        auto const was = value(before, measure.code);
        auto const is = value(after, measure.code);
        if (was != is) {
            found.push_back({object, std::string{measure.code}, was, is});
        }
    }
}

} // namespace

std::int64_t value(Sums const& sums, std::string_view measure)
{
    auto const found = sums.find(measure);
    return found == sums.end() ? 0 : found->second;
}

Counter from_facts(db::Connection& connection)
{
    return [&connection](std::vector<Counted> const& objects, Question const& question) {
        return count(connection, objects, question);
    };
}

Figures figures(
    Counter const& counter,
    std::vector<Asked> const& objects,
    Instant as_of,
    inspection::CountingRules const& rules
)
{
    Figures found;
    JointCases joint;
    auto const all = measures(rules);
    for (auto const& object : objects) {
        auto const by_channel = ask(counter, object, as_of, Grouping::channel);
        auto& row = found.rows.emplace_back(Row{.object = object.of.object, .sums = {}});
        for (auto const& measure : all) {
            put(row.sums, measure.code, sum_of(measure, by_channel));
        }
        collect(object.of.object, by_channel, joint);
        count_types(ask(counter, object, as_of, Grouping::type), rules.types, found.types);
        add(found.total, row.sums);
    }
    move_joint_cases(found.rows, rules.joint, joint);
    std::erase_if(found.total, [](auto const& sum) { return sum.second == 0; });
    return found;
}

std::optional<std::int64_t> value(Sums const& sums, Rate const& rate)
{
    auto const whole = value(sums, rate.whole);
    if (whole <= 0) {
        return std::nullopt;
    }
    std::int64_t part = 0;
    for (auto const measure : rate.parts) {
        part += value(sums, measure);
    }
    return (part * 20'000 + whole) / (2 * whole);
}

std::vector<Change> changes(Figures const& before, Figures const& after)
{
    std::vector<Change> found;
    for (auto const& row : after.rows) {
        auto const was = std::ranges::find(before.rows, row.object, &Row::object);
        compare(row.object, was == before.rows.end() ? Sums{} : was->sums, row.sums, found);
    }
    compare("", before.total, after.total, found);
    return found;
}

std::vector<Counting> behind(
    db::Connection& connection,
    std::vector<Asked> const& objects,
    Instant as_of,
    Measure const& measure
)
{
    std::vector<Counting> found;
    for (auto const& object : objects) {
        std::map<std::int64_t, std::int64_t> amounts;
        auto const log = object.of.may.object();
        auto const known_at = object.known_at.value_or(Instant{INT64_MAX});
        for (auto const& term : measure.terms) {
            auto const add = [&](db::Row const& row) {
                amounts[row.integer(0)] += term.sign * row.integer(1);
            };
            if (measure.channel) {
                connection.each(
                    sql::subjects_of_channel,
                    {log, term.fact, as_of, known_at, code(*measure.channel)},
                    add
                );
            } else {
                connection.each(sql::subjects_of_fact, {log, term.fact, as_of, known_at}, add);
            }
        }
        for (auto const& [subject, amount] : amounts) {
            if (amount != 0) {
                found.push_back({object.of.object, subject, amount});
            }
        }
    }
    return found;
}

} // namespace ducha::bulletin
