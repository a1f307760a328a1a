// Offices to read in: one a thread that is answering, each with a connection of its own.
#pragma once

#include "app/office.h"

#include <memory>
#include <mutex>
#include <vector>

namespace ducha::app::serve {

/// threads   safe
class Readers {
public:
    explicit Readers(OfficeAddress address) : address_{std::move(address)} {}

    /// An office in one thread's hands; it goes back when this ends.
    class Lease {
    public:
        Lease(Readers& readers, std::unique_ptr<Office> office)
            : readers_{readers}, office_{std::move(office)}
        {
        }
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
        ~Lease();

        [[nodiscard]] Office& operator*() const { return *office_; }
        [[nodiscard]] Office* operator->() const { return office_.get(); }

    private:
        Readers& readers_;
        std::unique_ptr<Office> office_;
    };

    /// An office that nobody uses, or a new one.
    /// throws   Trouble: the database cannot be opened
    [[nodiscard]] Lease take();

private:
    OfficeAddress address_;
    std::mutex changing_;
    std::vector<std::unique_ptr<Office>> free_;
};

} // namespace ducha::app::serve
