// Both databases find the same: what a reader of every text would find.
#include "base/text.h"

#include "engines/folding/folded.h"
#include "engines/neardup/characters.h"

#include "domain/guard/erasure.h"
#include "domain/search/index.h"

#include "tests/journeys/journey.h"

#include <algorithm>
#include <map>
#include <random>

namespace ducha::tests {
namespace {

using search::Question;
using search::Words;

bool is_in(auto const& list, auto const& value)
{
    return std::ranges::find(list, value) != std::ranges::end(list);
}

/// A traditional character for a simplified one, where there is one.
std::map<char32_t, char32_t> const& traditional()
{
    static auto const table = [] {
        std::map<char32_t, char32_t> forms;
        for (char32_t c = 0x4E00; c < 0xA000; ++c) {
            if (auto const simple = neardup::simplified(c); simple != c) {
                forms.emplace(simple, c);
            }
        }
        return forms;
    }();
    return table;
}

/// The same characters written in another way, where chance says so.
std::string rewritten(std::string_view text, std::mt19937& random)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        auto const one = code_point_at(text, at);
        at += one.length;
        auto c = one.value;
        auto const other = traditional().find(c);
        if (random() % 3 != 0) {
            append_utf8(result, c);
            continue;
        }
        if (c >= U'a' && c <= U'z') {
            c -= U'a' - U'A';
        }
        append_utf8(
            result,
            other != traditional().end() ? other->second
                : c > U' ' && c <= U'~'  ? c + 0xFEE0
                                         : c
        );
    }
    return result;
}

std::string piece(std::string_view text, std::size_t length, std::mt19937& random)
{
    auto const all = length_in_code_points(text);
    auto const from = first_code_points(text, random() % std::max<std::size_t>(all, 1)).size();
    return std::string{first_code_points(text.substr(from), length)};
}

/// Invented reports of few words, so that many share them, with all that folding treats apart.
std::string invented_text(std::mt19937& random)
{
    static constexpr std::string_view pieces[] = {
        "示例花园", "样例镇",    "搅拌站",   "夜间噪声", "噪聲擾民", "粉尘很大",  "臭氣",
        "KTV",      "ktv noise", "PM2.5",    "ＰＭ２５", "12号楼",   "一二三",    "，",
        "。",       " ",         "“印染厂”", "(二期)",   "20㎡",     "污水 横流", "😀",
        "𠀀村",     "河道-发臭", "3.5吨",    "鱼都死了", "%_",       "'\\\"",     "\n",
    };
    std::string text = "模拟";
    for (auto count = 1 + random() % 9; count > 0; --count) {
        text += pieces[random() % std::size(pieces)];
    }
    return text;
}

std::vector<intake::IncomingReport> invented_reports(int from, int count, std::mt19937& random)
{
    std::vector<intake::IncomingReport> reports;
    for (int number = from; number < from + count; ++number) {
        auto one = report(number, invented_text(random));
        one.title = random() % 3 == 0 ? invented_text(random) : "";
        one.place = random() % 4 == 0 ? "样例镇" : "";
        one.enterprise = random() % 4 == 0 ? "样例丙印染厂" : "";
        one.types = {random() % 2 == 0 ? intake::Type::noise : intake::Type::water};
        one.occurred.microseconds -= static_cast<std::int64_t>(random() % 3) * hour * 24;
        reports.push_back(std::move(one));
    }
    return reports;
}

std::string typed_words(std::vector<std::string> const& texts, std::mt19937& random)
{
    static constexpr std::string_view odd[] = {
        "",
        "😀",
        "！",
        "-",
        "\"",
        "\"噪声 大\"",
        "words:噪声",
        "噪* OR 声",
        "a'b\\",
        "\xff\xe5",
        "NEAR(噪 声)",
        "%",
        "噪声) OR (",
        "𠀀",
        "。噪",
        "\n",
    };
    if (random() % 12 == 0) {
        return std::string{odd[random() % std::size(odd)]};
    }
    std::string typed;
    for (auto count = 1 + random() % 3; count > 0; --count) {
        auto word = piece(texts[random() % texts.size()], 1 + random() % 8, random);
        if (random() % 3 == 0) {
            word = rewritten(word, random);
        }
        if (random() % 5 == 0) {
            word = "\"" + word + "\"";
        }
        typed += (random() % 5 == 0 ? "-" : "") + word + (random() % 8 == 0 ? "\u3000" : " ");
    }
    return typed;
}

Question random_question(std::vector<std::string> const& texts, std::mt19937& random)
{
    Question question;
    question.words = typed_words(texts, random);
    if (random() % 6 == 0) {
        question.channel = random() % 2 == 0 ? Channel::call : Channel::letter;
    }
    if (random() % 6 == 0) {
        question.type = random() % 2 == 0 ? intake::Type::noise : intake::Type::water;
    }
    if (random() % 6 == 0) {
        question.from = first_day + -static_cast<int>(random() % 4);
    }
    if (random() % 6 == 0) {
        question.to = first_day + -static_cast<int>(random() % 4);
    }
    return question;
}

/// An office of two objects with invented texts, and all of these, the newest first.
class SearchedOffice {
public:
    explicit SearchedOffice(db::Dialect dialect) : test{dialect, 1, wide_of_two()}
    {
        std::mt19937 random{3};
        for (int turn = 0; turn < 4; ++turn) {
            auto const log = LogId{1 + turn % 2};
            auto outcome = std::make_shared<intake::ReceiveOutcome>();
            auto reports = invented_reports(turn * 100 + 1, 100, random);
            EXPECT_TRUE(test.run(intake::receive(log, {std::move(reports)}, outcome)));
        }
        EXPECT_TRUE(test.run(intake::split(
            LogId{1}, {ReportId{5}, "模拟：另一件", "夜間噪聲", "", "", {intake::Type::noise}}
        )));
        for (auto const log : {LogId{1}, LogId{2}}) {
            read(log);
        }
        std::ranges::sort(all, std::ranges::greater{}, [](auto const& one) { return one.at; });
    }

    /// Those that a reader of every text would find.
    std::vector<MatterId> expected(Question const& question, std::vector<LogId> const& logs)
    {
        auto const words = search::read_words(question.words);
        std::vector<MatterId> ids;
        for (auto const& [at, matter] : all) {
            auto const texts = folded_texts(matter);
            auto const& by = matter.of;
            bool const is_meant = !words.all_passed_over && is_in(logs, at.log) &&
                by.channel == question.channel.value_or(by.channel) &&
                (!question.type || is_in(by.types, *question.type)) &&
                by.reception_day >= question.from.value_or(by.reception_day) &&
                by.reception_day <= question.to.value_or(by.reception_day) &&
                std::ranges::all_of(
                    words.wanted, [&](auto const& word) { return texts.contains(word); }
                ) &&
                std::ranges::none_of(words.unwanted, [&](auto const& word) {
                    return texts.contains(word);
                });
            if (is_meant) {
                ids.push_back(by.matter);
            }
        }
        return ids;
    }

    std::vector<MatterId> found(Question const& question, std::vector<LogId> const& logs)
    {
        std::vector<MatterId> ids;
        search::Portion portion{.hits = 150, .after = {}};
        do {
            auto const page = search::find(connection(), permitted(logs), question, portion);
            for (auto const& hit : page.hits) {
                ids.push_back(hit.matter);
            }
            EXPECT_EQ(page.count.has_value(), !portion.after.has_value());
            counted = page.count.value_or(counted);
            if (!portion.after) {
                expect_uncounted(page, question, logs);
            }
            portion.after = page.next;
        } while (portion.after);
        return ids;
    }

    /// The same page, and by itself the same count.
    void expect_uncounted(
        search::Page const& counted_page, Question const& question, std::vector<LogId> const& logs
    )
    {
        auto const may = permitted(logs);
        search::Portion const portion{.hits = 150, .after = {}, .counted = false};
        auto const page = search::find(connection(), may, question, portion);
        auto const count = search::count(connection(), may, question);
        EXPECT_TRUE(std::ranges::equal(
            page.hits, counted_page.hits, {}, &search::Hit::matter, &search::Hit::matter
        ));
        EXPECT_EQ(page.next, counted_page.next);
        EXPECT_EQ(page.count.has_value(), !page.next.has_value()); // known where all are there
        EXPECT_EQ(count.amount, counted_page.count);
        EXPECT_EQ(count.is_all, counted_page.counted_all);
    }

    std::vector<search::SearchedLog> permitted(std::vector<LogId> const& logs)
    {
        std::vector<search::SearchedLog> result;
        auto const& policy = test.office().policy();
        for (auto const log : logs) {
            result.push_back(
                {policy.authorize<search::ReadTexts>(log),
                 policy.authorize<casefile::ReadCases>(log),
                 policy.authorize<intake::ReadMatters>(log)}
            );
        }
        return result;
    }

    db::Connection& connection() { return test.office().connection(); }

    struct One {
        search::Cursor at;
        intake::Matter matter;
    };

    TestOffice test;
    std::vector<One> all;
    std::int64_t counted = 0; ///< by the last first page

private:
    static inspection::Inspection wide_of_two()
    {
        auto inspection = of_two();
        for (auto& object : inspection.objects) {
            object.first_day = first_day + -10;
        }
        return inspection;
    }

    void read(LogId log)
    {
        auto const may = test.office().policy().authorize<intake::ReadMatters>(log);
        for (auto const& event : ledger::read_events(connection(), log, Seq{0}, 10'000)) {
            if (auto matter = intake::load_matter(connection(), may, MatterId{event.seq.get()})) {
                all.push_back({{event.recorded, log}, std::move(*matter)});
            }
        }
    }

    /// Not as the room keeps them: each text by itself, so that no word reaches across two.
    static std::string folded_texts(intake::Matter const& matter)
    {
        std::string texts;
        for (auto const& text : {matter.title, matter.text, matter.place, matter.enterprise}) {
            texts += folding::folded(text) + "\n";
        }
        return texts;
    }
};

TEST(Search, FindsOnBothDatabasesWhatAReaderWouldFind)
{
    SearchedOffice sqlite{db::Dialect::sqlite};
    SearchedOffice postgres{db::Dialect::postgres};
    ASSERT_EQ(sqlite.all.size(), 401U);
    std::vector<std::string> texts;
    for (auto const& one : sqlite.all) {
        texts.push_back(one.matter.text);
    }
    std::mt19937 random{4};
    std::vector<LogId> const logs[] = {{LogId{1}}, {LogId{2}}, {LogId{1}, LogId{2}}, {LogId{7}}};
    std::size_t hits = 0;
    std::size_t without = 0;
    for (int turn = 0; turn < 4000; ++turn) {
        auto const question = random_question(texts, random);
        auto const& asked = logs[turn % 16 == 0 ? 3 : static_cast<std::size_t>(turn % 3)];
        auto const expected = sqlite.expected(question, asked);
        ASSERT_EQ(sqlite.found(question, asked), expected) << question.words;
        ASSERT_EQ(postgres.found(question, asked), expected) << question.words;
        ASSERT_EQ(sqlite.counted, static_cast<std::int64_t>(expected.size())) << question.words;
        ASSERT_EQ(postgres.counted, sqlite.counted) << question.words;
        hits += expected.size();
        without += expected.empty() ? 1 : 0;
    }
    // The questions are worth asking.
    EXPECT_GT(hits, 40'000U);
    EXPECT_GT(without, 400U);
    EXPECT_LT(without, 3000U);
}

class SearchIndex : public testing::TestWithParam<db::Dialect> {
protected:
    void SetUp() override
    {
        connection = db::open(empty_database(GetParam(), folder), db::OpenMode::create);
        db::migrate(*connection, app::schema());
        index = search::index_of(*connection);
    }

    void keep(int number, std::string_view text, LogId log = LogId{1})
    {
        search::Texts const texts{.title = "", .text = text, .place = "", .enterprise = ""};
        index->add(
            {.log = log,
             .matter = MatterId{number},
             .report = ReportId{number},
             .day = first_day + number / 100,
             .recorded = {office_instant(first_day, {}).microseconds + number},
             .words = search::searched_words(texts, {.day = first_day + number / 100})}
        );
    }

    static search::Wanted wanted(std::string_view words)
    {
        search::Wanted result;
        result.logs = {LogId{1}};
        result.words = search::read_words(words);
        return result;
    }

    std::vector<std::int64_t> found(search::Wanted const& asked)
    {
        std::vector<std::int64_t> numbers;
        for (auto const& one : index->find(asked, search::beginning(), 100)) {
            numbers.push_back(one.matter.get());
        }
        return numbers;
    }

    TemporaryFolder folder;
    std::unique_ptr<db::Connection> connection;
    std::unique_ptr<search::Index> index;
};

using Numbers = std::vector<std::int64_t>;

TEST_P(SearchIndex, CountsAsFarAsItIsAsked)
{
    db::Transaction transaction{*connection};
    for (int number = 0; number < 4000; ++number) {
        keep(number, number % 10 == 0 ? "夜间噪声" : number % 2 == 0 ? "粉尘很大" : "臭味很大");
    }
    keep(4000, "噪声", LogId{2});
    // Common and rare, fewer than asked for, as many, and more.
    EXPECT_EQ(index->count(wanted("很大"), 4000), 3600);
    EXPECT_EQ(index->count(wanted("很大"), 3600), 3600);
    EXPECT_EQ(index->count(wanted("很大"), 1000), 1000);
    EXPECT_EQ(index->count(wanted(""), 4000), 4000);
    EXPECT_EQ(index->count(wanted("噪声"), 4000), 400);
    EXPECT_EQ(index->count(wanted("噪声"), 100), 100);
    EXPECT_EQ(index->count(wanted("大 -粉"), 4000), 2000);
    EXPECT_EQ(index->count(wanted("-大"), 4000), 400);
    auto in_time = wanted("粉尘");
    in_time.from = first_day + 10;
    in_time.to = first_day + 10;
    EXPECT_EQ(index->count(in_time, 4000), 40);
    EXPECT_EQ(found(in_time).front(), 1098);
    EXPECT_EQ(found(wanted("夜")).front(), 3990);
    EXPECT_EQ(
        index->find(wanted("夜"), index->find(wanted("夜"), search::beginning(), 2).back().at, 1)
            .front()
            .matter,
        MatterId{3970}
    );
}

TEST_P(SearchIndex, LooksForWordsOfAnyLengthAndNumber)
{
    std::string longer;
    for (int i = 0; i < 2000; ++i) {
        longer += "很长的话" + std::to_string(i);
    }
    ASSERT_GE(length_in_code_points(longer), 10'000U);
    keep(1, longer);
    auto other = longer;
    other.replace(other.size() - 4, 4, "0000");
    keep(2, other);
    EXPECT_EQ(found(wanted(longer)), Numbers{1});
    EXPECT_EQ(found(wanted("很长 -" + longer)), Numbers{2});
    std::string words;
    for (int i = 0; i < 1999; ++i) {
        words += "话" + std::to_string(i) + "很 ";
    }
    EXPECT_EQ(found(wanted(words)), (Numbers{2, 1}));
    EXPECT_EQ(found(wanted(words + "1999")), Numbers{1});
    EXPECT_EQ(found(wanted(words + "没有")), Numbers{});
    EXPECT_EQ(found(wanted("-" + words + " -话1999")), Numbers{});
}

TEST_P(SearchIndex, GoesOnBehindEachTextOfLogsThatWriteAtTheSameInstant)
{
    for (int number = 1; number <= 5; ++number) {
        keep(number, "噪声", LogId{1});
        keep(number, "噪声", LogId{2});
        keep(number, "粉尘", LogId{3});
    }
    auto both = wanted("噪声");
    both.logs = {LogId{2}, LogId{1}};
    std::vector<search::Found> all;
    for (auto next = index->find(both, search::beginning(), 1); !next.empty();
         next = index->find(both, all.back().at, 1)) {
        all.push_back(next.front());
    }
    ASSERT_EQ(all.size(), 10U);
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].at.log, LogId{i % 2 == 0 ? 2 : 1});
        EXPECT_EQ(all[i].matter, MatterId{5 - static_cast<std::int64_t>(i / 2)});
    }
    EXPECT_EQ(index->count(both, 100), 10);
    EXPECT_EQ(index->count(both, 7), 7);
}

TEST_P(SearchIndex, ForgetsTheTermsOfATextThatIsDropped)
{
    keep(1, "噪声 粉尘");
    keep(2, "噪声");
    index->drop(LogId{1}, MatterId{1});
    EXPECT_EQ(found(wanted("噪声")), Numbers{2});
    EXPECT_EQ(found(wanted("粉")), Numbers{});
    EXPECT_TRUE(index->is_whole());
    index->drop(LogId{1}, MatterId{1});
    index->drop(LogId{1}, MatterId{2});
    EXPECT_EQ(found(wanted("")), Numbers{});
}

TEST(SearchIndexOnSQLite, IsFoundToBeAnother)
{
    TemporaryFolder const folder;
    auto const connection =
        db::open(empty_database(db::Dialect::sqlite, folder), db::OpenMode::create);
    db::migrate(*connection, app::schema());
    auto const index = search::index_of(*connection);
    index->add({.log = LogId{1}, .matter = MatterId{1}, .words = "\n噪声"});
    EXPECT_TRUE(search::check_index(*connection).empty());
    connection->run_script("update search_text set words = '粉尘'");
    ASSERT_EQ(search::check_index(*connection).size(), 1U);
}

class SearchJourney : public JourneyTest {
protected:
    search::Page find(Question const& question)
    {
        search::SearchedLog const logs[] = {
            {test.may<search::ReadTexts>(),
             test.may<casefile::ReadCases>(),
             test.may<intake::ReadMatters>()}
        };
        return search::find(test.office().connection(), logs, question, {});
    }
};

TEST_P(SearchJourney, ErasedWordsAreFoundNoMore)
{
    receive(test, {report(1, mixing_plant), report(2, same_again), report(3, dyeing_works)});
    accept_and_merge();
    ASSERT_TRUE(test.run(intake::split(
        test.log(), {ReportId{2}, "模拟：还有一事", "模拟：样例村旁烧垃圾", "", "", {}}
    )));
    auto const split = find({.words = "垃圾"}).hits.at(0);
    EXPECT_EQ(split.report, ReportId{2});
    EXPECT_FALSE(split.in);
    EXPECT_EQ(find({.words = "搅拌站"}).count, 2);
    for (auto const seq : {Seq{1}, Seq{split.matter.get()}}) {
        ASSERT_TRUE(
            test.run(guard::erase_words(test.log(), {seq, guard::ErasureGround::reporter_asked}))
        );
    }
    auto const left = find({.words = "搅拌站"});
    ASSERT_EQ(left.hits.size(), 1U);
    EXPECT_EQ(left.hits[0].matter, MatterId{0});
    EXPECT_EQ(find({.words = "垃圾"}).count, 0);
    EXPECT_EQ(find({}).count, 2);
    EXPECT_TRUE(search::check_index(test.office().connection()).empty());
    expect_sound();
}

TEST_P(SearchJourney, ARebuildFindsTheSame)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works), report(3, same_again)});
    ASSERT_TRUE(
        test.run(guard::erase_words(test.log(), {Seq{1}, guard::ErasureGround::reporter_asked}))
    );
    auto& connection = test.office().connection();
    {
        db::Transaction transaction{connection};
        ledger::rebuild_rows(connection, app::folds(), [](auto) {});
        transaction.commit();
    }
    EXPECT_TRUE(search::check_index(connection).empty());
    EXPECT_EQ(find({.words = "搅拌站"}).count, 2);
    EXPECT_EQ(find({}).count, 2);
    expect_sound();
}

TEST_P(SearchJourney, AnOlderDatabaseGetsItsTexts)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works), report(3, same_again)});
    auto& connection = test.office().connection();
    search::index_of(connection)->clear();
    connection.run_script("delete from search_text");
    ASSERT_EQ(find({}).count, 0);
    for (int turn = 0; turn < 2; ++turn) {
        db::Transaction transaction{connection};
        search::fill(connection);
        transaction.commit();
    }
    EXPECT_TRUE(search::check_index(connection).empty());
    EXPECT_EQ(find({.words = "搅拌站"}).count, 2);
    EXPECT_EQ(find({}).count, 3);
    expect_sound();
}

TEST_P(SearchJourney, LooksInOneCase)
{
    receive(test, {report(1, mixing_plant), report(2, same_again), report(3, mixing_plant)});
    ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
    ASSERT_TRUE(test.run(merge::join(test.log(), {MatterId{1}, own_case(MatterId{0})})));
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_TRUE(test.run(merge::place(test.log(), {}, merge::make_desk())));
    ASSERT_TRUE(test.run(transfer::seal(test.log(), {first_day})));
    auto const number = file(own_case(MatterId{0})).number;
    auto const in_case = find({.words = "搅拌站 -盼答复", .case_number = number});
    ASSERT_FALSE(in_case.hits.empty());
    for (auto const& hit : in_case.hits) {
        EXPECT_EQ(hit.in, own_case(MatterId{0}));
        EXPECT_NE(hit.matter, MatterId{1});
    }
    EXPECT_EQ(find({.words = "盼答复", .case_number = number + "*"}).count, 1);
    EXPECT_EQ(find({.words = "", .case_number = "X2SD202108269999"}).count, 0);
    EXPECT_EQ(
        find({.words = "", .channel = Channel::visit, .case_number = number}).hits.size(), 0U
    );
}

ON_BOTH_DATABASES(SearchIndex);
ON_BOTH_DATABASES(SearchJourney);

} // namespace
} // namespace ducha::tests
