package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.Tenant;

/** Asks everything about one kind of resource, in order, and reports as it goes. */
interface Look {
    /** The first word of its findings. */
    String subject();

    /** Whether there is anything to look at. */
    boolean concerns(Wanted wanted);

    void at(Tenant tenant, Wanted wanted, Report report);
}
