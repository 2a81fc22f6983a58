package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.ResolvedBundle;
import health.cordon.clinical.field.IndexKeys;
import health.cordon.clinical.object.ClinicalObjects;
import health.cordon.clinical.object.ClinicalObjects.Uploaded;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.clinical.object.ObjectRemoval;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes what of a bundle is new: the documents first, then all rows in one transaction. */
@ApplicationScoped
public class BundleWriter {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject IndexKeys indexKeys;
    @Inject DekResolver deks;
    @Inject ClinicalObjects objects;

    ImportResult write(ResolvedBundle bundle) {
        var tenant = context.tenant();
        var persistence = resolver.forBoundOrg();
        var indexKey = indexKeys.required(tenant, persistence);
        var wanted = new Wanted(indexKey, bundle);
        var known = persistence.read(wanted::find);
        var additions = new Additions(wanted, known);
        var keys = new PatientKeyring(tenant, deks, wanted, known, additions);
        var rows = new NewRows(tenant, indexKey, wanted, additions, keys);
        var uploads = upload(tenant, persistence, additions.reports());
        return objects.keep(
                tenant,
                persistence,
                uploads,
                additions.changes(),
                entities -> {
                    rows.persist(entities, uploads.stream().map(Uploaded::object).toList());
                    return additions.result();
                });
    }

    private List<Uploaded> upload(
            Tenant tenant, ClinicalPersistence persistence, List<NewReport> reports) {
        if (reports.isEmpty()) {
            return List.of();
        }
        var announced =
                objects.announceAll(
                        tenant,
                        persistence,
                        "reports",
                        reports.stream().map(NewReport::id).toList());
        try {
            return uploadAll(tenant, persistence, reports, announced);
        } catch (RuntimeException e) {
            objects.discard(tenant, persistence, announced);
            throw e;
        }
    }

    private List<Uploaded> uploadAll(
            Tenant tenant,
            ClinicalPersistence persistence,
            List<NewReport> reports,
            List<ObjectRemoval> announced) {
        var uploads = new ArrayList<Uploaded>();
        for (int i = 0; i < reports.size(); i++) {
            var content = new ByteArrayInputStream(reports.get(i).entry().content());
            uploads.add(
                    objects.upload(
                            tenant,
                            persistence,
                            announced.get(i),
                            content,
                            ContentTypes.reports()));
        }
        return uploads;
    }
}
