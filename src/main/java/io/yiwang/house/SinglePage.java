package io.yiwang.house;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the web application: its routes are pages of one document, its hashed files never change.
 */
@Configuration(proxyBeanMethods = false)
class SinglePage implements WebMvcConfigurer {
  private static final String[] ROUTES = {
    "/",
    "/wall/**",
    "/map",
    "/map/imports/**",
    "/desk/**",
    "/registry/**",
    "/mine",
    "/visits/**",
    "/worker/**",
    "/report/**",
    "/signin",
    "/staff-only",
    "/account",
    "/admin/**"
  };

  /** What a person may have mistyped; the application says kindly that there is no such page. */
  private static final String ANY_OTHER = "/{page:[a-zA-Z-]+}";

  private static final long YEAR_SECONDS = 365L * 24 * 3600;

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    for (String route : ROUTES) {
      registry.addViewController(route).setViewName("forward:/index.html");
    }
    ViewControllerRegistration elsewhere = registry.addViewController(ANY_OTHER);
    elsewhere.setViewName("forward:/index.html");
    elsewhere.setStatusCode(HttpStatus.NOT_FOUND);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(
            CacheControl.maxAge(Duration.ofSeconds(YEAR_SECONDS)).cachePublic().immutable());
  }
}
