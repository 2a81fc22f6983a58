package health.cordon.admin.organisation;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.EntityTags;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.organisation.Slug;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lists, creates and changes organisations. */
@ApplicationScoped
public class OrganisationAdministration {
    private static final String LIST = "platform/organisations";

    @Inject OrganisationSettings settings;
    @Inject KeyConfig keyConfig;
    @Inject StorageConfig storageConfig;
    @Inject TokenConfig tokenConfig;
    @Inject PlatformDatabase database;
    @Inject OrganisationStore store;
    @Inject OrganisationRegistry registry;
    @Inject PlatformAudit audit;
    @Inject Cursors cursors;
    @Inject Footprint footprint;
    @Inject Isolation isolation;

    /** Organisations in the order of their slugs. */
    Page<OrganisationView> list(int limit, @Nullable String cursor) {
        var after = cursors.open(LIST, cursor);
        var rows = database.read(handle -> store.page(handle, after, limit + 1));
        return Page.of(
                rows, limit, OrganisationView::of, row -> cursors.sign(LIST, row.slug().value()));
    }

    OrganisationView get(String idOrSlug) {
        return database.read(handle -> store.find(handle, idOrSlug))
                .map(OrganisationView::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /** Creates an organisation that shares everything. Conflict when the slug is taken. */
    OrganisationView create(OrganisationRequest request) {
        requireChoices(request);
        var id = new OrganisationId(UuidCreator.getTimeOrderedEpoch());
        var created =
                database.write(
                        handle -> {
                            insert(handle, id, request);
                            audit.append(handle, id, Change.of("organisation.create", id));
                            return store.locked(handle, id.toString());
                        });
        registry.refresh();
        return OrganisationView.of(required(created));
    }

    /**
     * Whether it may be made of what is asked for.
     *
     * @throws ProblemException invalid, with the field
     */
    void requireChoices(OrganisationRequest request) {
        requireForm("slug", request.slug(), Slug::new);
        requireForm("oidcIssuer", request.oidcIssuer(), tokenConfig::issuerOfOrganisation);
        if (request.oidcIssuer() == null && request.oidcAudience() != null) {
            throw ProblemException.invalid("oidcAudience");
        }
        settings.choices().require(request);
    }

    /** Makes the organisation of this id, whom nobody may enter yet, unless it is there. */
    public void ensure(OrganisationId id, OrganisationRequest request) {
        database.write(
                handle -> {
                    var known = store.locked(handle, id.toString());
                    if (known.isEmpty()) {
                        insert(handle, id, request);
                        store.status(handle, id, Organisation.PROVISIONING);
                        audit.append(handle, id, Change.of("organisation.create", id));
                    }
                    return id;
                });
        registry.refresh();
    }

    /**
     * Keeps what is made for an organisation from all others, before anybody can learn of it.
     *
     * @param kind {@code database}, {@code bucket} or {@code key}
     * @throws ProblemException conflict when it serves or served another one
     */
    public void reserve(OrganisationId id, String kind, String value) {
        try {
            database.write(
                    handle -> {
                        store.reserve(handle, id, kind, value);
                        return id;
                    });
        } catch (ProblemException e) {
            throw e.problem() == Problem.CONFLICT ? ProblemException.conflict(kind) : e;
        }
    }

    /**
     * Forgets an organisation that never came to be.
     *
     * @throws ProblemException conflict when it did
     */
    public void forget(OrganisationId id) {
        database.write(
                handle -> {
                    var known = store.locked(handle, id.toString());
                    if (known.isPresent()) {
                        if (!known.get().status().equals(Organisation.PROVISIONING)) {
                            throw new ProblemException(Problem.CONFLICT);
                        }
                        store.delete(handle, id);
                        audit.append(handle, Change.of("organisation.forget", id));
                    }
                    return id;
                });
        registry.refresh();
    }

    /**
     * @throws ProblemException conflict when the issuer vouches or vouched for another one's people
     */
    public void requireFreeIssuer(OrganisationId id, @Nullable String issuer) {
        try {
            database.read(
                    handle -> {
                        store.requireFree(handle, id, "issuer", issuer);
                        return id;
                    });
        } catch (ProblemException e) {
            throw e.problem() == Problem.CONFLICT ? ProblemException.conflict("oidcIssuer") : e;
        }
    }

    private void insert(Handle handle, OrganisationId id, OrganisationRequest request) {
        store.insert(
                handle,
                id,
                request.slug(),
                request.name(),
                request.region(),
                request.vertical(),
                request.tier(),
                request.states());
    }

    /** Gives it what the change says, unless it has all of it. */
    public void ensure(String idOrSlug, OrganisationChange change) {
        var now = get(idOrSlug);
        if (Objects.equals(now.clinicalDbConnectionRef(), change.clinicalDbConnectionRef())
                && Objects.equals(now.clinicalStorageBucket(), change.clinicalStorageBucket())
                && Objects.equals(now.clinicalKmsKeyArn(), change.clinicalKmsKeyArn())
                && Objects.equals(now.oidcIssuer(), change.oidcIssuer())
                && Objects.equals(now.oidcAudience(), change.oidcAudience())) {
            return;
        }
        change(idOrSlug, change, EntityTags.of(now.id(), now.version()));
    }

    /**
     * Changes the name, the three columns, the issuer and the schedule of re-wraps, if nobody else
     * has since {@code ifMatch}, and if what the organisation is to get passes the pre-flight.
     */
    OrganisationView change(String idOrSlug, OrganisationChange change, @Nullable String ifMatch) {
        EntityTags.required(ifMatch);
        requireUsable(change);
        var before = database.read(handle -> free(handle, idOrSlug, change, ifMatch));
        var leftBehind = footprint.leftBehind(idOrSlug, change.clinicalDbConnectionRef());
        var done =
                isolation.change(
                        before, change, claim -> write(before.id(), change, ifMatch, claim));
        registry.refresh();
        return OrganisationView.of(done.result(), leftBehind, done.checks());
    }

    /** Lets nobody of the organisation in, until it is resumed; nothing is deleted. */
    OrganisationView suspend(String idOrSlug) {
        return status(idOrSlug, Organisation.SUSPENDED, "organisation.suspend");
    }

    /** Lets them in again. */
    OrganisationView resume(String idOrSlug) {
        return status(idOrSlug, Organisation.ACTIVE, "organisation.resume");
    }

    /**
     * Lets nobody use the organisation's keys, until they are unlocked. When this returns, this
     * node has wiped those that it had open.
     */
    OrganisationView lockKeys(String idOrSlug) {
        return keys(idOrSlug, true, "organisation.keys-lock");
    }

    /** Lets them be used again. */
    OrganisationView unlockKeys(String idOrSlug) {
        return keys(idOrSlug, false, "organisation.keys-unlock");
    }

    /**
     * Whether patients may be found by the beginning of their family name. Rows follow when they
     * are written.
     */
    OrganisationView prefixSearch(String idOrSlug, boolean on) {
        return switched(
                idOrSlug,
                on ? "organisation.prefix-search-on" : "organisation.prefix-search-off",
                before -> before.prefixSearch() == on,
                (handle, id) -> store.prefixSearch(handle, id, on));
    }

    /** One that is being made, or is to end, has its own way to the next status. */
    private OrganisationView status(String idOrSlug, String status, String verb) {
        return switched(
                idOrSlug,
                verb,
                before -> {
                    requireStatus(before, Organisation.ACTIVE, Organisation.SUSPENDED);
                    return before.status().equals(status);
                },
                (handle, id) -> store.status(handle, id, status));
    }

    private static void requireStatus(Organisation organisation, String... statuses) {
        if (!List.of(statuses).contains(organisation.status())) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    /** What is to be destroyed stays known; what has ended is not changed any more. */
    private static void requireNotRetiring(Organisation organisation) {
        requireStatus(
                organisation,
                Organisation.ACTIVE,
                Organisation.SUSPENDED,
                Organisation.PROVISIONING);
    }

    private OrganisationView keys(String idOrSlug, boolean locked, String verb) {
        return switched(
                idOrSlug,
                verb,
                before -> before.keysLocked() == locked,
                (handle, id) -> store.lockKeys(handle, id, locked));
    }

    /** Changes and records nothing where all is so already. */
    private OrganisationView switched(
            String idOrSlug,
            String verb,
            Predicate<Organisation> isSo,
            BiConsumer<Handle, OrganisationId> change) {
        var after =
                database.write(
                        handle -> {
                            var before = required(store.locked(handle, idOrSlug));
                            if (before.status().equals(Organisation.RETIRED)) {
                                throw new ProblemException(Problem.CONFLICT);
                            }
                            if (isSo.test(before)) {
                                return before;
                            }
                            change.accept(handle, before.id());
                            audit.append(handle, before.id(), Change.of(verb, before.id()));
                            return required(store.locked(handle, before.id().toString()));
                        });
        registry.refresh();
        return OrganisationView.of(after);
    }

    /** Refused before anybody looks at a resource, so that a look never tells of a neighbour's. */
    private Organisation free(
            Handle handle, String idOrSlug, OrganisationChange change, @Nullable String ifMatch) {
        var before = required(store.find(handle, idOrSlug));
        EntityTags.require(ifMatch, before.id(), before.version());
        requireNotRetiring(before);
        store.requireSameManagedHome(handle, before, change.clinicalDbConnectionRef());
        store.requireFree(handle, before.id(), "database", change.clinicalDbConnectionRef());
        store.requireFree(handle, before.id(), "bucket", change.clinicalStorageBucket());
        store.requireFree(handle, before.id(), "key", change.clinicalKmsKeyArn());
        store.requireFree(handle, before.id(), "issuer", change.oidcIssuer());
        return before;
    }

    private Organisation write(
            OrganisationId id,
            OrganisationChange change,
            @Nullable String ifMatch,
            Consumer<Handle> claim) {
        return database.write(
                handle -> {
                    var before = required(store.locked(handle, id.toString()));
                    EntityTags.require(ifMatch, before.id(), before.version());
                    requireNotRetiring(before);
                    store.requireSameManagedHome(handle, before, change.clinicalDbConnectionRef());
                    store.update(
                            handle,
                            before.id(),
                            change.name(),
                            change.clinicalDbConnectionRef(),
                            change.clinicalStorageBucket(),
                            change.clinicalKmsKeyArn(),
                            change.oidcIssuer(),
                            change.oidcAudience(),
                            change.rewrapDays());
                    claim.accept(handle);
                    audit.append(
                            handle, before.id(), Change.of("organisation.change", before.id()));
                    return required(store.locked(handle, before.id().toString()));
                });
    }

    private void requireUsable(OrganisationChange change) {
        requireForm(
                "clinicalDbConnectionRef", change.clinicalDbConnectionRef(), ConnectionRef::new);
        requireForm(
                "clinicalStorageBucket",
                change.clinicalStorageBucket(),
                is(StorageConfig::isBucket));
        requireForm("clinicalKmsKeyArn", change.clinicalKmsKeyArn(), is(KeyConfig::isArn));
        requireForm("oidcIssuer", change.oidcIssuer(), tokenConfig::issuerOfOrganisation);
        if (change.oidcIssuer() == null && change.oidcAudience() != null) {
            throw ProblemException.invalid("oidcAudience");
        }
        // The shared ones belong to nobody: naming them is what NULL is for.
        if (storageConfig.sharedBucket().equals(change.clinicalStorageBucket())
                || keyConfig.isPlatformKey(change.clinicalKmsKeyArn())) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    private static Function<String, Object> is(Predicate<String> form) {
        return text -> {
            if (!form.test(text)) {
                throw new IllegalArgumentException("wrong form");
            }
            return text;
        };
    }

    private static void requireForm(
            String field, @Nullable String text, Function<String, ?> parser) {
        if (text == null) {
            return;
        }
        try {
            var unused = parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(field);
        }
    }

    private static Organisation required(java.util.Optional<Organisation> found) {
        return found.orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
