package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One write of a node of the model, as far as it has come: what it has seen, and what the product's
 * own {@link FencedWork} does next about it.
 *
 * <p>There is no thread. The loop depends on nothing but what it is told, so it is run from the
 * start with all that it was told before, and leaves by a throw where it would need to know more.
 */
final class ModelWrite {
    /** Two of them are longer than {@link FencedWork#LIMIT}. */
    private static final Duration PAUSE = FencedWork.LIMIT.dividedBy(2).plusMillis(1);

    /** What may happen to a write. */
    sealed interface Seen {
        /** The node believed this when the loop asked. */
        record Believed(ModelHome home) implements Seen {}

        record Looked() implements Seen {}

        record Written() implements Seen {}

        record Refused() implements Seen {}

        record Committed() implements Seen {}
    }

    /** What the loop wants to happen next. */
    sealed interface Step {
        record Believe() implements Step {}

        record Learn() implements Step {}

        record Write(ModelHome home) implements Step {}

        record Commit(ModelHome home) implements Step {}

        /** It is over, and the client has an answer. */
        record Answer(boolean acknowledged) implements Step {}
    }

    private static final class More extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Step step;

        More(Step step) {
            super(null, null, false, false);
            this.step = step;
        }
    }

    private final List<Seen> seen;
    private final Step next;
    private final Map<Seen, ModelWrite> after = new HashMap<>();

    private ModelWrite(List<Seen> seen) {
        this.seen = seen;
        this.next = next(seen);
    }

    /** One that has seen nothing yet; the same again for equal ones is what makes them equal. */
    static ModelWrite begin() {
        return new ModelWrite(List.of());
    }

    Step next() {
        return next;
    }

    ModelWrite after(Seen more) {
        return after.computeIfAbsent(
                more,
                added -> {
                    var longer = new ArrayList<>(seen);
                    longer.add(added);
                    return new ModelWrite(List.copyOf(longer));
                });
    }

    private static Step next(List<Seen> seen) {
        var node = new Replay(seen);
        try {
            return new Step.Answer(FencedWork.inHome(node, node.home(), node::transaction));
        } catch (More more) {
            return more.step;
        } catch (ProblemException e) {
            return new Step.Answer(false);
        }
    }

    private static final class Replay implements FencedWork.Node<ModelHome> {
        private final List<Seen> seen;
        private int position;
        private int pauses;

        Replay(List<Seen> seen) {
            this.seen = seen;
        }

        private Seen told(Step wanted) {
            if (position == seen.size()) {
                throw new More(wanted);
            }
            return seen.get(position++);
        }

        @Override
        public ModelHome home() {
            return ((Seen.Believed) told(new Step.Believe())).home();
        }

        @Override
        public void learn() {
            told(new Step.Learn());
        }

        @Override
        public void pause(Duration moment) {
            pauses++;
        }

        @Override
        public long nanoTime() {
            return PAUSE.toNanos() * pauses;
        }

        boolean transaction(ModelHome home) {
            if (told(new Step.Write(home)) instanceof Seen.Refused) {
                throw new NotHome(new IllegalStateException());
            }
            told(new Step.Commit(home));
            return true;
        }
    }
}
