package health.cordon.clinical.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LargeBundleTest {
    private static final int RESOURCES = 300;
    private static final int RESOURCE_BYTES = 100 << 10;

    @BeforeEach
    void loadTheLibrary() throws BundleException {
        for (String type : List.of("Patient", "DiagnosticReport")) {
            Bundles.read(Bundles.of(type, "\"id\":\"p\",\"presentedForm\":[{\"data\":\"QUJD\"}]"));
        }
    }

    @Test
    void readsThirtyMebibytesWithoutHoldingThem() throws Exception {
        long before = usedHeap();
        BundleContents contents = Bundles.READER.read(bundle());
        long after = usedHeap();
        assertThat(contents.ignored()).containsEntry("Claim", RESOURCES);
        assertThat(contents.patients()).hasSize(1);
        // What is kept is one patient and the parser's own tables, of 30 MiB that went by.
        assertThat(after - before).isLessThan(((long) RESOURCES * RESOURCE_BYTES) / 2);
    }

    @Test
    void keepsOfItsReportsLittleMoreThanTheirContent() throws Exception {
        long before = usedHeap();
        BundleContents contents = Bundles.READER.read(reports());
        long after = usedHeap();
        assertThat(contents.reports()).hasSize(RESOURCES);
        assertThat(contents.reports()).allMatch(report -> report.content().length > 60_000);
        assertThat(after - before).isLessThan((long) RESOURCES * RESOURCE_BYTES);
    }

    private static InputStream bundle() {
        String claim =
                "{\"resource\":{\"resourceType\":\"Claim\",\"item\":[\""
                        + "x".repeat(RESOURCE_BYTES)
                        + "\"]}},";
        return bundle(Collections.nCopies(RESOURCES, claim).stream());
    }

    private static InputStream reports() {
        String data = "QUJD".repeat(RESOURCE_BYTES / 4);
        return bundle(
                IntStream.range(0, RESOURCES)
                        .mapToObj(
                                i ->
                                        "{\"resource\":{\"resourceType\":\"DiagnosticReport\","
                                                + "\"id\":\"r-"
                                                + i
                                                + "\",\"presentedForm\":[{\"data\":\""
                                                + data
                                                + "\"}]}},"));
    }

    /** Made while it is read, so that the heap holds what the reader keeps. */
    private static InputStream bundle(Stream<String> entries) {
        Stream<String> parts =
                Stream.of(
                                Stream.of("{\"resourceType\":\"Bundle\",\"entry\":["),
                                entries,
                                Stream.of(
                                        "{\"resource\":{\"resourceType\":\"Patient\","
                                                + "\"id\":\"p\"}}]}"))
                        .flatMap(part -> part);
        Iterator<InputStream> streams =
                parts.map(part -> (InputStream) new ByteArrayInputStream(part.getBytes(UTF_8)))
                        .iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return streams.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return streams.next();
                    }
                });
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
