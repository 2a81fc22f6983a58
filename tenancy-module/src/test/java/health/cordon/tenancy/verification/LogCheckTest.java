package health.cordon.tenancy.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.preflight.Outcome;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCheckTest {
    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/one";
    private static final Logger ROOM = Logger.getLogger("health.cordon.tenancy.routing");
    private static final Logger ROUTING = Logger.getLogger("health.cordon.tenancy.routing.Any");
    private final LogRecorder recorder = new LogRecorder();
    private final Tenant north =
            Tenants.tenant("north").database("north").bucket("north-records").key(KEY).build();

    @BeforeEach
    void listen() {
        // Not to the build's log as well.
        ROOM.setUseParentHandlers(false);
        recorder.listen();
    }

    @AfterEach
    void stop() {
        recorder.stop();
        ROOM.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the database of ref north is not the one recorded for it",
                "CLINICAL_DB_URL_NORTH is not set; wait",
                "an upload to bucket north-records failed",
                "kms:Decrypt on " + KEY + " failed: AccessDenied"
            })
    void findsWhatNamesTheOrganisation(String line) {
        ROUTING.log(Level.WARNING, line);

        var seen = look(Instant.now());

        assertThat(seen.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(seen.evidence()).contains(line).contains("this node's log");
    }

    @Test
    void findsItsId() {
        ROUTING.log(Level.SEVERE, "organisation {0} has no home", north.id());

        assertThat(look(Instant.now()).outcome()).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the database of ref north-eu is not the one recorded for it",
                "CLINICAL_DB_URL_NORTH_EU is not set",
                "the database north of somebody else does not answer",
                "the database of ref far-north does not answer",
                "kms:Decrypt on " + KEY + "-two failed"
            })
    void takesAndShowsNothingOfOthers(String line) {
        ROUTING.log(Level.WARNING, line);

        var seen = look(Instant.now());

        assertThat(seen.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(seen.evidence()).doesNotContain(line);
    }

    @Test
    void takesNothingBelowAWarningAndNothingOld() {
        ROUTING.log(Level.INFO, "the database of ref north is open");
        assertThat(look(Instant.now()).outcome()).isEqualTo(Outcome.PASSED);

        ROUTING.log(Level.WARNING, "the database of ref north is slow");
        assertThat(look(Instant.now().plus(LogCheck.WINDOW)).outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void saysWhenOthersFilledIt() {
        for (int i = 0; i < LogRecorder.MOST + 1; i++) {
            ROUTING.log(Level.WARNING, "somebody else");
        }

        assertThat(recorder.since(Instant.EPOCH)).hasSize(LogRecorder.MOST);
        assertThat(look(Instant.now()).outcome()).isEqualTo(Outcome.NOT_ANSWERED);
    }

    private Seen look(Instant now) {
        return new LogCheck(recorder).look(north.organisation(), now.plusMillis(1));
    }
}
