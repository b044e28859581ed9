package io.yiwang.sensing.devices;

import io.yiwang.access.reorganisation.PlacedTable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Devices go to the part of a divided region they stand in. */
@Configuration(proxyBeanMethods = false)
class DevicesFollow {
  @Bean
  PlacedTable placedDevices() {
    return new PlacedTable("sensing.device", true, false);
  }
}
