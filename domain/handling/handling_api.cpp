// What 办理 brings to the house: its act by name, its folds, its tables. No rules here.
#include "domain/guard/named_act.h"
#include "domain/handling/handling_codec.h"
#include "domain/handling/handling_folds.h"
#include "domain/handling/handling_questions.h"

#include "generated/handling_schema.h"
#include "generated/handling_sql.h"

namespace ducha::handling {

template <class Fields>
void describe(Fields& fields, CaseResult& result)
{
    fields.field("case_number", result.case_number);
    fields.field("occurred", result.occurred);
    describe(fields, result.outcome);
}

template <class Fields>
void describe(Fields& fields, ReportResults& command)
{
    fields.field("results", command.results);
}

namespace {

/// Takes down all results of the command, or none.
guard::Command report_all(LogId log, ReportResults act)
{
    auto outcome = std::make_shared<ResultsOutcome>();
    auto command = report(log, std::move(act), outcome);
    command.decide = [inner = std::move(command.decide),
                      outcome](guard::Scene& scene) -> Result<guard::Proposal> {
        auto proposal = inner(scene);
        if (!proposal) {
            return proposal;
        }
        for (std::size_t i = 0; i < outcome->rows.size(); ++i) {
            auto& row = outcome->rows[i];
            if (row.fate == ResultsOutcome::Fate::refused) {
                row.refusal.where = "results[" + std::to_string(i) + "]." + row.refusal.where;
                return std::unexpected{row.refusal};
            }
        }
        return proposal;
    };
    return command;
}

} // namespace

guard::Room const& room()
{
    static guard::Room const room{
        .name = "handling",
        .folds = folds(),
        .acts =
            {{"report_results",
              "登记办理结果",
              "take the results of cases down",
              R"({"results":[{"case_number":"D2SD202109010001",)"
              R"("occurred":"2021-09-10T16:00:00+08:00","status":"closed","truth":"true",)"
              R"("class":"immediate","ordered":1,"penalised":1,"fine_fen":5000000,"seized":0,)"
              R"("criminal":0,"detained_admin":0,"detained_criminal":0,"interviewed":0,)"
              R"("accountable":0}]})",
              guard::reads<ReportResults>(report_all)}},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::handling
