package io.yiwang.access.identity;

import io.yiwang.access.Duty;
import io.yiwang.access.Person;
import io.yiwang.access.Post;
import io.yiwang.access.SignedIn;
import io.yiwang.access.SignedIn.Pending;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who is signed in, at which of their posts, and what they must still do. */
record SessionView(
    long id,
    String login,
    String name,
    String nameEn,
    Set<Duty> duties,
    String unitCode,
    String regionCode,
    String regionPath,
    List<Post> posts,
    Pending pending,
    Instant expiresAt) {
  static SessionView of(SignedIn signedIn) {
    Person p = signedIn.person();
    return new SessionView(
        p.id(),
        p.login(),
        p.name(),
        p.nameEn(),
        p.duties(),
        p.unitCode(),
        p.regionCode(),
        p.regionPath(),
        signedIn.posts(),
        signedIn.pending(),
        signedIn.expiresAt());
  }
}
