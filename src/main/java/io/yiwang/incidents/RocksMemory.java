package io.yiwang.incidents;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Small, bounded memory for all state stores of this process together; Kafka Streams makes one by
 * reflection.
 */
public final class RocksMemory implements RocksDBConfigSetter {
  private static final long CACHE = 24L << 20;
  private static final long WRITE_BUFFERS = 16L << 20;
  private static final int BLOCK = 16 << 10;
  private static final Cache CACHE_OF_ALL = new LRUCache(CACHE, -1, false, 0.1);
  private static final WriteBufferManager BUFFERS_OF_ALL =
      new WriteBufferManager(WRITE_BUFFERS, CACHE_OF_ALL);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE_OF_ALL);
    table.setBlockSize(BLOCK);
    table.setCacheIndexAndFilterBlocks(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(BUFFERS_OF_ALL);
    options.setWriteBufferSize(4L << 20);
    options.setMaxWriteBufferNumber(2);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setMaxOpenFiles(64);
    options.setMaxLogFileSize(1L << 20);
    options.setKeepLogFileNum(2);
  }

  @Override
  public void close(String store, Options options) {
    // cache and buffers serve the other stores
  }
}
