package io.yiwang.access;

import io.yiwang.house.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.ResolvableType;
import org.springframework.validation.DataBinder;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.BindParamNameResolver;

/** Reads the filter of an export as the list page's own filter is read from an address. */
public final class ExportFilters {
  private ExportFilters() {}

  /** Refuses with 400 what the filter does not understand. */
  public static <T> T read(Map<String, String> values, Class<T> type) {
    DataBinder binder = new DataBinder(null);
    binder.setTargetType(ResolvableType.forClass(type));
    binder.setNameResolver(new BindParamNameResolver());
    binder.setConversionService(ApplicationConversionService.getSharedInstance());
    binder.construct(
        new DataBinder.ValueResolver() {
          @Override
          public @Nullable Object resolveValue(String name, Class<?> wanted) {
            return values.get(name);
          }

          @Override
          public Set<String> getNames() {
            return values.keySet();
          }
        });
    FieldError wrong = binder.getBindingResult().getFieldError();
    if (wrong != null) {
      throw Problem.badField(
          wrong.getField(), wrong.getRejectedValue(), "cannot be read.", "Maybe it is misspelt.");
    }
    return Objects.requireNonNull(type.cast(binder.getTarget()));
  }
}
