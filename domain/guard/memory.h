// What rooms keep in memory between questions, to answer them sooner. All of it follows from the
// database, and may be forgotten at any time.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <typeindex>

namespace ducha::guard {

/// threads   safe; what is kept is safe by itself
class Memory {
public:
    /// The one `T` that is kept, made when it is first asked for.
    template <class T>
    [[nodiscard]] std::shared_ptr<T> of()
    {
        std::scoped_lock const lock{changing_};
        auto& kept = kept_[typeid(T)];
        if (!kept) {
            kept = std::make_shared<T>();
        }
        return std::static_pointer_cast<T>(kept);
    }

    /// After words were erased: what was made of them goes too.
    void forget()
    {
        std::scoped_lock const lock{changing_};
        kept_.clear();
    }

private:
    std::mutex changing_;
    std::map<std::type_index, std::shared_ptr<void>> kept_;
};

} // namespace ducha::guard
