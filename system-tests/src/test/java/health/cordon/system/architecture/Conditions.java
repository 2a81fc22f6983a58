package health.cordon.system.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.RolesAllowed;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
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
                        type.tryGetAnnotationOfType(TenantDiscriminatorColumn.class)
                                .map(TenantDiscriminatorColumn::primaryKey)
                                .orElse(false);
                events.add(new SimpleConditionEvent(type, inKey, type.getName()));
            }
        };
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
