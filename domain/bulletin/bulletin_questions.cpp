// What can be asked of 进展情况 by name.
#include "domain/bulletin/bulletin_questions.h"

#include "domain/bulletin/issued_codec.h"
#include "domain/guard/named_question.h"

#include <algorithm>

namespace ducha::bulletin {

template <class Fields>
void describe(Fields& fields, Line& line)
{
    Sums sums{line.sums.begin(), line.sums.end()};
    fields.field("group", line.group);
    describe_sums(fields, "sums", sums);
}

namespace {

struct AskForCounts {
    std::optional<Instant> as_of; ///< none: now
    std::optional<Instant> known_at;
    std::optional<Grouping> by;
};

template <class Fields>
void describe(Fields& fields, AskForCounts& question)
{
    fields.field("as_of", question.as_of);
    fields.field("known_at", question.known_at);
    fields.field("by", question.by);
}

/// Counts and what they are of.
struct Counts {
    Instant as_of;
    std::vector<std::string> objects; ///< those that the asker may count
    std::vector<Line> lines;
};

template <class Fields>
void describe(Fields& fields, Counts& counts)
{
    fields.field("as_of", counts.as_of);
    fields.field("objects", counts.objects);
    fields.field("lines", counts.lines);
}

struct AskForBulletin {
    std::int64_t number = 0;
};

template <class Fields>
void describe(Fields& fields, AskForBulletin& question)
{
    fields.field("number", question.number);
}

/// A bulletin, its words included: who may read it may read why it was corrected.
struct Shown {
    BulletinIssued bulletin;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    auto& bulletin = shown.bulletin;
    fields.field("inspection", bulletin.inspection);
    fields.field("number", bulletin.number);
    fields.field("as_of", bulletin.as_of);
    fields.field("rules", bulletin.rules);
    fields.field("corrects", bulletin.corrects);
    fields.field("logs", bulletin.logs);
    fields.field("figures", bulletin.figures);
    fields.field("why", bulletin.why);
}

/// The objects of the inspection that the asker may count.
Result<std::vector<Counted>> counted(guard::Inquiry const& inquiry)
{
    auto const settings = inquiry.permissions.authorize<inspection::ReadInspections>(office_log);
    if (!settings) {
        return std::unexpected{settings.error()};
    }
    auto const all = inspection::load_all(inquiry.connection, *settings);
    auto const chosen = inspection::choose(all, inquiry.inspection);
    if (!chosen) {
        return std::unexpected{chosen.error()};
    }
    std::vector<Counted> objects;
    std::optional<Refusal> refusal;
    for (auto const& object : chosen->objects) {
        auto const may = inquiry.permissions.authorize<ReadCounts>(object.log);
        if (may) {
            objects.push_back({object.code, *may});
        } else if (!refusal) {
            refusal = may.error();
        }
    }
    if (objects.empty() && refusal) {
        return std::unexpected{*refusal};
    }
    return objects;
}

Result<Counts> show_counts(guard::Inquiry const& inquiry, AskForCounts const& question)
{
    auto const objects = counted(inquiry);
    if (!objects) {
        return std::unexpected{objects.error()};
    }
    Counts counts{.as_of = question.as_of.value_or(inquiry.now), .objects = {}, .lines = {}};
    std::ranges::transform(*objects, std::back_inserter(counts.objects), &Counted::object);
    counts.lines = count(
        inquiry.connection,
        *objects,
        {.as_of = counts.as_of,
         .known_at = question.known_at,
         .by = question.by.value_or(Grouping::none)}
    );
    return counts;
}

Result<guard::Page<Shown>> list(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize<ReadBulletins>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    guard::Page<Shown> page;
    for (auto& bulletin : issued(inquiry.connection, *may, inquiry.inspection)) {
        page.items.push_back({std::move(bulletin)});
    }
    return page;
}

Result<Shown> show(guard::Inquiry const& inquiry, AskForBulletin const& question)
{
    auto const may = inquiry.permissions.authorize<ReadBulletins>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto bulletin = choose_issued(inquiry.connection, *may, inquiry.inspection, question.number);
    if (!bulletin) {
        return std::unexpected{bulletin.error()};
    }
    return Shown{std::move(*bulletin)};
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {
        {
            .name = "count",
            .about = guard::About::inspection,
            .path = "counts",
            .zh = "截至任一时刻的统计",
            .en = "counts as of any instant",
            .answerer = guard::answers<AskForCounts, Counts>(show_counts),
        },
        {
            .name = "list_bulletins",
            .about = guard::About::inspection,
            .path = "bulletins",
            .zh = "已发布的通报",
            .en = "the bulletins that were issued",
            .answerer = guard::answers<guard::AskForAll, guard::Page<Shown>>(list),
            .is_list = true,
            .is_public = true,
        },
        {
            .name = "read_bulletin",
            .about = guard::About::inspection,
            .path = "bulletins/{number}",
            .zh = "一期通报",
            .en = "one bulletin",
            .answerer = guard::answers<AskForBulletin, Shown>(show),
            .is_public = true,
        },
    };
}

} // namespace ducha::bulletin
