package health.cordon.provisioning.cloud;

import health.cordon.admin.policy.ResourcePolicies;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KmsClients;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** The KMS key of an organisation, known by {@code alias/clinical-<slug>}. */
@ApplicationScoped
public class Key {
    private static final Logger LOG = Logger.getLogger(Key.class.getName());

    /** Keys that are looked through for one whose alias is missing. */
    private static final int MOST = 2_000;

    /** KMS deletes nothing sooner. */
    private static final int SHORTEST_WINDOW_DAYS = 7;

    @Inject KmsClients clients;
    @Inject ResourcePolicies policies;

    /**
     * Its ARN; made now where there is none.
     *
     * @param again whether an earlier try may have made a key without coming to its alias
     * @throws ProblemException conflict when the alias is another key's; unavailable when KMS
     *     refuses or does not answer
     */
    public String ensure(OrganisationId organisation, String slug, boolean again) {
        try {
            return find(organisation, slug).orElseGet(() -> make(organisation, slug, again));
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    /**
     * What would be made, or is there.
     *
     * @throws ProblemException as {@link #ensure}
     */
    public String plan(OrganisationId organisation, String slug) {
        try {
            return find(organisation, slug).map(arn -> "is there").orElse("a key")
                    + " under "
                    + alias(slug);
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    /**
     * Schedules the deletion of one that nothing was ever encrypted with for good, and frees its
     * alias.
     *
     * @param again whether there may be one without an alias
     * @throws ProblemException unavailable when KMS refuses or does not answer
     */
    public void retire(OrganisationId organisation, String slug, boolean again) {
        var kms = clients.client();
        try {
            var named = find(organisation, slug);
            named.ifPresent(arn -> kms.deleteAlias(ask -> ask.aliasName(alias(slug))));
            named.or(() -> again ? orphan(kms, organisation).map(KeyMetadata::arn) : named)
                    .ifPresent(arn -> scheduleDeletion(kms, arn));
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    private static void scheduleDeletion(KmsClient kms, String arn) {
        kms.scheduleKeyDeletion(ask -> ask.keyId(arn).pendingWindowInDays(SHORTEST_WINDOW_DAYS));
    }

    /**
     * The one that was made.
     *
     * @throws ProblemException unavailable when it is not there
     */
    public String required(OrganisationId organisation, String slug) {
        try {
            return find(organisation, slug)
                    .orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
        } catch (SdkException e) {
            throw refused(organisation, e);
        }
    }

    private Optional<String> find(OrganisationId organisation, String slug) {
        try {
            var key = clients.client().describeKey(ask -> ask.keyId(alias(slug))).keyMetadata();
            if (!isOf(key, organisation)) {
                throw ProblemException.conflict("key");
            }
            return Optional.of(key.arn());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private String make(OrganisationId organisation, String slug, boolean again) {
        var kms = clients.client();
        var left = again ? orphan(kms, organisation) : Optional.<KeyMetadata>empty();
        var key = left.orElseGet(() -> create(kms, organisation));
        kms.createAlias(ask -> ask.aliasName(alias(slug)).targetKeyId(key.keyId()));
        return key.arn();
    }

    private KeyMetadata create(KmsClient kms, OrganisationId organisation) {
        var policy = policies.ofKey();
        return kms.createKey(
                        ask -> {
                            ask.description(description(organisation));
                            policy.ifPresent(ask::policy);
                        })
                .keyMetadata();
    }

    /** One that an earlier try made without coming to its alias. */
    private static Optional<KeyMetadata> orphan(KmsClient kms, OrganisationId organisation) {
        return kms.listKeysPaginator().keys().stream()
                .limit(MOST)
                .map(KeyListEntry::keyId)
                .flatMap(id -> described(kms, id).stream())
                .filter(key -> isOf(key, organisation))
                .findFirst();
    }

    /** Nothing of a key that is not ours to look at: then it is not the one. */
    private static Optional<KeyMetadata> described(KmsClient kms, String id) {
        try {
            return Optional.of(kms.describeKey(ask -> ask.keyId(id)).keyMetadata());
        } catch (KmsException e) {
            return Optional.empty();
        }
    }

    private static boolean isOf(KeyMetadata key, OrganisationId organisation) {
        return Boolean.TRUE.equals(key.enabled()) && isMadeFor(key, organisation);
    }

    /** In whatever state it is. */
    static boolean isMadeFor(KeyMetadata key, OrganisationId organisation) {
        return description(organisation).equals(key.description());
    }

    private static String description(OrganisationId organisation) {
        return "Cordon, data keys of organisation " + organisation;
    }

    static String alias(String slug) {
        return "alias/clinical-" + slug;
    }

    private static ProblemException refused(OrganisationId organisation, SdkException e) {
        LOG.log(
                Level.WARNING,
                "KMS refused what was asked for the key of organisation {0} ({1})",
                new Object[] {organisation, e.getClass().getSimpleName()});
        return new ProblemException(Problem.UNAVAILABLE, e);
    }
}
