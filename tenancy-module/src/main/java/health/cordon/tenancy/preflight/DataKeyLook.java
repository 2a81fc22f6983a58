package health.cordon.tenancy.preflight;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.keys.KeyProviders;
import health.cordon.tenancy.keys.KmsClients;
import health.cordon.tenancy.keys.WrappedDek;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.ResourceHistory;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalConnectionRegistry;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.wall.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The dual-key requirement: every key that the organisation's data keys are wrapped with must still
 * unwrap them, in the shared database, in the wanted one and in all that it ever had.
 */
@ApplicationScoped
public class DataKeyLook implements Look {
    private static final String NAME = "previous-keys";
    private static final int MOST_KEYS = 20;

    @Inject RoutingConfig routingConfig;
    @Inject KeyConfig keyConfig;
    @Inject ClinicalConnectionRegistry connections;
    @Inject ResourceHistory history;
    @Inject KmsClients kms;
    @Inject KeyProviders providers;
    @Inject LookBounds bounds;

    @Override
    public String subject() {
        return NAME;
    }

    @Override
    public boolean concerns(Wanted wanted) {
        return true;
    }

    @Override
    public void at(Tenant tenant, Wanted wanted, Report report) {
        at(tenant, "the shared database", routingConfig.shared(), report);
        for (var ref : refs(tenant, wanted)) {
            if (Thread.currentThread().isInterrupted()) {
                // Nobody waits any more; a driver does not notice by itself.
                return;
            }
            var url = url(ref);
            if (url.isPresent()) {
                at(tenant, "the database of " + ref, url.get(), report);
            } else if (!wanted.database().equals(Optional.of(ref))) {
                unseen(report, "the database of " + ref + " has no URL");
            }
        }
        if (report.isEmpty()) {
            report.passed(NAME, "the organisation has no data keys yet");
        }
    }

    private Set<ConnectionRef> refs(Tenant tenant, Wanted wanted) {
        var refs = new LinkedHashSet<ConnectionRef>();
        wanted.database().ifPresent(refs::add);
        tenant.organisation().database().ifPresent(refs::add);
        refs.addAll(history.databases(tenant.id()));
        return refs;
    }

    private Optional<DatabaseUrl> url(ConnectionRef ref) {
        try {
            return connections.read(ref);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void at(Tenant tenant, String where, DatabaseUrl url, Report report) {
        List<WrappedKeys.Sample> samples;
        try (var connection = TenantConnections.open(url, tenant.id(), bounds.database())) {
            samples = WrappedKeys.samples(connection, tenant.id(), MOST_KEYS);
        } catch (SQLException e) {
            unseen(report, where + " does not answer or is not migrated");
            return;
        }
        samples.forEach(sample -> unwraps(tenant, where, sample, report));
    }

    private static void unseen(Report report, String evidence) {
        report.notAnswered(
                NAME,
                evidence + ", so the data keys in it were not tried",
                "See that it can be reached (runbook, step 1.3), then try again.");
    }

    private void unwraps(Tenant tenant, String where, WrappedKeys.Sample sample, Report report) {
        var evidence = "%d data keys in %s are wrapped with %s";
        var said = evidence.formatted(sample.count(), where, sample.key());
        if (!(sample.wrapped() instanceof WrappedDek.Kms wrapped)) {
            local(said, sample, report);
            return;
        }
        if (!keyConfig.isPlatformKey(wrapped.keyArn())
                && !history.hasKey(tenant, wrapped.keyArn())) {
            report.failed(
                    NAME,
                    said + ", which is not a key of this organisation",
                    "Find out who wrote these rows; the server will not unwrap them.");
            return;
        }
        try {
            decrypt(sample);
            report.passed(NAME, said + "; one of them was unwrapped");
        } catch (SdkException e) {
            var wrong = KeyFault.of(AwsFault.of(e), "kms:Decrypt", sample.key(), "3.3");
            report.failed(NAME, said + "; " + wrong.evidence(), wrong.remedy());
        }
    }

    private void local(String said, WrappedKeys.Sample sample, Report report) {
        try {
            providers.requireUnwraps(sample.wrapped(), sample.address());
            report.passed(NAME, said + "; one of them was unwrapped");
        } catch (IllegalStateException e) {
            report.failed(
                    NAME,
                    said + ", which no local master key unwraps",
                    "Put the key that wrapped them back into LOCAL_MASTER_KEYS, after the others.");
        }
    }

    private void decrypt(WrappedKeys.Sample sample) {
        kms.client()
                .decrypt(
                        decrypt ->
                                decrypt.keyId(sample.key())
                                        .ciphertextBlob(
                                                SdkBytes.fromByteArray(
                                                        sample.wrapped().ciphertext()))
                                        .encryptionContext(sample.address().encryptionContext())
                                        .overrideConfiguration(LookBounds::call));
    }
}
