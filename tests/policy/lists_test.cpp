// A list holds exactly what could be read one by one, whoever asks and whatever the table says.
#include "tests/journeys/test_office.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace ducha::tests {
namespace {

using identity::ActRules;
using identity::Permissions;
using identity::Policy;
using identity::Principal;
using identity::Proof;
using identity::Relation;
using identity::Role;
using identity::Rule;
using identity::State;
using identity::UnitPath;

using Case = std::pair<std::int64_t, std::int64_t>;

/// Objects of one, two and three levels, and a group: 37, 44, 3701, 3702, 469001, ZY.
std::vector<inspection::Inspection> inspections()
{
    auto const with = [](inspection::Inspection& of, std::string code, std::string region) {
        auto object = shandong().objects.front();
        object.code = std::move(code);
        object.region = std::move(region);
        of.objects.push_back(std::move(object));
    };
    auto central = of_two();
    with(central, "ZY", "");
    central.objects.back().kind = inspection::ObjectKind::group;
    auto again = shandong();
    again.id = "again";
    auto provincial = shandong();
    provincial.id = "provincial";
    provincial.kind = inspection::Kind::provincial;
    provincial.objects.clear();
    with(provincial, "JN", "3701");
    with(provincial, "QD", "3702");
    with(provincial, "WZ", "469001");
    return {central, again, provincial};
}

/// A log in which cases and matters stand in as many ways as there are.
void fill(TestOffice& test, LogId log)
{
    auto const must = [&](guard::Command const& command) {
        auto const done = test.run(command);
        ASSERT_TRUE(done) << command.act << ": " << to_line(done.error());
    };
    auto const outcome = std::make_shared<intake::ReceiveOutcome>();
    std::vector<intake::IncomingReport> reports;
    for (int number = 1; number <= 9; ++number) {
        reports.push_back(report(
            number, "模拟举报：第" + std::to_string(number) + "处样例地点的模拟厂夜间排放废气和污水"
        ));
    }
    must(intake::receive(log, {reports}, outcome));
    auto const may = test.office().policy().authorize<intake::ReadMatters>(log);
    auto const matter = [&](int number) {
        return first_matter(
            *intake::find_report(test.office().connection(), may, "T" + std::to_string(number))
        );
    };
    must(intake::decline(log, {matter(1), intake::DeclineReason::clue_too_vague, "模拟"}));
    for (int number = 3; number <= 8; ++number) {
        must(intake::accept(log, {matter(number)}));
    }
    must(intake::withdraw(log, {matter(3), "模拟"}));
    auto const cases = test.office().policy().authorize<casefile::ReadCases>(log);
    auto const case_of = [&](int number) {
        return *casefile::case_of(test.office().connection(), cases, matter(number));
    };
    must(merge::join(log, {matter(5), own_case(matter(4))}));
    for (int number : {6, 7, 8}) {
        must(intake::mark_urgent(log, {matter(number), intake::UrgentGround::life}));
        if (case_of(number) == own_case(matter(number))) {
            must(transfer::notify(log, {case_of(number)}));
        }
    }
    auto const closed = casefile::load(test.office().connection(), cases, own_case(matter(7)));
    auto const results = std::make_shared<handling::ResultsOutcome>();
    must(handling::report(
        log,
        {{{closed->number,
           test.clock().now(),
           {.status = handling::Status::closed, .truth = handling::Truth::entirely}}}},
        results
    ));
    must(intake::withdraw(log, {matter(8), "模拟"}));
    if (log.get() % 2 == 0) { // the rest of every other one lies in a sealed batch
        must(merge::place(log, {}, merge::make_desk()));
        test.clock().set(office_instant(first_day, {20 * 60}));
        must(transfer::seal(log, {first_day}));
    }
}

/// A table for both lists, made at random, obligations and all.
Policy random_policy(Random& random)
{
    auto const some = [&]<class Enum>(Set<Enum>) {
        Set<Enum> set;
        for (auto const& row : Codes<Enum>::table) {
            set = random.below(3) == 0 ? set | Set<Enum>{row.value} : set;
        }
        return set;
    };
    auto const rules = [&] {
        std::vector<Rule> all;
        for (int i = 0; i < 4; ++i) {
            all.push_back({
                .roles = some(identity::Roles{}),
                .units = some(identity::Relations{}),
                .states = some(identity::States{}),
                .sees = some(identity::Fields{}),
                .second =
                    random.below(5) == 0 ? identity::Roles{Role::inspector} : identity::Roles{},
                .reauthenticate = random.below(5) == 0,
            });
        }
        return all;
    };
    return Policy{{{"read_cases", "", "", rules()}, {"read_matters", "", "", rules()}}};
}

template <class T>
T one_of(Random& random, std::vector<T> const& all)
{
    return all[static_cast<std::size_t>(random.below(all.size()))];
}

Principal random_person(Random& random)
{
    static std::vector<std::string> const ids{"", "test", "again", "provincial", "none"};
    static std::vector<std::string> const objects{"", "", "SD", "GD", "ZY", "JN", "QD"};
    static std::vector<std::string> const regions{
        "", "37", "44", "46", "3701", "3702", "4401", "370102", "469001"
    };
    Principal person{.pseudonym = "p", .proof = Proof::two_factors, .proved = {}, .grants = {}};
    auto const count = random.below(3) + 1;
    for (std::uint64_t i = 0; i < count; ++i) {
        auto const role =
            Codes<Role>::table[static_cast<std::size_t>(random.below(std::size(Codes<Role>::table))
            )];
        auto unit = UnitPath::of_region(one_of(random, regions));
        if (random.below(8) == 0) {
            unit = UnitPath{}.below("ZY");
        }
        person.grants.push_back({role.value, {one_of(random, ids), one_of(random, objects), unit}});
    }
    return person;
}

class Lists : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam(), 1, inspections().front()};
    std::vector<LogId> logs;

    void SetUp() override
    {
        for (auto const& inspection : inspections()) {
            ASSERT_TRUE(test.run(inspection::open_inspection(inspection)));
        }
        auto const may = test.office().policy().authorize<inspection::ReadInspections>(office_log);
        for (auto const& inspection : inspection::load_all(test.office().connection(), may)) {
            for (auto const& object : inspection.objects) {
                fill(test, object.log);
                logs.push_back(object.log);
            }
        }
        ASSERT_EQ(logs.size(), 7U);
        std::ranges::sort(logs); // as lists are
    }

    [[nodiscard]] Permissions person(Policy const& policy, Principal who)
    {
        return {
            policy,
            std::move(who),
            [this](LogId log) { return inspection::place_of(test.office().connection(), log); },
            test.clock().now(),
        };
    }

    /// Of every event of a log whether it names a case, or a matter, that can be read.
    template <class Question, class Load>
    std::vector<Case> one_by_one(Permissions const& person, Load const& load)
    {
        std::vector<Case> all;
        for (auto const log : logs) {
            auto const may = person.authorize<Question>(log);
            auto const size = ledger::state_of(test.office().connection(), log, false).size;
            for (std::int64_t id = 0; may && id < size; ++id) {
                if (load(*may, id)) {
                    all.emplace_back(log.get(), id);
                }
            }
        }
        return all;
    }

    /// Compares for one person; returns how many there are.
    std::size_t compare(Permissions const& person)
    {
        auto& connection = test.office().connection();
        auto const cases = one_by_one<casefile::ReadCases>(person, [&](auto const& may, auto id) {
            return casefile::load(connection, may, CaseId{id}).has_value();
        });
        std::vector<Case> listed;
        auto const all_cases = person.authorize_all<casefile::ReadCases>();
        std::pair after{LogId{-1}, CaseId{-1}};
        for (bool more = true; more;) { // in pages of three, so that each page begins right
            auto const page = casefile::list_cases(connection, all_cases, after, 3);
            for (auto const& [log, file] : page) {
                listed.emplace_back(log.get(), file.id.get());
                after = {log, file.id};
            }
            more = page.size() == 3;
        }
        EXPECT_EQ(listed, cases);
        auto const matters = one_by_one<intake::ReadMatters>(person, [&](auto const& may, auto id) {
            return intake::load_matter(connection, may, MatterId{id}).has_value();
        });
        std::vector<Case> listed_matters;
        for (auto const& [log, matter] : intake::list_matters(
                 connection,
                 person.authorize_all<intake::ReadMatters>(),
                 {LogId{-1}, MatterId{-1}},
                 1000
             )) {
            listed_matters.emplace_back(log.get(), matter.of.matter.get());
            expect_same_words(person, log, matter);
        }
        EXPECT_EQ(listed_matters, matters);
        return cases.size() + matters.size();
    }

    void expect_same_words(Permissions const& person, LogId log, intake::Matter const& matter)
    {
        auto const may = person.authorize<intake::ReadMatters>(log);
        ASSERT_TRUE(may);
        auto const alone = intake::load_matter(test.office().connection(), *may, matter.of.matter);
        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->text, matter.text);
    }
};

TEST_P(Lists, HoldWhatCanBeReadOneByOneUnderTheTableOfTheHouse)
{
    SeededRandom random{11};
    std::set<std::size_t> sizes;
    for (int i = 0; i < 150; ++i) {
        sizes.insert(compare(person(app::policy(), random_person(random))));
        ASSERT_FALSE(HasFailure()) << "person " << i;
    }
    EXPECT_GT(sizes.size(), 5U) << "the persons see too little of difference";
}

TEST_P(Lists, HoldWhatCanBeReadOneByOneUnderAnyTable)
{
    SeededRandom random{12};
    std::set<std::size_t> sizes;
    for (int i = 0; i < 150; ++i) {
        auto const policy = random_policy(random);
        sizes.insert(compare(person(policy, random_person(random))));
        ASSERT_FALSE(HasFailure()) << "table " << i;
    }
    EXPECT_GT(sizes.size(), 10U) << "the tables allow too little of difference";
}

TEST_P(Lists, HaveCasesInEveryStateThatIsToldApart)
{
    auto const all = casefile::list_cases(
        test.office().connection(),
        person(app::policy(), identity::local_operator("p")).authorize_all<casefile::ReadCases>(),
        {LogId{-1}, CaseId{-1}},
        1000
    );
    std::set<State> states;
    for (auto const& [log, file] : all) {
        states.insert(casefile::state_of(file.standing));
    }
    EXPECT_EQ(states.size(), 6U);
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Lists,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
