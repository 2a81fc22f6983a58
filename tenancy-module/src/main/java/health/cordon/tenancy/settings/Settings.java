package health.cordon.tenancy.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and collects what is wrong with them, so that a start names all faults at once.
 *
 * <p>A faulty key yields its example or default for the moment; {@link #check()} is called before
 * anything is used.
 */
public final class Settings {
    private final Function<String, @Nullable String> source;
    private final LinkedHashSet<String> faults = new LinkedHashSet<>();

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
                                fault(key + " is not set; set it, for example to " + example + ".");
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

    /** Records a fault that concerns more than one key. */
    public void fault(String sentence) {
        faults.add(sentence);
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
            // Parsers in this project never quote the value in their messages.
            fault(key + " is not valid: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<String> raw(String key) {
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
