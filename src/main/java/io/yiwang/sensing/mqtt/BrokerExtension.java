package io.yiwang.sensing.mqtt;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.ConnectionStartInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the platform hangs into the broker: the door, the gate, and an ear for who comes and goes.
 */
final class BrokerExtension implements ExtensionMain {
  private final Doorkeeper door;
  private final PublishGate gate;
  private final DeviceSessions sessions;
  private volatile @Nullable ClientService clients;
  private volatile @Nullable PublishService publisher;

  BrokerExtension(Doorkeeper door, PublishGate gate, DeviceSessions sessions) {
    this.door = door;
    this.gate = gate;
    this.sessions = sessions;
  }

  @Override
  public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
    clients = Services.clientService();
    publisher = Services.publishService();
    Services.securityRegistry().setAuthenticatorProvider(provider -> door);
    Services.initializerRegistry()
        .setClientInitializer((in, context) -> context.addPublishInboundInterceptor(gate));
    var ear = new Ear();
    Services.eventRegistry().setClientLifecycleEventListener(provider -> ear);
  }

  @Override
  public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
    clients = null;
    publisher = null;
  }

  /** Ends the connection of a device; its last will is published. */
  void hangUp(String code) {
    ClientService known = clients;
    if (known != null) {
      known.disconnectClient(code);
    }
  }

  CompletableFuture<Void> send(String topic, byte[] payload) {
    PublishService known = publisher;
    if (known == null) {
      return CompletableFuture.failedFuture(new IllegalStateException("MQTT is not there."));
    }
    return known.publish(
        Builders.publish()
            .topic(topic)
            .qos(Qos.AT_LEAST_ONCE)
            .payload(ByteBuffer.wrap(payload))
            .build());
  }

  private final class Ear implements ClientLifecycleEventListener {

    @Override
    public void onMqttConnectionStart(ConnectionStartInput input) {
      // nobody yet
    }

    @Override
    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput input) {
      DeviceSession session = sessions.find(input.getClientInformation().getClientId());
      if (session != null) {
        sessions.came(session);
      }
    }

    @Override
    public void onDisconnect(DisconnectEventInput input) {
      sessions.went(
          input.getClientInformation().getClientId(),
          PublishGate.number(input.getConnectionInformation()));
    }
  }
}
