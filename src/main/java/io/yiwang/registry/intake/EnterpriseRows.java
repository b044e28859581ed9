package io.yiwang.registry.intake;

import io.yiwang.citymap.Region;
import io.yiwang.citymap.Regions;
import io.yiwang.kernel.CreditCode;
import io.yiwang.kernel.GeoPoint;
import io.yiwang.kernel.MobileNumber;
import io.yiwang.registry.enterprises.Enterprises;
import io.yiwang.registry.enterprises.Enterprises.NewEnterprise;
import io.yiwang.registry.intake.ImportRuns.Counts;
import io.yiwang.registry.intake.ImportRuns.Reject;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/** Rows about enterprises; the credit code is their identity. */
final class EnterpriseRows implements RowTaker {
  private final Regions regions;
  private final Enterprises enterprises;

  EnterpriseRows(Regions regions, Enterprises enterprises) {
    this.regions = regions;
    this.enterprises = enterprises;
  }

  @Override
  public Counts take(List<Row> rows, Consumer<Reject> rejects) {
    int added = 0;
    int repeated = 0;
    for (Row row : rows) {
      try {
        if (enterprises.put(enterprise(row))) {
          added++;
        } else {
          repeated++;
        }
      } catch (BadRow bad) {
        rejects.accept(RowTaker.reject(row, bad));
      }
    }
    return new Counts(rows.size(), added, 0, repeated, 0, rows.size() - added - repeated);
  }

  private NewEnterprise enterprise(Row row) {
    row.needed("credit_code");
    CreditCode code = java.util.Objects.requireNonNull(row.read("credit_code", CreditCode::parse));
    Region region = region(row);
    Double lat = row.read("lat", Double::valueOf);
    Double lng = row.read("lng", Double::valueOf);
    GeoPoint point = region.centre();
    if (lat != null && lng != null) {
      try {
        point = new GeoPoint(lat, lng);
      } catch (IllegalArgumentException e) {
        throw BadRow.of("lat", row.text("lat"), e);
      }
    }
    String industry = row.text("industry");
    if (!industry.isEmpty() && !industry.matches("[A-T]")) {
      throw new BadRow("industry", industry, "must be a letter A to T of GB/T 4754.", null);
    }
    return new NewEnterprise(
        code,
        row.needed("name"),
        row.text("address"),
        region,
        point,
        industry.isEmpty() ? null : industry,
        row.read("employees", Integer::valueOf),
        row.read("founded", LocalDate::parse),
        row.text("legal_person"),
        row.read("phone", MobileNumber::parse));
  }

  /** The region that is told, or the one the point lies in. */
  private Region region(Row row) {
    String code = row.text("region");
    if (!code.isEmpty()) {
      return regions
          .find(code)
          .orElseThrow(() -> new BadRow("region", code, "must be a region of this city.", null));
    }
    Double lat = row.read("lat", Double::valueOf);
    Double lng = row.read("lng", Double::valueOf);
    if (lat == null || lng == null) {
      throw new BadRow("region", "", "or lat and lng must be given.", null);
    }
    try {
      return regions
          .locate(new GeoPoint(lat, lng))
          .orElseThrow(() -> new BadRow("lat", lat + ", " + lng, "must lie in the city.", null));
    } catch (IllegalArgumentException e) {
      throw BadRow.of("lat", row.text("lat"), e);
    }
  }
}
