package health.cordon.system.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PrivateFile;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a caller quotes is what the operator finds. */
@OnPlatform
class IncidentIT {
    private final Platform platform;

    IncidentIT(Platform platform) {
        this.platform = platform;
    }

    @Test
    void isFoundInTheLogByItsInstance() throws IOException {
        var organisation = platform.organisation();
        breakTheDatabase(organisation);
        Awaitility.await().until(() -> organisation.reader().get("patients").status() == 503);

        var answer = organisation.reader().get("patients");

        assertThat(answer.status()).isEqualTo(503);
        var log = platform.sandbox().home().logs().resolve("server/messages.log");
        assertThat(Files.readAllLines(log, UTF_8))
                .filteredOn(line -> line.contains(answer.text("instance")))
                .singleElement()
                .asString()
                .contains(organisation.id(), answer.header("trace-id"), "Exception");
    }

    private void breakTheDatabase(Organisation organisation) {
        var ref = Organisation.unique("dead-");
        var variable = "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
        PrivateFile.write(
                platform.sandbox().home().refs().resolve(variable),
                "mysql://nobody:nothing@127.0.0.1:1/nothing");
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET clinical_db_connection_ref = '%s' WHERE id = '%s'"
                                .formatted(ref, organisation.id()));
    }
}
