package health.cordon.cli.remote;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP client: connects in bounded time, follows nothing, ends every exchange in time. It
 * believes the certificates that the process believes.
 */
final class Wire {
    static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Function<URI, String> remedy;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * @param remedy what to do when an address does not answer
     */
    Wire(Function<URI, String> remedy) {
        this.remedy = remedy;
    }

    /** Sends and reads the whole answer within the limit, whatever its status. */
    Answer send(HttpRequest.Builder builder, Duration limit) {
        var request = builder.timeout(limit).build();
        var exchange =
                http.sendAsync(request, BodyHandlers.ofInputStream()).thenApplyAsync(Answer::read);
        try {
            // The client's own time-out ends when the headers are there; this one covers the body.
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(request.uri(), e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw unreachable(request.uri(), e);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted; nothing more was sent.", e);
        }
    }

    private RuntimeException failed(URI address, @Nullable Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof SSLException) {
            return distrusted(address, cause);
        }
        return cause instanceof IOException || cause instanceof UncheckedIOException
                ? unreachable(address, cause)
                : new IllegalStateException("the exchange broke", cause);
    }

    private Failure distrusted(URI address, Throwable cause) {
        return new Failure(
                ExitCode.NOT_REACHABLE,
                ("The certificate of %s is not trusted, or TLS failed; %s, or name the file with"
                                + " its authority in TRUSTED_CA_FILE.")
                        .formatted(Access.origin(address), remedy.apply(address)),
                cause);
    }

    private Failure unreachable(URI address, Throwable cause) {
        return new Failure(
                ExitCode.NOT_REACHABLE,
                "%s does not answer; %s.".formatted(Access.origin(address), remedy.apply(address)),
                cause);
    }
}
