package io.yiwang.citymap.ogc;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Pages from elsewhere may read what everybody may, or with a key; never with somebody's cookie.
 */
@Configuration(proxyBeanMethods = false)
class WebRules implements WebMvcConfigurer {
  @Override
  public void addCorsMappings(CorsRegistry registry) {
    for (String path : new String[] {Addresses.ROOT, Addresses.ROOT + "/**"}) {
      registry
          .addMapping(path)
          .allowedOrigins("*")
          .allowedMethods("GET", "HEAD")
          .allowedHeaders("*")
          .exposedHeaders("Content-Crs", "ETag");
    }
  }
}
