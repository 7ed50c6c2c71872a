package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P16.2: what somebody without an account may hold of the server, and for how long. */
class StrangersTest {

  private static final int PLACES = 200;
  private static final int PLACES_PER_ADDRESS = 20;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Deque<Socket> open = new ArrayDeque<>();
  private final CountDownLatch lookedUp = new CountDownLatch(1);

  @TempDir
  Path folder;

  @AfterEach
  void close() throws Exception {
    lookedUp.countDown();
    for (Socket socket : open) {
      socket.close();
    }
    wait(vertx.close());
  }

  @Test
  void a_body_that_does_not_arrive_in_time_is_given_up() throws Exception {
    int port = serve(SHORT, LONG);
    assertEquals("HTTP/1.1 408 Request Timeout", answer(half(port, "203.0.113.1")));
    await(0);
  }

  @Test
  void a_file_that_drips_is_given_up_as_a_whole_and_nothing_of_it_is_kept() throws Exception {
    int port = serve(LONG, Duration.ofSeconds(1));
    Socket dripping = send(port, "POST /api/things/1/sound HTTP/1.1\r\nHost: x\r\nCookie: scoutline=a\r\n"
        + "X-CSRF-Token: csrf\r\nContent-Type: audio/wav\r\nContent-Length: 1000000\r\n\r\n");
    Path arriving = folder.resolve("1");
    Await.until(() -> Files.exists(arriving), "it never began to arrive");
    Thread.startVirtualThread(() -> drip(dripping));
    assertEquals("HTTP/1.1 408 Request Timeout", answer(dripping));
    await(0);
    assertFalse(Files.exists(arriving));
  }

  @Test
  void whoever_is_signed_in_is_served_however_many_strangers_hold_a_request_open() throws Exception {
    int port = serve(LONG, LONG);
    for (int i = 0; i < PLACES; i++) {
      half(port, "203.0.113." + i);
    }
    await(PLACES);
    assertEquals("HTTP/1.1 503 Service Unavailable", answer(half(port, "198.51.100.1")));
    assertEquals("HTTP/1.1 200 OK", answer(signedIn(port, "203.0.113.1")));
    open.removeFirst().close();
    await(PLACES - 1);
    assertEquals("HTTP/1.1 204 No Content", answer(whole(port, "198.51.100.1")), "a place was given back");
  }

  @ParameterizedTest
  @CsvSource({
      "203.0.113.1, 203.0.113.1, 203.0.113.2",
      "2001:db8:0:1::1, 2001:db8:0:1:9:9:9:9, 2001:db8:0:2::1"})
  void one_address_holds_its_own_places_and_none_of_the_others(String address, String beside, String other)
      throws Exception {
    int port = serve(LONG, LONG);
    for (int i = 0; i < PLACES_PER_ADDRESS; i++) {
      half(port, address);
    }
    await(PLACES_PER_ADDRESS);
    assertEquals("HTTP/1.1 429 Too Many Requests", answer(whole(port, beside)));
    assertEquals("HTTP/1.1 204 No Content", answer(whole(port, other)));
    assertEquals("HTTP/1.1 200 OK", answer(signedIn(port, address)), "whoever is signed in there is served");
    open.removeFirst().close();
    await(PLACES_PER_ADDRESS - 1);
    assertEquals("HTTP/1.1 204 No Content", answer(whole(port, beside)), "a place was given back");
  }

  @Test
  void an_invented_cookie_takes_the_place_of_nobody_who_is_signed_in() throws Exception {
    int port = serve(LONG, LONG);
    for (int i = 0; i < PLACES_PER_ADDRESS; i++) {
      withCookie(port, "203.0.113.1", "invented");
    }
    await(PLACES_PER_ADDRESS);
    assertEquals("HTTP/1.1 429 Too Many Requests", answer(withCookie(port, "203.0.113.1", "invented")));
    assertEquals("HTTP/1.1 200 OK", answer(signedIn(port, "203.0.113.1")), "whoever is known there is served");
    for (int i = PLACES_PER_ADDRESS; i < PLACES; i++) {
      withCookie(port, "198.51.100." + i, "invented");
    }
    await(PLACES);
    assertEquals("HTTP/1.1 503 Service Unavailable", answer(withCookie(port, "192.0.2.1", "invented")));
    assertEquals("HTTP/1.1 200 OK", answer(signedIn(port, "192.0.2.1")));
    assertEquals("HTTP/1.1 204 No Content", answer(whole(port, "192.0.2.1")), "and whoever signs in has places");
    lookedUp.countDown();
    await(0);
    assertEquals("HTTP/1.1 401 Unauthorized", answer(withCookie(port, "203.0.113.1", "invented")));
  }

  @Test
  void a_place_is_held_no_longer_than_until_the_session_is_known() throws Exception {
    int port = serve(LONG, LONG);
    for (int i = 0; i < PLACES_PER_ADDRESS; i++) {
      send(port, "POST /api/things/" + i + "/sound HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.1\r\n"
          + "Cookie: scoutline=new\r\nX-CSRF-Token: csrf\r\nContent-Type: audio/wav\r\n"
          + "Content-Length: 1000\r\n\r\nx");
    }
    Await.until(() -> folder.toFile().list().length == PLACES_PER_ADDRESS, "they never began to arrive");
    assertEquals("HTTP/1.1 200 OK", answer(withCookie(port, "203.0.113.1", "new")));
  }

  /** Knows the session of {@code a}, must look up that of {@code new}, and is long about finding no other. */
  private Authenticator sessions() {
    var signedIn = new SignedIn("1", new Actor(new PersonId(1), Set.of(Role.SCOUT), 0, Set.of()), "csrf");
    return new Authenticator() {
      @Override
      public Optional<SignedIn> authenticate(String token) {
        if (!token.equals("invented")) {
          return Optional.of(signedIn);
        }
        try {
          lookedUp.await();
        } catch (InterruptedException closed) {
          Thread.currentThread().interrupt();
        }
        return Optional.empty();
      }

      @Override
      public boolean knows(String token) {
        return token.equals("a");
      }
    };
  }

  private int serve(Duration bodyWithin, Duration uploadWithin) throws Exception {
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    var api = new Api(vertx, contract, sessions(), new TrustedProxies(Set.of("127.0.0.1")),
        UUID::randomUUID, meters, new ApiLimits(PLACES_PER_ADDRESS, 50, bodyWithin, uploadWithin),
        new PersonLimits(50, Clock.systemUTC(), meters));
    api.operation("enter", Access.anyone(), request -> Reply.nothing())
        .operation("listThings", Access.signedIn(), request -> Reply.ok(Set.of()))
        .operation("putSound", Access.signedIn(), request -> Reply.ok(Set.of(
            request.saveBody(folder.resolve(request.pathText("id")), 1_000_000))));
    api.missing().forEach(other -> api.operation(other, Access.signedIn(), request -> Reply.nothing()));
    HttpServer server = wait(vertx.createHttpServer().requestHandler(api.router()).listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  private void await(int underWay) {
    Await.until(() -> meters.get("scoutline.api.under_way").gauge().value() == underWay,
        "never were " + underWay + " requests under way");
  }

  /** A sign-in whose body does not come. */
  private Socket half(int port, String from) throws IOException {
    return send(port, signIn(from) + "{");
  }

  private Socket whole(int port, String from) throws IOException {
    return send(port, signIn(from) + "{\"name\":\"a\",\"kind\":\"other\"}");
  }

  private static String signIn(String from) {
    return "POST /api/session HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + from
        + "\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n";
  }

  private Socket signedIn(int port, String from) throws IOException {
    return withCookie(port, from, "a");
  }

  private Socket withCookie(int port, String from, String token) throws IOException {
    return send(port, "GET /api/things HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + from
        + "\r\nCookie: scoutline=" + token + "\r\n\r\n");
  }

  private Socket send(int port, String text) throws IOException {
    var socket = new Socket("127.0.0.1", port);
    open.add(socket);
    socket.setSoTimeout(30_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void drip(Socket socket) {
    try {
      while (true) {
        socket.getOutputStream().write('x');
        Await.elapse(Duration.ofMillis(20));
      }
    } catch (IOException | InterruptedException givenUp) {
      // as it should be
    }
  }

  private static String answer(Socket socket) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    return lines.readLine();
  }

  private static <T> T wait(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
