package health.cordon.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.importing.BundleFiles;
import health.cordon.clinical.fhir.BundleLimits;
import health.cordon.clinical.fhir.BundleReader;
import health.cordon.clinical.fhir.ReportKind;
import health.cordon.clinical.fhir.ResolvedBundle;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Path SAMPLES = Path.of("..", "samples");
    private static final long MAX_BYTES = 1_500_000;

    private final BundleReader reader = new BundleReader(BundleLimits.STANDARD);

    @Test
    void readAndHangTogether() throws Exception {
        for (SampleOrganisation organisation : SampleOrganisation.ALL) {
            List<ResolvedBundle> bundles = read(organisation);
            assertThat(bundles).hasSizeBetween(5, 6);
            for (ResolvedBundle bundle : bundles) {
                assertThat(bundle.patients()).hasSize(1);
                assertThat(bundle.encounters()).isNotEmpty();
                assertThat(bundle.reports()).allMatch(report -> report.encounter() != null);
                assertThat(bundle.ignored()).doesNotContainKey("Encounter");
            }
        }
    }

    @Test
    void holdNamesBeyondAsciiAndOnePathologyReport() throws Exception {
        List<ResolvedBundle> all = new ArrayList<>();
        for (SampleOrganisation organisation : SampleOrganisation.ALL) {
            all.addAll(read(organisation));
        }
        assertThat(all)
                .flatExtracting(ResolvedBundle::patients)
                .extracting("familyName")
                .contains("Concepción765", "Domínquez36", "Example-Nobody");
        assertThat(all)
                .flatExtracting(ResolvedBundle::reports)
                .filteredOn(report -> report.report().kind() == ReportKind.HISTOLOGY)
                .hasSize(1);
    }

    @Test
    void staySmall() throws Exception {
        long bytes = 0;
        for (Path file : BundleFiles.under(SAMPLES)) {
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThan(MAX_BYTES);
    }

    private List<ResolvedBundle> read(SampleOrganisation organisation) throws Exception {
        List<ResolvedBundle> bundles = new ArrayList<>();
        for (Path file : BundleFiles.under(SAMPLES.resolve(organisation.slug()))) {
            try (InputStream json = open(file)) {
                bundles.add(reader.read(json).resolve());
            }
        }
        return bundles;
    }

    private static InputStream open(Path file) throws Exception {
        InputStream raw = Files.newInputStream(file);
        return BundleFiles.isCompressed(file) ? new GZIPInputStream(raw) : raw;
    }
}
