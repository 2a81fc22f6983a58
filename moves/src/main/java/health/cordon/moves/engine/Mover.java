package health.cordon.moves.engine;

import health.cordon.moves.engine.Pause.Outcome;
import health.cordon.moves.proof.Comparison;
import health.cordon.moves.proof.Difference;
import health.cordon.moves.proof.Root;
import health.cordon.moves.rows.Emptying;
import health.cordon.moves.rows.Journal;
import health.cordon.moves.rows.RowKey;
import health.cordon.moves.rows.Sent;
import health.cordon.moves.rows.Side;
import health.cordon.moves.rows.TableCopy;
import health.cordon.moves.rows.TenantTable;
import health.cordon.tenancy.wall.Placement;
import health.cordon.tenancy.wall.PlacementState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Moves one tenant. For one thread: it may be stopped or die anywhere, and another one begins with
 * {@link #takeOver} and goes on.
 */
public final class Mover implements AutoCloseable {
    /** After that long the home stays where it was. */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** How long writers may take to end before the home is left to them. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int STRETCH = 500;

    /** More changed rows than these are compared in another round. */
    private static final int MOST_UNPROVEN = 10_000;

    private final Side source;
    private final long home;
    private final Side target;
    private final HomeRegister register;
    private final Steps steps;
    private final Connection from;
    private final List<TenantTable> tables;
    private long epoch;
    private Connection to;
    private Journal journal;
    private Comparison comparison;

    /** Rows that were written since they were compared. */
    private final Set<RowKey> unproven = new HashSet<>();

    /** Hears of each step before it is made. */
    public interface Steps {
        void next(String step);
    }

    private Mover(Side source, long home, Side target, HomeRegister register, Steps steps)
            throws SQLException {
        this.source = source;
        this.home = home;
        this.target = target;
        this.register = register;
        this.steps = steps;
        enter();
        from = source.reading();
        to = target.writing(epoch);
        tables = TenantTable.of(from);
        journal = Journal.of(tables, from, to);
        comparison = new Comparison(from, to);
        comparison.tables();
    }

    /**
     * Begins a move, or goes on with one whose mover is gone: from now on that one writes nothing
     * more, and where it had closed the home, that is open again.
     *
     * @param home the epoch of the home, which is the source
     * @throws SQLException when a database does not answer, or is not what it should be
     * @throws IllegalStateException when the change of home is decided; see {@link #finish}
     */
    public static Mover takeOver(
            Side source, long home, Side target, HomeRegister register, Steps steps)
            throws SQLException {
        return new Mover(source, home, target, register, steps);
    }

    /** With an epoch of its own. */
    private void enter() throws SQLException {
        steps.next("epoch");
        epoch =
                register.take()
                        .orElseThrow(() -> new IllegalStateException("the target is the home"));
        var here = source.placement();
        if (here != null && here.state() == PlacementState.DRAINING) {
            // People wait.
            open();
        }
        steps.next("target");
        fill();
        steps.next("source");
        open();
    }

    /** The target is nobody's home, and this mover's alone. */
    private void fill() throws SQLException {
        var there = target.placement();
        if (there != null && there.state().isHome()) {
            throw new SQLException("the target takes writes of this tenant", "HY000");
        }
        if (there != null && there.epoch() >= epoch
                || !target.place(there, new Placement(epoch, PlacementState.FILLING), PATIENCE)) {
            throw new SQLException("somebody else changes the target", "HY000");
        }
    }

    /**
     * The home is open, and keeps a journal. Whoever has closed it had an epoch before this one,
     * and decides nothing more.
     */
    private void open() throws SQLException {
        var here = source.placement();
        if (copying().equals(here)) {
            return;
        }
        if (!mayOpen(here)) {
            throw new SQLException("the source is not the home", "HY000");
        }
        if (!source.place(here, copying(), PATIENCE)) {
            throw new SQLException("somebody else changes the source", "HY000");
        }
    }

    private boolean mayOpen(@Nullable Placement here) {
        if (here == null) {
            return home == 0;
        }
        return here.state() == PlacementState.DRAINING
                ? here.epoch() <= epoch
                : here.equals(new Placement(home, PlacementState.HOME));
    }

    private Placement copying() {
        return new Placement(home, PlacementState.COPYING);
    }

    /** Tells by whom it is closed; refused is whoever believes in whatever epoch. */
    private static Placement closed(long epoch) {
        return new Placement(epoch, PlacementState.DRAINING);
    }

    /** The tables, in the order in which they are copied. */
    public List<String> tables() {
        return tables.stream().map(TenantTable::name).toList();
    }

    /**
     * Copies a stretch of a table, and follows what was written meanwhile.
     *
     * @param after the id of the last row that was copied; empty for none
     * @return what has arrived; fewer than {@link #isEnd} wants at the table's end
     */
    public Sent copy(String table, String after) throws SQLException {
        steps.next("copy " + table);
        var one =
                tables.stream()
                        .filter(known -> known.name().equals(table))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such table"));
        var sent = new TableCopy(one, from, to).after(after, STRETCH);
        follow();
        return sent;
    }

    /** Whether that was the end of a table. */
    public static boolean isEnd(Sent sent) {
        return sent.rows() < STRETCH;
    }

    /** Brings over what was written until now; writers go on. */
    public long follow() throws SQLException {
        long rows = 0;
        for (var keys = journal.follow(); !keys.isEmpty(); keys = journal.follow()) {
            unproven.addAll(keys);
            rows += keys.size();
            if (rows > MOST_UNPROVEN) {
                break;
            }
        }
        return rows;
    }

    /** How many lines of the journal wait. */
    public long lag() throws SQLException {
        return journal.length();
    }

    /** Compares all rows, while people go on to write. */
    public Proof prove() throws SQLException {
        steps.next("prove");
        unproven.clear();
        var here = new TreeMap<String, Root>();
        var there = new TreeMap<String, Root>();
        var suspects = new ArrayList<Difference>();
        for (var table : comparison.tables()) {
            prove(table, here, there, suspects);
        }
        suspects.forEach(one -> unproven.add(new RowKey(one.table(), one.id())));
        return new Proof(here, there, settled());
    }

    private void prove(
            String table,
            Map<String, Root> here,
            Map<String, Root> there,
            List<Difference> suspects)
            throws SQLException {
        var after = "";
        var last = false;
        here.put(table, Root.EMPTY);
        there.put(table, Root.EMPTY);
        while (!last) {
            steps.next("prove " + table);
            var part = comparison.part(table, after);
            here.merge(table, part.source(), Root::plus);
            there.merge(table, part.target(), Root::plus);
            suspects.addAll(part.differences());
            after = part.after();
            last = part.isLast();
            follow();
        }
    }

    /**
     * What still differs when what was written meanwhile has arrived; a few rounds, then it counts.
     */
    private List<Difference> settled() throws SQLException {
        var differences = new ArrayList<Difference>();
        for (int round = 0; round < 10; round++) {
            follow();
            differences.clear();
            differences.addAll(unproven());
            if (differences.isEmpty() || round > 0 && lag() == 0) {
                break;
            }
        }
        return differences;
    }

    /** Compares the rows that were written since; those that are the same are proven. */
    private List<Difference> unproven() throws SQLException {
        var byTable = new LinkedHashMap<String, Set<String>>();
        unproven.forEach(
                key -> byTable.computeIfAbsent(key.table(), t -> new HashSet<>()).add(key.id()));
        var differences = new ArrayList<Difference>();
        for (var ids : byTable.entrySet()) {
            differences.addAll(comparison.of(ids.getKey(), ids.getValue()));
        }
        unproven.clear();
        differences.forEach(one -> unproven.add(new RowKey(one.table(), one.id())));
        return differences;
    }

    /**
     * Makes the target the home. Who writes meanwhile waits. Where that would take too long, or the
     * two are not the same, the home stays where it was.
     *
     * @throws SQLException when a database does not answer; whether the home has changed, the
     *     register says
     */
    public Pause cut() throws SQLException {
        steps.next("begin");
        if (!register.begin(epoch)) {
            throw new SQLException("another mover has taken over", "HY000");
        }
        long closed = System.nanoTime();
        steps.next("close");
        if (!closeHome()) {
            return reopened(true, List.of(), System.nanoTime());
        }
        long end = closed + LONGEST_PAUSE.toNanos();
        List<Difference> differences;
        try {
            differences = last(end);
        } catch (SQLException e) {
            // People wait; what was wrong the next attempt will show.
            return reopened(true, List.of(), closed);
        }
        boolean late = System.nanoTime() - end > 0;
        if (late || !differences.isEmpty()) {
            return reopened(late, differences, closed);
        }
        steps.next("decide");
        if (!register.decide(epoch)) {
            return reopened(true, differences, closed);
        }
        var length = Duration.ofNanos(System.nanoTime() - closed);
        finish(source, target, epoch, steps);
        return new Pause(Outcome.MOVED, length, List.of());
    }

    /** False where writers did not end in time. */
    private boolean closeHome() {
        try {
            return source.place(copying(), closed(epoch), PATIENCE);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Nobody writes any more. */
    private List<Difference> last(long end) throws SQLException {
        steps.next("last");
        while (follow() > 0 && System.nanoTime() - end < 0) {
            steps.next("last");
        }
        return unproven();
    }

    /** And goes on with another epoch: who sees the home closed by this one may open it, too. */
    private Pause reopened(boolean late, List<Difference> differences, long closed)
            throws SQLException {
        steps.next("reopen");
        if (!register.retire(epoch)) {
            throw new IllegalStateException("decided, whoever did that");
        }
        open();
        var length = Duration.ofNanos(System.nanoTime() - closed);
        enter();
        to.close();
        to = target.writing(epoch);
        journal = Journal.of(tables, from, to);
        comparison = new Comparison(from, to);
        return late ? Pause.backedOff(length) : new Pause(Outcome.DIFFERS, length, differences);
    }

    /**
     * What is left to do when the target is the home: its row says so, and the source's that it is
     * not. May be repeated.
     *
     * @param epoch at which that was decided
     */
    public static void finish(Side source, Side target, long epoch, Steps steps)
            throws SQLException {
        steps.next("open target");
        target.place(
                new Placement(epoch, PlacementState.FILLING),
                new Placement(epoch, PlacementState.HOME),
                PATIENCE);
        steps.next("leave source");
        source.place(closed(epoch), new Placement(epoch, PlacementState.AWAY), PATIENCE);
    }

    /**
     * Opens a home that a mover has closed and left. For whoever sees it closed for longer than
     * {@link #LONGEST_PAUSE}.
     *
     * @return false where the target is the home, or nobody has closed the source
     */
    public static boolean reopen(Side source, long home, HomeRegister register)
            throws SQLException {
        var here = source.placement();
        return here != null
                && here.state() == PlacementState.DRAINING
                && register.retire(here.epoch())
                && source.place(here, new Placement(home, PlacementState.COPYING), PATIENCE);
    }

    /**
     * Gives up: nothing is left at the target, and the home keeps no journal. May be repeated, by
     * whoever has taken over.
     */
    public void abort() throws SQLException {
        for (var table : tables) {
            steps.next("empty " + table.name());
            new Emptying(table, target, epoch).run(to);
        }
        steps.next("leave target");
        target.place(
                new Placement(epoch, PlacementState.FILLING),
                new Placement(epoch, PlacementState.AWAY),
                PATIENCE);
        steps.next("home");
        source.place(copying(), new Placement(home, PlacementState.HOME), PATIENCE);
        journal.clear();
    }

    @Override
    public void close() throws SQLException {
        var last = to;
        try (from;
                last) {
            // Both, whatever the one says.
        }
    }
}
