package health.cordon.sandbox.sample;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import health.cordon.cli.remote.Rest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** The server's REST interface, asked again while it says that it can't serve yet. */
final class Server {
    private static final int ATTEMPTS = 5;
    private static final int UNAVAILABLE = 503;

    private final Rest rest;
    private final Duration pause;

    Server(Rest rest, Duration pause) {
        this.rest = rest;
        this.pause = pause;
    }

    /** The answer whatever its status, for callers who expect more than success. */
    Answer get(URI address, String scope) {
        return patiently(() -> rest.get(address, scope));
    }

    Answer post(URI address, String scope, Supplier<Rest.Upload> body) {
        return patiently(() -> rest.post(address, scope, body.get()));
    }

    static Answer mustSucceed(Answer answer, String subject) {
        return Refusals.check(answer, subject);
    }

    private Answer patiently(Supplier<Answer> ask) {
        Answer answer = ask.get();
        for (int i = 1; i < ATTEMPTS && answer.status() == UNAVAILABLE; i++) {
            waitABit();
            answer = ask.get();
        }
        return answer;
    }

    private void waitABit() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted; ./cordon up goes on from here.", stop);
        }
    }
}
