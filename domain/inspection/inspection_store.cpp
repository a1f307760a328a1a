// 督察: its tables.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/inspection/inspection_codec.h"
#include "domain/inspection/inspection_questions.h"

#include "generated/inspection_schema.h"
#include "generated/inspection_sql.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace ducha::inspection {

std::unexpected<Refusal> refuse_other_settings(std::string const& id);

namespace {

template <class Stored>
Stored parsed(std::string_view text)
{
    auto result = json::read_command<Stored>(text);
    if (!result) {
        throw Trouble{
            Trouble::Kind::database, "stored settings cannot be read: " + to_line(result.error())
        };
    }
    return std::move(*result);
}

/// Settings are read with every act and change once in a while: what a thread has read last it
/// does not parse again. Good until it reads others.
template <class Stored>
Stored const& stored(std::string_view text)
{
    thread_local std::optional<std::pair<std::string, Stored>> last;
    if (!last || last->first != text) {
        last.reset(); // so that nothing is left of it where this cannot be parsed
        last.emplace(text, parsed<Stored>(text));
    }
    return last->second;
}

std::vector<InspectedObject> objects_of(db::Connection& connection, std::string const& id)
{
    std::vector<InspectedObject> objects;
    connection.each(sql::objects, {office_log, id}, [&](db::Row const& row) {
        auto& object = objects.emplace_back(stored<InspectedObject>(row.text(1)));
        object.log = row.id<LogId>(0);
    });
    return objects;
}

std::string origin_of(Inspection const& inspection, InspectedObject const& object)
{
    return "ducha/" + inspection.id + "/" + object.code;
}

/// Whether the inspection is there with these very settings and objects.
bool same(Inspection const& known, Inspection const& wanted)
{
    auto const spelled = [](Inspection inspection) {
        std::ranges::sort(inspection.objects, {}, &InspectedObject::code);
        auto text = json::write(inspection);
        for (auto const& object : inspection.objects) {
            text += json::write(object);
        }
        return text;
    };
    return spelled(known) == spelled(wanted);
}

Result<guard::Proposal> decide_with_logs(guard::Scene& scene, Inspection inspection)
{
    auto const known = load_all(scene.connection, scene.may<ReadInspections>());
    if (auto const there = choose(known, inspection.id); there && there->id == inspection.id) {
        if (same(*there, inspection)) {
            return guard::Proposal{};
        }
        return refuse_other_settings(inspection.id);
    }
    for (auto& object : inspection.objects) {
        object.log = ledger::open_log(
            scene.connection, origin_of(inspection, object), inspection.provenance
        );
    }
    return decide(inspection, scene.now);
}

void fold_opened(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const opened = ledger::Codec<InspectionOpened>::read(event);
    rows.run(
        sql::add_inspection, {event.log, opened.inspection.id, json::write(opened.inspection)}
    );
}

void fold_stationed(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const stationed = ledger::Codec<ObjectStationed>::read(event);
    rows.run(
        sql::add_object,
        {event.log,
         stationed.inspection_id,
         stationed.object.code,
         stationed.object.log,
         json::write(stationed.object),
         stationed.object.unit().text()}
    );
}

} // namespace

guard::Command open_inspection(Inspection const& inspection)
{
    return {
        .log = office_log,
        .act = "open_inspection",
        .key = {},
        .decide = [inspection](guard::Scene& scene) { return decide_with_logs(scene, inspection); },
        .settled = {},
        .inspection = inspection.id,
    };
}

std::vector<Inspection>
load_all(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may)
{
    static_cast<void>(may);
    std::vector<Inspection> all;
    connection.each(sql::inspections, {office_log}, [&](db::Row const& row) {
        all.push_back(stored<Inspection>(row.text(0)));
    });
    for (auto& inspection : all) {
        inspection.objects = objects_of(connection, inspection.id);
    }
    return all;
}

std::vector<ledger::Finding>
check_logs(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may)
{
    std::vector<ledger::Finding> findings;
    auto const check = [&](std::string const& origin, Sentence problem, auto found, auto expected) {
        if (found != expected) {
            findings.push_back(
                {.origin = origin,
                 .seq = -1,
                 .problem = std::move(problem),
                 .found = found,
                 .expected = expected}
            );
        }
    };
    for (auto const& inspection : load_all(connection, may)) {
        for (auto const& object : inspection.objects) {
            auto const origin = origin_of(inspection, object);
            auto const log = ledger::find_log(connection, object.log).value_or(ledger::LogName{});
            check(origin, {"日志名称不符", "the log has another name"}, log.origin, origin);
            check(
                origin,
                {"日志所称来源不符", "the log states another provenance"},
                log.provenance,
                inspection.provenance
            );
        }
    }
    return findings;
}

Placed placed(db::Connection& connection, identity::Authorized<ReadInspections, LogId> const& may)
{
    std::optional<Placed> found;
    connection.each(sql::object_of_log, {office_log, may.object()}, [&](db::Row const& row) {
        found = Placed{
            .inspection = stored<Inspection>(row.text(0)),
            .object = stored<InspectedObject>(row.text(1)),
        };
        found->object.log = may.object();
    });
    invariant(found.has_value(), "an act on an object goes to a log of an inspected object");
    return std::move(*found);
}

identity::UnitPath InspectedObject::unit() const
{
    auto const path = identity::UnitPath::of_region(region);
    return path.empty() ? path.below(code) : path;
}

identity::Place place_of(db::Connection& connection, LogId log)
{
    identity::Place place{.log = log};
    connection.each(sql::place_of_log, {office_log, log}, [&](db::Row const& row) {
        place.inspection = row.text(0);
        place.object = row.text(1);
        place.unit = identity::UnitPath::stored(row.text(2));
    });
    return place;
}

std::vector<identity::Place> places(db::Connection& connection, Where const& where)
{
    auto const region = where.region ? "/" + *where.region + "/" : std::string{};
    std::vector<identity::Place> all;
    connection.each(sql::places, {office_log}, [&](db::Row const& row) {
        identity::Place place{
            .log = row.id<LogId>(0),
            .inspection = std::string{row.text(1)},
            .object = std::string{row.text(2)},
            .unit = identity::UnitPath::stored(row.text(3)),
        };
        bool const is_there = where.inspection.value_or(place.inspection) == place.inspection &&
            where.object.value_or(place.object) == place.object &&
            ("/" + place.unit.text()).contains(region);
        if (is_there) {
            all.push_back(std::move(place));
        }
    });
    return all;
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "inspection",
        .folds =
            {
                .events =
                    {{InspectionOpened::type.name, fold_opened},
                     {ObjectStationed::type.name, fold_stationed}},
                .tables =
                    {{"inspection", "log_id, inspection_id"},
                     {"inspected_object", "log_id, inspection_id, code"}},
            },
        .acts = {},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::inspection
