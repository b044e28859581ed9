package io.yiwang.access;

/** The kinds of organisation that take part. */
public enum UnitKind {
  /** A supervision or command centre of a city, district or street. */
  CENTRE,
  /** A department of the government or a company it has charged. */
  DEPARTMENT,
  STREET_OFFICE,
  /** A crew that mends things. */
  CREW
}
