package io.yiwang.access.oidc;

/** Why somebody was not let in; the sign-in page says it in words. */
final class SignInRefused extends RuntimeException {
  private final Reason reason;

  SignInRefused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  SignInRefused(Reason reason, String detail, Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** What the page tells; the detail is for the log alone. */
  enum Reason {
    /** The provider does not answer, or not as a provider does. */
    PROVIDER_AWAY,
    /** The provider did not let them in, or they turned back. */
    PROVIDER_REFUSED,
    /** Not begun in this browser, used already, or too long ago. */
    LAPSED,
    /** What the provider said about them does not hold. */
    NOT_PROVEN,
    /** No account of ours that they may use. */
    UNKNOWN,
    /** An account was made for them; it needs a duty. */
    NO_DUTY,
    TOO_MANY_ATTEMPTS;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
