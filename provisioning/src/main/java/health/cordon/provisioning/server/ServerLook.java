package health.cordon.provisioning.server;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.preflight.Outcome;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Tries on a server what provisioning will do there: makes a database and drops it again. */
public final class ServerLook {
    private static final int VALID_SECONDS = 5;
    private static final int WRONG_PASSWORD = 1045;
    private static final Set<Integer> NO_RIGHT = Set.of(1044, 1045, 1142, 1143, 1227, 1410);
    private static final SecureRandom RANDOM = new SecureRandom();

    private ServerLook() {}

    /** Why the server cannot be used; nothing when it can. */
    public static Optional<Finding> fault(DatabaseUrl url) {
        var account = new ServerAccount(url);
        var names = new ServerAccount.Names("cordon_p_" + hex(6));
        try (var first = account.open()) {
            if (!first.isValid(VALID_SECONDS)) {
                throw new SQLException("the first connection is not valid", "08S01");
            }
        } catch (SQLException e) {
            return Optional.of(finding(e));
        }
        try {
            account.make(names, hex(16), hex(16));
            account.drop(names);
            return Optional.empty();
        } catch (SQLException e) {
            clean(account, names);
            return Optional.of(finding(e));
        }
    }

    private static void clean(ServerAccount account, ServerAccount.Names names) {
        try {
            account.drop(names);
        } catch (SQLException e) {
            // Where nothing can be made, nothing is left either.
        }
    }

    private static Finding finding(SQLException e) {
        int code = e.getErrorCode();
        if (code == WRONG_PASSWORD) {
            return failed(
                    "the server refuses the user or its password (error 1045)",
                    "Correct the user and password of the URL.");
        }
        if (NO_RIGHT.contains(code)) {
            return failed(
                    "the user may not make databases and accounts (error %d)".formatted(code),
                    "GRANT CREATE USER ON *.* and GRANT ALL PRIVILEGES ON `cordon\\_p\\_%`.* WITH"
                            + " GRANT OPTION to the user.");
        }
        return failed(
                "the server does not answer as it should (%s, error %d)"
                        .formatted(e.getClass().getSimpleName(), code),
                "See that it runs, that this node reaches it, and that its certificate verifies.");
    }

    private static Finding failed(String evidence, String remedy) {
        return new Finding("server-makes-databases", Outcome.FAILED, evidence, remedy);
    }

    private static String hex(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
