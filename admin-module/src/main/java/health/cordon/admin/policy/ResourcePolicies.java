package health.cordon.admin.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.tenancy.escrow.EscrowConfig;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of keys and buckets that the server makes itself. Nothing where the operator has not
 * said which role the server has: then the account's own policies decide, and {@link Policies}
 * prints what they should say.
 */
@ApplicationScoped
public class ResourcePolicies {
    @Inject ServerRole role;
    @Inject EscrowConfig escrowConfig;

    /** Whether what is made gets policies. */
    public boolean areSet() {
        return role.arn().isPresent();
    }

    /** Of a key: the account administers it and cannot use it; the server uses it. */
    public Optional<String> ofKey() {
        return role.arn()
                .map(
                        arn ->
                                List.of(
                                        Statement.allow(
                                                        "CordonAccount",
                                                        Rights.KEY_ADMINISTRATION,
                                                        List.of("*"))
                                                .to(ServerRole.account(arn)),
                                        Statement.allow("CordonKey", rights(), List.of("*"))
                                                .to(arn)))
                .map(ResourcePolicies::text);
    }

    private List<String> rights() {
        var rights = new ArrayList<>(Rights.KEY);
        rights.addAll(Rights.REWRAP_FROM);
        rights.addAll(Rights.REWRAP_TO);
        rights.addAll(Rights.KEY_END);
        if (escrowConfig.isSetUp()) {
            rights.addAll(Rights.ESCROW);
        }
        return rights;
    }

    /** Of a bucket: nobody without TLS; the server's objects and mark. */
    public Optional<String> ofBucket(String bucket, OrganisationId organisation) {
        var all = "arn:aws:s3:::" + bucket;
        return role.arn()
                .map(
                        arn ->
                                List.of(
                                        new Statement(
                                                "CordonTlsAlone",
                                                "Deny",
                                                Map.of("AWS", "*"),
                                                List.of("s3:*"),
                                                List.of(all, all + "/*"),
                                                Map.of(
                                                        "Bool",
                                                        Map.of("aws:SecureTransport", "false"))),
                                        Statement.allow(
                                                        "CordonObjects",
                                                        Rights.OBJECTS,
                                                        List.of(all + "/" + organisation + "/*"))
                                                .to(arn),
                                        Statement.allow(
                                                        "CordonMark",
                                                        Rights.MARK,
                                                        List.of(all + "/.cordon/*"))
                                                .to(arn),
                                        Statement.allow("CordonBucket", Rights.BUCKET, List.of(all))
                                                .to(arn)))
                .map(ResourcePolicies::text);
    }

    private static String text(List<Statement> statements) {
        try {
            return Json.mapper().writeValueAsString(Policy.of(statements));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a policy can be written", e);
        }
    }
}
