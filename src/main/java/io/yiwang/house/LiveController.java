package io.yiwang.house;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.MissingNode;

/**
 * The server-sent event stream; a request is one virtual thread for as long as the screen is open.
 */
@RestController
class LiveController {
  private static final int TICK_MILLIS = 1_000;
  private static final long PING_NANOS = 15_000_000_000L;

  /** A screen that missed more than this loads afresh instead. */
  static final int CATCH_UP = 5_000;

  private static final Logger log = LoggerFactory.getLogger(LiveController.class);

  private final Live live;
  private final Outbox outbox;

  LiveController(Live live, Outbox outbox) {
    this.live = live;
    this.outbox = outbox;
  }

  @Operation(
      summary = "Changes as they happen (server-sent events)",
      description =
          """
          Frames: `case` (a change of a case, with an id), transient `worker`, `component.changed` (a thing on the map is another than before; kind MANY: more than can be
          told singly, ask anew) and `policy` (another policy is in force:
          ask anew for what is shown), and `reset` when more was missed than can be repeated. Reconnect with `Last-Event-ID` (or `?after=`) to be told exactly what was missed.
          """)
  @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void stream(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
      @RequestParam(required = false) @Nullable Long after,
      HttpServletResponse response)
      throws InterruptedException {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    LiveSubscriber subscriber = live.subscribe();
    try {
      OutputStream out = response.getOutputStream();
      Long from = lastEventId != null ? lastEventId : after;
      long sent = from == null ? greet(out, subscriber.start()) : catchUp(out, from);
      follow(out, subscriber, sent);
    } catch (IOException e) {
      log.debug("A screen went away", e);
    } finally {
      live.unsubscribe(subscriber);
    }
  }

  /**
   * A new screen learns the present position, so that it can ask for what follows even if nothing
   * happens now.
   */
  private static long greet(OutputStream out, long position) throws IOException {
    write(out, told(position, "hello"));
    return position;
  }

  private static String told(long position, String event) {
    return new LiveFrame(position, event, "{}", MissingNode.getInstance()).text();
  }

  /** The platform reads what was missed; what of it is told, the rules decide. */
  private long catchUp(OutputStream out, long from) throws IOException {
    List<OutboxEvent> missed = SystemDuty.call(() -> outbox.after(Live.TOPIC, from, CATCH_UP + 1));
    long head = SystemDuty.call(outbox::head);
    if (missed.size() > CATCH_UP || from < SystemDuty.call(outbox::tail) || from > head) {
      write(out, told(head, "reset"));
      return head;
    }
    StringBuilder text = new StringBuilder(": here is what you missed\n\n");
    for (OutboxEvent event : missed) {
      LiveFrame heard = live.heard(live.frame(event));
      if (heard != null) {
        text.append(heard.text());
      }
    }
    write(out, text.toString());
    return missed.isEmpty() ? from : missed.getLast().position();
  }

  private void follow(OutputStream out, LiveSubscriber subscriber, long sent)
      throws IOException, InterruptedException {
    long written = System.nanoTime();
    while (!subscriber.ended()) {
      LiveFrame frame = subscriber.poll(TICK_MILLIS);
      boolean news = frame != null && (frame.position() == null || frame.position() > sent);
      LiveFrame heard = frame != null && news ? live.heard(frame) : null;
      if (heard != null) {
        write(out, heard.text());
        written = System.nanoTime();
      } else if (System.nanoTime() - written > PING_NANOS) {
        write(out, ": ping\n\n");
        written = System.nanoTime();
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
