// What the verbs share.
#include "app/desk_of_verbs.h"

#include "platform/trouble.h"

#include "app/audit_refusals.h"
#include "app/interrupt.h"
#include "app/progress.h"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>

namespace ducha::app {

namespace {

/// What a person can do about it, where the trouble's own sentence does not say.
Sentence advice(Trouble::Kind kind)
{
    if (kind == Trouble::Kind::disk_full) {
        return {
            "已确认的均已保存；腾出空间后再次运行同一命令",
            "what was acknowledged is kept; make room, then run the same command again"
        };
    }
    if (kind == Trouble::Kind::network) {
        return {
            "已确认的均已保存，手上这一步是否已记录尚不可知；待服务器恢复后再次运行同一命令："
            "导入不会重复，act 带同一 --key 也不会重复，其他命令请先查看",
            "what was acknowledged is kept, whether the act in hand was recorded is not known; "
            "when the server is back, run the same command again: an import adds nothing "
            "twice, nor does an act under the same --key; with others, look first"
        };
    }
    return {};
}

} // namespace

Result<inspection::Inspection> find_inspection(Office& office, Arguments const& arguments)
{
    auto const all = inspection::load_all(
        office.connection(), office.policy().authorize<inspection::ReadInspections>(office_log)
    );
    return inspection::choose(all, arguments.inspection);
}

Result<Workplace> find_workplace(Office& office, Arguments const& arguments)
{
    auto inspection = find_inspection(office, arguments);
    if (!inspection) {
        return std::unexpected{inspection.error()};
    }
    auto object = inspection::choose_object(*inspection, arguments.object);
    if (!object) {
        return std::unexpected{object.error()};
    }
    return Workplace{office, std::move(*inspection), std::move(*object)};
}

int at_work(Arguments const& arguments, std::function<Result<void>(Workplace&)> const& work)
{
    Office office{arguments.office};
    auto workplace = find_workplace(office, arguments);
    if (!workplace) {
        return say(arguments, workplace.error());
    }
    auto const result = work(*workplace);
    return result ? ExitCode::done : say(arguments, result.error());
}

int in_the_office(Arguments const& arguments, std::function<Result<void>(Office&)> const& work)
{
    Office office{arguments.office};
    auto const result = work(office);
    return result ? ExitCode::done : say(arguments, result.error());
}

int say(Arguments const& arguments, Refusal const& refusal)
{
    std::string line = to_line(refusal, arguments.chinese);
    if (arguments.json) {
        json::ObjectText object;
        object.put("refused", json::quoted(refusal.code));
        object.put("zh", json::quoted(refusal.sentence.zh));
        object.put("en", json::quoted(refusal.sentence.en));
        object.put("where", json::quoted(refusal.where));
        object.put("found", json::quoted(refusal.found));
        object.put("expected", json::quoted(refusal.expected));
        line = object.take();
    }
    std::fprintf(stderr, "%s%s\n", arguments.json ? "" : "ducha: ", line.c_str());
    return refusal.code.starts_with("usage.bad_") ? ExitCode::usage : ExitCode::refused;
}

int say(Arguments const& arguments, Trouble const& trouble)
{
    auto const& kind = code_row(trouble.kind());
    auto const [zh, en] = advice(trouble.kind());
    json::ObjectText object;
    object.put("trouble", json::quoted(kind.code));
    object.put("zh", json::quoted(kind.zh));
    object.put("en", json::quoted(kind.en));
    object.put("found", json::quoted(trouble.what()));
    if (!en.empty()) {
        object.put("advice_zh", json::quoted(zh));
        object.put("advice_en", json::quoted(en));
    }
    auto const& what_to_do = arguments.chinese ? zh : en;
    auto const line = arguments.json
        ? object.take()
        : "ducha: " + std::string{arguments.chinese ? kind.zh : kind.en} + ": " + trouble.what() +
            (what_to_do.empty() ? "" : "\nducha: " + what_to_do);
    std::fprintf(stderr, "%s\n", line.c_str());
    return ExitCode::trouble;
}

void put(std::string_view line)
{
    put_text(std::string{line} + "\n");
}

void put_text(std::string_view text)
{
    bool const done =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!done) {
        auto const error = errno;
        throw Trouble{
            error == ENOSPC || error == EDQUOT ? Trouble::Kind::disk_full : Trouble::Kind::io,
            "cannot write to standard output: " + std::generic_category().message(error)
        };
    }
}

void tell(Arguments const& arguments, Sentence const& sentence, json::ObjectText figures)
{
    put(arguments.json ? figures.take() : arguments.chinese ? sentence.zh : sentence.en);
}

std::shared_ptr<merge::Desk> merging_desk(Arguments const& arguments, Office& office)
{
    auto shelf = office.shelf();
    shelf.notice = [json = arguments.json, chinese = arguments.chinese](Sentence const& sentence) {
        json::ObjectText object;
        object.put("notice_zh", json::quoted(sentence.zh));
        object.put("notice_en", json::quoted(sentence.en));
        auto const& said = chinese ? sentence.zh : sentence.en;
        std::fprintf(stderr, "%s\n", (json ? object.take() : "ducha: " + said).c_str());
    };
    return merge::make_desk(std::move(shelf));
}

Result<std::vector<std::string>> read_heads(Arguments const& arguments)
{
    std::vector<std::string> notes;
    for (auto const& file : arguments.heads) {
        std::ifstream stream{file};
        if (!stream) {
            return refuse(audit_refusals, AuditRefusal::no_such_file, file);
        }
        std::ostringstream text;
        text << stream.rdbuf();
        notes.push_back(text.str());
    }
    return notes;
}

json::ObjectText one(std::string_view name, std::int64_t value)
{
    json::ObjectText figures;
    figures.put(name, std::to_string(value));
    return figures;
}

Result<std::int64_t> run_to_the_end(Office& office, guard::Command const& command, Progress* bar)
{
    std::int64_t events = 0;
    while (true) {
        end_if_asked();
        auto const step = office.pipeline().run(command);
        if (!step) {
            return std::unexpected{step.error()};
        }
        if (step->events.empty()) {
            return events;
        }
        auto const done = static_cast<std::int64_t>(step->events.size());
        events += done;
        if (bar != nullptr) {
            bar->advance(done);
        }
    }
}

} // namespace ducha::app
