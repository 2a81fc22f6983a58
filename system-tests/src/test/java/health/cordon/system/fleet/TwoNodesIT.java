package health.cordon.system.fleet;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import org.junit.jupiter.api.Test;

/** What one node has written the other one serves. */
@OnPlatform
class TwoNodesIT {
    private final Platform platform;

    TwoNodesIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void serveTheSameRecords() {
        var second = platform.secondNode();
        var organisation = platform.organisation();
        var family = unique("Family");

        var patient = organisation.addPatient(unique("MRN-"), family);

        // The second node may look for organisations made on the first one only every 2 s.
        org.awaitility.Awaitility.await()
                .until(
                        () ->
                                organisation
                                                .reader()
                                                .via(second)
                                                .get("patients/" + patient)
                                                .status()
                                        == 200);
        var there = organisation.reader().via(second).get("patients/" + patient);
        assertThat(there.text("familyName")).isEqualTo(family);
        assertThat(second.pid()).isNotEqualTo(platform.sandbox().pid("server"));
    }
}
