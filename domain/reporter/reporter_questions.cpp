// What can be asked of 举报人 by name.
#include "domain/reporter/reporter_questions.h"

#include "domain/guard/named_question.h"
#include "domain/reporter/reporter.h"

namespace ducha::reporter {

template <class Fields>
void describe(Fields& fields, Addition& addition)
{
    fields.field("seq", addition.seq);
    fields.field("told", addition.told);
    fields.field("text", addition.text);
}

namespace {

struct AskForReport {
    ReportId report;
};

template <class Fields>
void describe(Fields& fields, AskForReport& question)
{
    fields.field("report", question.report);
}

/// A threat and where its report is.
struct ShownThreat {
    Threat threat;
    std::string inspection;
    std::string object;
};

template <class Fields>
void describe(Fields& fields, ShownThreat& shown)
{
    std::optional<ReportId> report;
    if (shown.threat.report.get() >= 0) {
        report = shown.threat.report;
    }
    fields.field("seq", shown.threat.seq);
    fields.field("told", shown.threat.told);
    fields.field("inspection", shown.inspection);
    fields.field("object", shown.object);
    fields.field("report", report);
    fields.field("text", shown.threat.text);
}

Result<guard::Page<Addition>>
list_additions(guard::Inquiry const& inquiry, AskForReport const& question)
{
    auto const may = inquiry.permissions.authorize<intake::ReadMatters>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return guard::Page<Addition>{
        .items = additions_of(inquiry.connection, *may, question.report), .next = {}
    };
}

Result<guard::Page<ShownThreat>>
list_threats(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize<ReadThreats>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    guard::Page<ShownThreat> page;
    for (auto& threat : threats(inquiry.connection, *may)) {
        bool const is_erased = threat.report.get() < 0;
        auto place =
            is_erased ? identity::Place{} : inspection::place_of(inquiry.connection, threat.log);
        page.items.push_back(
            {std::move(threat), std::move(place.inspection), std::move(place.object)}
        );
    }
    return page;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {
        {
            .name = "list_additions",
            .about = guard::About::object,
            .path = "reports/{report}/additions",
            .zh = "举报人此后的补充",
            .en = "what the reporter added later",
            .answerer = guard::answers<AskForReport, guard::Page<Addition>>(list_additions),
            .is_list = true,
        },
        {
            .name = "list_threats",
            .about = guard::About::office,
            .path = "threats",
            .zh = "举报人受到的威胁（仅纪律监督员）",
            .en = "what was told of threats, for the discipline officer alone",
            .answerer = guard::answers<guard::AskForAll, guard::Page<ShownThreat>>(list_threats),
            .is_list = true,
        },
    };
}

} // namespace ducha::reporter
