package health.cordon.tenancy.connection;

import java.util.Locale;

/** Which of a database's two accounts. */
public enum ConnectionRole {
    /** Serves; sees rows of the tenant that is signed for it, and changes no table. */
    RUNTIME,
    /** Changes tables and builds the walls. */
    MIGRATION;

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
