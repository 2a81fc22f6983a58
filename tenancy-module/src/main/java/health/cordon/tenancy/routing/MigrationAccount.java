package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The user who migrates the shared clinical database at the start. It can be taken once and is not
 * kept: whoever serves afterwards has no right to change a table.
 */
public final class MigrationAccount {
    private final AtomicReference<@Nullable DatabaseUrl> url;

    /**
     * @param url nothing where somebody else migrates
     */
    public MigrationAccount(Optional<DatabaseUrl> url) {
        this.url = new AtomicReference<>(url.orElse(null));
    }

    /** Gives it away: nothing is left here. */
    public Optional<DatabaseUrl> take() {
        return Optional.ofNullable(url.getAndSet(null));
    }
}
