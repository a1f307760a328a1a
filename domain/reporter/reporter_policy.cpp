// Who may do and ask what of 举报人: the rows of the table of permissions.
#include "domain/reporter/reporter.h"

namespace ducha::reporter {

// Anyone reports, and anyone may try a code: what it opens is its own report. At the counter the
// intake officer does it for who calls. Threats are for the discipline officer alone (L21-13).
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"receive_web_report", "网上举报", "report on the web", {{.roles = {citizen}}}},
        {"add_to_report",
         "凭查询码补充",
         "add to a report by its receipt",
         {{.roles = {reporter, intake_officer}}}},
        {"tell_threat",
         "凭查询码说明受到威胁",
         "tell of a threat by a receipt",
         {{.roles = {reporter, intake_officer}}}},
        {"read_receipt",
         "凭查询码查看进展",
         "follow a report by its receipt",
         {{.roles = {citizen}, .sees = {summary, result}}}},
        {"read_threats",
         "查看举报人受到的威胁",
         "see what was told of threats",
         {{.roles = {discipline_officer}, .sees = {summary, working_text}}}},
    };
}

} // namespace ducha::reporter
