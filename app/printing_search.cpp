// What people and machines read of a search.
#include "app/printing_search.h"

#include "platform/json/text.h"

#include "domain/casefile/number.h"

#include "app/marking.h"

#include <fmt/format.h>

#include <algorithm>

namespace ducha::app {
namespace {

/// The marks that lie in the piece, counted from its beginning.
std::vector<neardup::Span> marks_in_piece(search::Excerpt const& excerpt)
{
    std::vector<neardup::Span> spans;
    auto const end = excerpt.offset + excerpt.text.size();
    for (auto const& mark : excerpt.marks) {
        auto const last = std::min(mark.offset + mark.length, end);
        if (mark.offset < last) {
            spans.push_back({mark.offset - excerpt.offset, last - mark.offset});
        }
    }
    return spans;
}

std::string hit_as_text(NamedHit const& named, Marks const& marks, bool chinese)
{
    auto const& excerpt = named.hit.excerpt;
    auto const& field = code_row(excerpt.field);
    return fmt::format(
        "\n{}  {}  {}  {}\n    {}{}{}{}{}",
        to_text(named.hit.day),
        named.object,
        named.report,
        casefile::grouped(named.case_number),
        chinese ? field.zh : field.en,
        chinese ? "：" : ": ",
        excerpt.offset > 0 ? "…" : "",
        marked(excerpt.text, marks_in_piece(excerpt), marks),
        excerpt.ends_early ? "…" : ""
    );
}

std::string hit_as_json(NamedHit const& named)
{
    auto const& hit = named.hit;
    std::vector<std::string> marks;
    for (auto const& mark : hit.excerpt.marks) {
        marks.push_back(fmt::format("[{},{}]", mark.offset, mark.length));
    }
    json::ObjectText row;
    row.put("object", json::quoted(named.object));
    row.put("report", json::quoted(named.report));
    row.put("matter", std::to_string(hit.matter.get()));
    row.put("case", hit.in ? std::to_string(hit.in->get()) : "null");
    row.put("case_number", json::quoted(named.case_number));
    row.put("day", json::quoted(to_text(hit.day)));
    row.put("field", json::quoted(code(hit.excerpt.field)));
    row.put("excerpt", json::quoted(hit.excerpt.text));
    row.put("offset", std::to_string(hit.excerpt.offset));
    row.put("marks", json::array_text(marks));
    return row.take();
}

std::string as_json(search::Page const& page, std::vector<NamedHit> const& hits)
{
    std::vector<std::string> rows;
    for (auto const& named : hits) {
        rows.push_back(hit_as_json(named));
    }
    json::ObjectText object;
    object.put("count", page.count ? std::to_string(*page.count) : "null");
    object.put("counted_all", page.counted_all ? "true" : "false");
    object.put("next", page.next ? json::quoted(to_text(*page.next)) : "null");
    object.put("hits", json::array_text(rows));
    return object.take();
}

} // namespace

std::string print_search(
    search::Page const& page, std::vector<NamedHit> const& hits, Arguments const& arguments
)
{
    if (arguments.json) {
        return as_json(page, hits);
    }
    bool const chinese = arguments.chinese;
    std::string text;
    if (page.count) {
        text = fmt::format(
            fmt::runtime(chinese ? "共 {}{} 条" : "{}{} found"),
            *page.count,
            page.counted_all ? "" : "+"
        );
    }
    auto const marks = marks_of_output();
    for (auto const& named : hits) {
        text += hit_as_text(named, marks, chinese);
    }
    if (page.next) {
        text += fmt::format("\n{} --after {}", chinese ? "下一页" : "more:", to_text(*page.next));
    }
    return text;
}

} // namespace ducha::app
