// What can be asked of lists of matters by name.
#include "domain/intake/list_questions.h"

namespace ducha::intake {
namespace {

/// The filters of a list, each with codes or values separated by commas where there may be several.
struct Filters {
    std::optional<std::string> inspection;
    std::optional<std::string> object;
    std::optional<std::string> region;
    std::optional<std::vector<MatterState>> states;
    std::optional<std::vector<Channel>> channels;
    std::optional<std::vector<Type>> types;
    std::optional<std::vector<ReportKind>> kinds;
    std::optional<bool> urgent;
    std::optional<Day> from;
    std::optional<Day> until;

    [[nodiscard]] Wanted wanted() const
    {
        return {
            .where = {inspection, object, region},
            .states = states.value_or(std::vector<MatterState>{}),
            .channels = channels.value_or(std::vector<Channel>{}),
            .types = types.value_or(std::vector<Type>{}),
            .kinds = kinds.value_or(std::vector<ReportKind>{}),
            .urgent = urgent,
            .from = from,
            .until = until,
        };
    }
};

struct AskForMatters {
    Filters filters;
    std::optional<guard::Order> order;
    guard::AskForPage page;
};

template <class Fields>
void describe(Fields& fields, AskForMatters& question)
{
    auto& filters = question.filters;
    fields.field("inspection", filters.inspection);
    fields.field("object", filters.object);
    fields.field("region", filters.region);
    fields.field("state", filters.states);
    fields.field("channel", filters.channels);
    fields.field("type", filters.types);
    fields.field("kind", filters.kinds);
    fields.field("urgent", filters.urgent);
    fields.field("received_from", filters.from);
    fields.field("received_until", filters.until);
    fields.field("order", question.order);
    describe(fields, question.page);
}

Result<guard::CountedPage<ShownMatter>>
list(guard::Inquiry const& inquiry, AskForMatters const& question)
{
    Wish wish{
        .wanted = question.filters.wanted(),
        .order = question.order.value_or(guard::Order::newest),
        .after = {},
        .most = guard::page_size(question.page.limit),
    };
    auto const may = inquiry.permissions.authorize_all<ReadMatters>();
    guard::CountedPage<ShownMatter> page;
    if (question.page.after) {
        auto const cursor = guard::cursor_of(question.page.after);
        if (!cursor) {
            return std::unexpected{cursor.error()};
        }
        wish.after = position_of(inquiry.connection, LogId{cursor->log}, MatterId{cursor->thing});
        if (!wish.after) {
            return std::unexpected{guard::bad_cursor(*question.page.after)};
        }
    } else {
        page.count = count_matters(inquiry.connection, may, wish.wanted);
    }
    auto portion = list_matters(inquiry.connection, may, wish);
    page.items = std::move(portion.items);
    if (portion.next) {
        page.next = guard::to_text({portion.next->log.get(), portion.next->thing});
    }
    return page;
}

struct StateCount {
    MatterState state = MatterState::undecided;
    guard::Count count;
};

template <class Fields>
void describe(Fields& fields, StateCount& count)
{
    fields.field("state", count.state);
    fields.field("count", count.count.amount);
    fields.field("counted_all", count.count.is_all);
}

/// How many came in by one channel.
struct ChannelCount {
    Channel channel = Channel::call;
    guard::Count undecided;
    guard::Count received_today;
};

template <class Fields>
void describe(Fields& fields, ChannelCount& count)
{
    fields.field("channel", count.channel);
    fields.field("undecided", count.undecided);
    fields.field("received_today", count.received_today);
}

/// What the counters of a screen say of one object's matters.
struct ShownCounters {
    std::vector<StateCount> states;
    guard::Count urgent; ///< of the accepted ones
    guard::Count received_today;
};

template <class Fields>
void describe(Fields& fields, ShownCounters& shown)
{
    fields.field("states", shown.states);
    fields.field("urgent", shown.urgent);
    fields.field("received_today", shown.received_today);
}

struct ShownChannels {
    std::vector<ChannelCount> channels;
};

template <class Fields>
void describe(Fields& fields, ShownChannels& shown)
{
    fields.field("channels", shown.channels);
}

/// All matters of the object that is asked about.
Wanted of_object(guard::Inquiry const& inquiry)
{
    auto const place = inspection::place_of(inquiry.connection, inquiry.log);
    Wanted all;
    all.where = {.inspection = place.inspection, .object = place.object, .region = {}};
    return all;
}

Wanted received_today(Wanted all, Instant now)
{
    all.from = office_day(now);
    all.until = all.from;
    return all;
}

Result<ShownCounters> count(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    if (auto const may = inquiry.permissions.authorize<ReadMatters>(inquiry.log); !may) {
        return std::unexpected{may.error()};
    }
    auto const may = inquiry.permissions.authorize_all<ReadMatters>();
    auto const all = of_object(inquiry);
    ShownCounters shown;
    for (auto const& row : Codes<MatterState>::table) {
        auto of_state = all;
        of_state.states = {row.value};
        shown.states.push_back({row.value, count_matters(inquiry.connection, may, of_state)});
    }
    auto urgent = all;
    urgent.states = {MatterState::accepted};
    urgent.urgent = true;
    shown.urgent = count_matters(inquiry.connection, may, urgent);
    auto const today = received_today(all, inquiry.now);
    shown.received_today = count_matters(inquiry.connection, may, today);
    return shown;
}

/// Apart from the other counters: each report's channel is looked up row by row.
Result<ShownChannels>
count_by_channel(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    if (auto const may = inquiry.permissions.authorize<ReadMatters>(inquiry.log); !may) {
        return std::unexpected{may.error()};
    }
    auto const may = inquiry.permissions.authorize_all<ReadMatters>();
    auto undecided = of_object(inquiry);
    auto today = received_today(undecided, inquiry.now);
    undecided.states = {MatterState::undecided};
    ShownChannels shown;
    for (auto const& row : Codes<Channel>::table) {
        undecided.channels = {row.value};
        today.channels = {row.value};
        shown.channels.push_back(
            {row.value,
             count_matters(inquiry.connection, may, undecided),
             count_matters(inquiry.connection, may, today)}
        );
    }
    return shown;
}

} // namespace

std::vector<guard::NamedQuestion> questions_of_lists()
{
    return {
        {
            .name = "list_matters",
            .about = guard::About::office,
            .path = "matters",
            .zh = "反映问题，新的在前；可按状态、渠道、类型、日期等筛选",
            .en = "matters, the newest first, by state, channel, type, day and so on",
            .answerer = guard::answers<AskForMatters, guard::CountedPage<ShownMatter>>(list),
            .is_list = true,
        },
        {
            .name = "count_matters",
            .about = guard::About::object,
            .path = "matters/counts",
            .zh = "一个对象的反映问题有多少：各状态、紧急、今日",
            .en = "how many matters an object has: by state, urgent, today's",
            .answerer = guard::answers<guard::AskForAll, ShownCounters>(count),
            .is_list = true,
        },
        {
            .name = "count_matters_by_channel",
            .about = guard::About::object,
            .path = "matters/counts/channels",
            .zh = "一个对象各渠道的反映问题有多少：待判、今日",
            .en = "how many matters an object has by channel: undecided, today's",
            .answerer = guard::answers<guard::AskForAll, ShownChannels>(count_by_channel),
            .is_list = true,
        },
    };
}

} // namespace ducha::intake
