package health.cordon.system.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The table "Who serves a tenant", cell by cell, on real servers: for tenants placed by hand, what
 * no dedicated database has ever served, and what one has; for managed ones, where the home is.
 */
@OnPlatform
class WhoServesIT {
    private static final String NO_SERVER = "mysql://nobody:nothing@127.0.0.1:1/none";
    private final Platform platform;
    private final Placed newlyNamed;
    private final Placed served;

    WhoServesIT(Platform platform) {
        this.platform = platform;
        newlyNamed = Placed.of(platform);
        served = Placed.of(platform);
    }

    private enum Place {
        DEDICATED,
        SHARED,
        REFUSED
    }

    @BeforeEach
    void oneHasBeenServed() {
        served.own.assignBySql(served.organisation);
        firstLooks();
        assertThat(served.newRecord(served.organisation.clinician())).isEqualTo(Place.DEDICATED);
    }

    @Nested
    class OnTheFirstNodeWhichWantsTheFirstUse {
        @Test
        void aUrlThatIsThereServes() {
            newlyNamed.own.assignBySql(newlyNamed.organisation);

            assertHere(newlyNamed, Place.DEDICATED);
            assertHere(served, Place.DEDICATED);
        }

        @Test
        void aUrlThatIsMissingIsSharedUntilTheFirstUse() {
            newlyNamed.own.assignBySql(newlyNamed.organisation);
            newlyNamed.removeUrl();
            served.removeUrl();

            assertHere(newlyNamed, Place.SHARED);
            assertHere(served, Place.REFUSED);
        }

        @Test
        void aDatabaseThatDoesNotAnswerIsRefused() {
            newlyNamed.own.assignBySql(newlyNamed.organisation);
            newlyNamed.writeUrl(NO_SERVER);
            served.writeUrl(NO_SERVER);

            assertHere(newlyNamed, Place.REFUSED);
            assertHere(served, Place.REFUSED);
        }

        @Test
        void noRefIsShared() {
            served.own.clearBySql(served.organisation);

            assertHere(newlyNamed, Place.SHARED);
            assertHere(served, Place.SHARED);
        }

        private void assertHere(Placed placed, Place place) {
            firstLooks();
            assertThat(placed.newRecord(placed.organisation.clinician())).isEqualTo(place);
        }
    }

    @Nested
    class OnASecondNode {
        @BeforeEach
        void bothAreNamed() {
            newlyNamed.own.assignBySql(newlyNamed.organisation);
        }

        @Tag("deep")
        @Tag("restarts")
        @Test
        void thatFallsBackAMissingUrlIsShared() {
            newlyNamed.removeUrl();
            served.removeUrl();
            var node = platform.secondNode(Map.of("CLINICAL_DB_FALLBACK", "shared"));

            assertThere(node, newlyNamed, Place.SHARED);
            assertThere(node, served, Place.SHARED);
        }

        @Test
        @Tag("deep")
        @Tag("others")
        void thatRefusesAMissingUrlIsRefused() {
            newlyNamed.removeUrl();
            served.removeUrl();
            var node = platform.secondNode(Map.of("CLINICAL_DB_FALLBACK", "refuse"));

            assertThere(node, newlyNamed, Place.REFUSED);
            assertThere(node, served, Place.REFUSED);
        }

        @Tag("deep")
        @Tag("restarts")
        @Test
        void whoseSwitchIsOffEverythingIsSharedAndOldObjectsStayReadable() {
            var image = served.addImage();
            assertThat(image.text("s3Bucket")).isEqualTo(served.own.bucket());
            var node = platform.secondNode(Map.of("FEATURE_PER_ORG_CLINICAL_DB", "false"));

            assertThere(node, newlyNamed, Place.SHARED);
            assertThere(node, served, Place.SHARED);
            var here = served.organisation.reader();
            assertThat(here.get("images/" + image.id()).status()).isEqualTo(200);
            assertThat(here.via(node).get("images/" + image.id()).status()).isEqualTo(404);
            assertThat(served.bucketOfNewImage(node)).isEqualTo("cordon-shared");
        }

        @Tag("deep")
        @Tag("restarts")
        @Test
        void theEnvironmentMayNameTheUrl() {
            var variable = variable(newlyNamed.own.ref());
            var url = newlyNamed.own.url();
            newlyNamed.removeUrl();
            var node = platform.secondNode(Map.of(variable, url));

            assertThere(node, newlyNamed, Place.DEDICATED);
        }

        private void assertThere(Node node, Placed placed, Place place) {
            assertThat(placed.newRecord(placed.organisation.clinician().via(node)))
                    .isEqualTo(place);
        }
    }

    @Nested
    class Managed {
        /** Its home is dedicated. */
        private final Placed moved = served;

        /** Its home is the shared database, after a move. */
        private final Placed back = newlyNamed;

        @BeforeEach
        void bothHaveMoved() {
            moved.move().place(moved.own.database(), 1, "home");
            moved.move().place(platform.sharedDatabase(), 1, "away");
            moved.move().managed(1, "'" + moved.own.ref() + "'");
            back.move().place(platform.sharedDatabase(), 2, "home");
            back.move().place(back.own.database(), 2, "away");
            back.move().managed(2, "NULL");
        }

        @Test
        void isServedAtHome() {
            assertHere(moved, Place.DEDICATED);
            assertHere(back, Place.SHARED);
        }

        @Test
        void isRefusedWhenTheColumnNamesAnother() {
            moved.column("NULL");
            back.column("'" + back.own.ref() + "'");

            assertHere(moved, Place.REFUSED);
            assertHere(back, Place.REFUSED);
        }

        @Test
        void isRefusedWhenItsUrlIsMissing() {
            back.column("'" + back.own.ref() + "'");
            moved.removeUrl();
            back.removeUrl();

            assertHere(moved, Place.REFUSED);
            assertHere(back, Place.REFUSED);
        }

        @Test
        void isRefusedWhenItsDatabaseDoesNotAnswer() {
            back.column("'" + back.own.ref() + "'");
            moved.writeUrl(NO_SERVER);
            back.writeUrl(NO_SERVER);

            assertHere(moved, Place.REFUSED);
            assertHere(back, Place.REFUSED);
        }

        @Test
        @Tag("deep")
        @Tag("others")
        void isRefusedWhereTheSwitchIsOffUnlessItsHomeIsShared() {
            var node = platform.secondNode(Map.of("FEATURE_PER_ORG_CLINICAL_DB", "false"));
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () ->
                                    back.organisation.reader().via(node).get("patients").status()
                                            == 200);

            var there = moved.organisation.clinician().via(node);
            assertThat(moved.newRecord(there)).isEqualTo(Place.REFUSED);
            assertThat(moved.organisation.reader().via(node).get("patients").status())
                    .isEqualTo(503);
            assertThat(back.newRecord(back.organisation.clinician().via(node)))
                    .isEqualTo(Place.SHARED);
        }

        private void assertHere(Placed placed, Place place) {
            firstLooks();
            assertThat(placed.newRecord(placed.organisation.clinician())).isEqualTo(place);
        }
    }

    private static String variable(String ref) {
        return "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Any change through the product makes the node that answers read everything again. */
    private void firstLooks() {
        platform.organisation();
    }

    /** An organisation, and what it may be given. */
    private record Placed(Platform platform, Organisation organisation, Dedicated own) {
        static Placed of(Platform platform) {
            return new Placed(platform, platform.organisation(), Dedicated.create(platform));
        }

        Place newRecord(Client clinician) {
            var name = Organisation.unique("P-");
            var answer = clinician.post("patients", Organisation.patient(name, name));
            if (answer.status() == 503) {
                return Place.REFUSED;
            }
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            var where = "id = '" + answer.id() + "'";
            boolean shared = platform.sharedDatabase().count("patient", where) == 1;
            boolean dedicated = own.database().count("patient", where) == 1;
            assertThat(shared).isNotEqualTo(dedicated);
            return shared ? Place.SHARED : Place.DEDICATED;
        }

        health.cordon.system.platform.Answer addImage() {
            return organisation.addImage(
                    organisation.addCase(organisation.addPatient()),
                    health.cordon.system.platform.Pictures.png(1));
        }

        String bucketOfNewImage(Node node) {
            var there =
                    new Organisation(
                            platform,
                            organisation.id(),
                            organisation.slug(),
                            organisation.clinician().via(node),
                            organisation.reader().via(node),
                            organisation.admin().via(node));
            return new Placed(platform, there, own).addImage().text("s3Bucket");
        }

        PlainMove move() {
            return new PlainMove(platform, organisation, own);
        }

        /** The column alone, as no move would leave it. */
        void column(String ref) {
            platform.platformDatabase()
                    .execute(
                            "UPDATE organisation SET clinical_db_connection_ref = %s WHERE id = '%s'"
                                    .formatted(ref, organisation.id()));
        }

        void removeUrl() {
            Dedicated.removeUrl(platform, own.ref());
        }

        void writeUrl(String url) {
            Dedicated.writeUrl(platform, own.ref(), url);
        }
    }
}
