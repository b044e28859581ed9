package io.yiwang.house.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
  /** Between the settings; = stands between name and value. */
  static final String SETTING = "\u001c";

  private static final String TELL =
      "select count(set_config(split_part(told, '=', 1), substr(told, strpos(told, '=') + 1),"
          + " true)) from string_to_table(?, E'\\x1c') as told";

  private final Connection target;
  private final String told;
  private boolean autoCommit = true;
  private boolean begun;

  private SightedConnection(Connection target, String told) {
    this.target = target;
    this.told = told;
  }

  /**
   * @param told what is said at the start of each transaction; nothing when empty
   */
  static Connection over(Connection target, String told) throws SQLException {
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
    try (PreparedStatement tell = target.prepareStatement(TELL)) {
      tell.setString(1, told);
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
