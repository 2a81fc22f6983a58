package health.cordon.system.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Data keys of all forms in one organisation. What is wrapped here is wrapped by this test itself,
 * after the form's description.
 */
@Tag("deep")
@Tag("keys")
@OnPlatform
class WrappedFormsIT {
    private static final byte[] OLD = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final byte[] NEW = "fedcba9876543210fedcba9876543210".getBytes(UTF_8);
    private static final String MASTER_KEYS =
            "new:%s,old:%s"
                    .formatted(
                            Base64.getEncoder().encodeToString(NEW),
                            Base64.getEncoder().encodeToString(OLD));

    private final Platform platform;
    private final Database database;
    private final Organisation organisation;
    private final KeyService keys;

    WrappedFormsIT(Platform platform) {
        this.platform = platform;
        database = platform.sharedDatabase();
        organisation = platform.organisation();
        keys = platform.keys();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void unwrapSideBySide() throws GeneralSecurityException {
        var byKms = organisation.addPatient(Organisation.unique("MRN-"), "Kms");
        var byLocal = organisation.addPatient(Organisation.unique("MRN-"), "Local");
        var legacy = organisation.addPatient(Organisation.unique("MRN-"), "Legacy");
        var dek = dek(byLocal);
        var address = "%s/%s/PATIENT".formatted(organisation.id(), dek);
        wrap(dek, "local:old|" + url(sealed(OLD, address.getBytes(UTF_8), plain(dek))));
        wrap(
                dek(legacy),
                Base64.getEncoder().encodeToString(sealed(NEW, new byte[0], plain(dek(legacy)))));

        var node = platform.secondNode(Map.of("LOCAL_MASTER_KEYS", MASTER_KEYS));
        var there = organisation.clinician().via(node);
        assertThat(family(there, byKms)).isEqualTo("Kms");
        assertThat(family(there, byLocal)).isEqualTo("Local");
        assertThat(family(there, legacy)).isEqualTo("Legacy");
        assertThat(there.get("patients?family=legacy").json().get("items")).hasSize(1);

        for (var shut : new String[] {byLocal, legacy}) {
            var answer = organisation.clinician().get("patients/" + shut);
            assertThat(answer.status()).as("a node without master keys").isIn(500, 503);
            assertThat(answer.toString()).doesNotContain("Local", "Legacy", "LOCAL_MASTER_KEYS");
        }
    }

    @Test
    void areLocalWhereThereIsNoKms() {
        var node = platform.secondNode(Map.of("KMS_CMK_ARN", "", "LOCAL_MASTER_KEYS", MASTER_KEYS));
        var there = organisation.clinician().via(node);
        var patient = there.post("patients", Organisation.patient("MRN-1", "Nowhere"));
        assertThat(patient.status()).as("%s", patient).isEqualTo(201);
        assertThat(
                        database.column(
                                "SELECT SUBSTRING_INDEX(wrapped, '|', 1) FROM dek WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())))
                .containsExactly("local:new", "local:new");
        assertThat(family(there, patient.id())).isEqualTo("Nowhere");
        var caseOf = there.post("cases", Organisation.caseOf(patient.id(), "Lesion"));
        var image = there.upload("cases/" + caseOf.id() + "/images", "image/png", Pictures.png(1));
        assertThat(image.status()).as("%s", image).isEqualTo(201);
    }

    private static String family(Client staff, String patient) {
        var answer = staff.get("patients/" + patient);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("familyName");
    }

    private String dek(String patient) {
        return database.value("SELECT dek_id FROM patient WHERE id = '" + patient + "'");
    }

    private void wrap(String dek, String wrapped) {
        database.execute("UPDATE dek SET wrapped = '%s' WHERE id = '%s'".formatted(wrapped, dek));
    }

    /** As only KMS knows it. */
    private byte[] plain(String dek) {
        var wrapped = database.value("SELECT wrapped FROM dek WHERE id = '" + dek + "'");
        var ciphertext = Base64.getUrlDecoder().decode(wrapped.substring(wrapped.indexOf('|') + 1));
        var context =
                Map.of(
                        "cordon:organisation",
                        organisation.id(),
                        "cordon:purpose",
                        "PATIENT",
                        "cordon:dek",
                        dek);
        return keys.kms()
                .decrypt(
                        ask ->
                                ask.ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                                        .encryptionContext(context))
                .plaintext()
                .asByteArray();
    }

    private static byte[] sealed(byte[] master, byte[] additional, byte[] plain)
            throws GeneralSecurityException {
        var nonce = "unique nonce".getBytes(UTF_8);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(master, "AES"),
                new GCMParameterSpec(128, nonce));
        cipher.updateAAD(additional);
        var sealed = cipher.doFinal(plain);
        return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
