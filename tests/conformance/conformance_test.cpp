// Both databases give the same answer to every question, on the same data.
#include "platform/db/migration.h"
#include "platform/logging/logging.h"
#include "platform/sealed/letter_box.h"
#include "platform/sealed/receipts.h"

#include "engines/neardup/model_file.h"

#include "domain/attachment/attachment.h"
#include "domain/bulletin/issued.h"
#include "domain/guard/erasure.h"
#include "domain/guard/second_person.h"
#include "domain/history/history.h"
#include "domain/ledger/audit.h"
#include "domain/ledger/packed_facts.h"
#include "domain/merge/explanation.h"
#include "domain/merge/models.h"
#include "domain/merge/nearby.h"
#include "domain/reporter/telling.h"
#include "domain/search/search.h"
#include "domain/staff/credentials.h"

#include "app/keys.h"
#include "tests/conformance/list_things.h"
#include "tests/conformance/look_back.h"
#include "tests/conformance/note_a_backup.h"
#include "tests/conformance/tracing_connection.h"
#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

constexpr auto* plant = "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大";
constexpr auto* again =
    "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大，盼答复";
constexpr auto* works = "模拟举报：样例镇虚拟河边的样例丙印染厂偷排红色污水，河道发臭，鱼都死了";

/// Seals as the office does; their digests, which differ from run to run on purpose, are left out
/// of the events, so that both databases are told the same.
class AlikeLetterBox final : public sealed::SealedWriter {
public:
    AlikeLetterBox(db::Connection& connection, Random& random, crypto::PublicKey const& vault)
        : letter_box_{connection, random, vault, {}}
    {
    }

    [[nodiscard]] Hash recognition_of(sealed::Original const& original) const override
    {
        return letter_box_.recognition_of(original);
    }

    /// Not sealed at all: the same bytes for both.
    [[nodiscard]] Bytes seal_file(std::string_view /*name*/, ByteSpan content) const override
    {
        return {content.begin(), content.end()};
    }

    [[nodiscard]] std::vector<sealed::SealedOriginal>
    write(LogId log, std::vector<sealed::Original> const& originals) override
    {
        auto written = letter_box_.write(log, originals);
        for (auto& one : written) {
            one.digest = {};
        }
        return written;
    }

private:
    sealed::LetterBox letter_box_;
};

/// An office whose questions to the database, and the answers, are written down.
class TracedOffice {
public:
    TracedOffice(std::unique_ptr<db::Connection> connection, std::filesystem::path const& keys)
        : connection_{std::move(connection)},
          vault_{app::read_vault_key(keys)},
          blobs_{keys / (connection_.dialect() == db::Dialect::sqlite ? "sqlite" : "postgres")},
          signer_{"ducha", app::read_keys(keys).signing},
          letter_box_{connection_, random_, vault_.open}
    {
        db::Transaction transaction{connection_};
        static_cast<void>(ledger::open_log(connection_, "ducha/office", "live"));
        ledger::keep_office_key(connection_, "heads", key());
        transaction.commit();
    }

    /// A person at work, who has proved who he is.
    [[nodiscard]] std::shared_ptr<identity::Principal const> person(identity::Role role)
    {
        return std::make_shared<identity::Principal>(identity::Principal{
            .pseudonym = std::string{code(role)},
            .proof = identity::Proof::two_factors,
            .proved = clock_.now(),
            .grants = {{role, {"test", "SD", {}}}},
        });
    }
    [[nodiscard]] identity::Permissions
    permissions(std::shared_ptr<identity::Principal const> const& who)
    {
        return {
            app::policy(),
            *who,
            [this](LogId log) { return inspection::place_of(connection_, log); },
            clock_.now(),
        };
    }

    /// An act that must succeed, or the scenario is not the one that is meant.
    std::vector<ledger::Recorded> act(guard::Command const& command)
    {
        auto done = pipeline_.run(command);
        EXPECT_TRUE(done.has_value()) << command.act << ": " << to_line(done.error());
        return done ? done->events : std::vector<ledger::Recorded>{};
    }
    void at(Day day, TimeOfDay time) { clock_.set(office_instant(day, time)); }
    [[nodiscard]] Instant now() { return clock_.now(); }

    [[nodiscard]] TracingConnection& connection() { return connection_; }
    [[nodiscard]] blob::Store const& blobs() const { return blobs_; }
    [[nodiscard]] sealed::Receipts const& receipts() const { return receipts_; }
    [[nodiscard]] crypto::KeyPair const& vault() const { return vault_; }
    [[nodiscard]] std::string key() const { return signer_.verifier_key(); }

    template <class Act, class Object>
    [[nodiscard]] identity::Authorized<Act, Object> may(Object object) const
    {
        return policy_.authorize<Act>(object);
    }
    [[nodiscard]] staff::Entrance entrance(std::int64_t memory_kib)
    {
        return {
            .connection = connection_,
            .clock = clock_,
            .random = random_,
            .key = {},
            .limits = {.cost = {.memory_kib = memory_kib, .passes = 1}},
        };
    }

private:
    TracingConnection connection_;
    crypto::KeyPair vault_;
    blob::Store blobs_;
    SeededRandom random_{7};
    SetClock clock_{office_instant(first_day, {20 * 60 - 1})};
    ledger::Signer signer_;
    AlikeLetterBox letter_box_;
    sealed::Receipts receipts_{{}};
    logging::Log log_{[](auto) { return true; }, [] { return Instant{}; }};
    identity::LocalOperator policy_{app::policy(), "unauthenticated:test"};
    app::Pipeline pipeline_{{
        .connection = connection_,
        .signer = signer_,
        .originals = letter_box_,
        .receipts = receipts_,
        .clock = clock_,
        .random = random_,
        .policy = app::policy(),
        .local = policy_.principal(),
        .folds = app::folds(),
        .belongings = app::belongings(),
        .log = log_,
    }};
};

void take_down(TracedOffice& office, LogId log, std::vector<intake::IncomingReport> reports)
{
    auto outcome = std::make_shared<intake::ReceiveOutcome>();
    office.act(intake::receive(log, {std::move(reports)}, outcome));
}

MatterId matter(TracedOffice& office, LogId log, std::string_view own_id)
{
    return first_matter(
        *intake::find_report(office.connection(), office.may<intake::ReadMatters>(log), own_id)
    );
}

/// Results that close a case, open it again, correct it, and are there already.
void report_results(TracedOffice& office, LogId log)
{
    auto const cases = office.may<casefile::ReadCases>(log);
    auto const number = casefile::cases_of_batch(office.connection(), cases, first_day)[0].number;
    auto const at = [&](int hour_of_day, handling::Outcome outcome) {
        return handling::CaseResult{
            number, office_instant(first_day + 1, {hour_of_day * 60}), outcome
        };
    };
    using enum handling::Status;
    auto const done = at(12, {.status = closed, .truth = handling::Truth::partly, .fine = Fen{5}});
    auto const undone = at(13, {.status = in_progress});
    auto const outcome = std::make_shared<handling::ResultsOutcome>();
    office.act(handling::report(log, {{done, undone}}, outcome));
    office.act(handling::report(log, {{done, at(13, {.status = phased})}}, outcome));
    EXPECT_EQ(outcome->rows[0].fate, handling::ResultsOutcome::Fate::there_already);
    EXPECT_EQ(outcome->rows[1].fate, handling::ResultsOutcome::Fate::corrected);
}

/// Two files, of which one is removed.
void attach(TracedOffice& office, LogId log, ReportId report)
{
    std::string const content = "%PDF-1.7\n%%EOF";
    for (bool const original : {false, true}) {
        office.act(attachment::add(
            log,
            {.report = report,
             .name = "模拟.pdf",
             .content = {content.begin(), content.end()},
             .original = original},
            office.blobs()
        ));
    }
    auto const may = office.may<attachment::ReadAttachments>(log);
    auto const all = attachment::attachments_of(office.connection(), may, report);
    office.act(attachment::remove(log, {all.at(0).id, attachment::RemovalGround::court_order}));
    EXPECT_TRUE(attachment::find_blob(office.connection(), may, all.at(0).blob));
    attachment::sweep(office.connection(), log, office.blobs(), Instant{});
    EXPECT_EQ(attachment::blobs_in_use(office.connection(), log).size(), 1U);
}

/// What a reporter does: reports, adds, tells of a threat; some of it is erased.
void report_on_the_web(TracedOffice& office, LogId log)
{
    auto const form = [&](char digit) {
        return std::string(30, digit) + '0' + std::to_string(log.get());
    };
    auto const receipt = std::make_shared<reporter::Receipt>();
    reporter::ReceiveWebReport const report{
        .form = form('a'), .text = works, .types = {intake::Type::water}
    };
    office.act(reporter::receive(log, report, receipt));
    office.act(reporter::receive(log, report, receipt));
    EXPECT_TRUE(receipt->there_already);
    auto const code = to_text(receipt->code);
    auto const added = office.act(reporter::add(log, {form('b'), code, "模拟：昨夜又排"}));
    auto const told = office.act(reporter::tell({form('c'), code, "模拟：有人上门"}));
    auto& connection = office.connection();
    EXPECT_EQ(reporter::log_of(connection, office.receipts(), code), log);
    auto const anyone =
        office.permissions(std::make_shared<identity::Principal>(reporter::visitor()));
    auto const found = reporter::look_up(connection, anyone, office.receipts(), code);
    EXPECT_TRUE(found && *found);
    EXPECT_FALSE(
        reporter::threats(connection, office.may<reporter::ReadThreats>(office_log)).empty()
    );
    using guard::ErasureGround;
    office.act(guard::erase_words(log, {added.front().seq, ErasureGround::reporter_asked}));
    office.act(guard::erase_words(office_log, {told.front().seq, ErasureGround::reporter_asked}));
}

/// Two days of an office in which every act happens at least once.
void work(TracedOffice& office, LogId log, merge::How how)
{
    auto const is = [&](int number) { return matter(office, log, "T" + std::to_string(number)); };
    std::vector<intake::IncomingReport> reports;
    for (int number = 1; number <= 9; ++number) {
        reports.push_back(report(
            number,
            number % 3 == 1       ? plant
                : number % 3 == 2 ? again
                                  : works
        ));
    }
    take_down(office, log, reports);
    take_down(office, log, {reports.front(), report(10, works)});
    auto const declined =
        office.act(intake::decline(log, {is(7), intake::DeclineReason::clue_too_vague, "模拟"}));
    office.act(intake::forward(log, {is(8), "模拟局", "模拟"}));
    auto first = intake::accept(log, {});
    first.key = "the morning's list";
    office.act(first);
    office.act(first);
    office.act(intake::accept(log, {is(7)}));
    office.act(intake::withdraw(log, {is(10), "模拟"}));
    office.act(intake::split(
        log, {ReportId{is(9).get()}, "模拟：还有一事", "模拟：样例村旁烧垃圾", "", "", {}}
    ));
    office.act(intake::accept(log, {}));
    office.act(merge::place(log, {}, merge::make_desk()));
    if (how == merge::How::proposed) {
        office.act(merge::refuse_join(log, {is(2), own_case(is(1))}));
        office.act(merge::join(log, {is(4), own_case(is(1))}));
    }
    office.act(merge::part(log, {is(4), "模拟"}));
    auto model = neardup::Model::standard();
    model.version += ".trial";
    office.act(merge::adopt_model(log, {neardup::text_of(model)}));
    office.act(merge::place(log, {}, merge::make_desk()));

    office.act(intake::mark_urgent(log, {is(3), intake::UrgentGround::life}));
    auto const cases = office.may<casefile::ReadCases>(log);
    office.act(transfer::notify(log, {*casefile::case_of(office.connection(), cases, is(3))}));
    office.act(casefile::watch(log, {own_case(is(1)), true}));
    office.act(casefile::handle_jointly(log, {own_case(is(1)), {"GD"}}));
    office.act(casefile::handle_jointly(log, {own_case(is(1)), {}}));
    office.act(casefile::handle_jointly(log, {own_case(is(1)), {"GD"}}));
    office.at(first_day, {20 * 60});
    office.act(transfer::seal(log, {first_day}));
    office.at(first_day + 1, {10 * 60});
    office.act(transfer::hand_over(log, {first_day}));
    office.act(transfer::acknowledge(log, {first_day}));
    auto late = report(11, again);
    late.occurred = office_instant(first_day + 1, {9 * 60});
    take_down(office, log, {late});
    office.act(intake::accept(log, {}));
    office.act(merge::place(log, {}, merge::make_desk()));
    if (how == merge::How::proposed) {
        office.act(merge::join(log, {is(11), own_case(is(1))}));
    }
    office.at(first_day + 1, {20 * 60});
    office.act(transfer::seal(log, {first_day + 1}));
    report_results(office, log);
    attach(office, log, ReportId{is(5).get()});
    office.act(guard::erase_words(log, {Seq{is(5).get()}, guard::ErasureGround::reporter_asked}));
    office.act(guard::erase_words(log, {declined.front().seq, guard::ErasureGround::reporter_asked})
    );
    report_on_the_web(office, log);
}

/// People who come, sign in, are let in no more, and are forgotten.
void let_in(TracedOffice& office)
{
    office.at(first_day, {8 * 60});
    identity::Secret const password{"kettle-ruby-lamp"};
    staff::Grant const inspector{"inspector", {}};
    auto const admitted = office.act(staff::admit({"li.si", "李模拟", {inspector}}));
    staff::PersonId const li{admitted.front().seq.get()};
    staff::MayKeepCredentials const keeping{office.may<staff::KeepCredentials>(office_log), li};
    office.act(staff::revoke({li, inspector}));
    office.act(staff::grant({li, inspector}));
    auto const before = office.entrance(8);
    EXPECT_TRUE(staff::set_password(before, keeping, password));
    auto const entrance = office.entrance(16);
    auto const authenticator = staff::give_authenticator(entrance, keeping);
    auto const step = identity::totp_step(office_instant(first_day, {8 * 60}));
    auto const code = identity::totp_code(*authenticator, step);
    EXPECT_FALSE(staff::sign_in(entrance, "li.si", {password, "none", "here"}));
    auto const signed_in = staff::sign_in(entrance, "li.si", {password, code, "here"});
    ASSERT_TRUE(signed_in);
    EXPECT_TRUE(staff::take_authenticator(entrance, keeping));
    auto const& token = signed_in->token;
    office.at(first_day, {8 * 60 + 5});
    EXPECT_TRUE(staff::session_of(entrance, token));
    staff::lock(entrance, token);
    EXPECT_TRUE(staff::unlock(entrance, token, {password, {}, "here"}));
    for (auto const& session : staff::sessions_of(entrance, keeping)) {
        EXPECT_TRUE(staff::end_session(entrance, keeping, session.name));
    }
    staff::sign_out(entrance, token);
    staff::end_sessions(entrance, keeping);
    auto const key = staff::add_key(entrance, keeping, {.title = "模拟", .roles = {"inspector"}});
    EXPECT_TRUE(staff::key_of(entrance, key->token));
    EXPECT_EQ(staff::keys_of(entrance, keeping).size(), 1U);
    EXPECT_TRUE(staff::revoke_key(entrance, keeping, key->key.name));
    auto const reading = office.may<staff::ReadStaff>(office_log);
    EXPECT_TRUE(staff::find(office.connection(), reading, "li.si"));
    office.act(staff::suspend({li, staff::SuspensionGround::left_office}));
    office.act(staff::reinstate({li}));
    office.act(
        guard::erase_words(office_log, {Seq{li.get()}, guard::ErasureGround::retention_ended})
    );
    EXPECT_EQ(staff::load_all(office.connection(), reading).back().name, "");
}

/// Questions of each kind: what is common, what is rare, what the index alone does not prove, what
/// one case holds.
void search_texts(TracedOffice& office, LogId log)
{
    auto& connection = office.connection();
    search::SearchedLog const logs[] = {
        {office.may<search::ReadTexts>(log),
         office.may<casefile::ReadCases>(log),
         office.may<intake::ReadMatters>(log)}
    };
    auto const number =
        casefile::cases_of_batch(connection, logs[0].cases, first_day).front().number;
    auto const found = [&](search::Question const& question,
                           std::optional<search::Cursor> after = {}) {
        return search::find(connection, logs, question, {.hits = 2, .after = after});
    };
    auto const first = found({.words = "噪聲 -红色"});
    ASSERT_TRUE(first.next);
    EXPECT_FALSE(found({.words = "噪聲 -红色"}, first.next).hits.empty());
    EXPECT_TRUE(found({.words = "红色"}).next);
    EXPECT_TRUE(found({.words = "", .from = first_day}).next);
    EXPECT_EQ(found({.words = "烧垃圾"}).count, 1);
    EXPECT_FALSE(found({.words = "噪声", .case_number = number}).hits.empty());
    look_back(connection, log);
    search::fill(connection);
    EXPECT_TRUE(search::check_index(connection).empty());
}

/// Everything that can be asked.
void read(TracedOffice& office, LogId log)
{
    auto& connection = office.connection();
    auto const cases = office.may<casefile::ReadCases>(log);
    auto const matters = office.may<intake::ReadMatters>(log);
    auto const joint = own_case(matter(office, log, "T1"));
    auto const counts = office.may<bulletin::ReadCounts>(log);
    auto const batches = office.may<transfer::ReadBatches>(log);
    for (auto const& by : Codes<bulletin::Grouping>::table) {
        static_cast<void>(bulletin::count(
            connection,
            {{"SD", counts}},
            {.as_of = office_instant(first_day + 2, {}), .known_at = {}, .by = by.value}
        ));
    }
    EXPECT_TRUE(bulletin::conservation(connection, counts).empty());
    EXPECT_TRUE(ledger::words_erased_since(connection, log, Seq{0}));
    bulletin::Asked const asked{{"SD", counts}, std::nullopt};
    for (auto const* code : {"received_call", "results"}) {
        auto const measure = bulletin::find_measure({}, code);
        EXPECT_FALSE(
            bulletin::behind(connection, {asked}, office_instant(first_day + 2, {}), *measure)
                .empty()
        );
    }
    auto const batch = transfer::load_batch(connection, batches, cases, matters, first_day);
    ASSERT_TRUE(batch && !batch->cases.empty() && !batch->urgent.empty());
    static_cast<void>(transfer::load_batch(connection, batches, cases, matters, first_day + 1));
    EXPECT_TRUE(casefile::find_by_number(connection, cases, batch->cases.front().number));
    static_cast<void>(casefile::matters_of(connection, cases, batch->cases.front().id));
    EXPECT_EQ(casefile::partners_of(connection, cases, joint), std::vector<std::string>{"GD"});
    EXPECT_TRUE(handling::load_result(
        connection, office.may<handling::ReadResults>(log), batch->cases.front().id
    ));
    EXPECT_EQ(intake::own_id_of(connection, matters, ReportId{1}), "T2");
    EXPECT_TRUE(sealed::open_original(connection, log, sealed::OriginalRef{1}, office.vault()));
    static_cast<void>(
        merge::compare(connection, matters, matter(office, log, "T1"), matter(office, log, "T2"))
    );
    static_cast<void>(merge::proposals(connection, office.may<merge::ReadMerges>(log), cases));
    EXPECT_FALSE(
        merge::weigh(connection, matters, {matter(office, log, "T2")}, of_two().merge).empty()
    );
    merge::each_placement(connection, office.may<merge::ReadMerges>(log), [](auto const&) {});
    static_cast<void>(
        inspection::load_all(connection, office.may<inspection::ReadInspections>(LogId{0}))
    );
    search_texts(office, log);
    EXPECT_EQ(ledger::office_key(connection, "heads"), office.key());
    note_a_backup(connection, office.may<keeping::ReadOperations>(office_log));
    static_cast<void>(ledger::prove(connection, log, Seq{1}, office.key()));
    static_cast<void>(ledger::verify(connection, office.key(), {}, [](auto) {}));
    EXPECT_FALSE(intake::check_originals(connection, log).empty());
}

/// What happened to things, and what is like them.
void look_closely(db::Connection& connection, identity::Permissions const& person)
{
    LogId const log{1};
    auto const cases = *person.authorize<casefile::ReadCases>(log);
    auto const matters = *person.authorize<intake::ReadMatters>(log);
    for (std::int64_t id = 0; id < 60; ++id) {
        if (auto const history = history::of_matter(connection, matters, MatterId{id})) {
            EXPECT_FALSE(history->steps.empty());
        }
        static_cast<void>(history::of_case(connection, cases, matters, CaseId{id}));
    }
    merge::Nearby nearby;
    auto const draft = merge::matter_of({.title = "", .text = "模拟：噪声", .types = {}}, {});
    static_cast<void>(nearby.find(connection, matters, cases, draft, 5));
}

/// What one person proposes and another approves; and what each of them sees in lists.
void act_together(TracedOffice& office, LogId log)
{
    auto const& act = guard::erasure_room().acts.front();
    auto const content = R"({"seq":)" + std::to_string(matter(office, log, "T6").get()) +
        R"(,"ground":"retention_ended"})";
    auto first = guard::propose(log, act, {content}).value();
    first.by = office.person(identity::Role::triage_officer);
    auto const proposed = office.act(first);
    guard::Memory memory;
    auto const second_person =
        office.permissions(office.person(identity::Role::discipline_officer));
    auto const pending = guard::pending_questions().front().answerer.answer(
        {.connection = office.connection(),
         .permissions = second_person,
         .log = log,
         .inspection = {},
         .now = office.now(),
         .memory = memory},
        {}
    );
    EXPECT_TRUE(pending->contains(R"("may_settle":true)")) << *pending;
    auto second = guard::approve(
        log,
        act,
        {.proposal = proposed.at(0).seq,
         .digest = guard::digest_of(log, act.name, content),
         .inspection = {}}
    );
    second.by = office.person(identity::Role::discipline_officer);
    EXPECT_EQ(office.act(second).size(), 2U);
    auto const person = office.permissions(first.by);
    auto& connection = office.connection();
    list_things(connection, person);
    look_closely(connection, person);
}

void play(TracedOffice& office)
{
    let_in(office);
    auto usual = of_two();
    usual.channels.push_back(Channel::web);
    usual.scheme.letters.push_back({Channel::web, "W"});
    auto careful = usual;
    careful.id = "careful";
    careful.merge.join_ppm = 1'000'000;
    auto strict = usual;
    strict.id = "strict";
    strict.after_hand_over = inspection::AfterHandOver::renumber;
    using enum merge::How;
    for (auto const& [inspection, log, how] :
         {std::tuple{usual, LogId{1}, joined_by_engine},
          std::tuple{careful, LogId{3}, proposed},
          std::tuple{strict, LogId{5}, joined_by_engine}}) {
        office.at(first_day, {20 * 60 - 1});
        office.act(inspection::open_inspection(inspection));
        work(office, log, how);
        office.act(
            bulletin::issue({inspection.id, office_instant(first_day, {20 * 60}), std::nullopt})
        );
        EXPECT_EQ(
            bulletin::issued(
                office.connection(), office.may<bulletin::ReadBulletins>(office_log), inspection.id
            )
                .size(),
            1U
        );
        read(office, log);
    }
    act_together(office, LogId{1});
    // A block is full so early only here, so that packing and reading it is asked as well.
    ledger::pack_facts(office.connection(), LogId{3}, Seq{ledger::events_a_block});
    read(office, LogId{3});
}

TEST(Conformance, EveryQueryGivesTheSameOnBothDatabases)
{
    TemporaryFolder const folder;
    auto const keys = folder.path() / "keys";
    app::make_keys(keys);
    auto const open = [&](db::Dialect dialect) {
        auto connection = db::open(empty_database(dialect, folder), db::OpenMode::create);
        db::migrate(*connection, app::schema());
        return connection;
    };
    TracedOffice sqlite{open(db::Dialect::sqlite), keys};
    TracedOffice postgres{open(db::Dialect::postgres), keys};
    for (auto* const office : {&sqlite, &postgres}) {
        play(*office);
        ledger::rebuild_rows(office->connection(), app::folds(), [](auto) {});
    }

    auto const& left = sqlite.connection().lines();
    auto const& right = postgres.connection().lines();
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        ASSERT_EQ(left[i], right[i]) << "call " << i;
    }
    EXPECT_EQ(left.size(), right.size());
    for (auto const* query : app::queries()) {
        auto& asked = query->name.ends_with("_postgres") ? postgres : sqlite;
        EXPECT_TRUE(asked.connection().names().contains(query->name))
            << query->name << " was not asked: extend the scenario";
    }
}

} // namespace
} // namespace ducha::tests
