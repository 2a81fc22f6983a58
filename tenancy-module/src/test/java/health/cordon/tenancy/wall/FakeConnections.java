package health.cordon.tenancy.wall;

import com.mysql.cj.jdbc.JdbcConnection;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections to nowhere that note what they are told, and refuse to be set when told so. */
final class FakeConnections {
    /** What was executed, and {@code close}, each with the connection's number. */
    final List<String> told = new CopyOnWriteArrayList<>();

    private boolean refusing;
    private int opened;

    void refuseToBeSet(boolean refuse) {
        refusing = refuse;
    }

    HikariDataSource pool() {
        var config = new HikariConfig();
        config.setDataSource(
                fake(
                        DataSource.class,
                        (method, arguments) ->
                                method.getName().equals("getConnection")
                                        ? connection(++opened)
                                        : nothing(method)));
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private Connection connection(int number) {
        return fake(
                JdbcConnection.class,
                (method, arguments) ->
                        switch (method.getName()) {
                            case "prepareStatement" ->
                                    statement(number, String.valueOf(arguments[0]));
                            case "isValid", "getAutoCommit" -> true;
                            case "close", "abort" -> note(number, "close", method);
                            default -> nothing(method);
                        });
    }

    private PreparedStatement statement(int number, String sql) {
        return fake(
                PreparedStatement.class,
                (method, arguments) ->
                        switch (method.getName()) {
                            case "execute" -> execute(number, sql, method);
                            case "executeQuery" -> row(number);
                            default -> nothing(method);
                        });
    }

    private @Nullable Object execute(int number, String sql, Method method) throws SQLException {
        if (refusing) {
            throw new SQLException("refused", "HY000");
        }
        return note(number, sql, method);
    }

    private static ResultSet row(int number) {
        return fake(
                ResultSet.class,
                (method, arguments) ->
                        switch (method.getName()) {
                            case "next" -> true;
                            case "getLong" -> (long) number;
                            default -> nothing(method);
                        });
    }

    private @Nullable Object note(int number, String what, Method method) {
        told.add(number + " " + what);
        return nothing(method);
    }

    private static @Nullable Object nothing(Method method) {
        var type = method.getReturnType();
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
    }

    private interface Behaviour {
        @Nullable Object answer(Method method, Object[] arguments) throws SQLException;
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        InvocationHandler handler =
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> proxy == arguments[0];
                            case "toString" -> type.getSimpleName();
                            default -> behaviour.answer(method, arguments);
                        };
        return type.cast(
                Proxy.newProxyInstance(
                        FakeConnections.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
