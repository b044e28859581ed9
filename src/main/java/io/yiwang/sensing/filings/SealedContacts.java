package io.yiwang.sensing.filings;

import io.yiwang.access.Retained;
import io.yiwang.access.RetentionAct;
import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Contacts of filers as they are stored: sealed, and for a limited time. */
@Configuration(proxyBeanMethods = false)
class SealedContacts {
  private static final String FIELD = "sensing.filing.contact";

  @Bean
  static SealedColumn filingContact() {
    return new SealedColumn(FIELD, "sensing.filing", "observation", "contact");
  }

  @Bean
  static Retained reportContacts(JdbcClient jdbc) {
    return new ReportContacts(jdbc);
  }

  static byte @Nullable [] seal(Vault vault, Filing.Contact contact) {
    return contact.equals(Filing.Contact.NONE)
        ? null
        : vault.seal(
            FIELD,
            String.join("\n", line(contact.name()), line(contact.phone()), line(contact.email())));
  }

  static Filing.Contact open(Vault vault, byte @Nullable [] sealed) {
    if (sealed == null) {
      return Filing.Contact.NONE;
    }
    String[] lines = vault.open(FIELD, sealed).split("\n", -1);
    return new Filing.Contact(value(lines[0]), value(lines[1]), value(lines[2]));
  }

  private static String line(@Nullable String value) {
    return value == null ? "" : value.replace('\n', ' ');
  }

  private static @Nullable String value(String line) {
    return line.isEmpty() ? null : line;
  }

  /** Who filed a report is forgotten; the report stays. Both acts do the same to it. */
  private record ReportContacts(JdbcClient jdbc) implements Retained {
    private static final String KIND = "filing:";

    @Override
    public String dataClass() {
      return "report.contact";
    }

    @Override
    public List<String> due(Instant before, String after, int limit) {
      UUID last = after.isEmpty() ? new UUID(0, 0) : id(after);
      return jdbc.sql(
              """
              select observation from sensing.filing
              where contact is not null and filed_at < ? and observation > ?
              order by observation limit ?
              """)
          .params(Timestamp.from(before), last, limit)
          .query((rs, i) -> KIND + rs.getString(1))
          .list();
    }

    @Override
    public void release(RetentionAct act, List<String> objects) {
      jdbc.sql("update sensing.filing set contact = null where observation = any(?)")
          .param(ids(objects))
          .update();
    }

    @Override
    public long left(List<String> objects) {
      return jdbc.sql(
              "select count(*) from sensing.filing where observation = any(?) and contact is not"
                  + " null")
          .param(ids(objects))
          .query(Long.class)
          .single();
    }

    private static UUID[] ids(List<String> objects) {
      return objects.stream().map(ReportContacts::id).toArray(UUID[]::new);
    }

    private static UUID id(String object) {
      return UUID.fromString(object.substring(KIND.length()));
    }
  }
}
