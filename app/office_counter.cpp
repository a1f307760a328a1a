// The counter behind the public pages.
#include "app/office_counter.h"

#include "base/invariant.h"

#include "platform/sealed/receipts.h"
#include "platform/trouble.h"

#include "app/rooms.h"

#include <algorithm>

namespace ducha::app {
namespace {

identity::Permissions visitor(Office& office)
{
    return {policy(), reporter::visitor(), {}, office.clock().now()};
}

/// What the pages may show to anybody.
template <class Question>
identity::Permit public_permit(Office& office)
{
    auto const who = visitor(office);
    auto permit = who.permit({.act = Question::code, .place = who.place(office_log)});
    invariant(permit.has_value(), "anybody may ask what is published");
    return std::move(*permit);
}

} // namespace

OfficeCounter::OfficeCounter(
    LendOffice lend, RunAct run, std::string inspection, PublicContact contact
)
    : lend_{std::move(lend)},
      run_{std::move(run)},
      inspection_{std::move(inspection)},
      contact_{std::move(contact)}
{
    invariant(!contact_.telephone.empty(), "whoever cannot use the pages is told where to call");
}

template <class Work>
auto OfficeCounter::with_office(Work const& work)
{
    std::optional<decltype(work(std::declval<Office&>()))> outcome;
    lend_([&](Office& office) { outcome.emplace(work(office)); });
    return std::move(*outcome);
}

inspection::Inspection OfficeCounter::inspection_of(Office& office) const
{
    auto const permit = public_permit<inspection::ReadInspections>(office);
    auto const may = permit.authorize<inspection::ReadInspections>(office_log);
    auto chosen = inspection::choose(inspection::load_all(office.connection(), may), inspection_);
    if (!chosen) {
        throw Trouble{Trouble::Kind::configuration, to_line(chosen.error())};
    }
    return std::move(*chosen);
}

web::Desk OfficeCounter::desk()
{
    return with_office([&](Office& office) {
        auto const inspection = inspection_of(office);
        web::Desk desk{
            .inspection = {inspection.name_zh, inspection.name_en},
            .objects = {},
            .telephone = contact_.telephone,
            .mailbox = contact_.mailbox,
            .from = inspection.reception_from,
            .until = inspection.reception_until,
            .daily_cut = inspection.daily_cut,
            .answer_days = inspection.limits.answer_days,
            .takes_reports =
                std::ranges::find(inspection.channels, Channel::web) != inspection.channels.end(),
            .simulated = inspection.provenance == "simulated",
        };
        for (auto const& object : inspection.objects) {
            desk.objects.push_back({object.code, {object.name_zh, object.name_en}});
        }
        return desk;
    });
}

Result<void> OfficeCounter::run(guard::Command command, identity::Principal by)
{
    command.by = std::make_shared<identity::Principal>(std::move(by));
    auto const done = run_(std::move(command));
    return done ? Result<void>{} : std::unexpected{done.error()};
}

Result<reporter::Receipt>
OfficeCounter::receive(std::string const& object, reporter::ReceiveWebReport const& report)
{
    auto const chosen = with_office([&](Office& office) {
        return inspection::choose_object(inspection_of(office), object);
    });
    if (!chosen) {
        return std::unexpected{chosen.error()};
    }
    auto const receipt = std::make_shared<reporter::Receipt>();
    auto const done = run(reporter::receive(chosen->log, report, receipt), reporter::visitor());
    return done ? Result<reporter::Receipt>{*receipt} : std::unexpected{done.error()};
}

ReceiptCode OfficeCounter::code_of(sealed::FormToken const& form)
{
    return with_office([&](Office& office) { return office.receipts().code_of(form); });
}

Result<std::optional<reporter::ReportStatus>> OfficeCounter::look_up(std::string const& code)
{
    return with_office([&](Office& office) {
        db::Snapshot const moment{office.connection()};
        return reporter::look_up(office.connection(), visitor(office), office.receipts(), code);
    });
}

Result<void> OfficeCounter::add(reporter::AddToReport const& addition)
{
    auto const [log, now] = with_office([&](Office& office) {
        return std::pair{
            reporter::log_of(office.connection(), office.receipts(), addition.code),
            office.clock().now()
        };
    });
    // A code that leads nowhere is refused in the office's log, in the same words.
    return run(reporter::add(log.value_or(office_log), addition), reporter::holder(now));
}

Result<void> OfficeCounter::tell(reporter::TellThreat const& threat)
{
    auto const now = with_office([](Office& office) { return office.clock().now(); });
    return run(reporter::tell(threat), reporter::holder(now));
}

std::optional<bulletin::Edition> OfficeCounter::latest_bulletin()
{
    return with_office([&](Office& office) -> std::optional<bulletin::Edition> {
        auto const permit = public_permit<bulletin::ReadBulletins>(office);
        db::Snapshot const moment{office.connection()};
        bulletin::Newsroom room{
            .connection = office.connection(),
            .may = permit.authorize<bulletin::ReadBulletins>(office_log),
            .objects = {},
            .inspection = inspection_of(office),
        };
        for (auto const& object : room.inspection.objects) {
            room.objects.push_back({object.code, permit.authorize<bulletin::ReadCounts>(object.log)}
            );
        }
        auto const all = bulletin::issued(room.connection, room.may, room.inspection.id);
        auto const latest = std::ranges::max_element(all, {}, [](auto const& one) {
            return std::pair{one.as_of, one.number};
        });
        if (latest == all.end()) {
            return std::nullopt;
        }
        auto edition = bulletin::edition(room, latest->number);
        invariant(edition.has_value(), "what was issued can be read");
        return std::move(*edition);
    });
}

} // namespace ducha::app
