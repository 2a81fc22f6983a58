package health.cordon.tenancy.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekAddress;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryKeyTest {
    private static final KeyPair PAIR = pair("RSA", 3072);
    private static final DekAddress ADDRESS =
            new DekAddress(new OrganisationId(new UUID(1, 1)), Dek.Purpose.PATIENT, new UUID(2, 2));

    private final Path folder;

    RecoveryKeyTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, Key key) {
        var body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
    }

    private EscrowConfig configured(String content) throws Exception {
        var file = Files.writeString(folder.resolve("s3cr3t.pem"), content);
        var settings = new Settings(Map.of("ESCROW_PUBLIC_KEY_FILE", file.toString())::get);
        var config = EscrowConfig.from(settings);
        settings.check();
        return config;
    }

    private void refused(String content, String saying) {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> configured(content))
                .withMessageStartingWith("ESCROW_PUBLIC_KEY_FILE is not valid: ")
                .withMessageContaining(saying)
                .withMessageNotContaining("s3cr3t");
    }

    private static JWEObject opened(String jwe, KeyPair by) throws Exception {
        var sealed = JWEObject.parse(jwe);
        sealed.decrypt(new RSADecrypter(by.getPrivate()));
        return sealed;
    }

    @Test
    void thereIsNoEscrowUnlessTheOperatorNamesAKey() {
        var off = EscrowConfig.from(new Settings(key -> null));

        assertThatThrownBy(off::required)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.ESCROW_NOT_SET_UP));
    }

    @Test
    void sealsForTheHolderOfThePrivateKeyAlone() throws Exception {
        var dek = new byte[32];
        dek[3] = 4;
        var jwe = configured(pem("PUBLIC KEY", PAIR.getPublic())).required().seal(ADDRESS, dek);

        var opened = opened(jwe, PAIR);
        assertThat(opened.getPayload().toBytes()).isEqualTo(dek);
        assertThat(opened.getHeader().getAlgorithm()).hasToString("RSA-OAEP-256");
        assertThat(opened.getHeader().getEncryptionMethod()).hasToString("A256GCM");
        assertThat(opened.getHeader().getCustomParams())
                .isEqualTo(Map.copyOf(ADDRESS.encryptionContext()));
        assertThatThrownBy(() -> opened(jwe, pair("RSA", 3072))).isInstanceOf(JOSEException.class);
    }

    @Test
    void opensUnderNoOtherName() throws Exception {
        var key = configured(pem("PUBLIC KEY", PAIR.getPublic())).required();
        var other = new DekAddress(ADDRESS.organisation(), Dek.Purpose.PATIENT, new UUID(2, 3));
        var parts = key.seal(ADDRESS, new byte[32]).split("\\.", 2);
        var header = key.seal(other, new byte[32]).split("\\.", 2)[0];

        assertThatThrownBy(() -> opened(header + "." + parts[1], PAIR))
                .isInstanceOf(JOSEException.class);
    }

    @Test
    void refusesEverythingElseAndSaysWhatToDo() {
        refused("s3cr3t", "one RSA public key in PEM form");
        refused("", "one RSA public key in PEM form");
        refused(pem("PRIVATE KEY", PAIR.getPrivate()), "keep that one offline");
        refused(
                pem("PUBLIC KEY", PAIR.getPublic()) + pem("PRIVATE KEY", PAIR.getPrivate()),
                "keep that one offline");
        refused(pem("PUBLIC KEY", pair("RSA", 2048).getPublic()), "at least 3072 bits");
        refused(pem("PUBLIC KEY", pair("EC", 256).getPublic()), "another kind");
        refused(
                pem("PUBLIC KEY", PAIR.getPublic()) + pem("PUBLIC KEY", PAIR.getPublic()),
                "one RSA public key in PEM form");
    }
}
