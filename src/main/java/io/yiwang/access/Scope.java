package io.yiwang.access;

/** Which rows of a data class a rule speaks of, seen from the post of the one who asks. */
public enum Scope {
  EVERYWHERE {
    @Override
    public boolean covers(Subject subject, Post post, Item item) {
      return true;
    }
  },
  /** The post's region and everything below it. */
  OWN_REGION {
    @Override
    public boolean covers(Subject subject, Post post, Item item) {
      String path = item.regionPath();
      return path != null && post.covers(path);
    }
  },
  /** What the post's unit, or one right below it, answers for. */
  OWN_UNIT {
    @Override
    public boolean covers(Subject subject, Post post, Item item) {
      String unit = item.unit();
      return unit != null && post.units().contains(unit);
    }
  },
  /** The subject's own tasks, account or record. */
  OWN {
    @Override
    public boolean covers(Subject subject, Post post, Item item) {
      Long person = item.person();
      return person != null && person == subject.id() && person != 0;
    }
  };

  public abstract boolean covers(Subject subject, Post post, Item item);
}
