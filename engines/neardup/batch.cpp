// Many reports in one order, on two cores.
#include "engines/neardup/batch.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace ducha::neardup {
namespace {

constexpr std::size_t block_size = 128;
constexpr std::size_t most_ahead = 16; ///< blocks that are read or being read

/// Blocks of reports, read by whoever is free, taken in order.
class ReadAhead {
public:
    ReadAhead(
        std::size_t count, Model const& model, std::function<Document(std::size_t)> const& document
    )
        : count_(count), model_(model), document_(document), blocks_(most_ahead)
    {
    }

    /// Reads until everything is read or the batch has ended.
    void run()
    {
        std::unique_lock lock{mutex_};
        while (!all_claimed()) {
            if (auto const block = claimed(lock)) {
                lock.unlock();
                read(*block);
                lock.lock();
            } else {
                changed_.wait(lock);
            }
        }
    }

    /// The reports of the next block in order. While they are not there, this thread reads too.
    std::vector<Prepared> take(std::size_t block)
    {
        std::unique_lock lock{mutex_};
        while (!blocks_[block % most_ahead].is_read && !trouble_) {
            if (auto const other = claimed(lock)) {
                lock.unlock();
                read(*other);
                lock.lock();
            } else {
                changed_.wait(lock);
            }
        }
        if (trouble_) {
            std::rethrow_exception(trouble_);
        }
        auto& place = blocks_[block % most_ahead];
        place.is_read = false;
        ++taken_;
        changed_.notify_all();
        return std::move(place.reports);
    }

    void end()
    {
        std::lock_guard const lock{mutex_};
        ended_ = true;
        changed_.notify_all();
    }

private:
    struct Block {
        bool is_read = false;
        std::vector<Prepared> reports;
    };

    [[nodiscard]] std::size_t blocks() const { return (count_ + block_size - 1) / block_size; }

    [[nodiscard]] bool all_claimed() const { return ended_ || claimed_ == blocks(); }

    /// A block that nobody reads yet, if there is one and the ring has room for it.
    std::optional<std::size_t> claimed(std::unique_lock<std::mutex> const& /*held*/)
    {
        bool const has_room = claimed_ < taken_ + most_ahead;
        return all_claimed() || !has_room ? std::nullopt : std::optional{claimed_++};
    }

    void read(std::size_t block)
    {
        std::vector<Prepared> reports;
        std::exception_ptr trouble;
        try {
            auto const last = std::min(count_, (block + 1) * block_size);
            reports.reserve(block_size);
            for (auto i = block * block_size; i < last; ++i) {
                reports.emplace_back(document_(i), model_);
            }
        } catch (...) {
            trouble = std::current_exception();
        }
        std::lock_guard const lock{mutex_};
        auto& place = blocks_[block % most_ahead];
        place.reports = std::move(reports);
        place.is_read = true;
        trouble_ = trouble_ ? trouble_ : trouble;
        changed_.notify_all();
    }

    std::size_t count_;
    Model const& model_;
    std::function<Document(std::size_t)> const& document_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Block> blocks_; ///< a ring
    std::size_t claimed_ = 0;
    std::size_t taken_ = 0;
    bool ended_ = false;
    std::exception_ptr trouble_;
};

} // namespace

void in_order(
    std::size_t count,
    Model const& model,
    std::function<Document(std::size_t)> const& document,
    std::function<void(std::size_t, Prepared const&)> const& decide
)
{
    ReadAhead ahead{count, model, document};
    std::jthread const reader{[&] { ahead.run(); }};
    try {
        for (std::size_t block = 0; block * block_size < count; ++block) {
            auto const reports = ahead.take(block);
            for (std::size_t i = 0; i < reports.size(); ++i) {
                decide(block * block_size + i, reports[i]);
            }
        }
    } catch (...) {
        ahead.end();
        throw;
    }
    ahead.end();
}

} // namespace ducha::neardup
