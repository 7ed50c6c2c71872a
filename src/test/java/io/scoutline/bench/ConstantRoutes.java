package io.scoutline.bench;

import io.scoutline.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.StaticMappingStrategy;

/** The baseline: the same library, a virtual thread for each question, and an answer that needs no thought. */
final class ConstantRoutes implements AutoCloseable {

  private static final AgiScript ANSWER = (request, channel) -> {
    channel.setVariable("ROUTE_TO", "101");
    channel.setVariable("ROUTE_SECONDS", "20");
    channel.setVariable("ROUTE_KIND", "ring");
  };

  private final Server server = new Server();
  private final int port = FreePort.find();

  private static final class Server extends DefaultAgiServer {
    Server() {
      super(null, new StaticMappingStrategy(ANSWER));
    }

    @Override
    protected ThreadPoolExecutor createPool() {
      return new ThreadPoolExecutor(0, 8_192, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
          Thread.ofVirtual().name("constant-", 0).factory());
    }
  }

  ConstantRoutes() {
    server.setPort(port);
    server.setAddress(InetAddress.getLoopbackAddress());
  }

  int port() {
    return port;
  }

  /** Listens when this returns. */
  void start() throws IOException {
    Thread.ofPlatform().daemon().name("constant-routes").start(this::serve);
    IOException last = null;
    for (int attempt = 0; attempt < 500; attempt++) {
      try {
        AgiQuestion.ask(port, "74950000000", "probe");
        return;
      } catch (IOException notYet) {
        last = notYet;
        Thread.onSpinWait();
      }
    }
    throw last;
  }

  private void serve() {
    try {
      server.startup();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
