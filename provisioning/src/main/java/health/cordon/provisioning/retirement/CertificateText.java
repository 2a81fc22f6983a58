package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.KeyFate;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.retirement.RetirementCertificate.Remark;
import health.cordon.provisioning.retirement.RetirementCertificate.Scheduled;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.routing.TenantDatabases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words a certificate. */
@ApplicationScoped
public class CertificateText {
    private static final List<Remark> NOT_COVERED =
            List.of(
                    new Remark(
                            "Backups, replicas and binary logs of databases from before the end",
                            "They may hold rows with wrapped data keys. A key of its own that is"
                                    + " deleted opens none of them; the platform's key would. Keep"
                                    + " them no longer than you must, and restore no shared database"
                                    + " from before without removing these rows again."),
                    new Remark(
                            "Copies that a bucket replicates or backs up elsewhere",
                            "Remove them there."),
                    new Remark(
                            "Exports of data keys for escrow",
                            "Destroy those of this organisation."),
                    new Remark(
                            "Logs of the server, S3 and KMS", "They name ids, nothing clinical."));

    @Inject Places places;
    @Inject ObjectPlaces objects;
    @Inject KeptTrail trail;

    RetirementCertificate of(
            Organisation organisation,
            Retirement known,
            Holdings after,
            Instant now,
            Instant goes) {
        var asked = known.requiredCompletion();
        var before = known.holdings();
        var retiredAt = known.retiredAt();
        return new RetirementCertificate(
                organisation.id().value(),
                organisation.slug().value(),
                organisation.name(),
                asked.by(),
                asked.actor(),
                known.retiringAt(),
                retiredAt == null ? now : retiredAt,
                now,
                before == null ? after : before,
                after,
                scheduled(organisation, after, goes),
                kept(organisation, after),
                yours(organisation, after),
                NOT_COVERED);
    }

    private List<Scheduled> scheduled(Organisation organisation, Holdings after, Instant goes) {
        var all = new ArrayList<Scheduled>();
        places.find(organisation.id())
                .ifPresent(
                        place ->
                                all.add(
                                        new Scheduled(
                                                "the database %s and its two accounts"
                                                        .formatted(place.migration().database()),
                                                goes)));
        objects.made(organisation)
                .ifPresent(name -> all.add(new Scheduled("the bucket " + name, goes)));
        after.keys().stream()
                .filter(KeyFate::made)
                .forEach(
                        key ->
                                all.add(
                                        new Scheduled(
                                                "the key " + key.key(),
                                                Optional.ofNullable(key.deletedAt())
                                                        .orElse(goes))));
        return all;
    }

    private List<Remark> kept(Organisation organisation, Holdings after) {
        var all = new ArrayList<Remark>();
        after.rows().stream()
                .filter(one -> one.kept().values().stream().anyMatch(rows -> rows > 0))
                .forEach(
                        one ->
                                all.add(
                                        new Remark(
                                                "%s of %s".formatted(one.kept(), one.database()),
                                                "A trail is kept for as long as the law says; it"
                                                        + " holds ids, staff and reasons.")));
        long lines = trail.kept(organisation.id());
        if (lines > 0) {
            all.add(
                    new Remark(
                            "%d lines of its trail in the platform database".formatted(lines),
                            "Copied from the database that goes."));
        }
        all.add(
                new Remark(
                        "the organisation's id, slug and name, its administrative trail, the list of"
                                + " erased patients by id, and this certificate",
                        "So that neither id nor slug is used again."));
        return all;
    }

    private List<Remark> yours(Organisation organisation, Holdings after) {
        var all = new ArrayList<Remark>();
        for (var one : after.rows()) {
            if (!one.seen()) {
                all.add(
                        new Remark(
                                one.database(),
                                "It has no URL any more and was not looked at: delete it."));
            } else if (!one.made() && !one.database().equals(TenantDatabases.SHARED)) {
                all.add(new Remark(one.database(), "Provisioning did not make it: delete it."));
            }
        }
        var made = objects.made(organisation);
        after.objects().stream()
                .filter(one -> !one.under().isEmpty())
                .map(Holdings.Objects::bucket)
                .filter(name -> !objects.isShared(name) && !made.equals(Optional.of(name)))
                .forEach(
                        name ->
                                all.add(
                                        new Remark(
                                                "the bucket " + name,
                                                "Provisioning did not make it: delete it.")));
        after.keys().stream()
                .filter(key -> !key.made() && !key.cannotBeUsed())
                .forEach(
                        key ->
                                all.add(
                                        new Remark(
                                                "the key " + key.key(),
                                                "Provisioning did not make it: schedule its"
                                                        + " deletion.")));
        return all;
    }
}
