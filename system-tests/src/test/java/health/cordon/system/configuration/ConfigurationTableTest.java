package health.cordon.system.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.admin.organisation.OrganisationSettings;
import health.cordon.admin.policy.ServerRole;
import health.cordon.batch.run.RunSettings;
import health.cordon.clinical.importing.ImportSettings;
import health.cordon.provisioning.retirement.RetirementSettings;
import health.cordon.provisioning.rotation.RotationSettings;
import health.cordon.system.platform.Folders;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.start.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every key is documented, and every documented key is read. */
class ConfigurationTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)[:}]");
    private static final String PROPERTIES =
            "app/clinical-war/src/main/resources/META-INF/microprofile-config.properties";

    @Test
    void matchesWhatTheServerReads() throws IOException {
        var read = new TreeSet<>(keysOfTheProduct());
        read.addAll(found(VARIABLE, Files.readString(Folders.project().resolve("server.xml"))));
        read.addAll(found(VARIABLE, Files.readString(Folders.project().resolve(PROPERTIES))));
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
    }

    private static Set<String> keysOfTheProduct() {
        var settings = new Settings(key -> null);
        try {
            Configuration.from(
                    settings,
                    List.of(
                            new ImportSettings(),
                            new OrganisationSettings(),
                            new ServerRole(),
                            new RunSettings(),
                            new RetirementSettings(),
                            new RotationSettings()));
        } catch (InvalidSettings e) {
            // Nothing is set, so much is missing; which keys were asked for is what counts here.
            assertThat(e.faults()).isNotEmpty();
        }
        return settings.keys();
    }

    /** The keys of the server's table; the one of the command comes after it. */
    private static Set<String> documented() throws IOException {
        var text = Files.readString(Folders.project().resolve("docs/configuration.md"));
        var table = text.substring(text.indexOf("## Keys of the server"));
        return found(ROW, table.substring(0, table.indexOf("\n## ")));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
