// A list holds exactly what could be read one by one, whoever asks and whatever the table says.
#include "domain/casefile/lists.h"

#include "domain/intake/lists.h"

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

    /// The list, in pages of three so that each begins right, in both orders.
    template <class Where, class List>
    void expect_listed(std::vector<Case> const& things, Where const& where, List const& list)
    {
        for (auto const order : {guard::Order::newest, guard::Order::oldest}) {
            std::vector<guard::Position> expected;
            for (auto const& [log, id] : things) {
                auto const at = where(LogId{log}, id);
                ASSERT_TRUE(at);
                expected.push_back(*at);
            }
            std::ranges::sort(expected, [order](auto const& one, auto const& other) {
                return guard::precedes(order, one, other);
            });
            EXPECT_EQ(pages(list, order), expected);
        }
    }

    template <class List>
    std::vector<guard::Position> pages(List const& list, guard::Order order)
    {
        std::vector<guard::Position> listed;
        std::optional<guard::Position> after;
        do {
            auto const portion = list({.wanted = {}, .order = order, .after = after, .most = 3});
            EXPECT_LE(portion.items.size(), 3U);
            for (auto const& one : portion.items) {
                listed.push_back(at(one));
            }
            after = portion.next;
        } while (after && !HasFailure());
        return listed;
    }

    static guard::Position at(casefile::ListedCase const& one)
    {
        return {one.file.reception_day.number, one.place.log, one.file.id.get()};
    }
    static guard::Position at(intake::ListedMatter const& one)
    {
        return {one.matter.occurred.microseconds, one.place.log, one.matter.of.matter.get()};
    }

    /// Compares for one person; returns how many there are.
    std::size_t compare(Permissions const& person)
    {
        auto& connection = test.office().connection();
        auto const cases = one_by_one<casefile::ReadCases>(person, [&](auto const& may, auto id) {
            return casefile::load(connection, may, CaseId{id}).has_value();
        });
        auto const all_cases = person.authorize_all<casefile::ReadCases>();
        expect_listed(
            cases,
            [&](LogId log, auto id) { return casefile::position_of(connection, log, CaseId{id}); },
            [&](casefile::Wish const& wish) {
                return casefile::list_cases(connection, all_cases, wish);
            }
        );
        EXPECT_EQ(casefile::count_cases(connection, all_cases, {}).amount, std::ssize(cases));
        auto const matters = one_by_one<intake::ReadMatters>(person, [&](auto const& may, auto id) {
            return intake::load_matter(connection, may, MatterId{id}).has_value();
        });
        auto const all_matters = person.authorize_all<intake::ReadMatters>();
        expect_listed(
            matters,
            [&](LogId log, auto id) { return intake::position_of(connection, log, MatterId{id}); },
            [&](intake::Wish const& wish) {
                auto portion = intake::list_matters(connection, all_matters, wish);
                for (auto const& [place, own_id, matter] : portion.items) {
                    expect_same_words(person, place.log, matter);
                }
                return portion;
            }
        );
        EXPECT_EQ(intake::count_matters(connection, all_matters, {}).amount, std::ssize(matters));
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
    for (int i = 0; i < 400; ++i) {
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
        {.wanted = {}, .after = {}, .most = 1000}
    );
    std::set<State> states;
    for (auto const& [place, file] : all.items) {
        states.insert(casefile::state_of(file.standing));
    }
    EXPECT_EQ(states.size(), 6U);
}

template <class T>
bool is_wanted(std::vector<T> const& wanted, T value)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

template <class T>
bool holds_wanted(std::vector<T> const& wanted, std::vector<T> const& held)
{
    return wanted.empty() ||
        std::ranges::any_of(held, [&](T one) { return is_wanted(wanted, one); });
}

/// What the filters mean, said once more.
bool picks(intake::Wanted const& wanted, intake::ListedMatter const& one)
{
    auto const& matter = one.matter;
    auto const day = matter.of.reception_day;
    return wanted.where.inspection.value_or(one.place.inspection) == one.place.inspection &&
        wanted.where.object.value_or(one.place.object) == one.place.object &&
        one.place.unit.text().starts_with(wanted.where.region.value_or("")) &&
        is_wanted(wanted.states, matter.state) && is_wanted(wanted.channels, matter.of.channel) &&
        holds_wanted(wanted.types, matter.of.types) && is_wanted(wanted.kinds, matter.kind) &&
        wanted.urgent.value_or(matter.urgent) == matter.urgent &&
        wanted.from.value_or(day) <= day && day <= wanted.until.value_or(day);
}

bool picks(casefile::Wanted const& wanted, casefile::ListedCase const& one)
{
    auto const& file = one.file;
    auto const day = file.reception_day;
    bool const is_due = !wanted.due_before ||
        (file.standing == casefile::Standing::handed_over && file.due < wanted.due_before);
    return wanted.where.object.value_or(one.place.object) == one.place.object &&
        is_wanted(wanted.standings, file.standing) && is_wanted(wanted.channels, file.channel) &&
        holds_wanted(wanted.types, file.types) &&
        wanted.watched.value_or(file.watched) == file.watched && is_due &&
        (!wanted.batch_day || file.batch_day == wanted.batch_day) &&
        wanted.from.value_or(day) <= day && day <= wanted.until.value_or(day);
}

/// One enumerator more often than several, and mostly none.
template <class Enum>
std::vector<Enum> some(Random& random)
{
    std::vector<Enum> values;
    for (auto left = random.below(4); left > 1; --left) {
        auto const& table = Codes<Enum>::table;
        values.push_back(table[static_cast<std::size_t>(random.below(std::size(table)))].value);
    }
    return values;
}

std::optional<Day> some_day(Random& random)
{
    auto const chance = random.below(12);
    return chance < 3 ? std::optional{first_day + static_cast<int>(chance)} : std::nullopt;
}

std::optional<bool> maybe(Random& random)
{
    auto const chance = random.below(6);
    return chance < 2 ? std::optional{chance == 0} : std::nullopt;
}

TEST_P(Lists, HoldWhatAReaderOfEverythingWouldPick)
{
    auto& connection = test.office().connection();
    auto const everyone = person(app::policy(), identity::local_operator("p"));
    auto const matters = everyone.authorize_all<intake::ReadMatters>();
    auto const cases = everyone.authorize_all<casefile::ReadCases>();
    auto const all_matters = intake::list_matters(connection, matters, {{}, {}, {}, 1000}).items;
    auto const all_cases = casefile::list_cases(connection, cases, {{}, {}, {}, 1000}).items;
    SeededRandom random{13};
    std::set<std::size_t> sizes;
    auto const compare = [&](auto const& wanted, auto const& all, auto const& list, auto count) {
        std::vector<guard::Position> expected;
        for (auto const& one : all) {
            if (picks(wanted, one)) {
                expected.push_back(at(one));
            }
        }
        sizes.insert(expected.size());
        EXPECT_EQ(count.amount, std::ssize(expected));
        EXPECT_TRUE(count.is_all);
        EXPECT_EQ(pages(list, guard::Order::newest), expected);
    };
    for (int i = 0; i < 200 && !HasFailure(); ++i) {
        intake::Wanted wanted{
            .where = {},
            .states = some<intake::MatterState>(random),
            .channels = some<Channel>(random),
            .types = some<intake::Type>(random),
            .kinds = some<intake::ReportKind>(random),
            .urgent = maybe(random),
            .from = some_day(random),
            .until = some_day(random),
        };
        if (random.below(4) == 0) {
            wanted.where = {.inspection = "test", .object = {}, .region = "37"};
        }
        auto const list = [&](intake::Wish wish) {
            wish.wanted = wanted;
            return intake::list_matters(connection, matters, wish);
        };
        auto const count = intake::count_matters(connection, matters, wanted);
        compare(wanted, all_matters, list, count);
    }
    for (int i = 0; i < 200 && !HasFailure(); ++i) {
        casefile::Wanted wanted{
            .where = {},
            .standings = some<casefile::Standing>(random),
            .channels = {},
            .types = some<intake::Type>(random),
            .watched = maybe(random),
            .batch_day = some_day(random),
            .from = some_day(random),
            .until = some_day(random),
            .due_before = random.below(3) == 0 ? std::optional{first_day + 20} : std::nullopt,
        };
        if (random.below(4) == 0) {
            wanted.where = {.inspection = {}, .object = "GD", .region = {}};
        }
        auto const list = [&](casefile::Wish wish) {
            wish.wanted = wanted;
            return casefile::list_cases(connection, cases, wish);
        };
        auto const count = casefile::count_cases(connection, cases, wanted);
        compare(wanted, all_cases, list, count);
    }
    EXPECT_GT(sizes.size(), 8U) << "the filters pick too little of difference";
}

TEST_P(Lists, GoOnFromWhereTheyHaveLookedWhereNothingIsFound)
{
    auto const order = guard::Order::newest;
    std::int64_t reads = 0;
    guard::Walking<int> const log{
        .read =
            [&](guard::Behind const& from, std::int64_t rows) {
                ++reads;
                std::vector<std::pair<guard::Position, int>> found;
                if (from.time > 7 && from.time - rows <= 7) {
                    found.push_back({{7, LogId{1}, 0}, 7});
                }
                return found;
            },
        .last = [](guard::Behind const& from, std::int64_t rows) -> std::optional<guard::Position> {
            return from.time > rows ? std::optional{guard::Position{from.time - rows, LogId{1}, 0}}
                                    : std::nullopt;
        },
    };
    guard::Behind from{100'000, 0};
    std::vector<int> found;
    int pages = 0;
    for (bool goes_on = true; goes_on; ++pages) {
        reads = 0;
        std::vector<guard::Stretch<int>> stretches{guard::walk(log, from, order, 50)};
        EXPECT_LE(reads, 8);
        auto const portion = guard::merged(std::move(stretches), order, 50);
        std::ranges::copy(portion.items, std::back_inserter(found));
        goes_on = portion.next.has_value();
        from = goes_on ? guard::Behind{portion.next->time, portion.next->thing} : from;
    }
    EXPECT_EQ(found, std::vector{7});
    EXPECT_GT(pages, 2);
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
