// 交办件: its tables.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/json/text.h"

#include "domain/casefile/casefile_folds.h"
#include "domain/casefile/casefile_questions.h"
#include "domain/casefile/casefile_refusals.h"
#include "domain/casefile/file_row.h"
#include "domain/casefile/traced.h"
#include "domain/guard/named_act.h"

#include "generated/casefile_schema.h"
#include "generated/casefile_sql.h"

namespace ducha::casefile {

template <class Fields>
void describe(Fields& fields, WatchCase& command)
{
    fields.field("case", command.of);
    fields.field("watch", command.watch);
}

template <class Fields>
void describe(Fields& fields, HandleJointly& command)
{
    fields.field("case", command.of);
    fields.field("with", command.with);
}

namespace {

std::optional<CaseFile> file_of(db::Connection& connection, LogId log, CaseId id)
{
    std::optional<CaseFile> file;
    connection.each(sql::case_file, {log, id}, [&](db::Row const& row) { file = file_in(row); });
    return file;
}

std::optional<CaseFile> file_of(db::Connection& connection, LogId log, std::string_view number)
{
    if (number.ends_with('*')) {
        number.remove_suffix(1);
    }
    std::optional<CaseFile> file;
    connection.each(sql::case_by_number, {log, number}, [&](db::Row const& row) {
        file = file_in(row);
    });
    return file;
}

std::optional<Traced> traced(std::optional<CaseFile> const& file)
{
    return file ? std::optional{Traced{file->id, file->batch_day}} : std::nullopt;
}

bool is_seen(MayReadCases const& may, CaseFile const& file)
{
    return may.covers(state_of(file.standing));
}

JointView load_joint_view(guard::Scene& scene, CaseFile file)
{
    auto const may = scene.may<inspection::ReadInspections>();
    auto const where = inspection::placed(scene.connection, may);
    auto const cases = scene.may<ReadCases>();
    JointView view{
        .file = std::move(file),
        .lead = where.object.code,
        .objects = {},
        .partners = {},
    };
    view.partners = partners_of(scene.connection, cases, view.file.id);
    auto const inspection =
        inspection::choose(inspection::load_all(scene.connection, may), where.inspection.id);
    invariant(inspection.has_value(), "a log's inspection is among all of them");
    for (auto const& object : inspection->objects) {
        view.objects.push_back(object.code);
    }
    return view;
}

} // namespace

guard::Command watch(LogId log, WatchCase command)
{
    return {
        .log = log,
        .act = "watch_case",
        .key = {},
        .decide = [command](guard::Scene& scene) -> Result<guard::Proposal> {
            auto const file = load(scene.connection, scene.may<ReadCases>(), command.of);
            if (!file) {
                return refuse(
                    refusals, CasefileRefusal::no_such_case, std::to_string(command.of.get())
                );
            }
            return decide(*file, command, scene.now);
        },
    };
}

guard::Command handle_jointly(LogId log, HandleJointly command)
{
    return {
        .log = log,
        .act = "handle_jointly",
        .key = {},
        .decide = [command = std::move(command)](guard::Scene& scene) -> Result<guard::Proposal> {
            auto file = load(scene.connection, scene.may<ReadCases>(), command.of);
            if (!file) {
                return refuse(
                    refusals, CasefileRefusal::no_such_case, std::to_string(command.of.get())
                );
            }
            return decide(load_joint_view(scene, std::move(*file)), command, scene.now);
        },
    };
}

std::optional<CaseFile> load(db::Connection& connection, MayReadCases const& may, CaseId id)
{
    auto file = file_of(connection, may.object(), id);
    if (file && !is_seen(may, *file)) {
        file.reset();
    }
    return file;
}

std::optional<CaseFile>
find_by_number(db::Connection& connection, MayReadCases const& may, std::string_view number)
{
    auto file = file_of(connection, may.object(), number);
    if (file && !is_seen(may, *file)) {
        file.reset();
    }
    return file;
}

std::optional<Traced> trace(db::Connection& connection, guard::MayReadLedger const& may, CaseId id)
{
    return traced(file_of(connection, may.object(), id));
}

std::optional<Traced>
trace(db::Connection& connection, guard::MayReadLedger const& may, std::string_view number)
{
    return traced(file_of(connection, may.object(), number));
}

void each_of_standing(
    db::Connection& connection,
    MayReadCases const& may,
    Standing standing,
    Day day,
    std::function<void(CaseFile const&)> const& visitor
)
{
    if (!may.covers(state_of(standing))) {
        return;
    }
    connection.each(
        sql::cases_of_standing,
        {may.object(), code(standing), day},
        [&](db::Row const& row) { visitor(file_in(row)); }
    );
}

std::vector<CaseFile> cases_of_batch(db::Connection& connection, MayReadCases const& may, Day day)
{
    std::vector<CaseFile> files;
    connection.each(sql::cases_of_batch, {may.object(), day}, [&](db::Row const& row) {
        if (auto file = file_in(row); is_seen(may, file)) {
            files.push_back(std::move(file));
        }
    });
    return files;
}

std::vector<MatterId> matters_of(db::Connection& connection, MayReadCases const& may, CaseId id)
{
    std::vector<MatterId> matters;
    if (!may.sees(identity::Field::repeats)) {
        return matters;
    }
    connection.each(sql::matters_of_case, {may.object(), id}, [&](db::Row const& row) {
        auto const matter = row.id<MatterId>(0);
        auto const place = matter == founder(id) ? matters.begin() : matters.end();
        matters.insert(place, matter);
    });
    return matters;
}

std::optional<CaseId> case_of(db::Connection& connection, MayReadCases const& may, MatterId matter)
{
    if (!may.sees(identity::Field::repeats)) {
        return std::nullopt;
    }
    auto const found = connection.integer(sql::case_of_matter, {may.object(), matter});
    return found ? std::optional{CaseId{*found}} : std::nullopt;
}

std::map<MatterId, CaseId>
cases_of(db::Connection& connection, MayReadCases const& may, std::vector<MatterId> const& matters)
{
    std::map<MatterId, CaseId> cases;
    if (!may.sees(identity::Field::repeats)) {
        return cases;
    }
    auto const list = json::array_text(matters);
    connection.each(sql::cases_of_matters, {may.object(), list}, [&](db::Row const& row) {
        cases.emplace(row.id<MatterId>(0), row.id<CaseId>(1));
    });
    return cases;
}

std::map<CaseId, std::int64_t>
sizes_of(db::Connection& connection, MayReadCases const& may, std::vector<CaseId> const& cases)
{
    std::map<CaseId, std::int64_t> sizes;
    if (!may.sees(identity::Field::repeats)) {
        return sizes;
    }
    auto const list = json::array_text(cases);
    connection.each(sql::sizes_of_cases, {may.object(), list}, [&](db::Row const& row) {
        sizes.emplace(row.id<CaseId>(0), row.integer(1));
    });
    return sizes;
}

std::vector<std::string> partners_of(db::Connection& connection, MayReadCases const& may, CaseId id)
{
    std::vector<std::string> partners;
    connection.each(sql::partners_of_case, {may.object(), id}, [&](db::Row const& row) {
        partners.emplace_back(row.text(0));
    });
    return partners;
}

std::int64_t
last_serial(db::Connection& connection, MayReadCases const& may, SerialScope const& scope)
{
    auto const first = scope.date.value_or(Day{INT32_MIN});
    auto const last = scope.date.value_or(Day{INT32_MAX});
    return connection.integer(sql::last_serial, {may.object(), scope.letter, first, last})
        .value_or(0);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "casefile",
        .folds = folds(),
        .acts =
            {{"watch_case",
              "列为重点关注（*）或取消",
              "watch a case, or no longer",
              R"({"case":12,"watch":true})",
              guard::reads<WatchCase>(watch)},
             {"handle_jointly",
              "与其他对象合办（空则取消）",
              "handle a case jointly with other objects; an empty list ends it",
              R"({"case":12,"with":["GD"]})",
              guard::reads<HandleJointly>(handle_jointly)}},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::casefile
