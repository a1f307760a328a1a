// The words of the pages: one flat catalogue a language, shared with the screens of the staff.
#pragma once

#include "base/refusal.h"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ducha::web {

enum class Language { zh, en };

/// `zh-CN` or `en`, for `lang`.
[[nodiscard]] constexpr std::string_view tag_of(Language language)
{
    return language == Language::zh ? "zh-CN" : "en";
}

/// The catalogue of one language, from web/catalogue/.
///
/// threads   immutable
class Words {
public:
    [[nodiscard]] static Words const& of(Language language);

    /// Precondition: the catalogue has the key. It lives as long as the program.
    [[nodiscard]] std::string_view operator()(std::string_view key) const;

    /// With each `{name}` replaced: not escaped, so it goes through `html` like any text.
    [[nodiscard]] std::string with(
        std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values
    ) const;

    [[nodiscard]] std::string const& operator()(Sentence const& sentence) const
    {
        return language_ == Language::zh ? sentence.zh : sentence.en;
    }

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] bool chinese() const { return language_ == Language::zh; }
    [[nodiscard]] std::map<std::string, std::string, std::less<>> const& all() const
    {
        return words_;
    }

private:
    explicit Words(Language language);

    Language language_;
    std::map<std::string, std::string, std::less<>> words_;
};

} // namespace ducha::web
