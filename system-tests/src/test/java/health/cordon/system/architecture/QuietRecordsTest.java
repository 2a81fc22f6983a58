package health.cordon.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import health.cordon.tenancy.database.DatabaseUrl;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A record prints its components, unless it says otherwise. Each that holds a connection or a
 * secret is made with one and asked for its text, whoever added it.
 */
class QuietRecordsTest {
    private static final String SECRET = "Quietpassword4711";
    private static final DatabaseUrl URL =
            DatabaseUrl.parse("mysql://user:" + SECRET + "@127.0.0.1:3306/database");
    private static final Pattern NAME =
            Pattern.compile("(?i)(^|jdbc)url$|sealed|password|secret|pads?$|^inner$|^outer$");

    /** In these rooms a text may be a URL, too. */
    private static final Pattern TEXT = Pattern.compile("^(text|runtime|migration)$");

    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .importLocations(new Product().get(QuietRecordsTest.class)).stream()
                        .filter(QuietRecordsTest::isOfTheProduct)
                        .filter(JavaClass::isRecord)
                        .filter(QuietRecordsTest::mayHoldASecret)
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(
                                type ->
                                        Arrays.stream(type.getRecordComponents())
                                                .anyMatch(QuietRecordsTest::isSecret));
    }

    private static boolean isOfTheProduct(JavaClass type) {
        return Stream.of("tenancy", "provisioning", "admin", "batch", "cli", "migration")
                .anyMatch(module -> type.getPackageName().startsWith("health.cordon." + module));
    }

    /** Others are not loaded: some lie on classes that the server alone has. */
    private static boolean mayHoldASecret(JavaClass type) {
        return type.getFields().stream()
                .map(field -> field.getRawType())
                .anyMatch(
                        field ->
                                field.isEquivalentTo(String.class)
                                        || field.isEquivalentTo(DatabaseUrl.class));
    }

    private static boolean isSecret(RecordComponent component) {
        if (component.getType() == DatabaseUrl.class) {
            return true;
        }
        boolean provisioning =
                component.getDeclaringRecord().getPackageName().contains(".provisioning.");
        return component.getType() == String.class
                && (NAME.matcher(component.getName()).find()
                        || provisioning && TEXT.matcher(component.getName()).find());
    }

    @Test
    void thereAreSome() {
        assertThat(records().map(Class::getSimpleName))
                .contains(
                        "DatabaseUrl",
                        "Place",
                        "NewServer",
                        "ServerRequest",
                        "ServerAccount",
                        "Login",
                        "Rotation",
                        "Kept",
                        "Sealed",
                        "Stored",
                        "Pads",
                        "Dedicated",
                        "TenantDatabase",
                        "PlatformConfig",
                        "RoutingConfig");
    }

    @ParameterizedTest
    @MethodSource("records")
    void printNoSecret(Class<?> type) throws Exception {
        assertThat(String.valueOf(made(type))).doesNotContain(SECRET);
    }

    private static Object made(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components[i]);
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static @Nullable Object value(RecordComponent component)
            throws ReflectiveOperationException {
        var type = component.getType();
        if (type == DatabaseUrl.class) {
            return URL;
        }
        if (type == String.class) {
            return isSecret(component) ? SECRET : "name";
        }
        if (type == Optional.class) {
            boolean url = component.getGenericType().getTypeName().contains("DatabaseUrl");
            return url ? Optional.of(URL) : Optional.empty();
        }
        if (type == URI.class) {
            return URI.create("http://127.0.0.1:9/");
        }
        // One of the product may hold a secret of its own.
        boolean holder =
                type.isRecord()
                        && Arrays.stream(type.getRecordComponents())
                                .anyMatch(QuietRecordsTest::isSecret);
        return holder ? made(type) : of(type);
    }

    private static @Nullable Object of(Class<?> type) {
        if (type == Map.class) {
            return Map.of();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type.isPrimitive()) {
            return Array.get(Array.newInstance(type, 1), 0);
        }
        if (type.isInterface() && !type.isSealed() && Modifier.isPublic(type.getModifiers())) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> "proxy");
        }
        return null;
    }
}
