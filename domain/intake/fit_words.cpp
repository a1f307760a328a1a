// What people wrote, on its way into the record.
#include "domain/intake/fit_words.h"

#include "base/text.h"

#include "domain/intake/intake_refusals.h"
#include "domain/intake/redaction.h"

#include <algorithm>

namespace ducha::intake {
namespace {

constexpr std::size_t longest_own_id = 64;
constexpr std::size_t most_characters = 20'000;

std::optional<Refusal> zero_in(std::string_view text, std::string_view field)
{
    if (!text.contains('\0')) {
        return std::nullopt;
    }
    return refuse(
               refusals,
               IntakeRefusal::zero_character,
               "a character 0",
               "text without it",
               std::string{field}
    )
        .error();
}

std::optional<Refusal> too_long(std::size_t length, std::size_t most, std::string_view field)
{
    if (length <= most) {
        return std::nullopt;
    }
    return refuse(
               refusals,
               IntakeRefusal::too_long,
               std::to_string(length) + " characters",
               "at most " + std::to_string(most),
               std::string{field}
    )
        .error();
}

bool may_stand_in_an_id(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
        std::string_view{"_./-"}.contains(c);
}

} // namespace

Result<MatterWords> fit_words(MatterWords const& given, std::string_view name)
{
    std::pair<std::string_view, std::string_view> const texts[] = {
        {"title", given.title},
        {"text", given.text},
        {"place", given.place},
        {"enterprise", given.enterprise},
    };
    std::size_t length = 0;
    for (auto const& [field, text] : texts) {
        if (auto zero = zero_in(text, field)) {
            return std::unexpected{std::move(*zero)};
        }
        length += length_in_code_points(text);
    }
    if (trimmed(given.text).empty() && trimmed(given.title).empty()) {
        return refuse(refusals, IntakeRefusal::no_words, {}, {}, "text");
    }
    if (auto longer = too_long(length, most_characters, "text")) {
        return std::unexpected{std::move(*longer)};
    }
    auto const clean = [&](std::string_view text) {
        return without_identifiers(trimmed(text), name);
    };
    return MatterWords{
        .title = clean(given.title),
        .text = clean(given.text),
        .place = clean(given.place),
        .enterprise = clean(given.enterprise),
    };
}

Result<std::string> free_text(std::string_view text, std::string_view field, std::size_t most)
{
    if (auto zero = zero_in(text, field)) {
        return std::unexpected{std::move(*zero)};
    }
    if (auto longer = too_long(length_in_code_points(text), most, field)) {
        return std::unexpected{std::move(*longer)};
    }
    return without_identifiers(trimmed(text), {});
}

std::optional<Refusal> own_id_flaw(std::string_view own_id, std::string_view name)
{
    auto const say = [](IntakeRefusal reason, std::string found, std::string expected) {
        return refuse(refusals, reason, std::move(found), std::move(expected), "id").error();
    };
    if (auto zero = zero_in(own_id, "id")) {
        return zero;
    }
    if (trimmed(own_id).empty()) {
        return say(IntakeRefusal::own_id_missing, {}, {});
    }
    auto const length = length_in_code_points(own_id);
    if (length > longest_own_id) {
        return say(
            IntakeRefusal::own_id_too_long,
            std::to_string(length) + " characters",
            "at most " + std::to_string(longest_own_id)
        );
    }
    auto const bare = trimmed(own_id);
    if (auto const* const odd = std::ranges::find_if_not(bare, may_stand_in_an_id);
        odd != bare.end()) {
        auto const before = bare.substr(0, static_cast<std::size_t>(odd - bare.begin()));
        return say(
            IntakeRefusal::own_id_odd,
            "another character in place " + std::to_string(before.size() + 1),
            "A to Z, a to z, 0 to 9 and . _ / -"
        );
    }
    auto const clean = without_identifiers(bare, name);
    for (auto const* const mark : {"【电话】", "【身份证】", "【账号】", "【姓名】"}) {
        if (clean.contains(mark)) {
            return say(IntakeRefusal::own_id_personal, mark, "a number of the report's own");
        }
    }
    return std::nullopt;
}

} // namespace ducha::intake
