package health.cordon.tenancy.erasure;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.routing.Rows;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** How many erasures of a tenant its clinical database has carried out. */
@Entity
@Table(name = "t_erasure_mark")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class ErasureMark {
    /** The tenant's id again: there is one row. */
    @Id String id;

    @Column long erasures;

    /** For JPA. */
    protected ErasureMark() {}

    private ErasureMark(OrganisationId tenant, long erasures) {
        this.id = tenant.toString();
        this.erasures = erasures;
    }

    public static boolean exists(EntityManager entities, OrganisationId tenant) {
        return Rows.find(entities, ErasureMark.class, tenant.toString()).isPresent();
    }

    /** None where there is no row. */
    public static long of(EntityManager entities, OrganisationId tenant) {
        return Rows.find(entities, ErasureMark.class, tenant.toString())
                .map(mark -> mark.erasures)
                .orElse(0L);
    }

    /**
     * Makes the row, counting nothing. In a transaction of its own, before the first erasure: two
     * that both make it would be a conflict.
     */
    public static void create(EntityManager entities, OrganisationId tenant) {
        entities.persist(new ErasureMark(tenant, 0));
    }

    /** Counts an erasure, in the transaction that carries it out. */
    public static void count(EntityManager entities, OrganisationId tenant) {
        int counted =
                entities.createQuery(
                                "UPDATE ErasureMark m SET m.erasures = m.erasures + 1"
                                        + " WHERE m.id = :tenant")
                        .setParameter("tenant", tenant.toString())
                        .executeUpdate();
        if (counted == 0) {
            entities.persist(new ErasureMark(tenant, 1));
        }
    }

    /**
     * Sets the mark to what the list counted, unless somebody has counted meanwhile.
     *
     * @param seen the mark before the list was read
     */
    public static boolean replace(
            EntityManager entities, OrganisationId tenant, long seen, long listed) {
        int replaced =
                entities.createQuery(
                                "UPDATE ErasureMark m SET m.erasures = :listed"
                                        + " WHERE m.id = :tenant AND m.erasures = :seen")
                        .setParameter("listed", listed)
                        .setParameter("tenant", tenant.toString())
                        .setParameter("seen", seen)
                        .executeUpdate();
        if (replaced == 0 && seen == 0 && !exists(entities, tenant)) {
            entities.persist(new ErasureMark(tenant, listed));
            return true;
        }
        return replaced == 1;
    }
}
