package io.yiwang.browser;

import io.yiwang.browser.MiniatureCity.Corner;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** The desk of the crew, which may give a task to somebody else. */
final class Desk implements AutoCloseable {
  private final Phone phone;

  Desk(int port, Corner corner) {
    this.phone = new Phone("desk", port, corner.place());
    phone.signIn(corner.desk(), MiniatureCity.PASSWORD);
    phone.page.waitForURL(Pattern.compile(".*/desk.*"));
  }

  /** Takes the case out of its worker's hands, as the desk's own page does. */
  void takesAway(String caseId) {
    Object status =
        phone.page.evaluate(
            """
            async ([address, key]) => {
              const { summary } = await (await fetch(address)).json()
              const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1]
              const body = { key, action: 'REVOKE_ASSIGN', version: summary.version, reason: '另派他人' }
              const answer = await fetch(address + '/actions', {
                method: 'POST',
                headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
                body: JSON.stringify(body),
              })
              return answer.status
            }
            """,
            List.of("/api/v1/cases/" + caseId, "revoke-" + caseId));
    Assertions.assertThat(status).isEqualTo(200);
  }

  @Override
  public void close() {
    phone.close();
  }
}
