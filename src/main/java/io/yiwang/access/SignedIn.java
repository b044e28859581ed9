package io.yiwang.access;

import io.yiwang.house.Problem;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The principal of a browser session: a person at one of the posts they hold.
 *
 * @param posts all posts the person may choose from
 * @param pending what must be done before anything else is allowed
 * @param expiresAt when the session ends whatever happens
 */
public record SignedIn(
    Person person, long session, List<Post> posts, Pending pending, Instant expiresAt)
    implements Principal {
  public SignedIn {
    posts = List.copyOf(posts);
  }

  /** What a person who has signed in must still do. */
  public enum Pending {
    NOTHING,
    /** Choose a password of their own. */
    PASSWORD,
    /** Enrol a second factor. */
    FACTOR,
    /** Give the code of their second factor. */
    CODE
  }

  /** The browser session whose request this is; 403 for programs, which have none. */
  public static SignedIn current() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
      return signedIn;
    }
    throw Problem.forbidden("This is for people who have signed in.");
  }

  @Override
  public String getName() {
    return person.login();
  }
}
