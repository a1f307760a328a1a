// What can be asked of 督察 by name.
#include "domain/inspection/inspection_questions.h"

#include "domain/guard/named_question.h"
#include "domain/inspection/inspection_codec.h"
#include "domain/inspection/term.h"
#include "domain/inspection/units.h"

namespace ducha::inspection {

template <class Fields>
void describe(Fields& fields, OfficeDay& day)
{
    fields.field("day", day.day);
    fields.field("kind", day.kind);
    fields.field("holiday_zh", day.holiday.zh);
    fields.field("holiday_en", day.holiday.en);
}

template <class Fields>
void describe(Fields& fields, HolidayNotice& notice)
{
    fields.field("published", notice.published);
    fields.field("title", notice.title);
    fields.field("address", notice.address);
}

namespace {

/// An inspection with its objects.
struct Shown {
    Inspection settings;
    std::vector<InspectedObject> objects;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    fields.field("settings", shown.settings);
    fields.field("objects", shown.objects);
}

Result<guard::Page<Shown>>
show_all(guard::Inquiry const& inquiry, guard::AskForAll const& /*question*/)
{
    auto const may = inquiry.permissions.authorize<ReadInspections>(office_log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    guard::Page<Shown> page;
    for (auto& inspection : load_all(inquiry.connection, *may)) {
        auto objects = std::move(inspection.objects);
        page.items.push_back({std::move(inspection), std::move(objects)});
    }
    return page;
}

/// What is asked of the calendar; with any of the last three also when something is owed.
struct AskForCalendar {
    std::optional<std::int64_t> year; ///< none: this one
    std::optional<Day> from;          ///< none: today
    std::optional<std::int64_t> days; ///< calendar days; none, nor workdays: as an answer is owed
    std::optional<std::int64_t> workdays;
};

template <class Fields>
void describe(Fields& fields, AskForCalendar& question)
{
    fields.field("year", question.year);
    fields.field("from", question.from);
    fields.field("days", question.days);
    fields.field("workdays", question.workdays);
}

/// What is owed when, and what must be said of it.
struct ShownOwed {
    Owed owed;
    Sentence warning; ///< empty: all of it is sure
};

template <class Fields>
void describe(Fields& fields, ShownOwed& shown)
{
    fields.field("from", shown.owed.term.from);
    fields.field("length", shown.owed.term.length);
    fields.field("unit", shown.owed.term.unit);
    fields.field("due", shown.owed.due);
    fields.field("calendar_days", shown.owed.calendar_days);
    fields.field("working_days", shown.owed.working_days);
    fields.field("unpublished_years", shown.owed.unpublished_years);
    fields.field("warning_zh", shown.warning.zh);
    fields.field("warning_en", shown.warning.en);
}

struct ShownCalendar {
    std::int64_t year = 0;
    bool is_published = false;
    std::vector<HolidayNotice> notices;
    std::vector<OfficeDay> days;
    std::optional<ShownOwed> owed;
};

template <class Fields>
void describe(Fields& fields, ShownCalendar& calendar)
{
    fields.field("year", calendar.year);
    fields.field("is_published", calendar.is_published);
    fields.field("notices", calendar.notices);
    fields.field("days", calendar.days);
    fields.field("owed", calendar.owed);
}

Sentence warning_of(Owed const& owed)
{
    if (owed.unpublished_years.empty()) {
        return {};
    }
    std::string years;
    for (auto const year : owed.unpublished_years) {
        years += (years.empty() ? "" : ", ") + std::to_string(year);
    }
    return {
        years + " 年的放假安排没有公布，其中按周一至周五推算工作日，公布后可能变动",
        "the holidays of " + years +
            " are not published: Monday to Friday are taken for workdays there, which may change",
    };
}

/// The term that was asked for; none: only the year was.
Result<std::optional<Term>> term_of(AskForCalendar const& question, Limits const& limits, Day today)
{
    if (question.days && question.workdays) {
        return std::unexpected{two_lengths()};
    }
    if (!question.from && !question.days && !question.workdays) {
        return std::nullopt;
    }
    auto const from = question.from.value_or(today);
    if (question.workdays) {
        return Term{from, *question.workdays, TermUnit::working_days};
    }
    return Term{from, question.days.value_or(answer_due(limits, from) - from), {}};
}

Result<ShownCalendar> show_calendar(guard::Inquiry const& inquiry, AskForCalendar const& question)
{
    auto const may = inquiry.permissions.authorize<ReadInspections>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const today = office_day(inquiry.now);
    auto const year = question.year.value_or(static_cast<int>(civil(today).year()));
    auto days = days_of(year);
    auto const limits = placed(inquiry.connection, *may).inspection.limits;
    auto const term = term_of(question, limits, today);
    if (!days || !term) {
        return std::unexpected{days ? term.error() : days.error()};
    }
    auto notices = notices_of(year);
    ShownCalendar shown{
        .year = year,
        .is_published = !notices.empty(),
        .notices = std::move(notices),
        .days = std::move(*days),
    };
    if (*term) {
        auto const owed = reckon(**term);
        if (!owed) {
            return std::unexpected{owed.error()};
        }
        shown.owed = {*owed, warning_of(*owed)};
    }
    return shown;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {
        {
            .name = "read_calendar",
            .about = guard::About::object,
            .path = "calendar",
            .zh = "一年中的工作日与放假安排，以及某期限何时届满",
            .en = "the workdays and holidays of a year, and the day on which a term ends",
            .answerer = guard::answers<AskForCalendar, ShownCalendar>(show_calendar),
            .is_list = true,
            .is_public = true,
        },
        {
            .name = "list_inspections",
            .about = guard::About::office,
            .path = "inspections",
            .zh = "全部督察及其对象",
            .en = "the inspections and their objects",
            .answerer = guard::answers<guard::AskForAll, guard::Page<Shown>>(show_all),
            .is_list = true,
            .is_public = true,
        }
    };
}

} // namespace ducha::inspection
