package io.yiwang.sensing.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The configuration the broker reads, written anew at each start. */
final class BrokerFiles {
  private static final int LARGEST_MESSAGE = 64 << 10;

  private BrokerFiles() {}

  static void write(
      Path folder, MqttSettings settings, OptionalInt plain, OptionalInt tls, MqttKeys keys)
      throws IOException {
    StringBuilder listeners = new StringBuilder();
    plain.ifPresent(
        port ->
            listeners.append(
                "<tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>"
                    .formatted(port, settings.address())));
    tls.ifPresent(
        port ->
            listeners.append(
                """
                <tls-tcp-listener><port>%d</port><bind-address>%s</bind-address><tls>
                  <protocols><protocol>TLSv1.2</protocol><protocol>TLSv1.3</protocol></protocols>
                  <keystore><path>%s</path><password>%s</password>
                    <private-key-password>%s</private-key-password></keystore>
                </tls></tls-tcp-listener>
                """
                    .formatted(
                        port, settings.address(), keys.store(), keys.password(), keys.password())));
    String config =
        """
        <?xml version="1.0"?>
        <hivemq>
          <listeners>%s</listeners>
          <mqtt>
            <packets><max-packet-size>%d</max-packet-size></packets>
            <receive-maximum><server-receive-maximum>100</server-receive-maximum></receive-maximum>
            <session-expiry><max-interval>3600</max-interval></session-expiry>
            <queued-messages><max-queue-size>20</max-queue-size></queued-messages>
            <shared-subscriptions><available>false</available></shared-subscriptions>
          </mqtt>
          <restrictions>
            <max-connections>%d</max-connections>
            <no-connect-idle-timeout>10000</no-connect-idle-timeout>
          </restrictions>
          <persistence><mode>in-memory</mode></persistence>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """
            .formatted(listeners, LARGEST_MESSAGE, settings.connections());
    Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(folder.resolve("broker"));
    Files.createDirectories(folder.resolve("extensions"));
    Files.writeString(folder.resolve("conf").resolve("config.xml"), config);
  }

  /**
   * The port as wished, 0 for a free one, less for none. On loopback a port that is taken becomes a
   * free one, since several instances may run on a machine; elsewhere it is a fault.
   */
  static OptionalInt port(String address, int wished) throws IOException {
    if (wished < 0) {
      return OptionalInt.empty();
    }
    InetAddress where = InetAddress.getByName(address);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(where, wished));
      return OptionalInt.of(socket.getLocalPort());
    } catch (IOException taken) {
      if (!where.isLoopbackAddress()) {
        throw taken;
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, where)) {
      return OptionalInt.of(socket.getLocalPort());
    }
  }
}
