package health.cordon.system.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import health.cordon.tenancy.context.CanaryColumn;
import health.cordon.tenancy.organisation.TenantColumn;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumns;
import org.jspecify.annotations.NullMarked;

/** What the library has no words for. */
final class Conditions {
    private Conditions() {}

    static ArchCondition<JavaMethod> nameRoles() {
        return new ArchCondition<>("name the roles that may call them, or have their class do so") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean named =
                        method.isAnnotatedWith(RolesAllowed.class)
                                || method.getOwner().isAnnotatedWith(RolesAllowed.class);
                events.add(new SimpleConditionEvent(method, named, method.getFullName()));
            }
        };
    }

    static ArchCondition<JavaClass> haveTheTenantInTheirKey() {
        return new ArchCondition<>("have the tenant in their primary key") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean inKey =
                        discriminators(type)
                                .anyMatch(
                                        column ->
                                                column.name().equals(TenantColumn.NAME)
                                                        && column.primaryKey());
                events.add(new SimpleConditionEvent(type, inKey, type.getName()));
            }
        };
    }

    static ArchCondition<JavaClass> tellCanariesApart() {
        return new ArchCondition<>("have the canary column among their discriminators") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean told =
                        discriminators(type)
                                .anyMatch(column -> column.name().equals(CanaryColumn.NAME));
                events.add(new SimpleConditionEvent(type, told, type.getName()));
            }
        };
    }

    private static Stream<TenantDiscriminatorColumn> discriminators(JavaClass type) {
        return Stream.concat(
                type.tryGetAnnotationOfType(TenantDiscriminatorColumn.class).stream(),
                type.tryGetAnnotationOfType(TenantDiscriminatorColumns.class).stream()
                        .map(TenantDiscriminatorColumns::value)
                        .flatMap(Arrays::stream));
    }

    static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return new ArchCondition<>("reside in a package whose package-info is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName()));
            }
        };
    }
}
