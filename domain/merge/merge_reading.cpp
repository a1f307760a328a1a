// 并案: what can be read of it, and what the engine would say; nothing here changes anything.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

#include "domain/merge/desk.h"
#include "domain/merge/merge_refusals.h"

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

std::vector<Placement> proposals(db::Connection& connection, MayReadMerges const& may)
{
    std::vector<Placement> found;
    connection.each(sql::open_proposals, {may.object()}, [&](db::Row const& row) {
        found.push_back(placement_in(row));
    });
    return found;
}

std::int64_t waiting(db::Connection& connection, MayReadMerges const& may)
{
    return connection.integer(sql::count_waiting, {may.object()}).value_or(0);
}

Result<Explanation>
explain(db::Connection& connection, intake::MayReadMatters const& may, MatterId a, MatterId b)
{
    auto const first = intake::load_matter(connection, may, a);
    auto const second = intake::load_matter(connection, may, b);
    if (!first || !second) {
        return refuse(
            refusals, MergeRefusal::no_such_matter, std::to_string(first ? b.get() : a.get())
        );
    }
    Reading const one{*first};
    Reading const other{*second};
    neardup::Index const index{neardup::Model::standard()};
    auto const found = index.explain(one.document(), other.document());
    Explanation explanation{.features = {}, .probability = found.probability, .words = {}};
    for (auto const& feature : found.features) {
        explanation.features.push_back(
            {std::string{neardup::stable_id(feature.name)}, feature.value, feature.weight}
        );
    }
    for (auto const& word : found.words) {
        explanation.words.push_back(word.text);
    }
    return explanation;
}

} // namespace ducha::merge
