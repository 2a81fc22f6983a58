package health.cordon.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.sandbox.process.Sandbox;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Data keys of an organisation as the server would have made them, without patients: each has bytes
 * of its own, was wrapped by KMS for its own id, and carries its fingerprint. Put into the table by
 * SQL, since 1,000,000 patients would take hours.
 */
record DataKeys(Sandbox sandbox, KmsClient kms, String organisation, String key) {
    private static final int ROWS = 1_000;
    private static final int KEPT = 10_000;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String INSERT =
            "INSERT INTO dek (tenant_id, id, purpose, wrapped, fingerprint, created_at, wrapped_at)"
                    + " VALUES ";

    /**
     * @return those that were made first
     */
    List<WrappedKey> add(int many) {
        var kept = new ArrayList<WrappedKey>();
        for (int made = 0; made < many; made += ROWS) {
            var rows =
                    IntStream.range(0, Math.min(ROWS, many - made))
                            .parallel()
                            .mapToObj(i -> make())
                            .toList();
            sandbox.sql(
                    "shared",
                    INSERT + rows.stream().map(Row::sql).collect(Collectors.joining(",")));
            if (kept.size() < KEPT) {
                rows.forEach(row -> kept.add(row.wrapped()));
            }
        }
        return kept;
    }

    private record Row(WrappedKey wrapped, String sql) {}

    private Row make() {
        var id = UUID.randomUUID().toString();
        var plain = new byte[BYTES];
        RANDOM.nextBytes(plain);
        var context =
                Map.of(
                        "cordon:organisation",
                        organisation,
                        "cordon:purpose",
                        "PATIENT",
                        "cordon:dek",
                        id);
        var ciphertext =
                kms.encrypt(
                                ask ->
                                        ask.keyId(key)
                                                .plaintext(SdkBytes.fromByteArray(plain))
                                                .encryptionContext(context))
                        .ciphertextBlob();
        var wrapped =
                Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext.asByteArray());
        var sql =
                "('%s','%s','PATIENT','kms:%s|%s',X'%s',UTC_TIMESTAMP(3),UTC_TIMESTAMP(3))"
                        .formatted(
                                organisation,
                                id,
                                key,
                                wrapped,
                                HexFormat.of().formatHex(fingerprint(plain, id)));
        return new Row(new WrappedKey(key, ciphertext, context), sql);
    }

    /** As the server makes them; it stores nothing that does not match. */
    private byte[] fingerprint(byte[] plain, String id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(plain, "HmacSHA256"));
            mac.update("cordon dek fingerprint\0".getBytes(UTF_8));
            return mac.doFinal("%s/%s/PATIENT".formatted(organisation, id).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }
}
