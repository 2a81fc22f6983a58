package health.cordon.batch.lease;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.batch.lease.Progress.Failure;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import health.cordon.tenancy.database.Connections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ranges go to one holder at a time, on the platform's own tables; nobody else works on these. */
@OnPlatform
class LeaseRowsIT {
    private static final Progress ONE =
            new Progress(2, 1, 1, 2, Map.of(new Failure("denied", "arn:k", "kms:Decrypt"), 3L));

    private final Jdbi jdbi;
    private final Handle handle;
    private final UUID request = UUID.randomUUID();
    private final String me = UUID.randomUUID().toString();
    private final String other = UUID.randomUUID().toString();

    LeaseRowsIT(Platform platform) {
        var organisation = platform.organisation();
        // So that the running server leaves the request alone.
        platform.platformAdmin()
                .send(
                        "PUT",
                        "organisations/%s/suspension".formatted(organisation.id()),
                        new byte[0]);
        jdbi = Jdbi.create(Connections.dataSource(platform.platformUrl()));
        handle = jdbi.open();
        handle.execute(
                "INSERT INTO job_request (id, job, organisation_id, state, parameters, requested_by,"
                        + " trace_id, rate, created_at) VALUES (?, 'test', ?, 'running', '{}', 'test',"
                        + " REPEAT('0', 32), 500, UTC_TIMESTAMP(3))",
                request.toString(),
                organisation.id());
        Leases.begin(handle, request);
    }

    @AfterEach
    void close() {
        state("abandoned");
        handle.close();
    }

    private void state(String state) {
        handle.execute("UPDATE job_request SET state = ? WHERE id = ?", state, request.toString());
    }

    private Optional<Lease> claim(String owner) {
        return LeaseRows.claim(handle, request, owner);
    }

    private Lease claimed(RangeKind kind) {
        var lease = claim(me).orElseThrow();
        assertThat(lease.kind()).isEqualTo(kind);
        return lease;
    }

    /** As if its holder had said nothing for so long. */
    private void expire(Lease lease) {
        handle.execute(
                "UPDATE job_range SET until = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND WHERE id = ?",
                lease.range());
    }

    private Lease work() {
        LeaseRows.done(handle, claimed(RangeKind.PREPARE));
        return claimed(RangeKind.WORK);
    }

    @Test
    void comeInTheirOrder() {
        var prepare = claimed(RangeKind.PREPARE);
        assertThat(claim(other)).as("nothing before it is prepared").isEmpty();
        LeaseRows.done(handle, prepare);

        var all = claimed(RangeKind.WORK);
        assertThat(claim(other)).as("not to be finished yet").isEmpty();
        assertThat(LeaseRows.canClaim(handle, request)).isFalse();
        assertThat(LeaseRows.split(handle, all, "m")).isTrue();
        var rest = claim(other).orElseThrow();
        assertThat(rest.after()).isEqualTo("m");
        assertThat(rest.upTo()).isNull();
        LeaseRows.done(handle, all);
        assertThat(claim(me)).isEmpty();
        LeaseRows.done(handle, rest);

        LeaseRows.done(handle, claimed(RangeKind.FINISH));
        assertThat(claim(me)).isEmpty();
        assertThat(LeaseRows.undone(handle, request)).isZero();
    }

    @Test
    void goToAnotherOneWhenTheirHolderIsSilent() {
        var mine = work();
        assertThat(LeaseRows.renew(handle, mine)).isTrue();
        assertThat(LeaseRows.progress(handle, mine, "c", ONE)).isTrue();
        expire(mine);

        var theirs = claim(other).orElseThrow();
        assertThat(theirs.range()).isEqualTo(mine.range());
        assertThat(theirs.token()).isGreaterThan(mine.token());
        assertThat(theirs.after()).as("the checkpoint").isEqualTo("c");

        assertThat(LeaseRows.renew(handle, mine)).isFalse();
        assertThat(LeaseRows.progress(handle, mine, "z", ONE)).isFalse();
        assertThat(LeaseRows.split(handle, mine, "z")).isFalse();
        assertThat(LeaseRows.release(handle, mine)).isFalse();
        assertThat(LeaseRows.done(handle, mine)).isFalse();
        assertThat(LeaseRows.renew(handle, theirs)).isTrue();
    }

    @Test
    void keepTheirTokenApartFromAnEarlierLeaseOfTheSameHolder() {
        var first = work();
        LeaseRows.release(handle, first);
        var second = claimed(RangeKind.WORK);

        assertThat(LeaseRows.progress(handle, first, "z", ONE)).isFalse();
        assertThat(LeaseRows.progress(handle, second, "c", ONE)).isTrue();
        assertThat(count("SUM(done)")).isEqualTo(2);
        assertThat(count("SUM(errors)")).isEqualTo(3);
    }

    private long count(String what) {
        return handle.createQuery("SELECT " + what + " FROM job_range WHERE request_id = :id")
                .bind("id", request.toString())
                .mapTo(Long.class)
                .one();
    }

    @Test
    void areNobodysWhileTheJobDoesNotRun() {
        var mine = work();
        state("stopping");

        assertThat(LeaseRows.renew(handle, mine)).isFalse();
        assertThat(LeaseRows.held(handle, request)).isEqualTo(1);
        LeaseRows.release(handle, mine);
        assertThat(LeaseRows.held(handle, request)).isZero();
        assertThat(claim(me)).isEmpty();
    }

    /** As if the whole server were stopped at any point between its statements. */
    @Test
    void leaveNothingLockedBetweenTwoStatements() {
        var mine = work();
        LeaseRows.split(handle, mine, "m");
        LeaseRows.progress(handle, mine, "c", new Progress(1, 1, 1, 2, Map.of()));
        try (var meanwhile = jdbi.open()) {
            meanwhile.execute("SET innodb_lock_wait_timeout = 1");
            var rest = LeaseRows.claim(meanwhile, request, other).orElseThrow();
            assertThat(rest.range()).isNotEqualTo(mine.range());
            expire(mine);
            assertThat(LeaseRows.claim(meanwhile, request, other).orElseThrow().range())
                    .isEqualTo(mine.range());
        }
    }

    @Test
    void countWhyItemsWereLeft() {
        var mine = work();
        LeaseRows.progress(handle, mine, "c", ONE);
        LeaseRows.progress(handle, mine, "d", ONE);
        assertThat(
                        handle.createQuery("SELECT items FROM job_failure WHERE request_id = :id")
                                .bind("id", request.toString())
                                .mapTo(Long.class)
                                .one())
                .isEqualTo(6);
    }
}
