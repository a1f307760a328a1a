// Parts that several pages share.
#include "web/public/parts.h"

namespace ducha::web {

std::string clock_text(TimeOfDay time)
{
    auto const minutes = std::to_string(time.minutes % 60);
    return std::to_string(time.minutes / 60) + ":" + (minutes.size() < 2 ? "0" : "") + minutes;
}

Html section(std::string_view title, std::string_view text)
{
    return html("<h2>{}</h2>\n<p>{}</p>\n", title, text);
}

Html list_of(std::vector<std::string> const& items)
{
    Html list;
    for (auto const& item : items) {
        list += html("<li>{}</li>\n", item);
    }
    return html("<ul class=\"plain\">\n{}</ul>\n", list);
}

Html other_ways(Visit const& visit)
{
    auto const& desk = visit.desk;
    std::vector<std::string> ways{visit.words.with(
        "help.phone",
        {{"telephone", desk.telephone},
         {"from", clock_text(desk.from)},
         {"until", clock_text(desk.until)}}
    )};
    if (auto const& address = visit.words(desk.mailbox); !address.empty()) {
        ways.push_back(visit.words.with("help.letter", {{"mailbox", address}}));
    }
    return list_of(ways);
}

} // namespace ducha::web
