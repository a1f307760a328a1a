// Taking reports down.
#include "domain/intake/reception.h"

#include "platform/db/connection.h"
#include "platform/json/text.h"

#include "domain/intake/intake_refusals.h"
#include "domain/intake/type_list.h"

#include "generated/intake_sql.h"

#include <algorithm>
#include <map>

namespace ducha::intake {
namespace {

/// All that came in, as canonical JSON without what is empty or usual: it is sealed, and by it a
/// report is recognised.
sealed::Original original_of(IncomingReport const& incoming)
{
    json::ObjectText original;
    auto const put = [&](std::string_view name, std::string_view text) {
        if (!text.empty()) {
            original.put(name, json::quoted(text));
        }
    };
    put("own_id", incoming.own_id);
    put("channel", code(incoming.channel));
    put("kind", incoming.kind == ReportKind::complaint ? "" : code(incoming.kind));
    put("postmark", incoming.postmark ? to_text(*incoming.postmark) : "");
    put("types", spelled(incoming.types));
    put("name", incoming.reporter_name);
    put("title", incoming.title);
    put("text", incoming.text);
    put("place", incoming.place);
    put("enterprise", incoming.enterprise);
    original.put("occurred", std::to_string(incoming.occurred.microseconds));
    if (!incoming.reporter_rest.empty() && incoming.reporter_rest != "{}") {
        original.put("rest", incoming.reporter_rest);
    }
    return {original.take()};
}

class Reception {
public:
    Reception(guard::Scene& scene, ReceiveReports const& command, ReceiveOutcome& outcome)
        : scene_{scene}, reports_{command.reports}, strict_{command.strict}, outcome_{outcome}
    {
        outcome_.rows.assign(reports_.size(), {});
    }

    [[nodiscard]] guard::Proposal take(inspection::Placed const& where)
    {
        for (std::size_t i = 0; i < reports_.size(); ++i) {
            auto working = working_report(reports_[i], where, scene_.now);
            if (!working) {
                outcome_.rows[i] = {ReceiveOutcome::Fate::refused, std::move(working.error())};
                continue;
            }
            auto original = original_of(reports_[i]);
            working->original.row = to_hex(scene_.originals.recognition_of(original));
            working_.push_back({i, std::move(*working), std::move(original)});
        }
        find_earlier();
        std::erase_if(working_, [&](Working const& working) { return !is_new(working); });
        if (strict_) {
            leave_out();
        }
        return propose();
    }

private:
    struct Working {
        std::size_t place; ///< in the command
        ReportReceived report;
        sealed::Original original;
    };

    /// Drops what stands behind the first refused report.
    void leave_out()
    {
        using enum ReceiveOutcome::Fate;
        auto const stop = std::ranges::find(outcome_.rows, refused, &ReceiveOutcome::Row::fate);
        if (stop == outcome_.rows.end()) {
            return;
        }
        auto const first = static_cast<std::size_t>(stop - outcome_.rows.begin());
        std::fill(stop + 1, outcome_.rows.end(), ReceiveOutcome::Row{left_out, {}});
        std::erase_if(working_, [&](Working const& working) { return working.place > first; });
    }

    [[nodiscard]] guard::Proposal propose()
    {
        std::vector<sealed::Original> originals;
        originals.reserve(working_.size());
        for (auto& working : working_) {
            originals.push_back(std::move(working.original));
        }
        auto const sealed = scene_.originals.write(scene_.log, originals);
        guard::Proposal proposal;
        for (std::size_t i = 0; i < working_.size(); ++i) {
            auto& report = working_[i].report;
            report.original.ref = sealed[i].ref;
            report.original.sealed = to_hex(sealed[i].digest);
            proposal.add(report, reports_[working_[i].place].occurred);
        }
        return proposal;
    }

    /// One question for all own ids: asked one by one, a server is waited for most of the time.
    void find_earlier()
    {
        std::vector<std::string> own_ids;
        for (auto const& working : working_) {
            own_ids.push_back(json::quoted(working.report.own_id));
        }
        auto const listed = json::array_text(own_ids);
        scene_.connection.each(
            sql::reports_by_own_id,
            {scene_.log, listed},
            [&](db::Row const& row) { known_.emplace(row.text(0), row.text(1)); }
        );
    }

    /// Whether nothing has its own id, there or earlier in the command.
    bool is_new(Working const& working)
    {
        auto const& own_id = working.report.own_id;
        auto const& digest = working.report.original.row;
        auto const [known, added] = known_.emplace(own_id, digest);
        if (added) {
            return true;
        }
        auto& row = outcome_.rows[working.place];
        if (known->second == digest) {
            row.fate = ReceiveOutcome::Fate::there_already;
            return false;
        }
        row.fate = ReceiveOutcome::Fate::refused;
        row.refusal =
            refuse(refusals, IntakeRefusal::own_id_doubled, own_id, "an own id once", "id").error();
        return false;
    }

    guard::Scene& scene_;
    std::vector<IncomingReport> const& reports_;
    bool strict_;
    ReceiveOutcome& outcome_;
    std::vector<Working> working_;
    std::map<std::string, std::string> known_; ///< digests of rows by their own id
};

} // namespace

guard::Proposal take_down(
    guard::Scene& scene,
    ReceiveReports const& command,
    inspection::Placed const& where,
    ReceiveOutcome& outcome
)
{
    return Reception{scene, command, outcome}.take(where);
}

} // namespace ducha::intake
