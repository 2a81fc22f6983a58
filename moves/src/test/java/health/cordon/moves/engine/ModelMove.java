package health.cordon.moves.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that there is at one moment of a move in a model, without any comparison: one tenant, whose
 * rows are one value in each database, writers, two movers of which each believes to be the only
 * one, and whoever opens a home that is closed. Each step is one statement or transaction; anybody
 * may be as slow as he likes, or never go on.
 *
 * @param here the value at the source, as the set of the writes that it has
 * @param there the value at the target
 * @param journal the writes whose line is there
 * @param last the register: the epoch of the mover of today
 * @param begun the register: who has begun
 * @param decided the register: the epoch of the home, when that is the target
 * @param committed the writes that were committed anywhere
 */
record ModelMove(
        Spoiled spoiled,
        Row source,
        @Nullable Row target,
        int here,
        int there,
        int journal,
        int last,
        int begun,
        int decided,
        int committed,
        List<Writer> writers,
        List<Mover> movers,
        List<Watcher> watchers) {

    /** What may be wrong with the protocol. */
    enum Spoiled {
        NOTHING,
        /** A home that is closed does not say by whom. */
        CLOSED_BY_NOBODY,
        /** The target takes rows of any mover. */
        TARGET_WITHOUT_EPOCH,
        /** Whoever was retired begins again at the same epoch. */
        SAME_EPOCH_AGAIN,
        /** Lines go that came after the look. */
        ALL_LINES_GO,
        /** Whoever opens a home asks nobody. */
        OPENED_UNASKED,
        /** Nobody follows once more when the home is closed. */
        NO_LAST_LOOK
    }

    enum State {
        HOME,
        COPYING,
        FILLING,
        DRAINING,
        AWAY;

        boolean writable() {
            return this == HOME || this == COPYING || this == FILLING;
        }
    }

    record Row(int epoch, State state) {}

    /**
     * @param open where it has written and not committed: 0 or 1; -1 for nowhere
     * @param lined whether its line of the journal comes with it
     */
    record Writer(int first, int left, int open, boolean lined) {
        int bit() {
            return 1 << (first + left - 1);
        }
    }

    enum Phase {
        TAKE,
        LOOK_AT_TARGET,
        FILL,
        LOOK_AT_SOURCE,
        OPEN,
        COPY,
        COPIED,
        FOLLOW,
        FOLLOWED,
        CLEAR,
        BEGIN,
        CLOSE,
        LAST,
        LAST_FOLLOWED,
        LAST_CLEAR,
        DECIDE,
        RETIRE,
        LOOK_AT_CLOSED,
        REOPEN,
        OPEN_TARGET,
        LEAVE_SOURCE,
        DONE,
        DEAD
    }

    /**
     * @param seen the row that it has seen
     * @param lines those that it has seen
     * @param value that it has read
     * @param lives how often it may begin once more
     */
    record Mover(Phase phase, int epoch, @Nullable Row seen, int lines, int value, int lives) {
        Mover at(Phase next) {
            return new Mover(next, epoch, seen, lines, value, lives);
        }

        Mover read(Phase next, int newLines, int newValue) {
            return new Mover(next, epoch, seen, newLines, newValue, lives);
        }

        Mover saw(Phase next, @Nullable Row row) {
            return new Mover(next, epoch, row, lines, value, lives);
        }

        Mover with(Phase next, int newEpoch) {
            return new Mover(next, newEpoch, seen, lines, value, lives);
        }

        Mover once() {
            return new Mover(phase, epoch, seen, lines, value, lives - 1);
        }

        Mover dead() {
            return lives > 0
                    ? new Mover(Phase.TAKE, 0, null, 0, 0, lives - 1)
                    : new Mover(Phase.DEAD, 0, null, 0, 0, 0);
        }
    }

    /**
     * @param seen the closed row that it has seen
     * @param asked whether the register has said yes
     */
    record Watcher(@Nullable Row seen, boolean asked, boolean over) {}

    record Step(String what, ModelMove after) {}

    private static final Row HOME_ROW = new Row(0, State.HOME);
    private static final Row COPYING_ROW = new Row(0, State.COPYING);

    static ModelMove start(Spoiled spoiled) {
        var lasting = new Mover(Phase.TAKE, 0, null, 0, 0, 1);
        var brief = new Mover(Phase.TAKE, 0, null, 0, 0, 0);
        return new ModelMove(
                spoiled,
                HOME_ROW,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                List.of(new Writer(0, 1, -1, false), new Writer(1, 1, -1, false)),
                List.of(lasting, brief),
                List.of(new Watcher(null, false, false)));
    }

    /** Every committed write is at home. */
    boolean isWrong() {
        return (committed & ~(decided == 0 ? here : there)) != 0;
    }

    List<Step> next() {
        var all = new ArrayList<Step>();
        for (int i = 0; i < writers.size(); i++) {
            write(i, all);
        }
        for (int i = 0; i < movers.size(); i++) {
            var after = move(i);
            if (after != null) {
                all.add(new Step("mover %d: %s".formatted(i, movers.get(i)), after));
            }
        }
        for (int i = 0; i < watchers.size(); i++) {
            var after = watch(i);
            if (after != null) {
                all.add(new Step("watcher: " + watchers.get(i), after));
            }
        }
        return all;
    }

    private void write(int number, List<Step> all) {
        var writer = writers.get(number);
        if (writer.open() >= 0) {
            all.add(new Step("writer %d commits".formatted(number), committed(number, writer)));
            return;
        }
        if (writer.left() == 0) {
            return;
        }
        // What a node believes may be old.
        if (source.epoch() == 0 && source.state().writable()) {
            all.add(
                    new Step(
                            "writer %d writes at the source".formatted(number),
                            with(
                                    number,
                                    new Writer(
                                            writer.first(),
                                            writer.left(),
                                            0,
                                            source.state() == State.COPYING))));
        }
        if (decided != 0
                && target != null
                && target.epoch() == decided
                && target.state().writable()) {
            all.add(
                    new Step(
                            "writer %d writes at the target".formatted(number),
                            with(number, new Writer(writer.first(), writer.left(), 1, false))));
        }
    }

    private ModelMove committed(int number, Writer writer) {
        int bit = writer.bit();
        var done = with(number, new Writer(writer.first(), writer.left() - 1, -1, false));
        return new ModelMove(
                spoiled,
                source,
                target,
                writer.open() == 0 ? here | bit : here,
                writer.open() == 1 ? there | bit : there,
                writer.lined() ? journal | bit : journal,
                last,
                begun,
                decided,
                committed | bit,
                done.writers,
                movers,
                watchers);
    }

    /** Whether somebody writes there, so that nobody changes the row. */
    private boolean isLocked(int place) {
        return writers.stream().anyMatch(writer -> writer.open() == place);
    }

    private Row closed(int epoch) {
        return new Row(spoiled == Spoiled.CLOSED_BY_NOBODY ? 0 : epoch, State.DRAINING);
    }

    private boolean isMine(Mover mover) {
        return spoiled == Spoiled.TARGET_WITHOUT_EPOCH
                ? target != null && target.state() == State.FILLING
                : new Row(mover.epoch(), State.FILLING).equals(target);
    }

    private @Nullable ModelMove move(int number) {
        var mover = movers.get(number);
        Function<Mover, ModelMove> on = next -> with(number, next);
        return switch (mover.phase()) {
            case TAKE ->
                    decided != 0
                            ? on.apply(mover.with(Phase.OPEN_TARGET, decided))
                            : registered(last + 1, 0, decided)
                                    .with(number, mover.with(Phase.LOOK_AT_TARGET, last + 1));
            case LOOK_AT_TARGET ->
                    on.apply(
                            target != null
                                            && (target.epoch() >= mover.epoch()
                                                    || target.state() == State.HOME)
                                    ? mover.dead()
                                    : mover.saw(Phase.FILL, target));
            case FILL ->
                    isLocked(1)
                            ? null
                            : Objects.equals(target, mover.seen())
                                    ? target(new Row(mover.epoch(), State.FILLING))
                                            .with(number, mover.at(Phase.LOOK_AT_SOURCE))
                                    : on.apply(mover.dead());
            case LOOK_AT_SOURCE ->
                    on.apply(
                            source.equals(COPYING_ROW)
                                    ? mover.at(Phase.COPY)
                                    : mayOpen(mover)
                                            ? mover.saw(Phase.OPEN, source)
                                            : mover.dead());
            case OPEN -> opened(number, mover, Phase.COPY);
            case COPY -> on.apply(mover.read(Phase.COPIED, 0, here));
            case COPIED -> arrived(number, mover, Phase.FOLLOW);
            case FOLLOW -> on.apply(mover.read(Phase.FOLLOWED, journal, here));
            case FOLLOWED -> arrived(number, mover, Phase.CLEAR);
            case CLEAR -> cleared(mover).with(number, mover.at(Phase.BEGIN));
            case BEGIN ->
                    mover.epoch() == last && decided == 0
                            ? registered(last, mover.epoch(), 0).with(number, mover.at(Phase.CLOSE))
                            : on.apply(mover.dead());
            case CLOSE ->
                    isLocked(0)
                            ? null
                            : source.equals(COPYING_ROW)
                                    ? source(closed(mover.epoch()))
                                            .with(
                                                    number,
                                                    mover.at(
                                                            spoiled == Spoiled.NO_LAST_LOOK
                                                                    ? Phase.DECIDE
                                                                    : Phase.LAST))
                                    : on.apply(mover.at(Phase.RETIRE));
            case LAST ->
                    on.apply(
                            mover.read(
                                    journal == 0 ? Phase.DECIDE : Phase.LAST_FOLLOWED,
                                    journal,
                                    here));
            case LAST_FOLLOWED -> arrived(number, mover, Phase.LAST_CLEAR);
            case LAST_CLEAR -> cleared(mover).with(number, mover.at(Phase.LAST));
            case DECIDE ->
                    begun == mover.epoch() && last == mover.epoch()
                            ? registered(last, begun, mover.epoch())
                                    .with(number, mover.at(Phase.OPEN_TARGET))
                            : on.apply(mover.at(Phase.RETIRE));
            case RETIRE ->
                    decided == mover.epoch()
                            ? on.apply(mover.at(Phase.OPEN_TARGET))
                            : retired(mover.epoch()).with(number, mover.at(Phase.LOOK_AT_CLOSED));
            case LOOK_AT_CLOSED ->
                    on.apply(
                            source.equals(COPYING_ROW)
                                    ? again(mover)
                                    : mayOpen(mover)
                                            ? mover.saw(Phase.REOPEN, source)
                                            : mover.dead());
            case REOPEN -> opened(number, mover, null);
            case OPEN_TARGET ->
                    isLocked(1)
                            ? null
                            : (new Row(mover.epoch(), State.FILLING).equals(target)
                                            ? target(new Row(mover.epoch(), State.HOME))
                                            : this)
                                    .with(number, mover.at(Phase.LEAVE_SOURCE));
            case LEAVE_SOURCE ->
                    (source.equals(closed(mover.epoch()))
                                    ? source(new Row(mover.epoch(), State.AWAY))
                                    : this)
                            .with(number, mover.at(Phase.DONE));
            case DONE, DEAD -> null;
        };
    }

    private Mover again(Mover mover) {
        return spoiled == Spoiled.SAME_EPOCH_AGAIN && mover.lives() > 0
                ? mover.once().at(Phase.BEGIN)
                : mover.dead();
    }

    private boolean mayOpen(Mover mover) {
        return source.equals(HOME_ROW)
                || source.state() == State.DRAINING && source.epoch() <= mover.epoch();
    }

    private @Nullable ModelMove opened(int number, Mover mover, @Nullable Phase next) {
        if (isLocked(0)) {
            return null;
        }
        return source.equals(mover.seen())
                ? source(COPYING_ROW).with(number, next == null ? again(mover) : mover.at(next))
                : with(number, mover.dead());
    }

    /** What was read takes the place of what was there. */
    private ModelMove arrived(int number, Mover mover, Phase next) {
        if (mover.phase() == Phase.FOLLOWED && mover.lines() == 0) {
            return with(number, mover.at(next));
        }
        return isMine(mover)
                ? there(mover.value()).with(number, mover.at(next))
                : with(number, mover.dead());
    }

    private ModelMove cleared(Mover mover) {
        return journal(spoiled == Spoiled.ALL_LINES_GO ? 0 : journal & ~mover.lines());
    }

    private ModelMove retired(int epoch) {
        if (spoiled == Spoiled.SAME_EPOCH_AGAIN) {
            return epoch == last ? registered(last, 0, decided) : this;
        }
        return epoch == last ? registered(last + 1, 0, decided) : this;
    }

    private @Nullable ModelMove watch(int number) {
        var watcher = watchers.get(number);
        if (watcher.over()) {
            return null;
        }
        var seen = watcher.seen();
        if (seen == null) {
            return source.state() == State.DRAINING
                    ? with(number, new Watcher(source, false, false))
                    : null;
        }
        if (!watcher.asked()) {
            if (spoiled == Spoiled.OPENED_UNASKED) {
                return with(number, new Watcher(seen, true, false));
            }
            return decided != 0 && decided == byWhom(seen)
                    ? with(number, new Watcher(null, false, true))
                    : retired(byWhom(seen)).with(number, new Watcher(seen, true, false));
        }
        var over = new Watcher(null, false, true);
        return source.equals(seen) ? source(COPYING_ROW).with(number, over) : with(number, over);
    }

    /** Where the row does not say it, it can only be the mover of today. */
    private int byWhom(Row seen) {
        return spoiled == Spoiled.CLOSED_BY_NOBODY ? last : seen.epoch();
    }

    private ModelMove with(int number, Writer next) {
        return copy(
                source,
                target,
                there,
                journal,
                last,
                begun,
                decided,
                replaced(writers, number, next),
                movers,
                watchers);
    }

    private ModelMove with(int number, Mover next) {
        return copy(
                source,
                target,
                there,
                journal,
                last,
                begun,
                decided,
                writers,
                replaced(movers, number, next),
                watchers);
    }

    private ModelMove with(int number, Watcher next) {
        return copy(
                source,
                target,
                there,
                journal,
                last,
                begun,
                decided,
                writers,
                movers,
                replaced(watchers, number, next));
    }

    private ModelMove source(Row row) {
        return copy(row, target, there, journal, last, begun, decided, writers, movers, watchers);
    }

    private ModelMove target(Row row) {
        return copy(source, row, there, journal, last, begun, decided, writers, movers, watchers);
    }

    private ModelMove there(int value) {
        return copy(
                source, target, value, journal, last, begun, decided, writers, movers, watchers);
    }

    private ModelMove journal(int lines) {
        return copy(source, target, there, lines, last, begun, decided, writers, movers, watchers);
    }

    private ModelMove registered(int newLast, int newBegun, int newDecided) {
        return copy(
                source,
                target,
                there,
                journal,
                newLast,
                newBegun,
                newDecided,
                writers,
                movers,
                watchers);
    }

    private ModelMove copy(
            Row newSource,
            @Nullable Row newTarget,
            int newThere,
            int newJournal,
            int newLast,
            int newBegun,
            int newDecided,
            List<Writer> newWriters,
            List<Mover> newMovers,
            List<Watcher> newWatchers) {
        return new ModelMove(
                spoiled,
                newSource,
                newTarget,
                here,
                newThere,
                newJournal,
                newLast,
                newBegun,
                newDecided,
                committed,
                newWriters,
                newMovers,
                newWatchers);
    }

    private static <T> List<T> replaced(List<T> all, int number, T next) {
        var copy = new ArrayList<>(all);
        copy.set(number, next);
        return List.copyOf(copy);
    }
}
