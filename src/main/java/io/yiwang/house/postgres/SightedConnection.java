package io.yiwang.house.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which every transaction begins by telling the database who asks. The settings are
 * local to the transaction, so that nothing is left for whoever uses the connection next. Outside a
 * transaction each statement is a transaction of its own; a prepared one travels together with what
 * is told, in one message, which PostgreSQL commits before its result is handed out.
 *
 * <p>Used by one thread.
 */
final class SightedConnection implements InvocationHandler {
  /** Between the settings; = stands between name and value. */
  static final String SETTING = "\u001c";

  private static final String TELL =
      """
      select count(set_config(split_part(told, '=', 1), substr(told, strpos(told, '=') + 1), true))
      from string_to_table(?, E'\\x1c') as told
      """;

  private final Connection target;
  private final String told;
  private boolean begun;

  private SightedConnection(Connection target, String told) {
    this.target = target;
    this.told = told;
  }

  /**
   * @param told what is said at the start of each transaction; nothing when empty
   */
  static Connection over(Connection target, String told) {
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
      case "setAutoCommit" -> {
        call(target, method, args); // on commits what is under way
        begun = begun && !target.getAutoCommit();
        return null;
      }
      case "commit", "rollback" -> {
        Object result = call(target, method, args);
        begun = begun && args != null; // to a savepoint: the transaction goes on
        return result;
      }
      case "prepareStatement" -> {
        return args != null
                && args.length == 1
                && args[0] instanceof String sql
                && !told.isEmpty()
                && target.getAutoCommit()
            ? together(target.prepareStatement(TELL + ";" + sql), (Connection) proxy)
            : alone(PreparedStatement.class, method, args, (Connection) proxy);
      }
      case "createStatement", "prepareCall" -> {
        return alone(method.getReturnType(), method, args, (Connection) proxy);
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

  /** A statement that tells first, as the first of two, so that its parameters are one further. */
  private PreparedStatement together(PreparedStatement statement, Connection proxy)
      throws SQLException {
    statement.setString(1, told);
    return proxy(
        PreparedStatement.class,
        (self, method, args) ->
            switch (method.getName()) {
              case "getConnection" -> proxy;
              case "executeQuery" -> second(statement) ? statement.getResultSet() : none();
              case "execute" -> second(statement);
              case "executeUpdate" -> second(statement) ? none() : statement.getUpdateCount();
              case "executeLargeUpdate" ->
                  second(statement) ? none() : statement.getLargeUpdateCount();
              case "clearParameters" -> {
                statement.clearParameters();
                statement.setString(1, told);
                yield null;
              }
              case "addBatch", "executeBatch", "executeLargeBatch" ->
                  throw new SQLFeatureNotSupportedException("A batch needs a transaction.");
              case "getParameterMetaData" -> shifted(statement.getParameterMetaData());
              default ->
                  method.getDeclaringClass() == PreparedStatement.class
                      ? call(statement, method, shifted(args))
                      : call(statement, method, args);
            });
  }

  private static boolean second(PreparedStatement statement) throws SQLException {
    statement.execute();
    return statement.getMoreResults();
  }

  private static Object none() throws SQLException {
    throw new SQLException("The statement does not answer in the way it was asked.");
  }

  private static ParameterMetaData shifted(ParameterMetaData facts) {
    return proxy(
        ParameterMetaData.class,
        (self, method, args) ->
            method.getName().equals("getParameterCount")
                ? (Object) (facts.getParameterCount() - 1)
                : call(facts, method, shifted(args)));
  }

  private static Object @Nullable [] shifted(Object @Nullable [] args) {
    if (args == null || args.length == 0 || !(args[0] instanceof Integer parameter)) {
      return args;
    }
    Object[] further = args.clone();
    further[0] = parameter + 1;
    return further;
  }

  /** A statement by itself: in a transaction, or one made for it. */
  private Object alone(Class<?> type, Method method, Object @Nullable [] args, Connection proxy)
      throws Throwable {
    Statement statement = (Statement) Objects.requireNonNull(call(target, method, args));
    return proxy(
        type.asSubclass(Statement.class),
        (self, called, with) -> {
          if (called.getName().equals("getConnection")) {
            return proxy;
          }
          return called.getName().startsWith("execute")
              ? execute(statement, called, with)
              : call(statement, called, with);
        });
  }

  private @Nullable Object execute(Statement statement, Method method, Object @Nullable [] args)
      throws Throwable {
    if (told.isEmpty() || !target.getAutoCommit()) {
      begin();
      return call(statement, method, args);
    }
    target.setAutoCommit(false);
    try {
      begin();
      statement.setFetchSize(0); // rows are all here before the commit
      Object result = call(statement, method, args);
      target.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      target.rollback();
      throw e;
    } finally {
      begun = false;
      target.setAutoCommit(true);
    }
  }

  private void begin() throws SQLException {
    if (begun || told.isEmpty() || target.getAutoCommit()) {
      return;
    }
    begun = true;
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
