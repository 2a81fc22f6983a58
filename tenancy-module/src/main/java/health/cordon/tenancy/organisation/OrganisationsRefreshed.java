package health.cordon.tenancy.organisation;

/** This node has a fresh snapshot. */
public record OrganisationsRefreshed(Organisations organisations) {}
