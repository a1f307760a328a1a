// The verbs of the engine's model: fit one, show what is in force, take one into use.
#include "engines/neardup/model_file.h"

#include "domain/merge/learning.h"
#include "domain/merge/models.h"

#include "app/desk_of_verbs.h"
#include "app/printing_merge.h"
#include "app/whole_file.h"

#include <fmt/format.h>

namespace ducha::app {

int run_merge_fit(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto& office = workplace.office;
        auto const fitted = [&] {
            db::Snapshot const moment{office.connection()};
            return merge::fit(
                office.connection(),
                office.policy().authorize<intake::ReadMatters>(workplace.log()),
                {workplace.inspection, workplace.object},
                {.least = arguments.least, .unlabelled = arguments.unlabelled},
                office.clock().now()
            );
        }();
        if (!fitted) {
            return std::unexpected{fitted.error()};
        }
        write_whole(arguments.file, neardup::text_of(fitted->model));
        put(print_fitted(*fitted, arguments.file.string(), arguments));
        return {};
    });
}

int run_merge_model(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const model = merge::model_in_force(workplace.office.connection(), workplace.log());
        put(print_model(model, arguments));
        return {};
    });
}

int run_merge_adopt(Arguments const& arguments)
{
    return at_work(arguments, [&](Workplace& workplace) -> Result<void> {
        auto const command =
            merge::adopt_model(workplace.log(), {.text = read_whole(arguments.file)});
        auto const done = workplace.office.pipeline().run(command);
        if (!done) {
            return std::unexpected{done.error()};
        }
        auto const name =
            merge::named(merge::model_in_force(workplace.office.connection(), workplace.log()));
        json::ObjectText figures;
        figures.put("model", json::quoted(name));
        tell(
            arguments,
            {"已启用模型 " + name + "；已作的并案不变",
             "in force: " + name + "; what was decided stays"},
            std::move(figures)
        );
        return {};
    });
}

} // namespace ducha::app
