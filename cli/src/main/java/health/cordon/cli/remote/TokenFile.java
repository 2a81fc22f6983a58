package health.cordon.cli.remote;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token that somebody else fetched. It is read at each use, so it may be renewed meanwhile. */
public record TokenFile(Path file) implements Tokens {
    private static final long MAX_BYTES = 16_384;

    @Override
    public String bearer(String scope) {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                var token = Files.readString(file).strip();
                if (token.matches("[A-Za-z0-9_.~+/=-]+")) {
                    return token;
                }
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "The token file cannot be read; check --token-file.", e);
        }
        throw new Failure(
                ExitCode.WRONG_USAGE,
                "The token file must hold one token and nothing else; check --token-file.");
    }
}
