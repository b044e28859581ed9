package io.yiwang.house.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration PostgreSQL starts with: durable, on loopback only, small when idle. */
final class PostgresSettings {
  /** What must be on, or an acknowledged write could be lost; checked at every start. */
  static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

  private static final String CONF =
      """
      # Written at every start; changes made here are lost.
      # durable
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      wal_level = replica
      # reachable by password over loopback only
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = scram-sha-256
      max_connections = 60
      superuser_reserved_connections = 3
      client_connection_check_interval = 2s
      # one machine shared with the application: 2 cores, little memory when idle
      shared_buffers = 512MB
      work_mem = 8MB
      maintenance_work_mem = 64MB
      effective_cache_size = 4GB
      io_method = sync
      max_worker_processes = 4
      max_parallel_workers = 2
      max_parallel_workers_per_gather = 0
      max_parallel_maintenance_workers = 1
      autovacuum_max_workers = 2
      autovacuum_naptime = 20s
      max_wal_senders = 2
      wal_buffers = 16MB
      min_wal_size = 256MB
      max_wal_size = 2GB
      wal_compression = on
      checkpoint_timeout = 10min
      random_page_cost = 1.1
      jit = off
      # plain
      timezone = 'UTC'
      log_timezone = 'UTC'
      datestyle = 'iso, ymd'
      log_min_messages = warning
      log_line_prefix = '%m [%p] %q%u@%d '
      log_checkpoints = off
      """;

  private static final String HBA = "host all all 127.0.0.1/32 scram-sha-256\n";

  private PostgresSettings() {}

  /** Writes the files into the cluster; true when they were there already, word for word. */
  static boolean write(Path data) throws IOException {
    return writeIfOther(data.resolve("postgresql.conf"), CONF)
        & writeIfOther(data.resolve("pg_hba.conf"), HBA);
  }

  private static boolean writeIfOther(Path file, String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return true;
    }
    Files.writeString(file, text);
    return false;
  }
}
