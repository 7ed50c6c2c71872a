package io.scoutline.carried;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.ApiServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A server that takes in what the scripts of two PBXs bring, and nothing else; it can be stopped and started. */
final class CarriedHost implements AutoCloseable {

  static final String TOKEN = "main-0123456789abcdefghijklmnopqrstuv";
  static final String OTHER_TOKEN = "branch-0123456789abcdefghijklmnopqrst";

  private final Vertx vertx = Vertx.vertx();
  private final Path folder;
  private List<CarriedPbx> pbxs;
  private ApiServer server;

  CarriedHost(Path folder) {
    this.folder = folder;
    start();
  }

  void start() {
    pbxs = List.of(pbx("main", TOKEN), pbx("branch", OTHER_TOKEN));
    server = ApiServer.serve(vertx, token -> Optional.empty(),
        api -> new CarriedRoutes(pbxs, UUID::randomUUID, InstantSource.system()).register(api));
  }

  private CarriedPbx pbx(String name, String token) {
    try {
      return new CarriedPbx(new PbxName(name), token, folder.resolve(name), InstantSource.system(),
          new SimpleMeterRegistry());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  void stop() {
    server.close();
  }

  URI uri() {
    return server.uri();
  }

  CarriedPbx main() {
    return pbxs.getFirst();
  }

  /** Every line that has come, in the order in which it came. */
  List<String> lines() {
    try (Stream<Path> files = Files.list(folder.resolve("main/records"))) {
      var lines = new ArrayList<String>();
      for (Path part : files.filter(file -> !Files.isSymbolicLink(file)).sorted().toList()) {
        lines.addAll(Files.readAllLines(part));
      }
      return lines;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The names in the done folder. */
  List<String> done() {
    return names(folder.resolve("main/done"));
  }

  /** What is on its way. */
  List<String> arriving() {
    return names(folder.resolve("main/arriving"));
  }

  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
