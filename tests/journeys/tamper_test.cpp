// Someone who may write to the database, but lacks the signing key and one saved head.
#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

/// Each is what such a person would do, as SQL on the file. Clause L21-14.
struct Tampering {
    char const* name;
    char const* sql;
};

constexpr Tampering tamperings[] = {
    {"Changed", "update event set actor = 'other' where log_id = 1 and seq = 2"},
    {"Removed", "delete from event where log_id = 1 and seq = 2"},
    {"Swapped",
     "update event set seq = case seq when 1 then -2 else -1 end"
     " where log_id = 1 and seq in (1, 2);"
     "update event set seq = -seq where seq < 0"},
    {"Inserted",
     "insert into event select log_id, 99, 99, type, version, occurred,"
     " recorded + 1000000, actor, rules, body, commitment from event"
     " where log_id = 1 and seq = 2"},
    {"WordsChanged", "update event_words set words = '{}' where log_id = 1 and seq = 1"},
    {"WordsRemoved", "delete from event_words where log_id = 1 and seq = 1"},
    {"HeadsRemoved", "delete from signed_head where log_id = 1"},
    {"TilesChanged", "update tile set hashes = zeroblob(32) where log_id = 1 and level = 0"},
};

class Tampered : public testing::TestWithParam<Tampering> {
protected:
    TestOffice test{db::Dialect::sqlite};

    void tamper(std::string_view sql)
    {
        test.office().connection().run_script(
            "drop trigger event_is_final; drop trigger event_stays;"
            "drop trigger words_are_final; drop trigger head_is_final; drop trigger head_stays;"
        );
        test.office().connection().run_script(sql);
    }
};

// clause L21-14
TEST_P(Tampered, IsFoundByVerify)
{
    receive(
        test,
        {report(1, "模拟举报：噪声扰民"),
         report(2, "模拟举报：河水发红"),
         report(3, "模拟举报：粉尘很大")}
    );
    ASSERT_TRUE(test.verify().empty());
    tamper(GetParam().sql);
    EXPECT_FALSE(test.verify().empty());
}

INSTANTIATE_TEST_SUITE_P(
    EachKind,
    Tampered,
    testing::ValuesIn(tamperings),
    [](auto const& instance) { return std::string{instance.param.name}; }
);

TEST(TamperedRows, AChangedRowIsFoundByRebuild)
{
    TestOffice test{db::Dialect::sqlite};
    receive(test, {report(1, "模拟举报：噪声扰民")});
    ASSERT_TRUE(test.check_rows().empty());
    test.office().connection().run_script("update matter set title = '改' where log_id = 1");
    EXPECT_FALSE(test.check_rows().empty());
    EXPECT_TRUE(test.verify().empty());
}

TEST(TruncatedLog, IsFoundWithASavedHeadOnly)
{
    TestOffice test{db::Dialect::sqlite};
    receive(test, {report(1, "模拟举报：噪声扰民")});
    ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
    auto const saved = ledger::latest_head(test.office().connection(), test.log());
    ASSERT_TRUE(test.verify({*saved}).empty());
    test.office().connection().run_script("drop trigger event_stays; drop trigger head_stays;"
                                          "delete from event where log_id = 1 and seq >= 1;"
                                          "delete from signed_head where log_id = 1 and size > 1");
    EXPECT_FALSE(test.verify({*saved}).empty());
}

} // namespace
} // namespace ducha::tests
