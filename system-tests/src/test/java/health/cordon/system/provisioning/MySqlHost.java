package health.cordon.system.provisioning;

import health.cordon.tenancy.wall.MySql8;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A genuine MySQL 8 beside the platform's own server. */
record MySqlHost(MySql8 server, String url) implements DatabaseHost, AutoCloseable {
    static MySqlHost start() throws IOException, SQLException {
        var server = MySql8.start();
        System.out.println("mysql8   " + server.version());
        return new MySqlHost(server, server.provisioner());
    }

    @Override
    public String value(String sql) {
        try {
            return server.value(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void execute(String sql) {
        try {
            server.execute(List.of(sql));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
