package io.yiwang.sensing.mqtt;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the MQTT endpoint is set up.
 *
 * @param address where it listens; anything but loopback should be TLS only
 * @param port without encryption; 0 takes a free one, -1 none
 * @param tlsPort with TLS; 0 takes a free one, -1 none
 * @param certificate PEM file of the certificate and those above it; without one the platform makes
 *     its own at the first start
 * @param privateKey PEM file (PKCS #8) of its key
 * @param connections how many devices may be connected at once
 */
@ConfigurationProperties("yiwang.mqtt")
record MqttSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("1883") int port,
    @DefaultValue("8883") int tlsPort,
    @Nullable String certificate,
    @Nullable String privateKey,
    @DefaultValue("100000") int connections) {}
