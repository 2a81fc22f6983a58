package health.cordon.system.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import health.cordon.system.platform.Folders;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All of the product's classes as the build has compiled them, those of the two WARs included. */
final class Product implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> test) {
        return Stream.of(
                        "tenancy-module",
                        "clinical-module",
                        "admin-module",
                        "batch-jobs",
                        "moves",
                        "provisioning",
                        "app/clinical-war",
                        "app/admin-war",
                        "cli",
                        "migration",
                        "distribution",
                        "server-login",
                        "sandbox")
                .map(module -> Folders.project().resolve(module).resolve("target/classes"))
                .map(Location::of)
                .collect(Collectors.toSet());
    }
}
