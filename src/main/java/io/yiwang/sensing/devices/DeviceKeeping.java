package io.yiwang.sensing.devices;

import io.yiwang.access.AuditAction;
import io.yiwang.access.AuditTrail;
import io.yiwang.access.Tokens;
import io.yiwang.house.Problem;
import io.yiwang.house.SystemDuty;
import io.yiwang.sensing.devices.DeviceViews.NewDevice;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds, changes and removes devices for those who keep them. */
@Component
class DeviceKeeping {
  private final DeviceChecks checks;
  private final DeviceBook book;
  private final DeviceRights rights;
  private final Devices devices;
  private final DeviceViews views;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;

  DeviceKeeping(
      DeviceChecks checks,
      DeviceBook book,
      DeviceRights rights,
      Devices devices,
      DeviceViews views,
      AuditTrail audit,
      TransactionTemplate transaction,
      ApplicationEventPublisher events) {
    this.checks = checks;
    this.book = book;
    this.rights = rights;
    this.devices = devices;
    this.views = views;
    this.audit = audit;
    this.transaction = transaction;
    this.events = events;
  }

  NewDevice add(DeviceDraft draft) {
    Device device = checks.checked(draft);
    String secret = Tokens.random();
    Device made =
        written(
            AuditAction.CREATE,
            device,
            () -> {
              if (devices.find(device.code()).isPresent()) {
                throw Problem.conflict(
                    "device-known",
                    "There is a device " + device.code() + " already.",
                    "Maybe change that one.");
              }
              book.put(List.of(device));
              Device stored = devices.find(device.code()).orElseThrow();
              book.secret(stored.id(), Tokens.hash(secret));
              return stored;
            });
    return new NewDevice(views.view(made), secret);
  }

  void change(Device old, DeviceDraft draft) {
    requireKept(old);
    Device now = checks.checked(draft);
    if (!now.code().equals(old.code())) {
      throw Problem.badField(
          "code", now.code(), "must stay " + old.code() + ".", "Maybe remove it and add another.");
    }
    written(
        AuditAction.CHANGE,
        now,
        () -> {
          book.change(old.id(), now);
          return old;
        });
    events.publishEvent(new DeviceChanged(old.id(), old.code()));
  }

  void remove(Device device) {
    requireKept(device);
    written(
        AuditAction.ERASE,
        device,
        () -> {
          book.remove(device.id());
          return device;
        });
    events.publishEvent(new DeviceChanged(device.id(), device.code()));
  }

  String newSecret(Device device) {
    requireKept(device);
    String secret = Tokens.random();
    written(
        AuditAction.PERMISSION,
        device,
        () -> {
          book.secret(device.id(), Tokens.hash(secret));
          return device;
        });
    events.publishEvent(new DeviceChanged(device.id(), device.code()));
    return secret;
  }

  private void requireKept(Device device) {
    if (!rights.mayKeep(device)) {
      throw Problem.forbidden("Your duty does not let you change this device.");
    }
  }

  private Device written(AuditAction action, Device device, Supplier<Device> act) {
    audit.append(
        audit
            .entry(action, "device")
            .about(List.of("device:" + device.code()))
            .in(device.regionPath()));
    return SystemDuty.call(() -> transaction.execute(status -> act.get()));
  }
}
