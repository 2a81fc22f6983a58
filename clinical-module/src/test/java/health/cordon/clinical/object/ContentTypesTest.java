package health.cordon.clinical.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.storage.ContentCheck;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypesTest {
    private static final String PNG = "89504e470d0a1a0a0000000d49484452";
    private static final String PDF = "255044462d312e370a";

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(ContentCheck check, byte[] head) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> check.contentType(head))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNSUPPORTED_MEDIA_TYPE);
    }

    @Nested
    class Images {
        @ParameterizedTest
        @CsvSource({
            "image/png, " + PNG,
            "image/jpeg, ffd8ffe000104a46494600010100",
            "image/tiff, 49492a0008000000",
            "image/tiff, 4d4d002a00000008",
            "image/webp, 524946461a0000005745425056503820",
            "image/jp2, 0000000c6a5020200d0a870a000000146674797 06a703220"
        })
        void areKnownByTheirFirstBytes(String type, String digits) {
            assertThat(ContentTypes.images().contentType(hex(digits.replace(" ", ""))))
                    .isEqualTo(type);
        }

        @Test
        void includeDicom() {
            var dicom = new byte[140];
            System.arraycopy(text("DICM"), 0, dicom, 128, 4);
            assertThat(ContentTypes.images().contentType(dicom)).isEqualTo("application/dicom");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "hello",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
                    "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                    "<!DOCTYPE html><html><script>1</script></html>",
                    "<html></html>",
                    "GIF89a\1\0\1\0",
                    "MZ\u0090\0\3",
                    "PK\3\4",
                    "%PDF-1.7",
                    "#!/bin/sh\n",
                    "\0\0\0\0"
                })
        void areNothingElse(String content) {
            assertRefused(ContentTypes.images(), text(content));
        }
    }

    @Nested
    class Reports {
        @ParameterizedTest
        @CsvSource({
            "application/pdf, " + PDF,
            "image/png, " + PNG,
            "text/plain, 4d6963726f73636f7079c3a9"
        })
        void areKnownByTheirFirstBytes(String type, String digits) {
            assertThat(ContentTypes.reports().contentType(hex(digits))).isEqualTo(type);
            assertThat(ContentTypes.isReport(hex(digits))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                    "<!DOCTYPE html><html></html>",
                    "  <html><body>x</body></html>",
                    "PK\3\4",
                    "{\\rtf1\\ansi}",
                    "\0\1\2\3"
                })
        void areNothingElse(String content) {
            assertRefused(ContentTypes.reports(), text(content));
            assertThat(ContentTypes.isReport(text(content))).isFalse();
        }
    }
}
