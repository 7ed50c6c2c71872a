package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.net.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P16.2: what somebody without an account may hold of the server, and for how long. */
class StrangersTest {

  private static final int PLACES = 200;

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deque<Socket> open = new ArrayDeque<>();

  @AfterEach
  void close() throws Exception {
    for (Socket socket : open) {
      socket.close();
    }
    wait(vertx.close());
  }

  @Test
  void a_body_that_does_not_arrive_in_time_is_given_up() throws Exception {
    int port = serve(Duration.ofMillis(200));
    assertEquals("HTTP/1.1 408 Request Timeout", answer(half(port)));
    await(0);
  }

  @Test
  void whoever_is_signed_in_is_served_however_many_strangers_hold_a_request_open() throws Exception {
    int port = serve(Duration.ofMinutes(2));
    for (int i = 0; i < PLACES; i++) {
      half(port);
    }
    await(PLACES);
    assertEquals("HTTP/1.1 503 Service Unavailable", answer(half(port)));
    assertEquals("HTTP/1.1 200 OK", answer(send(port, "GET /api/things HTTP/1.1\r\nHost: x\r\nCookie: scoutline=a\r\n\r\n")));
    open.removeFirst().close();
    await(PLACES - 1);
    Socket whole = send(port, "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: 27\r\n\r\n{\"name\":\"a\",\"kind\":\"other\"}");
    assertEquals("HTTP/1.1 204 No Content", answer(whole), "a place was given back");
  }

  private int serve(Duration bodyWithin) throws Exception {
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    var signedIn = new SignedIn("1", new Actor(new PersonId(1), Set.of(Role.SCOUT), 0, Set.of()), "csrf");
    var api = new Api(vertx, contract, token -> Optional.of(signedIn), new TrustedProxies(Set.of()), UUID::randomUUID,
        meters, bodyWithin);
    api.operation("enter", Access.anyone(), request -> Reply.nothing())
        .operation("listThings", Access.signedIn(), request -> Reply.ok(Set.of()));
    api.missing().forEach(other -> api.operation(other, Access.signedIn(), request -> Reply.nothing()));
    HttpServer server = wait(vertx.createHttpServer().requestHandler(api.router()).listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  private void await(int underWay) {
    Await.until(() -> meters.get("scoutline.api.under_way").gauge().value() == underWay,
        "never were " + underWay + " requests under way");
  }

  private Socket half(int port) throws IOException {
    return send(port, "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: 27\r\n\r\n{");
  }

  private Socket send(int port, String text) throws IOException {
    var socket = new Socket("127.0.0.1", port);
    open.add(socket);
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    return lines.readLine();
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
