package io.scoutline;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.config.ConfigSources;
import io.scoutline.config.Listening;
import io.scoutline.config.ServerConfig;
import io.scoutline.config.WrongConfig;
import io.scoutline.demo.Demo;
import io.scoutline.platform.Lifecycle;
import io.scoutline.platform.backup.BackupRefused;
import io.scoutline.platform.database.UnsuitableDatabase;
import io.scoutline.platform.watch.Logs;
import io.scoutline.platform.watch.Observed;
import io.scoutline.platform.watch.ServiceNotice;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Starts the server: {@code scoutline [--config FILE]}, or {@code scoutline demo} for a company of its own beside a
 * simulated PBX; saves and brings back its data: {@code scoutline backup}, {@code scoutline restore}. Exit code 78
 * means a wrong configuration, all of whose faults are told; 75 that another server has taken over.
 */
public final class Main {

  private static final int REFUSED = 65;
  private static final int UNAVAILABLE = 69;
  private static final int REPLACED = 75;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  public static void main(String[] args) {
    try {
      switch (Command.of(args)) {
        case Command.Serve serve -> serve(serve.config());
        case Command.Demo _ -> demo();
        case Command.Backup backup -> keeping(backup.config()).write(backup.to(), backup.hash());
        case Command.Restore restore -> keeping(restore.config()).read(restore.from());
        case Command.Unknown _ -> {
          System.err.println(Command.USAGE);
          System.exit(WrongConfig.EXIT_CODE);
        }
      }
    } catch (WrongConfig wrong) {
      System.err.println("The configuration has faults; nothing was started.");
      System.err.println(wrong.getMessage());
      System.exit(WrongConfig.EXIT_CODE);
    } catch (UnsuitableDatabase unsuitable) {
      System.err.println(unsuitable.getMessage());
      System.exit(UNAVAILABLE);
    } catch (BackupRefused refused) {
      System.err.println(refused.getMessage());
      System.exit(REFUSED);
    }
  }

  private static void serve(Optional<Path> file) {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Observed.vertx(meters);
    ServerConfig config = ConfigSources.load(vertx, file, System.getenv(), Listening::faults);
    if (config.logging().json()) {
      Logs.writeJson();
    }
    var lifecycle = new Lifecycle().stopOnSignal();
    var app = new App(vertx, config, Optional.empty(), Clock.systemUTC(), new SecureRandom(), meters);
    lifecycle.onStop("server", STOP_WITHIN, app::close);
    var notice = ServiceNotice.of(System.getenv());
    lifecycle.onStop("service notice", ANSWERS_WITHIN, notice::close);
    app.whenReplaced(() -> System.exit(REPLACED));
    if (app.start(() -> notice.ready(() -> app.answers(ANSWERS_WITHIN)))) {
      notice.ready(() -> app.answers(ANSWERS_WITHIN));
      System.out.println("Scoutline listens on port " + app.port());
    }
  }

  /** The ports of the configuration may be those of a server that runs. */
  private static Keeping keeping(Optional<Path> file) {
    Vertx vertx = Vertx.vertx();
    try {
      ServerConfig config = ConfigSources.load(vertx, file, System.getenv(), _ -> List.of());
      return new Keeping(config, Clock.systemUTC(), new SecureRandom(), System.out);
    } finally {
      vertx.close().await();
    }
  }

  private static void demo() {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Vertx vertx = Observed.vertx(meters);
    var clock = Clock.systemUTC();
    var lifecycle = new Lifecycle().stopOnSignal();
    int port = Integer.parseInt(System.getenv().getOrDefault("SCOUTLINE_DEMO_PORT", "8080"));
    var demo = new Demo(Path.of("data", "demo"), freePort(), clock);
    lifecycle.onStop("simulated PBX", STOP_WITHIN, demo::close);
    ServerConfig config = ConfigReader.read(demo.config(port, port + 1), Listening::faults);
    var app = new App(vertx, config, Optional.of(demo), clock, new SecureRandom(), meters);
    lifecycle.onStop("server", STOP_WITHIN, app::close);
    app.start();
    System.out.println();
    System.out.println("  Scoutline demo: http://127.0.0.1:" + app.port());
    demo.signIns().forEach(one -> System.out.printf("  %-13s %-11s %s%n",
        one.role().name().toLowerCase(Locale.ROOT), one.login(), one.password()));
    System.out.println("  Ctrl+C stops it; its data stays in data/demo.");
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException("no free port", none);
    }
  }

  private Main() {}
}
