package health.cordon.tenancy.preflight;

import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.keys.KmsClients;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Whether a key can wrap an organisation's new data keys and unwrap them again. */
@ApplicationScoped
public class KeyLook implements Look {
    private static final int REGION_IN_ARN = 3;

    @Inject KeyConfig keyConfig;
    @Inject KmsClients kms;

    @Override
    public String subject() {
        return "key";
    }

    @Override
    public boolean concerns(Wanted wanted) {
        return wanted.key().isPresent();
    }

    @Override
    public void at(Tenant tenant, Wanted wanted, Report report) {
        wanted.key().ifPresent(key -> look(tenant.id(), key, report));
    }

    private void look(OrganisationId organisation, String key, Report report) {
        if (here(key, report) && usable(key, report)) {
            roundTrip(organisation, key, report);
        }
    }

    private boolean here(String key, Report report) {
        var wanted = keyConfig.region().id();
        var is = key.split(":", -1)[REGION_IN_ARN];
        if (is.equals(wanted)) {
            report.passed("key-region", "it is in " + wanted);
            return true;
        }
        report.failed(
                "key-region",
                "the key is in %s, the server works in %s".formatted(is, wanted),
                "Create the key in %s (runbook, step 3.1).".formatted(wanted));
        return false;
    }

    private boolean usable(String key, Report report) {
        try {
            var found =
                    kms.client()
                            .describeKey(
                                    of -> of.keyId(key).overrideConfiguration(LookBounds::call))
                            .keyMetadata();
            return usable(key, found, report);
        } catch (SdkException e) {
            var fault = AwsFault.of(e);
            if (fault.isDenied()) {
                report.notAnswered(
                        "key-usable",
                        "KMS does not say (%s)".formatted(fault.code()),
                        "Grant kms:DescribeKey on %s (runbook, step 3.2).".formatted(key));
                return true;
            }
            var wrong = KeyFault.of(fault, "kms:DescribeKey", key, "3.2");
            report.failed("key-usable", wrong.evidence(), wrong.remedy());
            return false;
        }
    }

    private static boolean usable(String key, KeyMetadata found, Report report) {
        if (found.keySpec() != KeySpec.SYMMETRIC_DEFAULT
                || found.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            report.failed(
                    "key-usable",
                    "it is not a symmetric key for encryption",
                    "Create a symmetric key for encryption and decryption (runbook, step 3.1).");
            return false;
        }
        if (found.keyState() != KeyState.ENABLED) {
            report.failed(
                    "key-usable",
                    "it is in state " + found.keyStateAsString(),
                    KeyFault.mend(found.keyState(), key));
            return false;
        }
        report.passed("key-usable", "it is symmetric and enabled");
        return true;
    }

    private void roundTrip(OrganisationId organisation, String key, Report report) {
        var context =
                Map.of(
                        "cordon:organisation", organisation.toString(),
                        "cordon:purpose", "PREFLIGHT",
                        "cordon:dek", UUID.randomUUID().toString());
        var step = "kms:GenerateDataKey";
        try {
            var made = generate(key, context);
            step = "kms:Decrypt";
            var same = opens(key, context, made);
            report(same, report);
        } catch (SdkException e) {
            var wrong = KeyFault.of(AwsFault.of(e), step, key, "3.2");
            report.failed("key-round-trip", wrong.evidence(), wrong.remedy());
        }
    }

    private static void report(boolean same, Report report) {
        if (same) {
            report.passed("key-round-trip", "it wrapped and unwrapped a data key");
        } else {
            report.failed(
                    "key-round-trip",
                    "what it unwrapped is not what it wrapped",
                    "Do not use this key; create another one (runbook, step 3.1).");
        }
    }

    private GenerateDataKeyResponse generate(String key, Map<String, String> context) {
        return kms.client()
                .generateDataKey(
                        generate ->
                                generate.keyId(key)
                                        .keySpec(DataKeySpec.AES_256)
                                        .encryptionContext(context)
                                        .overrideConfiguration(LookBounds::call));
    }

    private boolean opens(String key, Map<String, String> context, GenerateDataKeyResponse made) {
        var opened =
                kms.client()
                        .decrypt(
                                decrypt ->
                                        decrypt.keyId(key)
                                                .ciphertextBlob(made.ciphertextBlob())
                                                .encryptionContext(context)
                                                .overrideConfiguration(LookBounds::call));
        return Arrays.equals(
                opened.plaintext().asByteArrayUnsafe(), made.plaintext().asByteArrayUnsafe());
    }
}
