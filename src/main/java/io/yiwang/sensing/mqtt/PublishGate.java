package io.yiwang.sensing.mqtt;

import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.async.TimeoutFallback;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.interceptor.publish.PublishInboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundInput;
import com.hivemq.extension.sdk.api.interceptor.publish.parameter.PublishInboundOutput;
import com.hivemq.extension.sdk.api.packets.general.MqttVersion;
import com.hivemq.extension.sdk.api.packets.publish.AckReasonCode;
import io.yiwang.sensing.readings.ReadingIntake;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes what devices publish: the acknowledgement waits until the readings are in the log. A device
 * that sends faster than its model may is answered more slowly, then no longer: MQTT 5 is told so,
 * MQTT 3.1.1 has no words for it and is disconnected, so that it sends the message again.
 */
@Component
class PublishGate implements PublishInboundInterceptor {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(PublishGate.class);

  private final DeviceSessions sessions;
  private final ReadingIntake intake;
  private final Floods floods;
  private final ScheduledThreadPoolExecutor later =
      new ScheduledThreadPoolExecutor(1, PublishGate::daemon);

  PublishGate(DeviceSessions sessions, ReadingIntake intake, Floods floods) {
    this.sessions = sessions;
    this.intake = intake;
    this.floods = floods;
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().name("mqtt-pace").daemon().unstarted(work);
  }

  @Override
  public void onInboundPublish(PublishInboundInput input, PublishInboundOutput output) {
    DeviceSession session = sessions.find(input.getClientInformation().getClientId());
    String topic = input.getPublishPacket().getTopic();
    if (session == null) {
      output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, "Sign in again.");
    } else if (topic.equals(session.upTopic())) {
      take(session, input, output);
    } else if (!topic.equals(session.stateTopic())) {
      output.preventPublishDelivery(AckReasonCode.NOT_AUTHORIZED, "This topic is not yours.");
    }
    // its own word about its state is kept (retained) beside what the connection itself says
  }

  private void take(DeviceSession session, PublishInboundInput input, PublishInboundOutput output) {
    long wait = session.pace().take(System.nanoTime());
    if (wait != 0) {
      floods.slowed(session.speaker());
    }
    if (wait < 0) {
      output.preventPublishDelivery(AckReasonCode.QUOTA_EXCEEDED, "Too many messages; send fewer.");
      return;
    }
    byte[] payload =
        input.getPublishPacket().getPayload().map(PublishGate::bytes).orElse(new byte[0]);
    boolean five = input.getConnectionInformation().getMqttVersion() == MqttVersion.V_5;
    var async = output.async(PATIENCE, TimeoutFallback.FAILURE, AckReasonCode.UNSPECIFIED_ERROR);
    if (wait == 0) {
      take(session, payload, five, async);
    } else {
      later.schedule(() -> take(session, payload, five, async), wait, TimeUnit.NANOSECONDS);
    }
  }

  private void take(
      DeviceSession session, byte[] payload, boolean five, Async<PublishInboundOutput> async) {
    intake
        .take(session.speaker(), payload)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                answered(async.getOutput(), answer, five);
              } else {
                LOG.debug("A message of {} was not kept", session.speaker().code(), failure);
                async
                    .getOutput()
                    .preventPublishDelivery(AckReasonCode.UNSPECIFIED_ERROR, "Send it again.");
              }
              async.resume();
            });
  }

  /** What was refused is kept with its reason, so sending it again would not help: acknowledged. */
  private static void answered(
      PublishInboundOutput output, ReadingIntake.Answer answer, boolean five) {
    if (answer.taken() > 0 || !five) {
      output.preventPublishDelivery(AckReasonCode.SUCCESS);
    } else {
      String why = answer.problems().isEmpty() ? null : answer.problems().getFirst().type();
      output.preventPublishDelivery(AckReasonCode.PAYLOAD_FORMAT_INVALID, why);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] all = new byte[buffer.remaining()];
    buffer.get(all);
    return all;
  }

  /** The number of the session this connection belongs to; 0 before it was let in. */
  static long number(ConnectionInformation connection) {
    return connection
        .getConnectionAttributeStore()
        .getAsString(Doorkeeper.NUMBER)
        .map(Long::parseLong)
        .orElse(0L);
  }
}
