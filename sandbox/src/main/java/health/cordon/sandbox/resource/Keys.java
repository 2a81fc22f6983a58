package health.cordon.sandbox.resource;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Makes symmetric keys that are known by an alias. */
public record Keys(Cloud cloud) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** The key of an organisation, under the alias that the runbook gives it. */
    public String create(String name) {
        return ensure(alias(name));
    }

    public boolean exists(String name) {
        try (var kms = cloud.kmsClient()) {
            return find(kms, alias(name)).isPresent();
        } catch (SdkException e) {
            throw silent(e);
        }
    }

    /** The key that wraps for every organisation without its own. */
    public String createShared() {
        return ensure("alias/cordon-shared");
    }

    private String ensure(String alias) {
        try (var kms = cloud.kmsClient()) {
            return find(kms, alias).orElseGet(() -> make(kms, alias));
        } catch (SdkException e) {
            throw silent(e);
        }
    }

    private static String alias(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "A key name is lower-case letters, digits and hyphens, at most 63.");
        }
        return "alias/clinical-" + name;
    }

    private static Failure silent(SdkException e) {
        return new Failure(
                ExitCode.NOT_REACHABLE, "KMS did not make the key; see ./cordon status.", e);
    }

    private static Optional<String> find(KmsClient kms, String alias) {
        try {
            return Optional.of(kms.describeKey(key -> key.keyId(alias)).keyMetadata().arn());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private static String make(KmsClient kms, String alias) {
        var key = kms.createKey(request -> request.description(alias)).keyMetadata();
        kms.createAlias(request -> request.aliasName(alias).targetKeyId(key.keyId()));
        return key.arn();
    }
}
