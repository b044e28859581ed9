package io.yiwang.access;

import java.sql.Array;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;

/** What a person is here to do. */
public enum Duty {
  /** Sets up the city: catalogue, regions, units, people. */
  ADMIN,
  /** Watches and steers the whole city. */
  CITY_OFFICER,
  /** Sees how the whole city stands: figures, not names. */
  CITY_LEADER,
  /** Watches and steers one district. */
  DISTRICT_OFFICER,
  /** On duty for one street; gets what nobody else can take. */
  STREET_OFFICER,
  /** Looks after the residents of one neighbourhood. */
  COMMITTEE,
  /** Files reports at the supervision centre and closes cases. */
  ACCEPTOR,
  /** Hands out the work of one unit. */
  DISPATCHER,
  /** Mends things, with a phone. */
  GRID_WORKER,
  /** Looks whether they were mended. */
  CHECKER,
  /** Reads the audit trail; sees no personal data by it. */
  AUDITOR,
  /** Lives here. */
  RESIDENT;

  /** The duties an SQL array of names holds. */
  public static Set<Duty> setOf(Array names) throws SQLException {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    for (String name : (String[]) names.getArray()) {
      duties.add(valueOf(name));
    }
    return duties;
  }
}
