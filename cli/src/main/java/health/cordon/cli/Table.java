package health.cordon.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as what is in them. */
public final class Table {
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        add(header);
    }

    public Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(padded(row.get(column), width(column))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - length(text));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
