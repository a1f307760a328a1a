// The five pages as a state machine: what a posted page makes of a draft, and where it leads. Pure;
// a server finds the draft, calls, keeps what comes back, and shows or redirects.
//
//     where -> what -> evidence -> contact -> check -> sent
//
// Each page may be opened again once the pages before it are filled in; a change leads back to the
// check. Back keeps everything. Nothing is lost by a mistake.
#pragma once

#include "web/public/draft.h"
#include "web/public/visit.h"

#include <variant>

namespace ducha::web {

/// The fields of a posted page, decoded, in their order. Names may repeat.
using Form = std::vector<std::pair<std::string, std::string>>;

/// What is wrong with a field. Its sentence stands in the summary and beside the field, the same.
struct Problem {
    std::string_view field; ///< id of the input to go to
    std::string_view key;   ///< of the catalogue

    bool operator==(Problem const&) const = default;
};

/// Show this page, with what is wrong on it.
struct ShowStep {
    Step step = Step::where;
    std::vector<Problem> problems;

    bool operator==(ShowStep const&) const = default;
};

/// See other: the page of this step.
struct GoTo {
    Step step = Step::where;

    bool operator==(GoTo const&) const = default;
};

/// See other: the receipt; it was sent before.
struct GoToReceipt {
    bool operator==(GoToReceipt const&) const = default;
};

/// Everything is there: run `reporter::receive` on the log of `draft.object` with `draft.report()`.
struct Send {
    bool operator==(Send const&) const = default;
};

/// The page is of another form: say that the form has expired.
struct Expired {
    bool operator==(Expired const&) const = default;
};

using Next = std::variant<ShowStep, GoTo, GoToReceipt, Send, Expired>;

struct Turn {
    Draft draft; ///< keep this one, whatever comes next
    Next next;
};

/// A page that is asked for.
[[nodiscard]] Next open(Draft const& draft, Step step, Desk const& desk);

/// A page that is sent. What it says is kept, be it wrong, so that it can be mended.
///
/// form   its field `form` is the draft's token, else it is another's: Expired
[[nodiscard]] Turn post(Draft draft, Step step, Form const& form, Desk const& desk);

/// What is wrong with a text that is added to a report, or that tells of a threat; nothing where it
/// may go.
[[nodiscard]] std::optional<Problem> wrong_addition(std::string_view text);
[[nodiscard]] std::optional<Problem> wrong_threat(std::string_view text);

/// The only value of a field, trimmed, its line ends as `\n`; empty where there is none.
[[nodiscard]] std::string value_of(Form const& form, std::string_view name);

/// The address of a step's page.
[[nodiscard]] Path path_of(Step step);

/// The pollution types that the public form offers, in its order.
[[nodiscard]] std::span<intake::Type const> offered_types();

} // namespace ducha::web
