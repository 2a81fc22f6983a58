package health.cordon.tenancy.organisation;

/** This node has read the organisations again; requests meet them once all have observed it. */
public record OrganisationsRefreshed(Organisations organisations) {}
