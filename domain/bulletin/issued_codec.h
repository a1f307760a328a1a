// How figures and issued bulletins are spelled in JSON. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"

#include "domain/bulletin/issued.h"
#include "domain/inspection/counting_codec.h"

namespace ducha::bulletin {

/// A map, as a list of names and numbers.
struct NamedAmount {
    std::string name;
    std::int64_t amount = 0;
};

template <class Fields>
void describe(Fields& fields, NamedAmount& amount)
{
    fields.field("name", amount.name);
    fields.field("amount", amount.amount);
}

template <class Fields>
void describe_sums(Fields& fields, std::string_view name, Sums& sums)
{
    std::vector<NamedAmount> list;
    for (auto const& [measure, amount] : sums) {
        list.push_back({measure, amount});
    }
    fields.field(name, list);
    sums.clear();
    for (auto const& [measure, amount] : list) {
        sums[measure] = amount;
    }
}

template <class Fields>
void describe(Fields& fields, Row& row)
{
    fields.field("object", row.object);
    describe_sums(fields, "sums", row.sums);
}

template <class Fields>
void describe(Fields& fields, Figures& figures)
{
    fields.field("rows", figures.rows);
    describe_sums(fields, "total", figures.total);
    describe_sums(fields, "types", figures.types);
}

template <class Fields>
void describe(Fields& fields, LogMark& mark)
{
    fields.field("object", mark.object);
    fields.field("log", mark.log);
    fields.field("size", mark.size);
    fields.field("root", mark.root);
}

template <class Fields>
void describe(Fields& fields, BulletinIssued& event)
{
    fields.field("inspection", event.inspection);
    fields.field("number", event.number);
    fields.field("as_of", event.as_of);
    fields.field("rules", event.rules);
    fields.field("corrects", event.corrects);
    fields.field("logs", event.logs);
    fields.field("figures", event.figures);
    fields.word("why", event.why);
}

} // namespace ducha::bulletin
