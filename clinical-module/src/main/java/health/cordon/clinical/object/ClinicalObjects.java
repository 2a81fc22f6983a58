package health.cordon.clinical.object;

import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.storage.ContentCheck;
import health.cordon.tenancy.storage.ObjectStore;
import health.cordon.tenancy.storage.OrgStorageRegistry;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Stores an object and its row so that neither stays without the other. */
@ApplicationScoped
public class ClinicalObjects {
    private static final Logger LOG = Logger.getLogger(ClinicalObjects.class.getName());

    @Inject ObjectStore store;
    @Inject OrgStorageRegistry registry;
    @Inject ObjectRemovals removals;

    /** An object that is up but has no row yet. */
    public record Uploaded(StoredObject object, ObjectRemoval removal) {}

    /** Notes an object that is about to be uploaded, so that it cannot be left behind. */
    public ObjectRemoval announce(
            Tenant tenant, ClinicalPersistence persistence, String kind, UUID id) {
        return announceAll(tenant, persistence, kind, List.of(id)).get(0);
    }

    /** The same for several objects, in one transaction. */
    public List<ObjectRemoval> announceAll(
            Tenant tenant, ClinicalPersistence persistence, String kind, List<UUID> ids) {
        var notes =
                ids.stream()
                        .map(id -> registry.placeFor(tenant, kind, id))
                        .map(ObjectRemoval::unlessKept)
                        .toList();
        return persistence.maintain(
                entities -> {
                    notes.forEach(entities::persist);
                    return notes;
                });
    }

    /** Uploads an announced object; it is removed again unless {@link #keep} follows. */
    public Uploaded upload(
            Tenant tenant,
            ClinicalPersistence persistence,
            ObjectRemoval announced,
            InputStream body,
            ContentCheck check) {
        try {
            return new Uploaded(store.put(tenant, announced.place(), body, check), announced);
        } catch (IOException e) {
            discard(tenant, persistence, List.of(announced));
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        } catch (RuntimeException e) {
            discard(tenant, persistence, List.of(announced));
            throw e;
        }
    }

    /** Reads a body to its end, without keeping it, and gives its SHA-256 in hexadecimal. */
    public String digest(InputStream body) {
        try {
            return store.digest(body);
        } catch (IOException e) {
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        }
    }

    /** Writes the rows of uploaded objects; if that fails, the objects go. */
    public <T> T keep(
            Tenant tenant,
            ClinicalPersistence persistence,
            Collection<Uploaded> uploads,
            Collection<Change> changes,
            Function<EntityManager, T> rows) {
        var notes = uploads.stream().map(Uploaded::removal).toList();
        try {
            return persistence.write(
                    changes,
                    entities -> {
                        notes.forEach(note -> takeBack(entities, note));
                        return rows.apply(entities);
                    });
        } catch (RuntimeException e) {
            discard(tenant, persistence, notes);
            throw e;
        } finally {
            removals.sweep(tenant, persistence);
        }
    }

    /** One object and its row. */
    public <T> T store(
            Tenant tenant,
            ClinicalPersistence persistence,
            Uploaded upload,
            Change change,
            BiFunction<EntityManager, StoredObject, T> row) {
        return keep(
                tenant,
                persistence,
                List.of(upload),
                List.of(change),
                entities -> row.apply(entities, upload.object()));
    }

    /** Makes removals due at once; if even that fails, they become due by themselves. */
    public void discard(Tenant tenant, ClinicalPersistence persistence, List<ObjectRemoval> notes) {
        try {
            persistence.maintain(
                    entities -> {
                        notes.forEach(note -> dueNow(entities, note));
                        return notes;
                    });
        } catch (ProblemException e) {
            LOG.log(
                    Level.WARNING,
                    "objects of organisation {0} that have no row go later, by themselves: {1}",
                    new Object[] {tenant.id(), e.problem()});
            return;
        }
        removals.sweep(tenant, persistence);
    }

    private static void dueNow(EntityManager entities, ObjectRemoval note) {
        entities.createQuery("UPDATE ObjectRemoval r SET r.dueAt = :now WHERE r.id = :id")
                .setParameter("now", Timestamps.now())
                .setParameter("id", note.id)
                .executeUpdate();
    }

    /** If the sweep was faster, the object is gone and no row may name it. */
    private static void takeBack(EntityManager entities, ObjectRemoval note) {
        int taken =
                entities.createQuery("DELETE FROM ObjectRemoval r WHERE r.id = :id")
                        .setParameter("id", note.id)
                        .executeUpdate();
        if (taken != 1) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
    }
}
