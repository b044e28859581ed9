package io.yiwang.access.policy;

import io.yiwang.access.Action;
import io.yiwang.access.Decision;
import io.yiwang.access.Decisions;
import io.yiwang.access.Item;
import io.yiwang.access.Purpose;
import io.yiwang.access.Reach;
import io.yiwang.access.Subject;
import io.yiwang.access.Treatment;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The policy the platform decides by now; replaced as a whole. It is the version in force of the
 * database ({@link PolicyWatch}), unless {@code yiwang.policy} names a file, which then goes before
 * all versions: the way out when a policy has locked everybody out.
 */
@Component
class PolicyInForce implements Decisions {
  private final boolean overridden;
  private volatile CompiledPolicy present;

  /**
   * @param location of the file that goes before all versions; empty is none
   */
  PolicyInForce(@Value("${yiwang.policy:}") String location) {
    overridden = !location.isEmpty();
    present =
        new CompiledPolicy(
            PolicyReader.read(PolicyFile.text(overridden ? location : PolicyFile.SHIPPED)));
  }

  boolean overridden() {
    return overridden;
  }

  CompiledPolicy present() {
    return present;
  }

  void replace(Policy policy) {
    present = new CompiledPolicy(policy);
  }

  @Override
  public Decision decide(Subject subject, @Nullable Purpose purpose, Action action, Item item) {
    return present.decide(subject, purpose, action, item);
  }

  @Override
  public Treatment decide(
      Subject subject, @Nullable Purpose purpose, Action action, Item item, String field) {
    return present.decide(subject, purpose, action, item, field);
  }

  @Override
  public boolean mayAskBy(Subject subject, String dataClass, String field) {
    return present.mayAskBy(subject, dataClass, field);
  }

  @Override
  public Reach reach(Subject subject, Action action, String dataClass) {
    return present.reach(subject, action, dataClass);
  }

  @Override
  public Reach denied(Subject subject, Action action, String dataClass) {
    return present.denied(subject, action, dataClass);
  }
}
