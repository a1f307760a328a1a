// Offices to read in.
#include "app/serve/readers.h"

#include <exception>

namespace ducha::app::serve {

Readers::Lease Readers::take()
{
    {
        std::scoped_lock const lock{changing_};
        if (!free_.empty()) {
            auto office = std::move(free_.back());
            free_.pop_back();
            return {*this, std::move(office)};
        }
    }
    return {*this, std::make_unique<Office>(address_)};
}

Readers::Lease::~Lease()
{
    if (std::uncaught_exceptions() > 0) {
        // Whatever went wrong may be the connection: the next one gets another.
        return;
    }
    std::scoped_lock const lock{readers_.changing_};
    readers_.free_.push_back(std::move(office_));
}

} // namespace ducha::app::serve
