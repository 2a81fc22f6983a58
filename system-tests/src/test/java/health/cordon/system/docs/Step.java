package health.cordon.system.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One block of commands and what the document says that they print.
 *
 * @param commands what stands in a block fenced as {@code sh}
 * @param output the lines of the block fenced as {@code text} that follows it, if one does
 */
record Step(String commands, List<String> output) {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "^```sh\\n(.*?)^```\\n(?:\\n*^```text\\n(.*?)^```\\n)?",
                    Pattern.MULTILINE | Pattern.DOTALL);

    static List<Step> of(Path document) {
        var steps = new ArrayList<Step>();
        var blocks = BLOCK.matcher(read(document));
        while (blocks.find()) {
            var output = blocks.group(2) == null ? "" : blocks.group(2);
            steps.add(new Step(blocks.group(1), output.lines().toList()));
        }
        return steps;
    }

    /** The first line that was promised and not printed, in this order; or nothing. */
    List<String> missingFrom(String printed) {
        var lines = printed.lines().iterator();
        for (int i = 0; i < output.size(); i++) {
            if (!skipTo(output.get(i), lines)) {
                return output.subList(i, i + 1);
            }
        }
        return List.of();
    }

    private static boolean skipTo(String wanted, java.util.Iterator<String> lines) {
        var form = form(wanted);
        while (lines.hasNext()) {
            if (form.matcher(lines.next().strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** An ellipsis stands for any text, blanks for any blanks. */
    private static Pattern form(String wanted) {
        var quoted = Pattern.quote(wanted.strip());
        return Pattern.compile(
                quoted.replace("…", "\\E.*\\Q").replaceAll("\\s+", "\\\\E\\\\s+\\\\Q"));
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
