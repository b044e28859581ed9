package io.yiwang.house;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every module stands on: the data folder, the clock, the migrations. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {

  @Bean
  FolderLock folderLock(@Value("${yiwang.data:data}") Path root) {
    return FolderLock.take(new DataFolder(root));
  }

  @Bean
  DataFolder dataFolder(FolderLock lock) {
    return lock.folder();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  FlywayMigrationStrategy migrations() {
    return new ModuleMigrations();
  }
}
