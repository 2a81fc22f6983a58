package health.cordon.cli.outcome;

import java.util.Optional;

/** What the reader of a sentence types to start this command. */
public final class CommandName {
    /** The sandbox's script says where its project is; that of an installation has none. */
    private static final boolean IN_PROJECT = System.getenv("CORDON_PROJECT") != null;

    private CommandName() {}

    /** Such as {@code ./cordon org list}. */
    public static String with(String verb) {
        return (IN_PROJECT ? "./cordon " : "cordon ") + verb;
    }

    /** The same, where there can be a sandbox that the verb speaks of. */
    public static Optional<String> ofSandbox(String verb) {
        return IN_PROJECT ? Optional.of(with(verb)) : Optional.empty();
    }
}
