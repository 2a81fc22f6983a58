package health.cordon.system.provisioning;

import health.cordon.system.platform.Database;
import java.util.List;

/**
 * Lets whoever notes that a step is done wait, so that a death can come before it is noted.
 *
 * @param table where steps are noted
 * @param key the column that names whose step it is
 */
record Halt(Database database, String table, String key) {
    private static final int LONGER_THAN_THE_TEST = 300;
    private static final String WAITING =
            "SELECT id FROM information_schema.processlist WHERE state = 'User sleep'";

    Halt(Database database, String table, String key) {
        this.database = database;
        this.table = table;
        this.key = key;
        database.execute(
                "CREATE OR REPLACE TABLE %s (of_whom VARCHAR(40), step VARCHAR(20)) CHARACTER SET ascii COLLATE ascii_bin"
                        .formatted(places()));
    }

    private String places() {
        return "halt_" + table;
    }

    private String trigger() {
        return "wait_" + table;
    }

    void at(String whom, String step) {
        database.execute("INSERT INTO %s VALUES ('%s', '%s')".formatted(places(), whom, step));
    }

    void put() {
        database.execute(
                """
                CREATE OR REPLACE TRIGGER %s BEFORE INSERT ON %s FOR EACH ROW
                IF NEW.state <> 'failed' AND EXISTS (SELECT 1 FROM %s h WHERE h.of_whom = NEW.%s
                  AND h.step = NEW.step) AND NEW.evidence <> '' THEN DO SLEEP(%d); END IF
                """
                        .formatted(trigger(), table, places(), key, LONGER_THAN_THE_TEST));
    }

    /** After {@link #end}: one who waits holds the table. */
    void remove() {
        database.execute("DROP TRIGGER IF EXISTS " + trigger());
        database.execute("DROP TABLE IF EXISTS " + places());
    }

    /** How many wait, of all tables. */
    static int waiting(Database database) {
        return ids(database).size();
    }

    /** Nobody waits any longer; what they were to note is not noted. */
    static void end(Database database) {
        ids(database).forEach(id -> database.execute("KILL " + id));
    }

    private static List<String> ids(Database database) {
        return database.column(WAITING);
    }
}
