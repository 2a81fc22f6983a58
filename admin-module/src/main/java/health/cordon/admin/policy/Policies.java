package health.cordon.admin.policy;

import health.cordon.tenancy.escrow.EscrowConfig;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the policies of one organisation: no more rights than the product's calls need. */
@ApplicationScoped
public class Policies {
    private static final int ACCOUNT_IN_ARN = 4;

    @Inject OrganisationRegistry registry;
    @Inject StorageConfig storageConfig;
    @Inject KeyConfig keyConfig;
    @Inject EscrowConfig escrowConfig;
    @Inject ServerRole serverRole;

    PoliciesView of(String idOrSlug) {
        return registry.find(idOrSlug)
                .map(this::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    PoliciesView of(Tenant tenant) {
        var role =
                serverRole
                        .arn()
                        .orElseGet(
                                () ->
                                        "arn:aws:iam::%s:role/<SERVER_ROLE>"
                                                .formatted(account(tenant)));
        var objects = objects(tenant);
        var previous = previousKeys(tenant);
        var all = Stream.of(objects, formerBuckets(tenant), key(tenant), previous);
        return new PoliciesView(
                role,
                Policy.of(all.flatMap(List::stream).toList()),
                tenant.organisation().bucket().map(own -> granted(objects, role)).orElse(null),
                tenant.organisation()
                        .key()
                        .map(
                                own ->
                                        granted(
                                                key(tenant).stream()
                                                        .map(one -> one.on("*"))
                                                        .toList(),
                                                role))
                        .orElse(null),
                granted(previousKeys(tenant).stream().map(one -> one.on("*")).toList(), role),
                Policy.of(rewrap(tenant)));
    }

    private static Policy granted(List<Statement> statements, String role) {
        return Policy.of(statements.stream().map(one -> one.to(role)).toList());
    }

    private List<Statement> objects(Tenant tenant) {
        var bucket = tenant.organisation().bucket().orElse(storageConfig.sharedBucket());
        var statements = new ArrayList<Statement>();
        statements.add(
                Statement.allow("CordonObjects", Rights.OBJECTS, List.of(under(bucket, tenant))));
        if (tenant.organisation().bucket().isPresent()) {
            statements.add(Statement.allow("CordonBucket", Rights.BUCKET, List.of(arn(bucket))));
            statements.add(
                    Statement.allow(
                            "CordonMark", Rights.MARK, List.of(arn(bucket) + "/.cordon/*")));
        } else {
            statements.add(Statement.allow("CordonBucket", Rights.VERSIONS, List.of(arn(bucket))));
        }
        return statements;
    }

    /** The shared bucket is always among them, unless it is the one of today. */
    private List<Statement> formerBuckets(Tenant tenant) {
        var today = tenant.organisation().bucket().orElse(storageConfig.sharedBucket());
        var former =
                Stream.concat(Stream.of(storageConfig.sharedBucket()), tenant.buckets().stream())
                        .filter(bucket -> !bucket.equals(today))
                        .sorted()
                        .toList();
        if (former.isEmpty()) {
            return List.of();
        }
        return List.of(
                Statement.allow(
                        "CordonFormerObjects",
                        Rights.OLD_OBJECTS,
                        former.stream().map(bucket -> under(bucket, tenant)).toList()),
                Statement.allow(
                        "CordonFormerBuckets",
                        Rights.VERSIONS,
                        former.stream().map(Policies::arn).toList()));
    }

    /** None where local master keys wrap. */
    private List<Statement> key(Tenant tenant) {
        var own = tenant.organisation().key();
        var rights = new ArrayList<>(own.isPresent() ? Rights.KEY : Rights.SHARED_KEY);
        if (escrowConfig.isSetUp()) {
            rights.addAll(Rights.ESCROW);
        }
        return today(tenant).stream()
                .map(arn -> Statement.allow("CordonKey", rights, List.of(arn)))
                .toList();
    }

    /** From each key that may wrap data keys now, to the one of today. */
    private List<Statement> rewrap(Tenant tenant) {
        var today = today(tenant).stream().toList();
        if (today.isEmpty()) {
            return List.of();
        }
        var to = new ArrayList<>(Rights.REWRAP_TO);
        if (!keyConfig.localMasterKeys().keys().isEmpty()) {
            to.addAll(Rights.REWRAP_LOCAL_TO);
        }
        return List.of(
                Statement.allow("CordonRewrapFrom", Rights.REWRAP_FROM, keys(tenant)),
                Statement.allow("CordonRewrapTo", to, today));
    }

    private List<String> keys(Tenant tenant) {
        return Stream.concat(keyConfig.platformKey().stream(), tenant.keys().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<String> today(Tenant tenant) {
        return tenant.organisation().key().or(keyConfig::platformKey);
    }

    /** The dual-key requirement: data keys are wrapped anew by a job alone, objects never. */
    private List<Statement> previousKeys(Tenant tenant) {
        var today = today(tenant);
        var previous =
                Stream.concat(keyConfig.platformKey().stream(), tenant.keys().stream())
                        .filter(key -> !today.equals(Optional.of(key)))
                        .sorted()
                        .toList();
        return previous.isEmpty()
                ? List.of()
                : List.of(Statement.allow("CordonPreviousKeys", Rights.OLD_KEY, previous));
    }

    private String account(Tenant tenant) {
        return today(tenant).map(key -> key.split(":", -1)[ACCOUNT_IN_ARN]).orElse("<ACCOUNT>");
    }

    private static String under(String bucket, Tenant tenant) {
        return arn(bucket) + "/" + tenant.id() + "/*";
    }

    private static String arn(String bucket) {
        return "arn:aws:s3:::" + bucket;
    }
}
