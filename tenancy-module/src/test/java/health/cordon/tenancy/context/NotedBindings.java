package health.cordon.tenancy.context;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was noted. */
final class NotedBindings extends BindingTimes {
    final List<Long> nanos = new ArrayList<>();

    @Override
    void note(long taken) {
        nanos.add(taken);
    }
}
