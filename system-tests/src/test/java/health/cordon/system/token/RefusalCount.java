package health.cordon.system.token;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How many refusals of each kind the server has counted for one organisation, or for none. */
record RefusalCount(Map<String, Long> ofKind) {
    private static final Pattern LINE =
            Pattern.compile("(?m)^cordon_refusals_total\\{(.*)} ([0-9.E]+)$");
    private static final Pattern KIND = Pattern.compile("kind=\"([^\"]*)\"");

    static RefusalCount in(String metrics, String organisation) {
        var counts = new TreeMap<String, Long>();
        var lines = LINE.matcher(metrics);
        while (lines.find()) {
            var kind = KIND.matcher(lines.group(1));
            if (lines.group(1).contains("organisation=\"" + organisation + "\"") && kind.find()) {
                counts.put(kind.group(1), (long) Double.parseDouble(lines.group(2)));
            }
        }
        return new RefusalCount(counts);
    }

    /** What has been counted since then. */
    Map<String, Long> since(RefusalCount before) {
        var more = new TreeMap<String, Long>();
        ofKind.forEach(
                (kind, count) -> {
                    long added = count - before.ofKind.getOrDefault(kind, 0L);
                    if (added != 0) {
                        more.put(kind, added);
                    }
                });
        return more;
    }
}
