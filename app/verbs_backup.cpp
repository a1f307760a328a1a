// The verbs of backups: backup, restore.
#include "app/backup.h"
#include "app/backup_refusals.h"
#include "app/desk_of_verbs.h"
#include "app/interrupt.h"
#include "app/keys.h"
#include "app/places.h"
#include "app/progress.h"

#include <fmt/format.h>

#include <memory>

namespace ducha::app {
namespace {

/// A bar for each stage, one after the other; asked to end, it ends the work.
class Bars {
public:
    [[nodiscard]] Watcher watcher()
    {
        return {[this](std::string_view stage, std::int64_t done, std::int64_t total) {
            end_if_asked();
            draw(stage, done, total);
        }};
    }

private:
    void draw(std::string_view stage, std::int64_t done, std::int64_t total)
    {
        if (stage != stage_) {
            stage_ = stage;
            drawn_ = 0;
            bar_ = std::make_unique<Progress>(stage, total);
        }
        if (bar_) {
            bar_->advance(done - drawn_);
        }
        drawn_ = done;
        if (bar_ && done == total) {
            bar_->done();
            bar_.reset();
        }
    }

    std::string stage_;
    std::int64_t drawn_ = 0;
    std::unique_ptr<Progress> bar_;
};

struct Sums {
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::int64_t events = 0;
};

Sums sums_of(Manifest const& manifest)
{
    Sums sums;
    for (auto const& file : manifest.files) {
        ++sums.files;
        sums.bytes += file.bytes;
    }
    for (auto const& log : manifest.logs) {
        sums.events += log.events;
    }
    return sums;
}

json::ObjectText figures_of(Manifest const& manifest)
{
    auto const sums = sums_of(manifest);
    json::ObjectText figures;
    figures.put("files", std::to_string(sums.files));
    figures.put("bytes", std::to_string(sums.bytes));
    figures.put("events", std::to_string(sums.events));
    figures.put("logs", std::to_string(manifest.logs.size()));
    figures.put("schema_step", std::to_string(manifest.schema_step));
    figures.put("program", json::quoted(manifest.program));
    figures.put("taken", json::quoted(to_text(manifest.taken)));
    return figures;
}

void warn_of_key(Arguments const& arguments)
{
    if (!arguments.key.empty() || !trusted_key(arguments.office, arguments.folder).from_backup) {
        return;
    }
    std::fprintf(
        stderr,
        "ducha: %s\n",
        arguments.chinese ? "公钥取自备份本身，只能防范无权写备份的人；请用 --key 给出可信公钥"
                          : "the key was taken from the backup and protects only from who cannot "
                            "write there; give the one you trust by --key"
    );
}

/// What a person still has to do.
Sentence about_keys(Arguments const& arguments)
{
    if (arguments.check || has_signing_key(folder_of_keys(arguments.office))) {
        return {};
    }
    auto const folder = folder_of_keys(arguments.office).string();
    return {
        "；备份不含私钥，请把密钥放回 " + folder,
        "; the backup has no private keys: put them back into " + folder
    };
}

} // namespace

int run_backup(Arguments const& arguments)
{
    Bars bars;
    auto const done = back_up(
        arguments.office,
        {.folder = arguments.folder, .program = arguments.program, .with_keys = arguments.with_keys
        },
        bars.watcher()
    );
    if (!done) {
        return say(arguments, done.error());
    }
    auto const [files, bytes, events] = sums_of(done->manifest);
    auto const folder = arguments.folder.string();
    auto const [zh, en] = done->is_noted
        ? Sentence{}
        : Sentence{"；未能在库中登记这次备份", "; the database could not be told of it"};
    auto figures = figures_of(done->manifest);
    figures.put("noted", done->is_noted ? "true" : "false");
    tell(
        arguments,
        {fmt::format(
             "已备份到 {}：{} 个文件，{} 字节，{} 条事件{}", folder, files, bytes, events, zh
         ),
         fmt::format(
             "backed up to {}: {} files, {} bytes, {} events{}", folder, files, bytes, events, en
         )},
        std::move(figures)
    );
    return ExitCode::done;
}

int run_restore(Arguments const& arguments)
{
    auto const heads = read_heads(arguments);
    if (!heads) {
        return say(arguments, heads.error());
    }
    warn_of_key(arguments);
    Bars bars;
    auto const done = restore(
        arguments.office,
        {.folder = arguments.folder,
         .key = arguments.key,
         .heads = *heads,
         .check_only = arguments.check},
        bars.watcher()
    );
    if (!done) {
        return say(arguments, done.error());
    }
    auto const sums = sums_of(*done);
    auto const [zh, en] = about_keys(arguments);
    auto figures = figures_of(*done);
    figures.put("restored", arguments.check ? "false" : "true");
    tell(
        arguments,
        {fmt::format(
             "{}：截至 {} 的 {} 条事件，全部核验通过{}",
             arguments.check ? "备份完好" : "已恢复",
             to_text(done->taken),
             sums.events,
             zh
         ),
         fmt::format(
             "{}: {} events as of {}, all of it checked{}",
             arguments.check ? "the backup is whole" : "restored",
             sums.events,
             to_text(done->taken),
             en
         )},
        std::move(figures)
    );
    return ExitCode::done;
}

} // namespace ducha::app
