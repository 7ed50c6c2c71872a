package io.scoutline.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.net.TrustedProxies;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands around every page and answer: P16.2. */
class WebServerTest {

  private static final WebServer.Settings SETTINGS = new WebServer.Settings(
      "127.0.0.1", 0, Optional.empty(), Set.of(), 2, Duration.ofMillis(700), 2_000, "platform/web");
  private static final java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient();
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer(SETTINGS, new TrustedProxies(Set.of()), api -> { });
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void each_page_has_a_nonce_of_its_own_and_allows_no_other_script() throws Exception {
    var first = get("/board/people/7");
    var second = get("/");
    assertEquals(200, first.statusCode());
    assertEquals("no-store", header(first, "Cache-Control"));
    Matcher nonce = Pattern.compile("script-src 'nonce-([^']{24})'").matcher(header(first, "Content-Security-Policy"));
    assertTrue(nonce.find());
    assertTrue(first.body().contains("nonce=\"" + nonce.group(1) + "\""));
    assertFalse(first.body().contains("__NONCE__"));
    assertNotEquals(header(first, "Content-Security-Policy"), header(second, "Content-Security-Policy"));
    for (String forbidden : new String[] {"unsafe-inline", "unsafe-eval", "*", "http:"}) {
      assertFalse(header(first, "Content-Security-Policy").contains(forbidden));
    }
  }

  @Test
  void every_answer_carries_the_security_headers() throws Exception {
    for (String path : List.of("/", "/assets/main-1a2b.js", "/nothing.js", "/api/things", "/api/none", "/api/live")) {
      var answer = get(path);
      assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
      assertEquals("DENY", header(answer, "X-Frame-Options"), path);
      assertTrue(header(answer, "Content-Security-Policy").contains("frame-ancestors 'none'"), path);
      assertTrue(answer.headers().firstValue("Strict-Transport-Security").isEmpty(), path);
      assertTrue(answer.headers().firstValue("Server").isEmpty(), path);
    }
  }

  @Test
  void assets_are_kept_by_browsers_and_sent_compressed() throws Exception {
    var plain = get("/assets/plain.css");
    assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
    assertEquals("text/css; charset=utf-8", header(plain, "Content-Type"));
    assertEquals("body { color: blue }\n", plain.body());
    assertEquals("br", header(get("/assets/main-1a2b.js", "Accept-Encoding", "gzip, br"), "Content-Encoding"));
    assertEquals("gzip", header(get("/assets/main-1a2b.js", "Accept-Encoding", "gzip"), "Content-Encoding"));
    assertEquals(304, get("/assets/plain.css", "If-None-Match", header(plain, "ETag")).statusCode());
  }

  @Test
  void nothing_outside_the_folder_is_reachable() throws Exception {
    for (String path : new String[] {"/../outside.txt", "/assets/../../outside.txt", "/%2e%2e/outside.txt",
        "/assets/%2e%2e%2f%2e%2e%2foutside.txt", "/..%5coutside.txt", "//outside.txt", "/assets/", "/.hidden.txt",
        "/index.html", "/assets/main-1a2b.js%00.css"}) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertFalse(answer.contains("secret"), path);
      assertTrue(answer.startsWith("HTTP/1.1 404") || answer.contains("<title>Test"), path + " " + answer);
    }
  }

  @Test
  void an_address_that_cannot_be_decoded_is_refused_and_nothing_fails() throws Exception {
    for (String path : List.of("/api/%zz", "/api/%", "/api/things/%zz", "/api/things/5%f", "/%zz")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 400") && answer.contains("\"malformed\""), path + " " + answer);
    }
  }

  @Test
  void a_foreign_name_for_the_loopback_address_is_refused() throws Exception {
    assertTrue(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 421"));
    assertTrue(raw("GET / HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
  }

  @Test
  void a_client_that_drips_its_headers_is_cut_off() throws Exception {
    long begun = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", server.web.port())) {
      socket.setSoTimeout(20_000);
      var dripping = Thread.startVirtualThread(() -> {
        try {
          for (byte one : "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(StandardCharsets.US_ASCII)) {
            socket.getOutputStream().write(one);
          }
          while (true) {
            socket.getOutputStream().write('x');
            Await.elapse(Duration.ofMillis(20));
          }
        } catch (Exception cutOff) {
          // as it should be
        }
      });
      assertEquals(-1, readOrReset(socket));
      dripping.join();
    }
    assertTrue(Duration.ofNanos(System.nanoTime() - begun).compareTo(Duration.ofMillis(600)) > 0);
  }

  @Test
  void headers_that_are_too_large_or_broken_get_no_further() throws Exception {
    String large = "x".repeat(20_000);
    for (String request : new String[] {
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + large + "\r\n\r\n", "GET /" + large + " HTTP/1.1\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n"}) {
      String answer = raw(request);
      assertFalse(answer.startsWith("HTTP/1.1 200"), answer);
      assertFalse(answer.contains("Exception"), answer);
    }
  }

  @Test
  void only_listed_proxies_say_who_is_asking() throws Exception {
    var direct = get("/api/things", "Cookie", "scoutline=head", "X-Forwarded-For", "203.0.113.9",
        "X-Forwarded-Proto", "https");
    assertTrue(direct.body().contains("\"127.0.0.1\"") && direct.body().contains("\"secure\":false"), direct.body());
    try (var behind = new TestServer(SETTINGS, new TrustedProxies(Set.of("127.0.0.1", "10.0.0.0/8")), api -> { })) {
      var forwarded = get(behind, "/api/things", "Cookie", "__Host-scoutline=head",
          "X-Forwarded-For", "1.2.3.4, 203.0.113.9, 10.0.0.7", "X-Forwarded-Proto", "https");
      assertTrue(forwarded.body().contains("\"203.0.113.9\"") && forwarded.body().contains("\"secure\":true"),
          forwarded.body());
      assertEquals("max-age=31536000", header(forwarded, "Strict-Transport-Security"));
      var lineByLine = get(behind, "/api/things", "Cookie", "__Host-scoutline=head", "X-Forwarded-For", "1.2.3.4",
          "X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https");
      assertTrue(lineByLine.body().contains("\"203.0.113.9\""), lineByLine.body());
      assertEquals(401, get(behind, "/api/things", "Cookie", "scoutline=head", "X-Forwarded-Proto", "https")
          .statusCode());
    }
  }

  @Test
  void tls_is_read_from_pem_files() throws Exception {
    Path folder = Path.of(WebServerTest.class.getResource("/platform/tls/key.pem").toURI()).getParent();
    var tls = new WebServer.Tls(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    var settings = new WebServer.Settings(
        "127.0.0.1", 0, Optional.of(tls), Set.of(), 1, Duration.ofSeconds(5), 2_000, "platform/web");
    try (var secure = new TestServer(settings, new TrustedProxies(Set.of()), api -> { })) {
      HttpClient https = secure.vertx.createHttpClient(new HttpClientOptions().setSsl(true)
          .setTrustOptions(new PemTrustOptions().addCertPath(tls.certificate().toString())));
      HttpClientResponse answer = TestServer.wait(https.request(new RequestOptions().setMethod(HttpMethod.GET)
          .setHost("localhost").setPort(secure.web.port()).setURI("/")).compose(request -> request.send()));
      assertEquals(200, answer.statusCode());
      assertEquals("max-age=31536000", answer.getHeader("Strict-Transport-Security"));
    }
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(server, path, headers);
  }

  private static HttpResponse<String> get(TestServer where, String path, String... headers) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(where.url(path))).timeout(Duration.ofSeconds(20))
        .version(java.net.http.HttpClient.Version.HTTP_1_1);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.GET().build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(Map.of().toString());
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.web.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      var answer = new java.io.ByteArrayOutputStream();
      try {
        in.transferTo(answer);
      } catch (java.net.SocketException reset) {
        // closed without ceremony
      }
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static int readOrReset(Socket socket) throws Exception {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketException reset) {
      return -1;
    }
  }
}
