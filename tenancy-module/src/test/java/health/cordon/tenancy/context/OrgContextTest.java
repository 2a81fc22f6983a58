package health.cordon.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import health.cordon.tenancy.organisation.Tenants;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class OrgContextTest {
    private final OrgContext context = new OrgContext();
    private final Binding north = binding("north");
    private final Binding south = binding("south");

    private static Binding binding(String slug) {
        return new Binding(Tenants.tenant(slug).build(), "someone", "clinician", "trace");
    }

    private void assertUnbound() {
        assertThatIllegalStateException().isThrownBy(context::required);
        assertThatIllegalStateException().isThrownBy(context::tenant);
    }

    @Test
    void hasNoDefault() {
        assertUnbound();
    }

    @Test
    void bindsForTheLengthOfACall() throws Exception {
        assertThat(context.call(north, context::required)).isSameAs(north);
        assertThat(context.call(south, context::tenant)).isSameAs(south.tenant());
        assertUnbound();
    }

    @Test
    void unbindsAfterAFailure() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(
                        () ->
                                context.call(
                                        north,
                                        () -> {
                                            throw new IOException("away");
                                        }));
        assertUnbound();
    }

    @Test
    void refusesNestingAndKeepsTheOuterBinding() throws Exception {
        var after =
                context.call(
                        north,
                        () -> {
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> context.call(south, () -> "nested"));
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> context.call(north, () -> "again"));
                            return context.required();
                        });
        assertThat(after).isSameAs(north);
    }

    @Test
    void doesNotReachOtherThreads() throws Exception {
        var other = context.call(north, () -> CompletableFuture.supplyAsync(context::required));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(other::join)
                .withCauseInstanceOf(IllegalStateException.class);
    }
}
