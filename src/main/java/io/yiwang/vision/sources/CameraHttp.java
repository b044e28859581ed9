package io.yiwang.vision.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP to cameras: to allowed addresses only, redirects are not followed, Basic and Digest with the
 * name and password of the address.
 */
public final class CameraHttp implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.of(10, TimeUnit.SECONDS);
  private static final int MOST_CONNECTIONS = 2_000;

  private final AllowedAddresses allowed;
  private final CloseableHttpClient client;

  public CameraHttp(AllowedAddresses allowed) {
    this.allowed = allowed;
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Checked())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(PATIENCE)
                    .setSocketTimeout(PATIENCE)
                    .build())
            .setMaxConnTotal(MOST_CONNECTIONS)
            .setMaxConnPerRoute(4)
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(PATIENCE)
                    .setResponseTimeout(PATIENCE)
                    .setRedirectsEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
  }

  /** Resolves to the addresses that were checked, so that what is checked is what is connected. */
  private final class Checked implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("A port is needed to say whether an address is allowed.");
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
      return allowed.resolve(host.replace("[", "").replace("]", ""), port).stream()
          .map(address -> new InetSocketAddress(address, port))
          .toList();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** Asks once; the handler reads the answer, whose status is checked. */
  <T> T get(String address, HttpClientResponseHandler<T> handler) throws IOException {
    URI uri = allowed.check(address).uri();
    URI plain = URI.create(address.strip().replaceFirst("//[^/@]*@", "//"));
    HttpClientContext context = HttpClientContext.create();
    if (uri.getRawUserInfo() != null) {
      context.setCredentialsProvider(credentials(uri));
    }
    return client.execute(
        new HttpGet(plain),
        context,
        response -> {
          require(response);
          return handler.handleResponse(response);
        });
  }

  private static BasicCredentialsProvider credentials(URI uri) {
    String[] parts = uri.getUserInfo().split(":", 2);
    char[] password = (parts.length > 1 ? parts[1] : "").toCharArray();
    var provider = new BasicCredentialsProvider();
    provider.setCredentials(
        new AuthScope(new HttpHost(uri.getScheme(), uri.getHost(), AllowedAddresses.port(uri))),
        new UsernamePasswordCredentials(parts[0], password));
    return provider;
  }

  private static void require(ClassicHttpResponse response) throws IOException {
    int status = response.getCode();
    if (status >= 300 && status < 400) {
      throw new IOException("The camera sends us to another address, which is not followed.");
    }
    if (status != 200) {
      throw new IOException("The camera answers with status " + status + ".");
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
