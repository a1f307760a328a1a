// The rooms of the house.
#include "app/rooms.h"

#include "platform/db/migration.h"

#include "domain/attachment/attachment.h"
#include "domain/bulletin/bulletin.h"
#include "domain/casefile/casefile.h"
#include "domain/guard/erasure.h"
#include "domain/guard/second_person.h"
#include "domain/handling/handling.h"
#include "domain/history/history.h"
#include "domain/inspection/inspection.h"
#include "domain/intake/intake.h"
#include "domain/keeping/keeping.h"
#include "domain/merge/merge.h"
#include "domain/reporter/reporter.h"
#include "domain/search/search.h"
#include "domain/staff/staff.h"
#include "domain/transfer/transfer.h"

#include "generated/sealed_schema.h"
#include "generated/sealed_sql.h"

#include <algorithm>

namespace ducha::app {

namespace {

/// The command line: whoever can open the database file can do everything, so the program does not
/// pretend otherwise. What two people would do he does at once.
identity::Rule const local_operator_rule{
    .roles = {identity::Role::local_operator},
    .units = identity::Relations::all(),
    .sees = identity::Fields::all(),
};

} // namespace

std::span<guard::Room const* const> rooms()
{
    static guard::Room const* const all[] = {
        &guard::erasure_room(),
        &guard::second_person_room(),
        &keeping::room(),
        &inspection::room(),
        &staff::room(),
        &intake::room(),
        &attachment::room(),
        &casefile::room(),
        &merge::room(),
        &transfer::room(),
        &handling::room(),
        &search::room(),
        &history::room(),
        &reporter::room(),
        &bulletin::room(),
    };
    return all;
}

guard::NamedAct const* act_named(std::string_view name)
{
    for (auto const* room : rooms()) {
        auto const found = std::ranges::find(room->acts, name, &guard::NamedAct::name);
        if (found != room->acts.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::span<ledger::Folds const* const> folds()
{
    static auto const all = [] {
        std::vector<ledger::Folds const*> folds;
        for (auto const* room : rooms()) {
            folds.push_back(&room->folds);
        }
        return folds;
    }();
    return all;
}

std::span<guard::Belongings const> belongings()
{
    static auto const all = [] {
        std::vector<guard::Belongings> belongings;
        for (auto const* room : rooms()) {
            if (room->belongings != nullptr) {
                belongings.push_back(room->belongings);
            }
        }
        return belongings;
    }();
    return all;
}

identity::Policy const& policy()
{
    static identity::Policy const policy = [] {
        std::vector<identity::ActRules> acts;
        for (auto const* room : rooms()) {
            acts.insert(acts.end(), room->policy.begin(), room->policy.end());
        }
        return identity::Policy{std::move(acts), {local_operator_rule}};
    }();
    return policy;
}

std::vector<db::Migration> schema()
{
    std::vector<db::Migration> steps{sealed::schema().begin(), sealed::schema().end()};
    for (auto const* room : rooms()) {
        auto const own = room->schema();
        steps.insert(steps.end(), own.begin(), own.end());
    }
    return steps;
}

int last_schema_step()
{
    return std::ranges::max(schema(), {}, &db::Migration::number).number;
}

std::vector<db::Query const*> queries()
{
    std::vector<db::Query const*> all{sealed::sql::all().begin(), sealed::sql::all().end()};
    for (auto const* room : rooms()) {
        auto const own = room->queries();
        all.insert(all.end(), own.begin(), own.end());
    }
    return all;
}

} // namespace ducha::app
