package io.yiwang.registry.enterprises;

import io.yiwang.access.Decision;
import io.yiwang.access.SealedColumn;
import io.yiwang.access.Vault;
import io.yiwang.citymap.Region;
import io.yiwang.house.Problem;
import io.yiwang.kernel.CreditCode;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.registry.Readers;
import io.yiwang.registry.Scope;
import io.yiwang.registry.people.Identifiers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The enterprises in their table; who speaks for one is a person, masked as the policy says. */
@Component
public class Enterprises {
  public static final String PHONE = "registry.enterprise.phone";

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Readers readers;

  Enterprises(JdbcClient jdbc, Vault vault, Readers readers) {
    this.readers = readers;
    this.jdbc = jdbc;
    this.vault = vault;
  }

  @Configuration(proxyBeanMethods = false)
  static class Columns {
    @Bean
    SealedColumn sealedEnterprisePhones() {
      return new SealedColumn(PHONE, "registry.enterprise", "id", "phone_sealed");
    }
  }

  /** An enterprise to be added or brought up to date. */
  public record NewEnterprise(
      CreditCode code,
      String name,
      String address,
      Region region,
      GeoPoint point,
      @Nullable String industry,
      @Nullable Integer employees,
      @Nullable LocalDate founded,
      String legalPerson,
      @Nullable MobileNumber phone) {}

  /**
   * An enterprise as it is shown.
   *
   * @param industry letter of GB/T 4754
   */
  public record EnterpriseView(
      long id,
      @Nullable String creditCode,
      @Nullable String name,
      @Nullable String address,
      @Nullable String industry,
      @Nullable Integer employees,
      @Nullable LocalDate founded,
      boolean active,
      @Nullable String legalPerson,
      @Nullable String phone,
      double lat,
      double lng,
      String regionCode) {}

  /** Whether it is new; one that is known is brought up to date. */
  public boolean put(NewEnterprise e) {
    MobileNumber phone = e.phone();
    return jdbc.sql(
            """
            insert into registry.enterprise as e (credit_code, name, address, region_code, region_path, lat, lng, s2,
              industry, employees, founded, legal_person, phone_index, phone_sealed)
            values (:code, :name, :address, :region, :path, :lat, :lng, :s2, :industry, :employees, :founded, :legal,
              :phoneIndex, :phone)
            on conflict (credit_code) do update set name = excluded.name, address = excluded.address,
              region_code = excluded.region_code, region_path = excluded.region_path, lat = excluded.lat,
              lng = excluded.lng, s2 = excluded.s2, industry = coalesce(excluded.industry, e.industry),
              employees = coalesce(excluded.employees, e.employees), founded = coalesce(excluded.founded, e.founded),
              legal_person = coalesce(excluded.legal_person, e.legal_person),
              phone_index = coalesce(excluded.phone_index, e.phone_index),
              phone_sealed = coalesce(excluded.phone_sealed, e.phone_sealed)
            returning xmax = 0
            """)
        .param("code", e.code().text())
        .param("name", e.name())
        .param("address", e.address())
        .param("region", e.region().code())
        .param("path", e.region().path())
        .param("lat", e.point().lat())
        .param("lng", e.point().lng())
        .param("s2", e.point().s2Leaf())
        .param("industry", e.industry())
        .param("employees", e.employees())
        .param("founded", e.founded())
        .param("legal", e.legalPerson().isEmpty() ? null : e.legalPerson())
        .param(
            "phoneIndex",
            phone == null ? null : Identifiers.first64(vault.blindIndex(PHONE, phone.text())))
        .param("phone", phone == null ? null : vault.seal(PHONE, phone.text()))
        .query(Boolean.class)
        .single();
  }

  public EnterpriseView get(Scope scope, long id) {
    return one(scope, id, view());
  }

  String regionPath(Scope scope, long id) {
    return one(scope, id, (rs, row) -> rs.getString("region_path"));
  }

  /** Who speaks for an enterprise, in the clear. */
  record Contact(@Nullable String name, @Nullable String phone) {}

  /** Whoever calls it must have audited it. */
  Contact contact(Scope scope, long id) {
    return one(scope, id, (rs, row) -> new Contact(rs.getString("legal_person"), phone(rs)));
  }

  private <T> T one(Scope scope, long id, RowMapper<T> mapper) {
    return jdbc.sql(
            "select * from registry.enterprise where id = :id and" + Scope.sql("region_path"))
        .param("id", id)
        .params(scope.params())
        .query(mapper)
        .optional()
        .orElseThrow(() -> Problem.notFound("enterprise", id));
  }

  private @Nullable String phone(ResultSet rs) throws SQLException {
    byte[] sealed = rs.getBytes("phone_sealed");
    return sealed == null ? null : vault.open(PHONE, sealed);
  }

  /**
   * A page by credit code, or all whose name begins so.
   *
   * @param code exact; null for any
   * @param name beginning; empty for any
   */
  public List<EnterpriseView> list(
      Scope scope, @Nullable CreditCode code, String name, long offset, int limit) {
    return jdbc.sql(
            "select * from registry.enterprise where"
                + Scope.sql("region_path")
                + (code == null ? "" : "and credit_code = :code ")
                + (name.isEmpty() ? "" : "and starts_with(name, :name) ")
                + "order by region_path using ~<~, id limit :limit offset :offset")
        .param("code", code == null ? "" : code.text())
        .param("name", name)
        .param("limit", limit)
        .param("offset", offset)
        .params(scope.params())
        .query(view())
        .list();
  }

  private RowMapper<EnterpriseView> view() {
    Function<String, Decision> shown = readers.shown(Readers.ENTERPRISE);
    return (rs, row) -> view(rs, shown.apply(rs.getString("region_path")));
  }

  private EnterpriseView view(ResultSet rs, Decision shown) throws SQLException {
    return new EnterpriseView(
        rs.getLong("id"),
        shown.field("creditCode").apply(rs.getString("credit_code")),
        shown.field("name").apply(rs.getString("name")),
        shown.field("address").apply(rs.getString("address")),
        rs.getString("industry"),
        rs.getObject("employees", Integer.class),
        rs.getObject("founded", LocalDate.class),
        rs.getBoolean("active"),
        shown.field("contact").apply(rs.getString("legal_person")),
        shown.field("phone").apply(phone(rs)),
        rs.getDouble("lat"),
        rs.getDouble("lng"),
        rs.getString("region_code"));
  }
}
