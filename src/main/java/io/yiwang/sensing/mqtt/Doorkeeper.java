package io.yiwang.sensing.mqtt;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import io.yiwang.sensing.devices.DeviceSecrets;
import io.yiwang.sensing.devices.DeviceSecrets.Credential;
import io.yiwang.sensing.readings.ReadingLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets devices in: the name is the device's code, the password its secret, and the client id the
 * code too, so that nobody can push another device out. Those who come at once are looked up
 * together, since after a fault of the network fifty thousand do.
 */
@Component
class Doorkeeper implements SimpleAuthenticator {
  static final String NUMBER = "session";
  private static final int MOST = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  private final DeviceSecrets secrets;
  private final DeviceSessions sessions;
  private final ReadingLog log;
  private final LinkedBlockingQueue<Knock> knocks = new LinkedBlockingQueue<>();

  Doorkeeper(DeviceSecrets secrets, DeviceSessions sessions, ReadingLog log) {
    this.secrets = secrets;
    this.sessions = sessions;
    this.log = log;
  }

  private record Knock(
      String code,
      String secret,
      SimpleAuthInput input,
      SimpleAuthOutput output,
      Async<SimpleAuthOutput> async) {}

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    var packet = input.getConnectPacket();
    String code = packet.getUserName().orElse("");
    String secret = packet.getPassword().map(Doorkeeper::text).orElse("");
    if (code.isEmpty() || secret.isEmpty()) {
      output.failAuthentication(
          ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD,
          "User name is the code, password the secret.");
    } else if (!packet.getClientId().equals(code)) {
      output.failAuthentication(
          ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          "The client id must be the device's code.");
    } else if (!log.isReady()) {
      output.failAuthentication(
          ConnackReasonCode.SERVER_UNAVAILABLE, "Readings cannot be kept now; come again.");
    } else if (sessions.isFlooding(code)) {
      output.failAuthentication(
          ConnackReasonCode.QUOTA_EXCEEDED, "The device sent too much; come again in a minute.");
    } else {
      var async = output.async(PATIENCE, TimeoutFallback.FAILURE);
      knocks.add(new Knock(code, secret, input, output, async));
    }
  }

  /** Looks up who knocked; ends when interrupted. */
  void serve() {
    List<Knock> together = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Knock first = knocks.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          together.add(first);
          knocks.drainTo(together, MOST - 1);
          answer(together);
        }
      } catch (InterruptedException e) {
        return;
      } finally {
        together.clear();
      }
    }
  }

  private void answer(List<Knock> together) {
    Map<String, Credential> known;
    try {
      known = secrets.find(together.stream().map(Knock::code).collect(Collectors.toSet()));
    } catch (RuntimeException e) {
      LOG.warn("Devices could not be looked up: {}", e.toString());
      for (Knock knock : together) {
        knock.output.failAuthentication(ConnackReasonCode.SERVER_UNAVAILABLE, "Come again.");
        knock.async.resume();
      }
      return;
    }
    for (Knock knock : together) {
      Credential credential = known.get(knock.code);
      if (credential != null && credential.matches(knock.secret)) {
        letIn(knock, sessions.open(credential));
      } else {
        knock.output.failAuthentication(
            ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "There is no such device or secret.");
      }
      knock.async.resume();
    }
  }

  private static void letIn(Knock knock, DeviceSession session) {
    knock
        .input
        .getConnectionInformation()
        .getConnectionAttributeStore()
        .putAsString(NUMBER, Long.toString(session.number()));
    ModifiableDefaultPermissions may = knock.output.getDefaultPermissions();
    may.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    allow(may, session.upTopic(), MqttActivity.PUBLISH);
    allow(may, session.stateTopic(), MqttActivity.PUBLISH);
    allow(may, DeviceSession.topic(knock.code, "down"), MqttActivity.SUBSCRIBE);
    knock.output.authenticateSuccessfully();
  }

  private static void allow(ModifiableDefaultPermissions may, String topic, MqttActivity what) {
    may.add(Builders.topicPermission().topicFilter(topic).activity(what).build());
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }
}
