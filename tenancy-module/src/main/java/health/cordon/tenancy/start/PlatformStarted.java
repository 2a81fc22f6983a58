package health.cordon.tenancy.start;

/** The platform database is there; other rooms may now prepare what they need to serve. */
public record PlatformStarted() {}
