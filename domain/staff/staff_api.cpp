// What 人员 brings to the house: its acts by name, its folds, its tables. No rules here. Its acts
// go to the office's log, whatever object is at work.
#include "domain/guard/named_act.h"
#include "domain/staff/staff_codec.h"
#include "domain/staff/staff_folds.h"
#include "domain/staff/staff_questions.h"

#include "generated/staff_schema.h"
#include "generated/staff_sql.h"

namespace ducha::staff {

template <class Fields>
void describe(Fields& fields, AdmitPerson& act)
{
    fields.field("login", act.login);
    fields.field("name", act.name);
    fields.field("grants", act.grants);
}

template <class Fields>
void describe(Fields& fields, GrantRole& act)
{
    fields.field("person", act.person);
    fields.field("grant", act.grant);
}

template <class Fields>
void describe(Fields& fields, RevokeRole& act)
{
    fields.field("person", act.person);
    fields.field("grant", act.grant);
}

template <class Fields>
void describe(Fields& fields, SuspendPerson& act)
{
    fields.field("person", act.person);
    fields.field("ground", act.ground);
}

template <class Fields>
void describe(Fields& fields, ReinstatePerson& act)
{
    fields.field("person", act.person);
}

namespace {

template <class Act>
auto in_the_office(guard::Command (*make)(Act))
{
    return guard::reads<Act>([make](LogId /*log*/, Act act) { return make(std::move(act)); });
}

} // namespace

guard::Room const& room()
{
    constexpr auto* grant_example =
        R"({"person":12,"grant":{"role":"intake_officer","inspection":"","object":"","unit":""}})";
    static guard::Room const room{
        .name = "staff",
        .folds = folds(),
        .acts =
            {{"admit_person",
              "登记人员",
              "admit a person, with first roles",
              R"({"login":"li.si","name":"李模拟","grants":[]})",
              in_the_office<AdmitPerson>(admit),
              guard::About::office},
             {"grant_role",
              "授予角色",
              "give a person a role",
              grant_example,
              in_the_office<GrantRole>(grant),
              guard::About::office},
             {"revoke_role",
              "收回角色",
              "take a role back",
              grant_example,
              in_the_office<RevokeRole>(revoke),
              guard::About::office},
             {"suspend_person",
              "停用人员",
              "end a person's sessions and keys and let them in no more",
              R"({"person":12,"ground":"left_office"})",
              in_the_office<SuspendPerson>(suspend),
              guard::About::office},
             {"reinstate_person",
              "恢复人员",
              "let a suspended person in again",
              R"({"person":12})",
              in_the_office<ReinstatePerson>(reinstate),
              guard::About::office}},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::staff
