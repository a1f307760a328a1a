// The fields of the forms: label, hint, message and input, tied together. Inside of the pages.
#pragma once

#include "web/public/flow.h"

namespace ducha::web {

/// What the fields of one page share.
struct FormPage {
    Words const& words;
    std::vector<Problem> const& problems;

    /// The key of what is wrong with a field; empty where nothing is.
    [[nodiscard]] std::string_view problem_of(std::string_view id) const;
};

/// How a text is asked for.
enum class Input { line, telephone, code, text, short_text };

struct TextField {
    std::string_view id; ///< and name
    std::string_view label;
    std::string_view hint; ///< may be empty
    std::string value;
    Input input = Input::line;
    bool optional = false;
};

[[nodiscard]] Html text_field(FormPage const& page, TextField const& field);

/// One of several choices, or one that is ticked.
struct Choice {
    std::string id;
    std::string_view value;
    std::string_view label;
    std::string_view hint = {};
    bool chosen = false;
};

/// several   boxes instead of circles
struct ChoiceField {
    std::string_view name;
    std::string_view legend;
    std::string_view hint;
    std::vector<Choice> choices;
    bool several = false;
};

/// Its problem, if any, is that of its first choice.
[[nodiscard]] Html choice_field(FormPage const& page, ChoiceField const& field);

/// The list of what is wrong, with a way to each place; nothing where nothing is. It comes before
/// all else on the page and is the first thing that is read out.
[[nodiscard]] Html summary_of(FormPage const& page);

[[nodiscard]] Html hidden(std::string_view name, std::string_view value);

} // namespace ducha::web
