// Canaries: passwords, secrets of authenticators and tokens lie nowhere in clear. In the files of
// SQLite, in every row of PostgreSQL, in what is exported.
#include "base/text.h"

#include "tests/staff/staff_office.h"

#include <deque>
#include <fstream>
#include <sstream>

namespace ducha::tests {
namespace {

class Canaries : public StaffTest {
protected:
    staff::PersonId li = admit_with_password("canary.login", {role("inspector")});

    /// All that a thief of the database has.
    std::string all_that_is_stored()
    {
        auto const path = db::sqlite_path(test.address().database);
        if (path.empty()) {
            return every_row();
        }
        std::string bytes;
        for (auto const* const ending : {"", "-wal", "-shm"}) {
            std::ifstream stream{path + ending, std::ios::binary};
            std::ostringstream text;
            text << stream.rdbuf();
            bytes += text.str();
        }
        return bytes;
    }
    /// What an auditor is given, with its words.
    std::string exported()
    {
        std::string all;
        auto& connection = test.office().connection();
        auto const size = ledger::state_of(connection, office_log, false).size;
        for (auto const& event : ledger::read_events(connection, office_log, Seq{0}, size)) {
            all += ledger::leaf_text(event, "ducha/office") + event.words.value_or("");
        }
        return all;
    }

private:
    std::string every_row()
    {
        auto& connection = test.office().connection();
        std::vector<std::string> tables;
        connection.each(
            {"test/tables", "select tablename from pg_tables where schemaname = current_schema()"},
            {},
            [&](db::Row const& row) { tables.emplace_back(row.text(0)); }
        );
        std::string all;
        for (auto const& table : tables) {
            // The connection remembers queries by name, so that names and texts have to stay.
            auto const& name = kept_.emplace_back("test/rows of " + table);
            auto const& sql = kept_.emplace_back("select t::text from " + table + " t");
            connection.each({name, sql}, {}, [&](db::Row const& row) {
                all += std::string{row.text(0)} + "\n";
            });
        }
        return all;
    }

    std::deque<std::string> kept_;
};

/// A secret as it might be found: as it is, and spelled in hexadecimal, base64 and base32.
std::vector<std::string> spellings(std::string_view canary)
{
    auto const bytes = bytes_of(canary);
    auto base64 = to_base64(bytes);
    base64.resize(base64.find_last_not_of('=')); // the last letter depends on what follows
    return {std::string{canary}, to_hex(bytes), base64, identity::to_base32(bytes)};
}

TEST_P(Canaries, LieNowhereInClear)
{
    std::vector<std::string> canaries{good_password, other_password, "a-wrong-canary-password"};
    auto const keep = [&](identity::Secret const& token) { canaries.emplace_back(token.text()); };
    auto const session = sign_in("canary.login");
    ASSERT_TRUE(session);
    keep(session->token);
    static_cast<void>(sign_in("canary.login", canaries[2]));
    static_cast<void>(sign_in("canary.login.mistyped", canaries[2]));
    auto const key = staff::add_key(entrance, keeping(li), {.title = "模拟接口"});
    ASSERT_TRUE(key);
    keep(key->token);
    auto const authenticator = staff::give_authenticator(entrance, keeping(li));
    ASSERT_TRUE(authenticator);
    canaries.emplace_back(text_of(*authenticator));
    canaries.emplace_back("canary.login.mistyped");
    canaries.emplace_back(at_the_office);
    ASSERT_TRUE(staff::set_password(entrance, keeping(li), secret(other_password)));

    auto const stored = all_that_is_stored();
    auto const shown = exported();
    ASSERT_TRUE(stored.contains("canary.login")) << "the search finds what is there";
    ASSERT_TRUE(stored.contains("$argon2id$"));
    ASSERT_TRUE(shown.contains("canary.login"));
    for (auto const& canary : canaries) {
        for (auto const& spelling : spellings(canary)) {
            EXPECT_FALSE(stored.contains(spelling)) << spelling;
            EXPECT_FALSE(shown.contains(spelling)) << spelling;
        }
    }
    EXPECT_FALSE(shown.contains("argon2"));
    EXPECT_FALSE(shown.contains(key->key.name));
}

ON_BOTH_DATABASES(Canaries);

} // namespace
} // namespace ducha::tests
