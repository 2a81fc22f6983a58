package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An organisation with a key of its own.
 *
 * @param warm a patient whose DEK the server has in memory
 */
record KeyOwner(Platform platform, Organisation organisation, String key, String warm) {
    static KeyOwner create(Platform platform) {
        var organisation = platform.organisation();
        var key = platform.sandbox().createKey(organisation.slug());
        var admin = platform.platformAdmin();
        var path = "organisations/" + organisation.slug();
        var before = admin.get(path);
        var set =
                admin.put(
                        path,
                        before.etag(),
                        Map.of("name", before.text("name"), "clinicalKmsKeyArn", key));
        assertThat(set.status()).as("%s", set).isEqualTo(200);
        var owner = new KeyOwner(platform, organisation, key, organisation.addPatient());
        assertThat(owner.read(owner.warm).status()).isEqualTo(200);
        return owner;
    }

    Answer read(String patient) {
        return organisation.reader().get("patients/" + patient);
    }

    Answer readWarm() {
        return read(warm);
    }

    Answer add() {
        var patient =
                Organisation.patient(Organisation.unique("MRN-"), Organisation.unique("Family"));
        return organisation.clinician().post("patients", patient);
    }

    List<String> cold(int patients) {
        return IntStream.range(0, patients).mapToObj(i -> cold()).toList();
    }

    /** A patient whose DEK no server has in memory: it is wrapped anew, as a key's owner may. */
    String cold() {
        var patient = organisation.addPatient();
        var database = platform.sharedDatabase();
        var where = "id = '%s'".formatted(dekOf(patient));
        var old = database.value("SELECT wrapped FROM dek WHERE " + where).split("\\|", -1)[1];
        database.execute(
                "UPDATE dek SET wrapped = 'kms:%s|%s' WHERE %s"
                        .formatted(key, wrappedAnew(dekOf(patient), old), where));
        return patient;
    }

    String dekOf(String patient) {
        return platform.sharedDatabase()
                .value("SELECT dek_id FROM patient WHERE id = '%s'".formatted(patient));
    }

    private String wrappedAnew(String dek, String old) {
        var context =
                Map.of(
                        "cordon:organisation",
                        organisation.id(),
                        "cordon:purpose",
                        "PATIENT",
                        "cordon:dek",
                        dek);
        try (var keys = platform.keys()) {
            var moved =
                    keys.kms()
                            .reEncrypt(
                                    from ->
                                            from.ciphertextBlob(
                                                            SdkBytes.fromByteArray(
                                                                    Base64.getUrlDecoder()
                                                                            .decode(old)))
                                                    .sourceKeyId(key)
                                                    .sourceEncryptionContext(context)
                                                    .destinationKeyId(key)
                                                    .destinationEncryptionContext(context));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(moved.ciphertextBlob().asByteArray());
        }
    }
}
