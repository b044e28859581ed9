package io.yiwang.vision.sources;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The addresses from which pictures may be fetched; nothing is fetched from any other.
 *
 * <p>A rule is a network ({@code 10.20.0.0/16}), an address or a host name, each with a port if
 * only that one is meant ({@code cam.example.cn:554}, {@code [fd00::1]:80}). A name is resolved and
 * what it resolves to is checked too: loopback, link-local and multicast addresses count only when
 * a rule names them by number, so that a name cannot be turned on this machine. Whoever connects
 * uses the very addresses that were checked.
 */
public final class AllowedAddresses {
  private static final Set<String> SCHEMES = Set.of("http", "https", "rtsp");

  private final List<Rule> rules;

  public AllowedAddresses(List<String> rules) {
    this.rules = rules.stream().map(String::strip).filter(r -> !r.isEmpty()).map(Rule::of).toList();
  }

  /**
   * @param name empty for a network
   * @param port 0 for any
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Rule(String name, byte[] network, int bits, int port) {
    static Rule of(String text) {
      try {
        String host = text;
        int port = 0;
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        if (colon > text.lastIndexOf(']') && (bracketed || text.indexOf(':') == colon)) {
          port = Integer.parseInt(text.substring(colon + 1));
          host = text.substring(0, colon);
        }
        host = host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
        int slash = host.indexOf('/');
        String address = slash < 0 ? host : host.substring(0, slash);
        if (!isNumber(address)) {
          if (slash >= 0 || address.isEmpty()) {
            throw new IllegalArgumentException(address);
          }
          return new Rule(address, new byte[0], 0, port);
        }
        byte[] network = InetAddress.getByName(address).getAddress();
        int bits =
            slash < 0 ? network.length * 8 : Integer.parseInt(host.substring(slash + 1).strip());
        if (bits < 0 || bits > network.length * 8) {
          throw new IllegalArgumentException(host);
        }
        return new Rule("", network, bits, port);
      } catch (UnknownHostException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "yiwang.vision.allowed ("
                + text
                + ") must be a network, an address or a name. Maybe 10.20.0.0/16 is meant.",
            e);
      }
    }

    boolean opens(int toPort) {
      return port == 0 || port == toPort;
    }

    boolean holds(InetAddress address) {
      byte[] bytes = address.getAddress();
      if (!name.isEmpty() || bytes.length != network.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (network[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isNumber(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  /** Where an address may be reached. */
  public record Allowed(URI uri, String host, int port, List<InetAddress> addresses) {}

  /**
   * The address with what its host resolves to now.
   *
   * @throws RefusedAddressException when it may not be fetched from
   */
  public Allowed check(String address) {
    URI uri = parse(address);
    String host = uri.getHost().replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    int port = port(uri);
    return new Allowed(uri, host, port, resolve(host, port));
  }

  /** The shape only, without resolving: what can be said before anything is fetched. */
  public static URI parse(String address) {
    URI uri;
    try {
      uri = URI.create(address.strip());
    } catch (IllegalArgumentException e) {
      throw new RefusedAddressException("is no address.");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new RefusedAddressException("must begin with http://, https:// or rtsp:// and a host.");
    }
    return uri;
  }

  static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "http" -> 80;
      case "https" -> 443;
      default -> 554;
    };
  }

  /**
   * The addresses of a host, all of which may be reached at this port.
   *
   * @throws RefusedAddressException when one may not, or there is none
   */
  List<InetAddress> resolve(String host, int port) {
    boolean named = rules.stream().anyMatch(r -> r.name.equals(host) && r.opens(port));
    List<InetAddress> found = new ArrayList<>();
    try {
      found.addAll(Arrays.asList(InetAddress.getAllByName(host)));
    } catch (UnknownHostException e) {
      throw new RefusedAddressException("has a host that is not known.");
    }
    for (InetAddress address : found) {
      boolean counted = rules.stream().anyMatch(r -> r.holds(address) && r.opens(port));
      if (!counted && !(named && isOrdinary(address))) {
        throw new RefusedAddressException("is not among the addresses pictures may come from.");
      }
    }
    return List.copyOf(found);
  }

  private static boolean isOrdinary(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }
}
