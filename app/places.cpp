// Where the parts of an office lie.
#include "app/places.h"

#include "platform/trouble.h"

namespace ducha::app {

std::filesystem::path folder_of_keys(OfficeAddress const& address)
{
    if (!address.keys.empty()) {
        return address.keys;
    }
    auto const file = db::sqlite_path(address.database);
    if (file.empty()) {
        throw Trouble{
            Trouble::Kind::configuration,
            "say where the keys are (--keys DIR): a PostgreSQL database has no folder beside it"
        };
    }
    return file + ".keys";
}

std::filesystem::path folder_of_indexes(OfficeAddress const& address)
{
    auto const file = db::sqlite_path(address.database);
    if (file == ":memory:") {
        return {};
    }
    if (!file.empty()) {
        return file + ".merge";
    }
    return address.keys.empty() ? address.keys : address.keys / "merge";
}

std::filesystem::path folder_of_blobs(OfficeAddress const& address)
{
    if (!address.blobs.empty()) {
        return address.blobs;
    }
    auto const file = db::sqlite_path(address.database);
    if (!file.empty()) {
        return file + ".blobs";
    }
    auto keys = folder_of_keys(address);
    return (keys.has_filename() ? keys : keys.parent_path()).concat(".blobs");
}

} // namespace ducha::app
