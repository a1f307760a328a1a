// What a bulletin is counted with.
#include "domain/bulletin/tally.h"

namespace ducha::bulletin {

Counter Tally::counter(db::Connection& connection, std::vector<Counted> const& objects)
{
    for (auto const& object : objects) {
        by_channel_.catch_up(connection, object.may);
        by_type_.catch_up(connection, object.may);
    }
    return [this](std::vector<Counted> const& of, Question const& question) {
        auto const& rollup = question.by == Grouping::type ? by_type_ : by_channel_;
        return rollup.count(of, question);
    };
}

void Tally::forget()
{
    by_channel_ = Rollup{Grouping::channel};
    by_type_ = Rollup{Grouping::type};
}

} // namespace ducha::bulletin
