// The inspections of the office and their objects.
#include "app/serve/directory.h"

#include "domain/inspection/inspection.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

constexpr std::int64_t longest_known = 10'000'000; // microseconds

constexpr RefusalRow<DirectoryRefusal> refusals[] = {
    {DirectoryRefusal::no_such_object,
     "api.no_such_object",
     "没有这次督察或这个对象",
     "there is no such inspection or object"},
};

std::optional<LogId> find(
    std::vector<inspection::Inspection> const& all,
    std::string_view inspection,
    std::string_view object
)
{
    auto const of = std::ranges::find(all, inspection, &inspection::Inspection::id);
    if (of == all.end()) {
        return std::nullopt;
    }
    auto const found = std::ranges::find(of->objects, object, &inspection::InspectedObject::code);
    return found == of->objects.end() ? std::nullopt : std::optional{found->log};
}

} // namespace

Directory::Inspections Directory::all(Office& office)
{
    auto const now = office.clock().now();
    {
        std::scoped_lock const lock{changing_};
        bool const fresh = now >= since_ && now.microseconds - since_.microseconds < longest_known;
        if (known_ && fresh) {
            return known_;
        }
    }
    return load(office);
}

Directory::Inspections Directory::load(Office& office)
{
    auto const now = office.clock().now();
    auto const may = office.policy().authorize<inspection::ReadInspections>(office_log);
    auto loaded = std::make_shared<std::vector<inspection::Inspection> const>(
        inspection::load_all(office.connection(), may)
    );
    std::scoped_lock const lock{changing_};
    known_ = std::move(loaded);
    since_ = now;
    return known_;
}

Result<LogId>
Directory::log_of(Office& office, std::string_view inspection, std::string_view object)
{
    if (auto const log = find(*all(office), inspection, object)) {
        return *log;
    }
    if (auto const log = find(*load(office), inspection, object)) {
        return *log;
    }
    return refuse(
        refusals,
        DirectoryRefusal::no_such_object,
        std::string{inspection} + "/" + std::string{object}
    );
}

void Directory::forget()
{
    std::scoped_lock const lock{changing_};
    known_.reset();
}

} // namespace ducha::app::serve
