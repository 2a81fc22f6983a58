package health.cordon.provisioning.rotation;

import health.cordon.admin.organisation.ProvisioningView.StepView;
import health.cordon.provisioning.fleet.NewAccount;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.rotation.RotationRows.Kept;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.connection.ConnectionPurpose;
import health.cordon.tenancy.connection.ConnectionRole;
import health.cordon.tenancy.connection.ConnectionSeal;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps what is exchanged for what, sealed. */
@ApplicationScoped
public class Rotations {
    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject ConnectionSeal seal;
    @Inject Places places;
    @Inject Servers servers;

    Optional<Place> place(OrganisationId organisation) {
        return places.find(organisation);
    }

    Optional<Rotation> find(OrganisationId organisation, Place place) {
        return platform.read(handle -> RotationRows.find(handle, place.ref(), false))
                .map(kept -> rotation(organisation, place, kept));
    }

    private Rotation rotation(OrganisationId organisation, Place place, Kept other) {
        var waited = other.waited();
        return new Rotation(
                place,
                opened(ConnectionRole.RUNTIME, place, organisation, other.runtime()),
                opened(ConnectionRole.MIGRATION, place, organisation, other.migration()),
                waited != null,
                waited == null ? Duration.ZERO : waited);
    }

    private DatabaseUrl opened(
            ConnectionRole role, Place place, OrganisationId organisation, String sealed) {
        try {
            return DatabaseUrl.parse(
                    seal.open(ConnectionPurpose.of(role, place.ref(), organisation), sealed));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /** What has begun, or begins now: its passwords are known before anything is made with them. */
    Rotation begin(OrganisationId organisation, Place place) {
        return find(organisation, place)
                .orElseGet(
                        () -> {
                            var next = next(organisation, place);
                            platform.write(
                                    handle -> {
                                        RotationRows.insert(handle, place.ref(), next);
                                        return place;
                                    });
                            return find(organisation, place).orElseThrow();
                        });
    }

    private Kept next(OrganisationId organisation, Place place) {
        return new Kept(
                next(ConnectionRole.RUNTIME, place, organisation, place.runtime()),
                next(ConnectionRole.MIGRATION, place, organisation, place.migration()),
                null);
    }

    private String next(
            ConnectionRole role, Place place, OrganisationId organisation, DatabaseUrl now) {
        var names = new ServerAccount.Names(now.database());
        return seal.seal(
                ConnectionPurpose.of(role, place.ref(), organisation),
                NewAccount.text(
                        servers.url(place.server()), now.database(), names.successor(now.user())));
    }

    /** From now on nodes learn of the new ones; both pairs are valid. */
    void switchOver(OrganisationId organisation, String ref) {
        platform.write(
                handle -> {
                    var next = RotationRows.find(handle, ref, true).orElseThrow();
                    if (next.waited() == null) {
                        RotationRows.exchange(handle, ref, RotationRows.serving(handle, ref), next);
                        audit.append(
                                handle,
                                organisation,
                                Change.of("organisation.credentials-rotate", ref));
                    }
                    return ref;
                });
    }

    /** The former accounts are gone. */
    void finish(OrganisationId organisation, String ref) {
        platform.write(
                handle -> {
                    if (RotationRows.delete(handle, ref)) {
                        audit.append(
                                handle,
                                organisation,
                                Change.of("organisation.credentials-drop-former", ref));
                    }
                    return ref;
                });
    }

    void note(String ref, String step, String state, String evidence) {
        platform.read(
                handle -> {
                    RotationRows.step(handle, ref, step, state, evidence);
                    return ref;
                });
    }

    List<StepView> steps(String ref) {
        return platform.read(handle -> RotationRows.steps(handle, ref));
    }

    Age age(String ref) {
        return platform.read(handle -> RotationRows.age(handle, ref));
    }
}
