package health.cordon.tenancy.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and collects what is wrong with them, so that a start names all faults at once.
 *
 * <p>A faulty key yields its example or default for the moment; {@link #check()} is called before
 * anything is used.
 */
public final class Settings {
    private static final String PLACEHOLDER = "CHANGE-ME";

    private final Function<String, @Nullable String> source;
    private final LinkedHashSet<String> faults = new LinkedHashSet<>();
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> faulty = new HashSet<>();

    public Settings(Function<String, @Nullable String> source) {
        this.source = source;
    }

    /**
     * A key that has no default.
     *
     * @param example a valid value, shown to the reader when the key is missing or wrong
     */
    public <T> T required(String key, Function<String, T> parser, String example) {
        return read(key, parser)
                .orElseGet(
                        () -> {
                            if (raw(key).isEmpty()) {
                                fault(key, " is not set; set it, for example to " + example + ".");
                            }
                            return parser.apply(example);
                        });
    }

    /** A key that may be absent. */
    public <T> Optional<T> optional(String key, Function<String, T> parser) {
        return read(key, parser);
    }

    /** A key with a default. */
    public <T> T withDefault(String key, Function<String, T> parser, T fallback) {
        return read(key, parser).orElse(fallback);
    }

    /** A whole number within bounds, with a default. */
    public long number(String key, long fallback, long min, long max) {
        return withDefault(key, text -> inRange(text, min, max), fallback);
    }

    /** {@code true} or {@code false}, with a default. */
    public boolean flag(String key, boolean fallback) {
        return withDefault(key, Settings::parseFlag, fallback);
    }

    /**
     * Refuses what was copied from the sample and never filled in.
     *
     * @throws IllegalArgumentException when the text still says so
     */
    public static String filledIn(String text) {
        if (text.contains(PLACEHOLDER)) {
            throw new IllegalArgumentException(
                    "it is still that of the sample; replace " + PLACEHOLDER + " by your own.");
        }
        return text;
    }

    /** Records a fault that concerns more than one key. */
    public void fault(String sentence) {
        faults.add(sentence);
    }

    /** Every key that was asked for, whether it is set or not. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(keys);
    }

    /** Whether a key was missing or wrong, so that its value is a stand-in. */
    boolean isFaulty(String key) {
        return faulty.contains(key);
    }

    /**
     * @throws InvalidSettings when any fault was found
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw new InvalidSettings(List.copyOf(new ArrayList<>(faults)));
        }
    }

    private <T> Optional<T> read(String key, Function<String, T> parser) {
        return raw(key).flatMap(text -> parse(key, text, parser));
    }

    private <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            fault(key, " is not valid: " + sentence(e));
            return Optional.empty();
        }
    }

    /** Parsers of this project never quote the value; the runtime's own exceptions do. */
    private static String sentence(IllegalArgumentException e) {
        return e.getClass() == IllegalArgumentException.class
                ? String.valueOf(e.getMessage())
                : "it has the wrong form.";
    }

    private void fault(String key, String rest) {
        faulty.add(key);
        fault(key + rest);
    }

    private Optional<String> raw(String key) {
        keys.add(key);
        return Optional.ofNullable(source.apply(key)).map(String::strip).filter(s -> !s.isEmpty());
    }

    private static long inRange(String text, long min, long max) {
        long value = parseLong(text);
        if (value < min || value > max) {
            throw new IllegalArgumentException("give a number from " + min + " to " + max + ".");
        }
        return value;
    }

    private static long parseLong(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("give a whole number.", e);
        }
    }

    private static boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("give true or false.");
        };
    }
}
