package io.yiwang.house.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which every transaction begins by telling the database who asks. The settings are
 * local to the transaction, so that nothing is left for whoever uses the connection next. Outside a
 * transaction each statement is a transaction of its own, committed before its result is handed
 * out: a commit that fails is seen by the one who asked for it.
 *
 * <p>Used by one thread.
 */
final class SightedConnection implements InvocationHandler {
  private static final String TELL =
      "select set_config(k, v, true) from unnest(?::text[], ?::text[]) as told(k, v)";

  private final Connection target;
  private final Map<String, String> told;
  private boolean autoCommit = true;
  private boolean begun;

  private SightedConnection(Connection target, Map<String, String> told) {
    this.target = target;
    this.told = told;
  }

  static Connection over(Connection target, Map<String, String> told) throws SQLException {
    target.setAutoCommit(false);
    return proxy(Connection.class, new SightedConnection(target, told));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            SightedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
      throws Throwable {
    switch (method.getName()) {
      case "getAutoCommit" -> {
        return autoCommit;
      }
      case "setAutoCommit" -> {
        if (args != null && args[0] instanceof Boolean on) {
          setAutoCommit(on);
        }
        return null;
      }
      case "commit", "rollback" -> {
        Object result = call(target, method, args);
        begun = begun && args != null; // to a savepoint: the transaction goes on
        return result;
      }
      case "createStatement", "prepareStatement", "prepareCall" -> {
        Object made = call(target, method, args);
        return statement(
            method.getReturnType(), (Statement) Objects.requireNonNull(made), (Connection) proxy);
      }
      case "unwrap" -> {
        begin();
        return call(target, method, args);
      }
      case "equals" -> {
        return args != null && proxy == args[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        return call(target, method, args);
      }
    }
  }

  private void setAutoCommit(boolean on) throws SQLException {
    if (on && !autoCommit && begun) {
      target.commit();
      begun = false;
    }
    autoCommit = on;
  }

  private Object statement(Class<?> type, Statement statement, Connection proxy) {
    return proxy(
        type.asSubclass(Statement.class),
        (self, method, args) -> {
          if (method.getName().equals("getConnection")) {
            return proxy;
          }
          return method.getName().startsWith("execute")
              ? execute(statement, method, args)
              : call(statement, method, args);
        });
  }

  private @Nullable Object execute(Statement statement, Method method, Object @Nullable [] args)
      throws Throwable {
    begin();
    if (!autoCommit) {
      return call(statement, method, args);
    }
    statement.setFetchSize(0); // rows are all here before the commit
    try {
      Object result = call(statement, method, args);
      target.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      target.rollback();
      throw e;
    } finally {
      begun = false;
    }
  }

  private void begin() throws SQLException {
    if (begun) {
      return;
    }
    begun = true;
    if (told.isEmpty()) {
      return;
    }
    Array names = target.createArrayOf("text", told.keySet().toArray());
    Array values = target.createArrayOf("text", told.values().toArray());
    try (PreparedStatement tell = target.prepareStatement(TELL)) {
      tell.setArray(1, names);
      tell.setArray(2, values);
      tell.execute();
    }
  }

  private static @Nullable Object call(Object on, Method method, Object @Nullable [] args)
      throws Throwable {
    try {
      return method.invoke(on, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
