// What waits for a second person, as it can be asked by name.
#include "platform/db/connection.h"

#include "domain/guard/named_question.h"
#include "domain/guard/second_person.h"

#include "generated/guard_sql.h"

namespace ducha::guard {
namespace {

/// A proposal as its second person reads it.
struct Pending {
    Seq seq;
    std::string act;
    std::string digest;
    Instant proposed;
    Instant until;          ///< it can be approved until then
    std::string content;    ///< the command as it was proposed; empty where it was erased
    std::string inspection; ///< that an act in the office's log is about
    bool is_own = false;    ///< the asker's: another must settle it
    bool may_settle = false;
};

template <class Fields>
void describe(Fields& fields, Pending& pending)
{
    fields.field("seq", pending.seq);
    fields.field("act", pending.act);
    fields.field("digest", pending.digest);
    fields.field("proposed", pending.proposed);
    fields.field("until", pending.until);
    fields.field("content", pending.content);
    fields.field("inspection", pending.inspection);
    fields.field("is_own", pending.is_own);
    fields.field("may_settle", pending.may_settle);
}

/// The inspection that a command in the office's log is about, as most of them say.
std::string inspection_in(std::string const& content)
{
    auto const command = json::parse_object(content);
    auto const* const named = command ? command->if_contains("inspection") : nullptr;
    return named != nullptr && named->is_string() ? std::string{named->get_string()}
                                                  : std::string{};
}

/// Whether the asker may be its second person, once he has proved again who he is.
bool may_settle(Inquiry const& inquiry, Pending const& pending)
{
    auto place = inquiry.permissions.place(inquiry.log);
    if (!pending.inspection.empty()) {
        place.inspection = pending.inspection;
    }
    auto const permit = inquiry.permissions.permit(
        {.act = pending.act, .place = place, .hand = identity::Hand::approving}
    );
    return permit || permit.error().code == "policy.prove_again";
}

std::vector<Pending> open_proposals(Inquiry const& inquiry)
{
    auto const asker = inquiry.permissions.principal().pseudonym;
    std::vector<Pending> all;
    Instant const oldest{inquiry.now.microseconds - identity::longest_proposal};
    inquiry.connection.each(sql::open_proposals, {inquiry.log, oldest}, [&](db::Row const& row) {
        auto const proposed = row.instant(5);
        all.push_back({
            .seq = row.id<Seq>(0),
            .act = std::string{row.text(1)},
            .digest = std::string{row.text(2)},
            .proposed = proposed,
            .until = {proposed.microseconds + identity::longest_proposal},
            .content = {},
            .inspection = {},
            .is_own = row.text(3) == asker,
        });
    });
    return all;
}

/// What the asker has proposed, and what he may approve or refuse: of all else he learns nothing.
Result<Page<Pending>> list(Inquiry const& inquiry, AskForAll const& /*question*/)
{
    Page<Pending> page;
    for (auto& pending : open_proposals(inquiry)) {
        auto const event =
            ledger::read_events(inquiry.connection, inquiry.log, pending.seq, 1).at(0);
        pending.content = proposed_content(event);
        if (inquiry.log == office_log) {
            pending.inspection = inspection_in(pending.content);
        }
        pending.may_settle = !pending.is_own && may_settle(inquiry, pending);
        if (pending.is_own || pending.may_settle) {
            page.items.push_back(std::move(pending));
        }
    }
    return page;
}

} // namespace

std::vector<NamedQuestion> pending_questions()
{
    return {
        {
            .name = "list_pending_acts",
            .about = About::object,
            .path = "pending",
            .zh = "等待第二人批准的提请：本人提请的和本人可以批准的",
            .en = "acts that wait for a second person: one's own, and those one may approve",
            .answerer = answers<AskForAll, Page<Pending>>(list),
            .is_list = true,
        },
        {
            .name = "list_pending_acts_of_office",
            .about = About::office,
            .path = "pending",
            .zh = "机构台账中等待第二人批准的提请",
            .en = "the same of acts in the office's log",
            .answerer = answers<AskForAll, Page<Pending>>(list),
            .is_list = true,
        },
    };
}

} // namespace ducha::guard
