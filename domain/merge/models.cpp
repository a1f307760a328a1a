// The models of the engine that were in force in a log.
#include "domain/merge/models.h"

#include "base/bytes.h"
#include "base/invariant.h"
#include "base/text.h"

#include "platform/crypto/crypto.h"
#include "platform/db/connection.h"

#include "engines/neardup/model_file.h"

#include "domain/merge/merge_refusals.h"

#include "generated/merge_sql.h"

#include <algorithm>

namespace ducha::merge {
namespace {

constexpr std::size_t most_bytes = 4U << 20U;

std::string name_of(std::string_view name, std::string_view version)
{
    return std::string{name} + "/" + std::string{version};
}

Result<guard::Proposal> decide_adopting(guard::Scene& scene, AdoptModel const& command)
{
    std::vector<std::string> names{named(neardup::Model::standard())};
    scene.connection.each(sql::model_names, {scene.log}, [&](db::Row const& row) {
        names.push_back(name_of(row.text(0), row.text(1)));
    });
    return decide(command, names, scene.now);
}

} // namespace

std::string named(neardup::Model const& model)
{
    return name_of(model.name, model.version);
}

Result<guard::Proposal>
decide(AdoptModel const& command, std::vector<std::string> const& names, Instant now)
{
    if (command.text.size() > most_bytes) {
        return refuse(
            refusals,
            MergeRefusal::no_model,
            std::to_string(command.text.size()) + " bytes",
            "at most " + std::to_string(most_bytes)
        );
    }
    if (auto const at = first_invalid_utf8(command.text)) {
        return refuse(refusals, MergeRefusal::no_model, "byte " + std::to_string(*at), "UTF-8");
    }
    auto const model = neardup::model_of_text(command.text);
    if (!model) {
        auto const& fault = model.error();
        auto const line = "line " + std::to_string(fault.line);
        return refuse(refusals, MergeRefusal::no_model, fault.found, fault.expected, line);
    }
    auto const name = named(*model);
    if (std::ranges::find(names, name) != names.end()) {
        return refuse(refusals, MergeRefusal::model_named_already, name);
    }
    guard::Proposal proposal;
    proposal.add(
        ModelAdopted{
            .name = model->name,
            .version = model->version,
            .sha256 = to_hex(crypto::sha256({bytes_of(command.text)})),
            .text = command.text,
        },
        now
    );
    return proposal;
}

guard::Command adopt_model(LogId log, AdoptModel command)
{
    return {
        .log = log,
        .act = "adopt_model",
        .key = {},
        .decide = [command = std::move(command)](guard::Scene& scene
                  ) { return decide_adopting(scene, command); },
    };
}

neardup::Model adopted(std::string_view text)
{
    auto model = neardup::model_of_text(text);
    invariant(model.has_value(), "what was adopted is a model");
    return std::move(*model);
}

neardup::Model model_in_force(db::Connection& connection, LogId log)
{
    auto const text = connection.text(sql::model_content, {log});
    return text ? adopted(*text) : neardup::Model::standard();
}

guard::Facts guard_facts(ModelAdopted const& /*event*/)
{
    return {};
}

} // namespace ducha::merge
