package health.cordon.clinical.image;

import health.cordon.clinical.object.CaseObject;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.DiscriminatorType;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumns;

/** A picture of a case. */
@Entity
@Table(name = "t_image")
@Multitenant
@TenantDiscriminatorColumns({
    @TenantDiscriminatorColumn(
            name = TenantColumn.NAME,
            contextProperty = TenantColumn.PROPERTY,
            primaryKey = true),
    @TenantDiscriminatorColumn(
            name = CanaryColumn.NAME,
            contextProperty = CanaryColumn.PROPERTY,
            discriminatorType = DiscriminatorType.INTEGER)
})
public class Image extends CaseObject {
    /** For JPA. */
    protected Image() {}

    Image(UUID id, UUID caseId, StoredObject object) {
        super(id, caseId, object);
    }
}
