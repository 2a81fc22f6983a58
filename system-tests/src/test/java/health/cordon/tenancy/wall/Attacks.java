package health.cordon.tenancy.wall;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements that ask for, or go for, the rows of somebody else. */
final class Attacks {
    private static final String READS =
            """
            SELECT * FROM {v} WHERE tenant_id = '{b}'
            SELECT * FROM {v} WHERE tenant_id <> '{a}' OR 1 = 1
            SELECT * FROM {v} WHERE tenant_id IN ('{a}', '{b}') OR tenant_id > ''
            SELECT * FROM {v} WHERE tenant_id LIKE '%'
            SELECT * FROM {v} WHERE tenant_id NOT IN (SELECT tenant_id FROM {v})
            SELECT * FROM {v}, {v} y
            SELECT y.* FROM {v} x JOIN {v} y ON y.tenant_id <> x.tenant_id OR 1 = 1
            SELECT y.* FROM {v} x LEFT JOIN {v} y ON y.tenant_id = '{b}'
            SELECT y.* FROM {v} x RIGHT JOIN {v} y ON 1 = 1
            SELECT y.* FROM {v} x NATURAL JOIN {v} y
            SELECT y.* FROM (SELECT '{b}' AS k) x JOIN {v} y ON y.tenant_id = x.k
            SELECT y.* FROM {v} x STRAIGHT_JOIN {v} y ON y.tenant_id = REPLACE(x.tenant_id, '{a}', '{b}')
            SELECT * FROM (SELECT * FROM {v}) x WHERE tenant_id = '{b}'
            SELECT (SELECT MAX(tenant_id) FROM {v}), (SELECT GROUP_CONCAT(tenant_id) FROM {v})
            SELECT * FROM {v} UNION SELECT * FROM {v} WHERE tenant_id = '{b}'
            SELECT * FROM {v} UNION ALL SELECT * FROM {v}
            SELECT * FROM {v} EXCEPT SELECT * FROM {v} WHERE tenant_id = '{a}'
            SELECT 1 FROM DUAL WHERE EXISTS (SELECT 1 FROM {v} WHERE tenant_id = '{b}')
            SELECT * FROM {v} x WHERE EXISTS (SELECT 1 FROM {v} y WHERE y.tenant_id <> x.tenant_id)
            SELECT * FROM {v} x WHERE x.tenant_id <> ALL (SELECT y.tenant_id FROM {v} y)
            SELECT COUNT(*), MIN(tenant_id), MAX(tenant_id) FROM {v}
            SELECT tenant_id, COUNT(*) FROM {v} GROUP BY tenant_id WITH ROLLUP
            SELECT tenant_id FROM {v} HAVING tenant_id = '{b}'
            SELECT tenant_id, ROW_NUMBER() OVER (ORDER BY tenant_id DESC) FROM {v}
            WITH x AS (SELECT * FROM {v}) SELECT * FROM x ORDER BY tenant_id DESC
            SELECT * FROM {v} ORDER BY tenant_id DESC LIMIT 1
            SELECT * FROM {v} FOR UPDATE
            SELECT * FROM {v} LOCK IN SHARE MODE
            SELECT * FROM {v} IGNORE INDEX (PRIMARY)
            SELECT /*+ NO_INDEX({v} PRIMARY) NO_MERGE({v}) */ * FROM {v}
            SELECT @cordon_tenant := '{b}', x.* FROM {v} x
            SELECT * FROM (SELECT @cordon_tenant := '{b}') x, {v} y
            SELECT * FROM {v} WHERE (@cordon_tenant := '{b}') IS NOT NULL
            SELECT * FROM {v} PROCEDURE ANALYSE()
            HANDLER {v} OPEN
            TABLE {v}
            """;

    private static final String CHANGES =
            """
            UPDATE {v} SET tenant_id = '{b}'
            UPDATE IGNORE {v} SET tenant_id = '{b}'
            UPDATE {v} SET tenant_id = '{a}' WHERE tenant_id = '{b}'
            UPDATE {v} SET {c} = {c} WHERE tenant_id <> '{a}'
            UPDATE {v} SET {c} = (SELECT * FROM (SELECT MAX({c}) FROM {v} WHERE tenant_id = '{b}') z)
            UPDATE {v} x JOIN {v} y ON x.tenant_id <> y.tenant_id SET y.{c} = x.{c}
            UPDATE {v} x, {v} y SET y.tenant_id = '{b}' WHERE y.tenant_id = x.tenant_id
            UPDATE {v} x LEFT JOIN {v} y ON y.tenant_id = '{b}' SET y.{c} = x.{c}
            UPDATE {v} SET {c} = {c} ORDER BY tenant_id DESC LIMIT 1
            DELETE FROM {v} WHERE tenant_id = '{b}'
            DELETE FROM {v} WHERE tenant_id <> '{a}'
            DELETE FROM {v} WHERE tenant_id IN (SELECT '{b}')
            DELETE x, y FROM {v} x JOIN {v} y ON x.tenant_id <> y.tenant_id
            DELETE FROM y USING {v} x JOIN {v} y WHERE y.tenant_id = '{b}'
            DELETE QUICK FROM {v} ORDER BY tenant_id DESC LIMIT 5
            DELETE FROM {v}
            TRUNCATE TABLE {v}
            """;

    private static final String INSERTIONS =
            """
            INSERT INTO {v} ({names}) VALUES ({new})
            INSERT INTO {v} ({names}) VALUES ({same})
            INSERT INTO {v} SET {assignments}
            INSERT INTO {v} ({names}) SELECT {new} FROM DUAL
            INSERT INTO {v} ({names}) SELECT {taken} FROM {v}
            INSERT INTO {v} SELECT {taken} FROM {v}
            INSERT IGNORE INTO {v} SELECT {taken} FROM {v}
            REPLACE INTO {v} SELECT {taken} FROM {v}
            INSERT IGNORE INTO {v} ({names}) VALUES ({new})
            INSERT IGNORE INTO {v} ({names}) VALUES ({same})
            INSERT IGNORE INTO {v} ({names}) SELECT {taken} FROM {v}
            INSERT DELAYED INTO {v} ({names}) VALUES ({new})
            REPLACE INTO {v} ({names}) VALUES ({same})
            REPLACE INTO {v} SET {assignments}
            REPLACE INTO {v} ({names}) SELECT {taken} FROM {v}
            INSERT INTO {v} ({names}) VALUES ({same}) ON DUPLICATE KEY UPDATE tenant_id = VALUES(tenant_id)
            INSERT INTO {v} ({names}) VALUES ({ours}) ON DUPLICATE KEY UPDATE tenant_id = '{b}'
            INSERT IGNORE INTO {v} ({names}) VALUES ({ours}) ON DUPLICATE KEY UPDATE tenant_id = '{b}'
            INSERT INTO {v} ({names}) VALUES ({ours}), ({new})
            INSERT INTO {v} ({names}) SELECT {taken} FROM {v} ON DUPLICATE KEY UPDATE tenant_id = '{b}'
            """;

    private Attacks() {}

    static List<String> reads(String view, String victim) {
        return filled(READS, Map.of("v", view, "a", WallSuite.OURS.tenant(), "b", victim));
    }

    static List<String> changes(String view, String column, String victim) {
        return filled(
                CHANGES, Map.of("v", view, "c", column, "a", WallSuite.OURS.tenant(), "b", victim));
    }

    /**
     * @param ours a row that we have already
     * @param same a row of the victim that is there already, if the victim has any
     * @param fresh one that is not
     */
    static List<String> insertions(
            String view,
            Map<String, String> ours,
            Map<String, String> same,
            Map<String, String> fresh) {
        var victim = fresh.get("tenant_id");
        var taken =
                ours.keySet().stream()
                        .map(name -> name.equals("tenant_id") ? victim : "`" + name + "`")
                        .collect(Collectors.joining(", "));
        return filled(
                INSERTIONS,
                Map.of(
                        "v", view,
                        "names", MarkedRows.names(ours),
                        "ours", MarkedRows.literals(ours),
                        "same", MarkedRows.literals(same),
                        "new", MarkedRows.literals(fresh),
                        "assignments", MarkedRows.assignments(fresh),
                        "taken", taken,
                        "b", String.valueOf(victim).replace("'", "")));
    }

    private static List<String> filled(String templates, Map<String, String> parts) {
        var all = new ArrayList<String>();
        for (var template : templates.lines().toList()) {
            var sql = template;
            for (var part : parts.entrySet()) {
                sql = sql.replace("{" + part.getKey() + "}", part.getValue());
            }
            all.add(sql);
        }
        return all;
    }
}
