package io.yiwang.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Says where the pages are once they can be served: in {@code run/address} of the data folder, and
 * as one line on the terminal when {@code yiwang.announce} is set.
 */
@Component
class Doorplate implements ApplicationListener<ApplicationStartedEvent> {
  private final DataFolder folder;
  private final String host;
  private final boolean announce;

  Doorplate(
      DataFolder folder,
      @Value("${server.address:127.0.0.1}") String host,
      @Value("${yiwang.announce:false}") boolean announce) {
    this.folder = folder;
    this.host = host;
    this.announce = announce;
  }

  @Override
  public void onApplicationEvent(ApplicationStartedEvent event) {
    ConfigurableApplicationContext context = event.getApplicationContext();
    if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
      put("http://" + reachable(host) + ":" + web.getWebServer().getPort() + "/");
    }
  }

  private void put(String address) {
    try {
      Files.writeString(folder.runFile("address"), address + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (announce) {
      System.out.println("Yiwang is ready at " + address);
    }
  }

  /** An address a browser on this machine can open, also when we listen on all. */
  private static String reachable(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isAnyLocalAddress() ? "127.0.0.1" : host;
    } catch (UnknownHostException e) {
      return host;
    }
  }
}
