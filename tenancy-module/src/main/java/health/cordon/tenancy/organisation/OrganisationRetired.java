package health.cordon.tenancy.organisation;

/** An organisation is no tenant any more, on no node; may be told several times. */
public record OrganisationRetired(OrganisationId organisation) {}
