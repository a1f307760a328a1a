// docs/permissions.md: the table of permissions as a page for the people of the office, in both
// languages. Written by the table itself; the test compares.
#include "app/rooms.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace ducha::tests {
namespace {

using identity::ActRules;
using identity::Rule;

constexpr auto* path = DUCHA_SOURCE_DIR "/docs/permissions.md";

enum class Language { zh, en };

/// What a page says in its language.
struct Wording {
    Language language;
    std::string_view title;
    std::string_view head;
    std::string_view everywhere;
    std::string_view nobody;
    std::string_view every_state;
    std::string_view approved_by;
    std::string_view other_unit;
    std::string_view prove;
    std::string_view comma;
};

constexpr Wording zh{
    Language::zh,
    "## 中文",
    "| 行为或查询 | 谁 | 哪些单位的 | 处于何种状态 | 看到什么 | 条件 |",
    "未列出的一律不允许。“本机操作员”（命令行）可做一切，无须另一人批准，台账注明其身份未经验证。"
    "人人同时是公众。互相排斥的角色由一人兼任时，什么都不允许。",
    "以下角色目前没有任何权限，其业务尚未建成：",
    "任何",
    "须批准：",
    "（不同单位）",
    "5 分钟内验证身份",
    "、",
};

constexpr Wording en{
    Language::en,
    "## English",
    "| act or question | who | of which units | in which states | sees | on condition |",
    "What is not listed is not allowed. The local operator (the command line) may do everything, "
    "without a second person, and the ledger says that his name was not proved. Everyone is a "
    "citizen too. Who holds roles that exclude each other may do nothing.",
    "These roles may do nothing yet, as what they are for is not built: ",
    "any",
    "approved by ",
    " (of another unit)",
    "proof within 5 minutes",
    ", ",
};

template <class Enum>
std::string names(Set<Enum> set, Wording const& wording)
{
    std::string text;
    for (auto const& row : Codes<Enum>::table) {
        if (set.contains(row.value)) {
            text += text.empty() ? "" : wording.comma;
            text += wording.language == Language::zh ? row.zh : row.en;
        }
    }
    return text;
}

std::string conditions(Rule const& rule, Wording const& wording)
{
    std::string text;
    if (!rule.second.empty()) {
        text += std::string{wording.approved_by} + names(rule.second, wording) +
            std::string{rule.other_unit ? wording.other_unit : ""};
    }
    if (rule.reauthenticate) {
        text += (text.empty() ? "" : "; ") + std::string{wording.prove};
    }
    return text;
}

std::string row(ActRules const& act, Rule const& rule, Wording const& wording)
{
    auto const name = wording.language == Language::zh ? act.zh : act.en;
    auto const states = rule.states == identity::States::all() ? std::string{wording.every_state}
                                                               : names(rule.states, wording);
    return "| " + std::string{name} + " `" + std::string{act.act} + "` | " +
        names(rule.roles, wording) + " | " + names(rule.units, wording) + " | " + states + " | " +
        names(rule.sees, wording) + " | " + conditions(rule, wording) + " |\n";
}

std::string page_in(identity::Policy const& policy, Wording const& wording)
{
    auto text = std::string{wording.title} + "\n\n" + std::string{wording.everywhere} + "\n\n" +
        std::string{wording.head} + "\n|---|---|---|---|---|---|\n";
    identity::Roles idle = identity::Roles::all() - identity::Roles{identity::Role::local_operator};
    for (auto const& act : policy.acts()) {
        for (auto const& rule : act.rules) {
            text += row(act, rule, wording);
            idle = idle - rule.roles - rule.second;
        }
    }
    text += "\n" + std::string{wording.nobody} + names(idle, wording) + "\n\n";
    for (auto const& [one, other] : identity::exclusions) {
        text += "- " + names(one, wording) + " ⊘ " + names(other, wording) + "\n";
    }
    return text;
}

TEST(ThePageOfPermissions, IsWhatTheTableSays)
{
    auto const text = "# Permissions 权限\n\nWritten by the table of permissions; a test compares. "
                      "⊘: nobody holds both 不得兼任.\n\n" +
        page_in(app::policy(), zh) + "\n" + page_in(app::policy(), en);
    if (std::getenv("DUCHA_WRITE") != nullptr) {
        std::ofstream{path} << text;
    }
    std::ifstream file{path};
    std::ostringstream there;
    there << file.rdbuf();
    EXPECT_EQ(there.str(), text) << "if this is meant: DUCHA_WRITE=1 build/dev/tests/policy_test";
}

} // namespace
} // namespace ducha::tests
