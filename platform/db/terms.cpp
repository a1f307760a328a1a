// The terms of a text.
#include "platform/db/terms.h"

#include "base/text.h"

namespace ducha::db {
namespace {

bool makes_pairs(char32_t c)
{
    return c != U'\n' && (c < 0xE000 || c > 0xF8FF);
}

} // namespace

void each_term(std::string_view text, std::function<void(Term const&)> const& visitor)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const one = code_point_at(text, at);
        auto const next = at + one.length;
        bool pair = false;
        if (makes_pairs(one.value) && next < text.size()) {
            auto const second = code_point_at(text, next);
            pair = makes_pairs(second.value);
            if (pair) {
                visitor({text.substr(at, one.length + second.length), false});
            }
        }
        if (one.value != U'\n') {
            visitor({text.substr(at, one.length), pair});
        }
        at = next;
    }
}

void each_asked_term(std::string_view text, std::function<void(std::string_view)> const& visitor)
{
    std::size_t pairs = 0;
    each_term(text, [&](Term const& term) {
        if (term.text.size() > code_point_at(term.text, 0).length) {
            ++pairs;
            visitor(term.text);
        }
    });
    if (pairs == 0) {
        each_term(text, [&](Term const& term) { visitor(term.text); });
    }
}

} // namespace ducha::db
