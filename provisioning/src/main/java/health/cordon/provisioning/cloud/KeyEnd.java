package health.cordon.provisioning.cloud;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KmsClients;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.ResourceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Has the keys deleted that provisioning made for an organisation, after the waiting period of KMS;
 * until then nobody uses them. The alias goes with the key.
 */
@ApplicationScoped
public class KeyEnd {
    private static final int BAD_REQUEST = 400;
    private static final String DENIED = "AccessDeniedException";

    @Inject KmsClients clients;
    @Inject ResourceHistory history;

    /**
     * All keys that it has or had, with the one under its alias, and what becomes of each.
     *
     * @throws ProblemException unavailable when KMS does not answer, or does not tell of the key
     *     that is the organisation's now
     */
    public List<KeyFate> fates(Organisation owner) {
        var kms = clients.client();
        var all = new LinkedHashSet<>(history.all(owner.id(), "key"));
        try {
            described(kms, Key.alias(owner.slug().value()))
                    .filter(key -> Key.isMadeFor(key, owner.id()))
                    .ifPresent(key -> all.add(key.arn()));
            var fates = new ArrayList<KeyFate>();
            for (var arn : all) {
                fates.add(fate(kms, owner, arn));
            }
            return fates;
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static KeyFate fate(KmsClient kms, Organisation owner, String arn) {
        try {
            return described(kms, arn)
                    .map(
                            key ->
                                    new KeyFate(
                                            arn,
                                            Key.isMadeFor(key, owner.id()),
                                            key.keyStateAsString(),
                                            key.deletionDate()))
                    .orElseGet(() -> new KeyFate(arn, false, KeyFate.GONE, null));
        } catch (KmsException e) {
            if (isDenied(e) && !owner.key().equals(Optional.of(arn))) {
                // A key of before, whose rights somebody has taken back.
                return new KeyFate(arn, false, KeyFate.NOT_SEEN, null);
            }
            throw e;
        }
    }

    private static boolean isDenied(KmsException e) {
        return e.statusCode() == BAD_REQUEST
                && e.awsErrorDetails() != null
                && DENIED.equals(e.awsErrorDetails().errorCode());
    }

    private static Optional<KeyMetadata> described(KmsClient kms, String name) {
        try {
            return Optional.of(kms.describeKey(ask -> ask.keyId(name)).keyMetadata());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * May be repeated.
     *
     * @param days 7 to 30
     * @throws ProblemException unavailable when KMS refuses or does not answer
     */
    public void schedule(KeyFate key, int days) {
        if (key.cannotBeUsed()) {
            return;
        }
        try {
            clients.client()
                    .scheduleKeyDeletion(ask -> ask.keyId(key.key()).pendingWindowInDays(days));
        } catch (SdkException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
