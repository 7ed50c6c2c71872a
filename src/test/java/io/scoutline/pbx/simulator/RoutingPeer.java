package io.scoutline.pbx.simulator;

import io.scoutline.Await;
import io.scoutline.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.StaticMappingStrategy;

/** Asterisk-Java's own FastAGI server, answering the route question as a test wants. */
final class RoutingPeer implements AutoCloseable {
  /** What was asked. */
  record Asked(int attempt, String last, String caller, String dialled, String uniqueid, String context) {}

  /** Answers one question with ROUTE_ variables. */
  @FunctionalInterface
  interface Answer {
    Map<String, String> to(Asked asked) throws Exception;
  }

  private final DefaultAgiServer server;
  private final int port = FreePort.find();
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  RoutingPeer(Answer answer) throws Exception {
    AgiScript script = (request, channel) -> {
      if (request.getChannel() == null) {
        return;
      }
      var question = read(request);
      asked.add(question);
      for (var variable : answer(answer, question).entrySet()) {
        channel.setVariable(variable.getKey(), variable.getValue());
      }
    };
    server = new DefaultAgiServer() {
      @Override
      protected ThreadPoolExecutor createPool() {
        return new ThreadPoolExecutor(0, 1000, 10, TimeUnit.SECONDS, new java.util.concurrent.SynchronousQueue<>(),
            Thread.ofVirtual().factory());
      }
    };
    server.setAddress(InetAddress.getLoopbackAddress());
    server.setPort(port);
    server.setMappingStrategy(new StaticMappingStrategy(script));
    var up = new LinkedBlockingQueue<Boolean>();
    Thread.ofVirtual().start(() -> {
      up.add(true);
      try {
        server.startup();
      } catch (Exception stopped) {
        // the test is over
      }
    });
    up.take();
    awaitListening();
  }

  private static Map<String, String> answer(Answer answer, Asked question) throws AgiException {
    try {
      return answer.to(question);
    } catch (AgiException fault) {
      throw fault;
    } catch (Exception fault) {
      throw new AgiException(fault.getMessage(), fault);
    }
  }

  private void awaitListening() {
    Await.until(this::accepts, "the FastAGI server did not start");
  }

  private boolean accepts() {
    try (var probe = new java.net.Socket()) {
      probe.connect(address(), 500);
      return true;
    } catch (java.io.IOException notYet) {
      return false;
    }
  }

  private static Asked read(AgiRequest request) {
    return new Asked(Integer.parseInt(request.getParameter("attempt")), request.getParameter("last"),
        request.getCallerIdNumber(), request.getDnid(), request.getUniqueId(), request.getContext());
  }

  static Map<String, String> ring(String to, int seconds) {
    return Map.of("ROUTE_KIND", "ring", "ROUTE_TO", to, "ROUTE_SECONDS", Integer.toString(seconds));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
