package io.yiwang.access;

/** Which rows of a data class a rule speaks of, seen from the mandate of the one who asks. */
public enum Scope {
  EVERYWHERE {
    @Override
    public boolean covers(Subject subject, Mandate mandate, Item item) {
      return true;
    }
  },
  /** The mandate's region and everything below it. */
  OWN_REGION {
    @Override
    public boolean covers(Subject subject, Mandate mandate, Item item) {
      String path = item.regionPath();
      return path != null && mandate.covers(path);
    }
  },
  /** What the mandate's unit, or one right below it, answers for. */
  OWN_UNIT {
    @Override
    public boolean covers(Subject subject, Mandate mandate, Item item) {
      String unit = item.unit();
      return unit != null && mandate.units().contains(unit);
    }
  },
  /** The subject's own tasks, account or record. */
  OWN {
    @Override
    public boolean covers(Subject subject, Mandate mandate, Item item) {
      Long person = item.person();
      return person != null && person == subject.id() && person != 0;
    }
  };

  public abstract boolean covers(Subject subject, Mandate mandate, Item item);
}
