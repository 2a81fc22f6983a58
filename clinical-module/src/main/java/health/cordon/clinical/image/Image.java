package health.cordon.clinical.image;

import health.cordon.clinical.object.CaseObject;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** A picture of a case. */
@Entity
@Table(name = "image")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class Image extends CaseObject {
    /** For JPA. */
    protected Image() {}

    Image(UUID id, UUID caseId, StoredObject object) {
        super(id, caseId, object);
    }
}
