package io.scoutline.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.net.TrustedProxies;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P16.2: how many connections one address may hold. */
class ConnectionsTest {

  private static final int MOST = 4;
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Deque<Socket> open = new ArrayDeque<>();
  private TestServer server;

  private void serve(TrustedProxies proxies) throws Exception {
    server = new TestServer(new WebServer.Settings("127.0.0.1", 0, Optional.empty(), Set.of(), 2, LONG, MOST,
        "platform/web"), proxies, api -> { });
  }

  @AfterEach
  void close() throws Exception {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  @Test
  void one_address_opens_so_many_connections_and_no_more_before_one_of_them_is_closed() throws Exception {
    serve(new TrustedProxies(Set.of()));
    for (int i = 0; i < MOST; i++) {
      assertEquals("HTTP/1.1 200 OK", answer(connect(), "/"));
    }
    assertEquals("", answer(connect(), "/"));
    open.removeFirst().close();
    Await.until(() -> answer(connect(), "/").equals("HTTP/1.1 200 OK"), "no place was given back");
  }

  @Test
  void connections_of_a_trusted_proxy_are_everybodys_and_not_counted() throws Exception {
    serve(new TrustedProxies(Set.of("127.0.0.1")));
    for (int i = 0; i < 3 * MOST; i++) {
      assertEquals("HTTP/1.1 200 OK", answer(connect(), "/"));
    }
  }

  @Test
  void a_live_channel_holds_no_place_of_its_address() throws Exception {
    serve(new TrustedProxies(Set.of()));
    WebSocketClient client = server.vertx.createWebSocketClient();
    for (int i = 0; i < 2 * MOST; i++) {
      WebSocket channel = TestServer.wait(client.connect(new WebSocketConnectOptions().setHost("127.0.0.1")
          .setPort(server.web.port()).setURI("/api/live").addHeader("Cookie", "scoutline=head")
          .addHeader("Origin", server.url(""))));
      if (i % 2 == 0) {
        TestServer.wait(channel.close());
      }
    }
    assertEquals("HTTP/1.1 200 OK", answer(connect(), "/"));
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", server.web.port());
    open.add(socket);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** The first line, or nothing from a connection that is closed. */
  private static String answer(Socket socket, String path) throws IOException {
    try {
      socket.getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
      return line == null ? "" : line;
    } catch (SocketException reset) {
      return "";
    }
  }
}
