package health.cordon.sandbox.database;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;

/** Rows as lines with a header; a tab or a line break inside a value is escaped. */
record TabSeparated(Appendable out) {

    void write(ResultSet rows) throws SQLException, IOException {
        var columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            cell(columns.getColumnLabel(i), i == columns.getColumnCount());
        }
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                cell(text(rows, columns, i), i == columns.getColumnCount());
            }
        }
    }

    private void cell(String text, boolean last) throws IOException {
        out.append(text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n"));
        out.append(last ? '\n' : '\t');
    }

    private static String text(ResultSet rows, ResultSetMetaData columns, int index)
            throws SQLException {
        if (isBinary(columns.getColumnType(index))) {
            var bytes = rows.getBytes(index);
            return bytes == null ? "NULL" : "0x" + HexFormat.of().formatHex(bytes);
        }
        var text = rows.getString(index);
        return text == null ? "NULL" : text;
    }

    private static boolean isBinary(int type) {
        return switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
            default -> false;
        };
    }
}
