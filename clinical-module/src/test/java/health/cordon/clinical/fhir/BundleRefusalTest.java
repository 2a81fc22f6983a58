package health.cordon.clinical.fhir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.cordon.clinical.fhir.BundleException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleRefusalTest {
    private static final BundleLimits SMALL = new BundleLimits(100_000, 10, 1_000, 20);

    @Nested
    class Malformed {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '`',
                value = {
                    "`` ~ `` ~ EMPTY",
                    "Smith ~ `` ~ NOT_JSON",
                    "{\"resourceType\":\"Bundle\" ~ /resourceType ~ NOT_JSON",
                    "{\"resourceType\":\"Bundle\"} Smith ~ `` ~ NOT_JSON",
                    "{\"resourceType\":\"Bundle\"}{} ~ `` ~ NOT_JSON",
                    "{\"resourceType\":\"Bundle\",\"resourceType\":\"Bundle\"} ~ /resourceType ~ NOT_JSON",
                    "{\"entry\":{}} ~ /entry ~ MALFORMED",
                    "{\"entry\":[{},7]} ~ /entry/0/resource ~ INVALID_RESOURCE",
                    "{\"entry\":[7]} ~ /entry/0 ~ MALFORMED",
                    "{\"entry\":[{\"resource\":[]}]} ~ /entry/0/resource ~ MALFORMED",
                    "{\"entry\":[{\"fullUrl\":7}]} ~ /entry/0/fullUrl ~ MALFORMED",
                    "{\"entry\":[{\"resource\":{\"birthDate\":Smith}}]}"
                            + " ~ /entry/0/resource/birthDate ~ NOT_JSON",
                    "{\"entry\":[{\"resource\":{\"Smith\":Smith}}]} ~ /entry/0/resource ~ NOT_JSON",
                })
        void saysWhatAndWhere(String json, String pointer, Reason reason) {
            BundleException refusal = Bundles.refusal(json);
            assertThat(refusal.pointer()).isEqualTo(pointer);
            assertThat(refusal.reason()).isEqualTo(reason);
        }

        @Test
        void refusesDuplicateNamesAnywhere() {
            for (String type : List.of("Patient", "Claim")) {
                String twice = "\"id\":\"p\",\"name\":[{\"family\":\"A\",\"family\":\"B\"}]";
                BundleException refusal = Bundles.refusal(Bundles.of(type, twice));
                assertThat(refusal.reason()).isEqualTo(Reason.NOT_JSON);
                assertThat(refusal.pointer()).isEqualTo("/entry/0/resource/name/0/family");
            }
        }

        @Test
        void refusesBrokenUtf8() {
            byte[] json = Bundles.of("Patient", "\"id\":\"?\"").getBytes(ISO_8859_1);
            json[new String(json, ISO_8859_1).indexOf('?')] = (byte) 0xE9;
            assertThat(refusal(new ByteArrayInputStream(json)).reason()).isEqualTo(Reason.NOT_JSON);
        }

        @Test
        void refusesAStreamThatBreaksOff() throws Exception {
            InputStream broken =
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("Smith");
                        }
                    };
            assertThat(refusal(broken).reason()).isEqualTo(Reason.NOT_JSON);
        }

        @ParameterizedTest
        @ValueSource(ints = {12, 40})
        void tellsBrokenCompressionFromBrokenJson(int kept) throws IOException {
            var zipped = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(zipped)) {
                gzip.write(Bundles.of("Patient", "\"id\":\"p\"").getBytes(ISO_8859_1));
            }
            var part = new ByteArrayInputStream(zipped.toByteArray(), 0, kept);
            assertThat(refusal(new GZIPInputStream(part)).reason()).isEqualTo(Reason.NOT_GZIP);
        }

        private BundleException refusal(InputStream stream) {
            return catchThrowableOfType(BundleException.class, () -> Bundles.READER.read(stream));
        }
    }

    @Nested
    class NotABundle {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '`',
                value = {
                    "[] ~ ``",
                    "7 ~ ``",
                    "{} ~ ``",
                    "{\"entry\":[]} ~ ``",
                    "{\"resourceType\":\"Patient\",\"id\":\"p\"} ~ /resourceType",
                    "{\"resourceType\":7} ~ /resourceType",
                })
        void saysWhere(String json, String pointer) {
            BundleException refusal = Bundles.refusal(json);
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_A_BUNDLE);
            assertThat(refusal.pointer()).isEqualTo(pointer);
        }
    }

    @Nested
    class InvalidResource {
        @ParameterizedTest
        @CsvSource(
                delimiter = '~',
                quoteCharacter = '`',
                value = {
                    "Patient ~ \"birthDate\":\"1970-02-30\" ~ /birthDate",
                    "Patient ~ \"birthDate\":\"Smith\" ~ /birthDate",
                    "Patient ~ \"birthDate\":19700228 ~ /birthDate",
                    "Patient ~ \"birthDate\":1e999999999 ~ /birthDate",
                    "Patient ~ \"birthDate\":[\"1970-02-28\"] ~ /birthDate",
                    "Patient ~ \"birthDate\":\"1970-02-28T10:00:00Z\" ~ /birthDate",
                    "Patient ~ \"gender\":\"Smith\" ~ /gender",
                    "Patient ~ \"gender\":true ~ /gender",
                    "Patient ~ \"name\":\"Smith\" ~ /name",
                    "Patient ~ \"name\":{\"family\":\"Smith\"} ~ /name",
                    "Patient ~ \"name\":[\"Smith\"] ~ /name/0",
                    "Patient ~ \"name\":[[{\"family\":\"Smith\"}]] ~ /name/0",
                    "Patient ~ \"name\":[{\"family\":7}] ~ /name/0/family",
                    "Patient ~ \"name\":[{\"family\":{\"Smith\":1}}] ~ /name/0/family",
                    "Patient ~ \"name\":[{\"family\":[\"Smith\",\"Jones\"]}] ~ ``",
                    "Patient ~ \"name\":[{\"given\":[{\"Smith\":1}]}] ~ /name/0/given/0",
                    "Patient ~ \"name\":[{\"use\":\"Smith\"}] ~ ``",
                    "Patient ~ \"name\":[{\"family\":\"Smi\\u0000th\"}] ~ /name",
                    "Patient ~ \"name\":[{\"family\":\"Smi\\ud83dth\"}] ~ /name",
                    "Patient ~ \"identifier\":[{\"value\":12}] ~ /identifier/0/value",
                    "Patient ~ \"identifier\":[{\"type\":{\"coding\":\"MR\"}}]"
                            + " ~ /identifier/0/type/coding",
                    "Encounter ~ \"period\":{\"start\":\"2024-02-30\"} ~ ``",
                    "Encounter ~ \"period\":{\"start\":\"2024-02-28T10:00:00\"} ~ /period/start",
                    "Encounter ~ \"subject\":\"Patient/p-1\" ~ /subject",
                    "DiagnosticReport ~ \"presentedForm\":[{\"data\":\"Smith!\"}]"
                            + " ~ /presentedForm/0/data",
                    "DiagnosticReport ~ \"presentedForm\":[{\"data\":\"QUJ\"}]"
                            + " ~ /presentedForm/0/data",
                    "DiagnosticReport ~ \"presentedForm\":[{\"data\":\"QU==JD==\"}]"
                            + " ~ /presentedForm/0/data",
                    "DiagnosticReport ~ \"presentedForm\":[{\"data\":12}] ~ /presentedForm/0/data",
                    "DiagnosticReport ~ \"presentedForm\":"
                            + "[{\"data\":\"QUJD\",\"contentType\":\"Smith\"}]"
                            + " ~ /presentedForm",
                })
        void saysWhereAndNotWhat(String type, String fields, String pointer) {
            BundleException refusal = Bundles.refusal(Bundles.of(type, "\"id\":\"x\"," + fields));
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_RESOURCE);
            assertThat(refusal.pointer()).isEqualTo("/entry/0/resource" + pointer);
            assertThat(refusal).hasMessageNotContaining("Smith").hasNoCause();
        }

        @Test
        void hasNoType() {
            assertInvalid("{\"resource\":{\"id\":\"p\"}}", "");
            assertInvalid("{\"resource\":{\"resourceType\":7}}", "/resourceType");
            assertInvalid("{\"resource\":{\"resourceType\":\"John Smith\"}}", "/resourceType");
            assertInvalid("{\"fullUrl\":\"urn:uuid:p\"}", "");
        }

        @Test
        void isNobody() {
            assertInvalid("{\"resource\":{\"resourceType\":\"Patient\"}}", "/identifier");
            assertInvalid("{\"resource\":{\"resourceType\":\"Encounter\"}}", "/identifier");
            assertInvalid(
                    "{\"fullUrl\":\"urn:uuid:p\",\"resource\":{\"resourceType\":\"Patient\"}}",
                    "/identifier");
        }

        @Test
        void isTooLongForItsField() {
            String family = "\"id\":\"p\",\"name\":[{\"family\":\"" + "x".repeat(201) + "\"}]";
            assertInvalid(entry("Patient", family), "/name");
            String mrn = "\"identifier\":[{\"value\":\"" + "x".repeat(65) + "\"}]";
            assertInvalid(entry("Patient", mrn), "/identifier");
            assertInvalid(entry("Patient", "\"id\":\"" + "x".repeat(65) + "\""), "/id");
            assertInvalid(entry("Patient", "\"id\":\"a/b\""), "/id");
            String source = "\"identifier\":[{\"value\":\"" + "x".repeat(250) + "\"}]";
            assertInvalid(entry("Encounter", source), "/identifier");
        }

        @Test
        void saysTwoThingsOfOneIdentity() {
            String one = entry("Patient", "\"id\":\"p\",\"gender\":\"male\"");
            String other = entry("Patient", "\"id\":\"p\",\"gender\":\"female\"");
            BundleException refusal = Bundles.refusal(Bundles.ofEntries(one + "," + other));
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_RESOURCE);
            assertThat(refusal.pointer()).isEqualTo("/entry/1/resource/identifier");
        }

        private void assertInvalid(String entry, String pointer) {
            BundleException refusal = Bundles.refusal(Bundles.ofEntries(entry));
            assertThat(refusal.reason()).isEqualTo(Reason.INVALID_RESOURCE);
            assertThat(refusal.pointer()).isEqualTo("/entry/0/resource" + pointer);
        }
    }

    @Nested
    class TooLarge {
        private final BundleReader small = new BundleReader(SMALL);

        @Test
        void inBytes() {
            assertTooLarge(Bundles.ofEntries("") + " ".repeat(200_000));
            assertTooLarge(Bundles.of("Claim", "\"text\":\"" + "x".repeat(200_000) + "\""));
        }

        @Test
        void inEntries() {
            String claim = entry("Claim", "") + ",";
            String eleven = claim.repeat(10) + entry("Claim", "");
            assertThat(assertTooLarge(Bundles.ofEntries(eleven))).isEqualTo("/entry/10");
        }

        @Test
        void inDepth() {
            String deep = "\"a\":" + "[".repeat(50) + "]".repeat(50);
            assertTooLarge(Bundles.of("Claim", deep));
            assertTooLarge(Bundles.of("Patient", deep));
        }

        @Test
        void inTextOfOneResource() {
            String one = "\"presentedForm\":[{\"data\":\"" + "QUJD".repeat(300) + "\"}]";
            assertTooLarge(Bundles.of("DiagnosticReport", one));
            String line = "{\"text\":\"" + "x".repeat(400) + "\"}";
            String many = "\"reasonCode\":[" + line + "," + line + "," + line + "]";
            assertThat(assertTooLarge(Bundles.of("Encounter", many)))
                    .isEqualTo("/entry/0/resource/reasonCode/2/text");
        }

        @Test
        void inElementsOfOneResource() {
            String names = "\"name\":[" + "{},".repeat(ResourceCopy.MAX_ELEMENTS) + "{}]";
            BundleException refusal = Bundles.refusal(Bundles.of("Patient", names));
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        }

        @Test
        void inTokensOfOneEntry() {
            String list = "\"a\":[" + "0,".repeat(BoundedParser.MAX_TOKENS_PER_ENTRY) + "0]";
            BundleException refusal = Bundles.refusal(Bundles.of("Claim", list));
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        }

        @Test
        void inTypesThatNobodyKnows() {
            StringBuilder entries = new StringBuilder(entry("Claim", ""));
            for (int i = 0; i < 300; i++) {
                String name = "T" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
                entries.append(',').append(entry(name, ""));
            }
            BundleException refusal = Bundles.refusal(Bundles.ofEntries(entries.toString()));
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
        }

        private String assertTooLarge(String json) {
            BundleException refusal = Bundles.refusal(small, json);
            assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE);
            return refusal.pointer();
        }
    }

    @Test
    void logsNothingOfWhatItRefuses() {
        List<String> logged = new ArrayList<>();
        Handler handler = handler(logged);
        Logger.getLogger("").addHandler(handler);
        try {
            Bundles.refusal(Bundles.of("Patient", "\"id\":\"Smith\",\"birthDate\":\"Smith\""));
            Bundles.refusal(Bundles.of("Encounter", "\"subject\":{\"reference\":\"#Smith\"}"));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(logged).noneMatch(line -> line.contains("Smith"));
    }

    private static Handler handler(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage() + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static String entry(String type, String fields) {
        String rest = fields.isEmpty() ? "" : "," + fields;
        return "{\"resource\":{\"resourceType\":\"" + type + "\"" + rest + "}}";
    }
}
