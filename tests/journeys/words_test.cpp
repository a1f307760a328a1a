// What people wrote: taken in whole, kept without identifiers, on both databases.
#include "platform/trouble.h"

#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

class Words : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};
};

// A text that is cut where nobody sees it is worse than one that is refused.
TEST_P(Words, NoTextIsCutAtACharacterZero)
{
    using namespace std::string_literals;
    auto& connection = test.office().connection();
    db::Query const echo{"test/echo", "select cast($1 as text) as echo"};
    auto const whole = "a\0b"s;
    if (GetParam() == db::Dialect::postgres) {
        EXPECT_THROW(static_cast<void>(connection.text(echo, {whole})), Trouble);
    } else {
        EXPECT_EQ(connection.text(echo, {whole}), whole);
    }
    EXPECT_EQ(connection.text(echo, {"ab"}), "ab");
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Words,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
