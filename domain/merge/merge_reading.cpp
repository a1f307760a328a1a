// 并案: what can be read of it, and what the engine would say; nothing here changes anything.
#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

#include "domain/merge/desk.h"

#include "generated/merge_sql.h"

namespace ducha::merge {
namespace {

Placement placement_in(db::Row const& row)
{
    return {
        .matter = row.id<MatterId>(0),
        .in = row.id<CaseId>(2),
        .nearest = row.id<MatterId>(3),
        .how = db::stored_code<How>(row, 1, "placement.how"),
        .score_ppm = row.integer(4),
    };
}

} // namespace

std::vector<CaseId>
engine_alone(std::vector<intake::Matter> const& matters, inspection::Inspection const& settings)
{
    neardup::Index index{neardup::Model::standard()};
    std::vector<CaseId> cases;
    for (auto const& matter : matters) {
        Reading const reading{matter};
        auto const document = reading.document();
        std::vector<Candidate> near;
        for (auto const& candidate : index.candidates(document)) {
            near.push_back(candidate_of(candidate, casefile::Standing::open));
        }
        auto const verdict = judge(near, settings);
        bool const joined = verdict.how == How::joined_by_engine;
        cases.push_back(joined ? verdict.of->into : own_case(matter.of.matter));
        index.attach(document, cases.back().get());
    }
    return cases;
}

void each_placement(
    db::Connection& connection,
    MayReadMerges const& may,
    std::function<void(Placement const&)> const& visitor
)
{
    connection.each(sql::all_placements, {may.object()}, [&](db::Row const& row) {
        visitor(placement_in(row));
    });
}

std::vector<Placement>
proposals(db::Connection& connection, MayReadMerges const& may, casefile::MayReadCases const& cases)
{
    std::vector<Placement> found;
    connection.each(sql::open_proposals, {may.object()}, [&](db::Row const& row) {
        found.push_back(placement_in(row));
    });
    std::erase_if(found, [&](Placement const& placement) {
        auto const file = casefile::load(connection, cases, placement.in);
        return !file || !casefile::holds_matters(file->standing) ||
            file->standing == casefile::Standing::closed;
    });
    return found;
}

std::int64_t waiting(db::Connection& connection, MayReadMerges const& may)
{
    return connection.integer(sql::count_waiting, {may.object()}).value_or(0);
}

} // namespace ducha::merge
