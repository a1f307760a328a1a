// 举报人: the decisions.
#include "domain/reporter/reporter.h"

#include "base/text.h"

#include "platform/json/text.h"

#include "domain/reporter/reporter_refusals.h"

namespace ducha::reporter {
namespace {

constexpr std::size_t longest_contact = 100;

std::string with_more(std::string text, std::string_view label, std::string_view more)
{
    if (!trimmed(more).empty()) {
        text += (text.empty() ? "" : "\n") + std::string{label} + std::string{trimmed(more)};
    }
    return text;
}

} // namespace

Result<intake::IncomingReport>
incoming(ReceiveWebReport const& command, std::string own_id, Instant now)
{
    for (auto const& [field, contact] :
         {std::pair{"name", &command.name}, std::pair{"telephone", &command.telephone}}) {
        if (length_in_code_points(*contact) > longest_contact) {
            return refuse(
                refusals,
                ReporterRefusal::contact_too_long,
                std::to_string(length_in_code_points(*contact)) + " characters",
                "at most " + std::to_string(longest_contact),
                field
            );
        }
    }
    json::ObjectText rest;
    if (!command.telephone.empty()) {
        rest.put("telephone", json::quoted(command.telephone));
    }
    auto text = with_more(std::string{trimmed(command.text)}, "发生时间：", command.when);
    text = with_more(std::move(text), "现有证据：", command.evidence);
    return intake::IncomingReport{
        .own_id = std::move(own_id),
        .channel = Channel::web,
        .kind = command.kind,
        .occurred = now,
        .text = std::move(text),
        .place = command.place,
        .enterprise = command.enterprise,
        .types = command.types,
        .reporter_name = command.name,
        .reporter_rest = rest.empty() ? "" : rest.take(),
    };
}

guard::Facts guard_facts(ReceiptIssued const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(AdditionReceived const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(ThreatTold const& /*event*/)
{
    return {};
}

} // namespace ducha::reporter
