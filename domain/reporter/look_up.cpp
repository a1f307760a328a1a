// What became of a report: the same questions are asked whether there is one or not, so that the
// time of an answer tells no more than the answer.
#include "platform/db/connection.h"
#include "platform/sealed/receipts.h"

#include "domain/reporter/receipt_rows.h"

#include "generated/reporter_sql.h"

namespace ducha::reporter {
namespace {

/// Where there is nothing, asked for all the same.
constexpr std::int64_t nowhere = -1;

CaseStatus
case_status(db::Connection& connection, identity::Permit const& permit, LogId log, CaseId id)
{
    auto const cases = permit.authorize<casefile::ReadCases>(log);
    auto const results = permit.authorize<handling::ReadResults>(log);
    CaseStatus status;
    if (auto const file = casefile::load(connection, cases, id)) {
        status.number = file->number;
        status.due = file->due;
    }
    status.handed_over = handling::handed_over(connection, results, id);
    status.result = handling::load_result(connection, results, id);
    return status;
}

std::vector<MatterStatus>
matters_of(db::Connection& connection, identity::Permit const& permit, ReceiptPlace const& place)
{
    auto const may = permit.authorize<intake::ReadMatters>(place.log);
    auto const cases = permit.authorize<casefile::ReadCases>(place.log);
    auto judged = intake::judgements_of(connection, may, place.report);
    bool const is_there = !judged.empty();
    if (!is_there) {
        judged.push_back({.matter = MatterId{nowhere}});
        static_cast<void>(ledger::read_events(connection, place.log, Seq{nowhere}, 1));
    }
    std::vector<MatterStatus> all;
    for (auto& judgement : judged) {
        auto const id = casefile::case_of(connection, cases, judgement.matter);
        auto status = case_status(connection, permit, place.log, id.value_or(CaseId{nowhere}));
        all.push_back({
            .judged = std::move(judgement),
            .in_case = id ? std::optional{std::move(status)} : std::nullopt,
        });
    }
    return is_there ? all : std::vector<MatterStatus>{};
}

} // namespace

std::optional<ReceiptPlace> find_receipt(db::Connection& connection, Hash const& mark)
{
    std::optional<ReceiptPlace> place;
    auto const code = to_hex(mark);
    connection.each(sql::receipt, {code}, [&](db::Row const& row) {
        place = ReceiptPlace{row.id<LogId>(0), row.id<ReportId>(1)};
    });
    return place;
}

std::optional<ReceiptPlace>
find_receipt(db::Connection& connection, sealed::Receipts const& receipts, std::string_view code)
{
    auto const parsed = parse_receipt_code(code);
    auto const place = find_receipt(connection, receipts.mark_of(parsed.value_or(ReceiptCode{})));
    return parsed ? place : std::nullopt;
}

std::optional<LogId>
log_of(db::Connection& connection, sealed::Receipts const& receipts, std::string_view code)
{
    auto const place = find_receipt(connection, receipts, code);
    return place ? std::optional{place->log} : std::nullopt;
}

identity::Principal visitor()
{
    return {.pseudonym = "web", .proof = identity::Proof::none, .proved = {}, .grants = {}};
}

identity::Principal holder(Instant now)
{
    return {
        .pseudonym = "web",
        .proof = identity::Proof::receipt,
        .proved = now,
        .grants = {{identity::Role::reporter, {}}},
    };
}

Result<std::optional<ReportStatus>> look_up(
    db::Connection& connection,
    identity::Permissions const& who,
    sealed::Receipts const& receipts,
    std::string_view code
)
{
    auto const permit = who.permit({.act = ReadReceipt::code, .place = who.place(office_log)});
    if (!permit) {
        return std::unexpected{permit.error()};
    }
    auto const found = find_receipt(connection, receipts, code);
    auto const place = found.value_or(ReceiptPlace{office_log, ReportId{nowhere}});
    auto const may = permit->authorize<intake::ReadMatters>(place.log);
    auto const first = intake::load_matter(connection, may, first_matter(place.report));
    ReportStatus status{
        .log = place.log,
        .report = place.report,
        .kind = first ? first->kind : intake::ReportKind::complaint,
        .received = first ? first->occurred : Instant{},
        .matters = matters_of(connection, *permit, place),
        .additions = {},
    };
    for (auto const& addition : additions_of(connection, may, place.report)) {
        status.additions.push_back(addition.told);
    }
    return found ? std::optional{std::move(status)} : std::nullopt;
}

} // namespace ducha::reporter
