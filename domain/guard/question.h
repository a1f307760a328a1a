// What can be asked of a room by name: on a route, and by any program that reads JSON.
#pragma once

#include "base/refusal.h"

#include "platform/identity/identity.h"
#include "platform/json/shape.h"

#include "domain/guard/memory.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::db {
class Connection;
}

namespace ducha::guard {

/// What a question is about.
enum class About {
    object,     ///< one inspected object and its log
    inspection, ///< one inspection
    office,     ///< the office, or everything in it that the asker may see
};

/// Where a question is answered: one moment of the database, and who asks.
struct Inquiry {
    db::Connection& connection;
    identity::Permissions const& permissions;
    LogId log;              ///< of the object; else the office's
    std::string inspection; ///< its id; empty where the question is about the office
    Instant now;
    Memory& memory;
};

/// How a question is read from named texts, answered as JSON, and described.
struct Answerer {
    std::function<Result<std::string>(Inquiry const&, json::Given const&)> answer;
    std::vector<json::FieldShape> (*parameters)() = nullptr;
    std::string (*schema)() = nullptr; ///< JSON Schema of the answer
};

/// A question that can be named.
struct NamedQuestion {
    std::string_view name; ///< unique; what it is called among operations
    About about = About::object;

    /// Where it is asked, below the thing that it is about: `cases/{case}`. A piece in braces is
    /// the parameter of that name; all others come with the query.
    std::string_view path;
    std::string_view zh;
    std::string_view en;
    Answerer answerer;

    /// Whether the answer shows one thing, which acts are about, or many.
    bool is_list = false;

    /// Whether somebody who has not signed in may ask; the policy decides all the same.
    bool is_public = false;

    /// Whether it is asked by POST with a JSON body: what is asked may name a person, and
    /// addresses are logged and remembered.
    bool is_in_body = false;
};

} // namespace ducha::guard
