package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The accounts that may serve, each with the key that its password gives. No account reads it. */
record WallKeys(Connection migrator) {
    /** Puts an account's key in the place of its former one, which another password gave. */
    void accept(String account, WallKey key) throws SQLException {
        try (var insert =
                migrator.prepareStatement(
                        """
                        INSERT INTO wall_key (account, inner_pad, outer_pad, since)
                        VALUES (?, ?, ?, UTC_TIMESTAMP(3))
                        ON DUPLICATE KEY UPDATE
                          since = IF(inner_pad = VALUES(inner_pad), since, VALUES(since)),
                          inner_pad = VALUES(inner_pad), outer_pad = VALUES(outer_pad)
                        """)) {
            insert.setString(1, account);
            insert.setBytes(2, key.innerPad());
            insert.setBytes(3, key.outerPad());
            insert.executeUpdate();
        }
    }

    /**
     * @param beginning of the accounts' names, which end with the host
     */
    void forget(String beginning) throws SQLException {
        try (var delete =
                migrator.prepareStatement(
                        "DELETE FROM wall_key WHERE LEFT(account, CHAR_LENGTH(?)) = ?")) {
            delete.setString(1, beginning);
            delete.setString(2, beginning);
            delete.executeUpdate();
        }
    }

    List<WallSql.Pads> accepted() throws SQLException {
        try (var query =
                        migrator.prepareStatement(
                                "SELECT inner_pad, outer_pad FROM wall_key ORDER BY account");
                var rows = query.executeQuery()) {
            var pads = new ArrayList<WallSql.Pads>();
            while (rows.next()) {
                pads.add(WallSql.Pads.of(rows.getBytes(1), rows.getBytes(2)));
            }
            return pads;
        }
    }
}
